"""Keadaan yang dipasang perayap sebelum membuka halaman: SKP draf, pemda kosong, dan nama-nama panjang."""

from django.db.models import F, Value
from django.db.models.functions import Concat

from indikator.models import RHK, Indikator, IndikatorKinerja
from kepegawaian.models import Instansi, Jabatan, LetakUnit, Pegawai, UnitKerja
from tests.indikator import pabrik

SKP_DRAF = {
    "status": "draf",
    "catatan": "",
    **{f"{aksi}_{akhir}": None for aksi in ("diajukan", "diputus") for akhir in ("pada", "oleh")},
}
NAMA_PANJANG = "Siti Nurhayati Kusumaningrum Wulandari Rahmaningtyas Hadikusumo Prawirodirdjo"
KATA_PANJANG = " Pemberdayaan Masyarakat, Ketransmigrasian, dan Penanggulangan Ketidakberuntungan"


def pemda_kosong() -> dict[str, Pegawai]:
    """Pemda yang baru dibuat: ada orang dan unit, belum ada periode, SKP, titik layanan, atau pelatihan."""
    baru = pabrik.pemda("Kota Baru")
    return {"pengelola_baru": baru.admin, "penilai_baru": baru.kabid, "pegawai_baru": baru.ratna}


def panjangkan(instansi: Instansi) -> None:
    """Nama orang, unit, jabatan, RHK, dan indikator sepanjang yang masuk akal di daerah."""
    Pegawai.objects.filter(instansi=instansi).update(
        nama=NAMA_PANJANG,
        gelar_depan="Dra. Hj. R. Ay.",
        gelar_belakang="S.Kep., Ns., M.Kep., Sp.Kep.Mat., Ph.D.",
    )
    ekor = Value(KATA_PANJANG)
    for model, saring in (
        (UnitKerja, {"instansi": instansi}),
        (LetakUnit, {"unit__instansi": instansi}),
        (Jabatan, {"instansi": instansi}),
    ):
        model._default_manager.filter(**saring).update(nama=Concat(F("nama"), ekor))
    Indikator.objects.filter(instansi=instansi).update(nama=Concat(F("nama"), ekor))
    RHK.objects.filter(skp__instansi=instansi).update(teks=Concat(F("teks"), ekor))
    IndikatorKinerja.objects.filter(skp__instansi=instansi).update(nama=Concat(F("nama"), ekor))
