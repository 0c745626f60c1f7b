"""Target tiap triwulan sebuah indikator: diatur pemiliknya selama SKP masih dapat disusun."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from indikator.models import SKP, IndikatorKinerja, Polaritas, TargetTriwulan
from indikator.rules.akumulasi import Akumulasi, periksa_target
from indikator.services.langkah import Aksi
from indikator.services.skp.kunci import cocokkan_versi, kunci_skp, simpan_skp
from indikator.services.skp.masukan import periksa_angka
from inti.galat import GalatAturan
from kepegawaian.models import Pegawai

HILANG = "Indikator ini sudah dihapus. Kembali ke SKP untuk melihat isinya sekarang."
BERANGKA = frozenset({Polaritas.MAKSIMAL, Polaritas.MINIMAL})


@transaction.atomic
def atur_triwulan(
    *,
    indikator: IndikatorKinerja,
    akumulasi: str,
    bagian: Sequence[Decimal] | None,
    versi: int,
    oleh: Pegawai,
    sekarang: datetime,
) -> SKP:
    """Simpan empat target (`bagian`) atau hapus (None: kembali memakai target setahun).

    Menolak selain pemilik SKP yang sedang disusun, indikator tanpa target angka, target yang tidak pas dengan setahun
    menurut `akumulasi`, dan versi yang tertinggal. Isi yang sama tidak ditulis.
    """
    asal = indikator.skp
    skp, _ = kunci_skp(
        skp_id=asal.pk, periode_id=asal.periode_id, aksi=Aksi.SUSUN, oleh=oleh, sekarang=sekarang
    )
    kini = skp.indikator.select_related("target_triwulan").filter(pk=indikator.pk).first()
    if kini is None:
        raise GalatAturan(HILANG)
    lama: TargetTriwulan | None = getattr(kini, "target_triwulan", None)
    if bagian is None:
        if lama is None:
            return skp
        cocokkan_versi(skp, versi)
        lama.delete()
        return _catat(skp, kini, {}, oleh=oleh, sekarang=sekarang)
    setahun = _periksa(kini, akumulasi, bagian)
    if lama is not None and (lama.akumulasi, lama.setahun, *lama.bagian) == (akumulasi, setahun, *bagian):
        return skp
    cocokkan_versi(skp, versi)
    isi = {f"tw{n}": b for n, b in enumerate(bagian, start=1)}
    TargetTriwulan.objects.update_or_create(
        indikator=kini, defaults={"akumulasi": akumulasi, "setahun": setahun, **isi}
    )
    catatan: dict[str, object] = {"akumulasi": akumulasi, "target": [str(b) for b in bagian]}
    return _catat(skp, kini, catatan, oleh=oleh, sekarang=sekarang)


def _periksa(indikator: IndikatorKinerja, akumulasi: str, bagian: Sequence[Decimal]) -> Decimal:
    if indikator.polaritas not in BERANGKA or indikator.target is None:
        raise GalatAturan(
            "Indikator ini tidak bertarget angka, jadi targetnya tidak perlu dibagi ke triwulan."
        )
    if akumulasi not in TargetTriwulan.Akumulasi:
        raise GalatAturan("Pilih arti angka laporannya.", bidang="akumulasi")
    for ke, satu in enumerate(bagian, start=1):
        periksa_angka(satu, kata="Target", bidang=f"tw{ke}")
    try:
        periksa_target(
            Akumulasi(akumulasi),
            setahun=indikator.target,
            bagian=bagian,
            boleh_nol=indikator.polaritas == Polaritas.MINIMAL,
        )
    except ValueError as galat:
        raise GalatAturan(str(galat), bidang="tw4") from galat
    return indikator.target


def _catat(
    skp: SKP, indikator: IndikatorKinerja, isi: dict[str, object], *, oleh: Pegawai, sekarang: datetime
) -> SKP:
    rincian = {"indikator_id": indikator.pk, "kode": indikator.kode, **isi}
    return simpan_skp(skp, aksi="skp.target_triwulan_diatur", oleh=oleh, sekarang=sekarang, isi=rincian)


def salin_triwulan(pasangan: Mapping[int, int]) -> None:
    """Samakan target triwulan indikator tujuan dengan asalnya (id asal → id tujuan), untuk adendum. Tiga kueri."""
    asal = {t.indikator_id: t for t in TargetTriwulan.objects.filter(indikator_id__in=pasangan)}
    TargetTriwulan.objects.filter(indikator_id__in=pasangan.values()).delete()
    TargetTriwulan.objects.bulk_create(
        TargetTriwulan(
            indikator_id=pasangan[i],
            akumulasi=t.akumulasi,
            setahun=t.setahun,
            tw1=t.tw1,
            tw2=t.tw2,
            tw3=t.tw3,
            tw4=t.tw4,
        )
        for i, t in asal.items()
    )
