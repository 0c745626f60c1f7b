"""S4 dan S5: apa pun yang diubah sesudah penutupan, hasil, buku, dan rekapnya tetap sama sampai bita terakhir."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from indikator.models import RHK, SKP, IndikatorKinerja, Kebijakan, Realisasi
from indikator.rules.kebijakan import aturan_dari
from kepegawaian.models import Instansi, Jabatan, Pegawai, Penempatan, Peran, UnitKerja
from mutu.catat import catat
from penilaian.models import Hasil
from penilaian.queries.verifikasi import periksa_hasil, periksa_rantai
from penilaian.services import penutupan
from tests.penilaian import acak, pabrik
from tests.penilaian.services.test_susunan_berubah import sidik

pytestmark = pytest.mark.django_db
TERBIT = ("penilaian_hasil", "penilaian_bukupenutupan", "penilaian_rekapunit", "penilaian_rekapkelompok")


@pytest.fixture
def tertutup() -> pabrik.Dunia:
    d = pabrik.dunia(staf=2)
    acak.isi(d, orang=20, benih=5)
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)
    penutupan.rekap_kelompok(periode_id=d.triwulan.pk)
    return d


def ubah_semuanya(d: pabrik.Dunia) -> None:
    """Data induk, susunan, SKP, bobot, kebijakan baru, dan triwulan berikutnya, langsung ke tabel."""
    Instansi.objects.filter(pk=d.instansi.pk).update(nama="Kota Berganti Nama", zona="Asia/Jayapura")
    UnitKerja.objects.filter(instansi=d.instansi).update(nama="Unit Berganti Nama")
    for nomor, jabatan in enumerate(Jabatan.objects.filter(instansi=d.instansi)):
        jabatan.nama, jabatan.jenjang = f"Jabatan Berganti Nama {nomor}", "utama"
        jabatan.save()
    Pegawai.objects.filter(instansi=d.instansi).update(
        nama="Orang Berganti Nama", golongan="IV/e", gelar_belakang="Ph.D.", is_active=False
    )
    lain = pabrik.dinas_baru(d.instansi, d.akar, "Dinas Tujuan")
    Penempatan.objects.filter(unit__instansi=d.instansi, sampai=None, kepala=False).update(
        unit=lain, sampai=date(2026, 12, 31)
    )
    Peran.objects.create(pegawai=d.kepala, jenis="admin_bkd", sejak=pabrik.AWAL)
    IndikatorKinerja.objects.filter(skp__instansi=d.instansi).update(
        nama="Indikator lain", bobot=Decimal(1), target=Decimal(7), satuan="buah"
    )
    RHK.objects.filter(skp__instansi=d.instansi).update(teks="RHK lain")
    SKP.objects.filter(instansi=d.instansi).update(status="draf", catatan="Dibuka lagi")
    Kebijakan.objects.create(
        instansi=d.instansi,
        nama=d.kebijakan.nama,
        versi=2,
        status="ditetapkan",
        penjelasan="Lebih ketat.",
        aturan=aturan_dari({"batas_capaian": "100", "bobot_hasil": "0.9"}).ke_dict(),
    )


def test_perubahan_apa_pun_sesudahnya_tidak_menggerakkan_hasil(tertutup: pabrik.Dunia) -> None:
    sebelum = {tabel: sidik(tabel) for tabel in TERBIT}
    assert Hasil.objects.count() > 15
    ubah_semuanya(tertutup)
    berubah = [tabel for tabel in TERBIT if sidik(tabel) != sebelum[tabel]]
    cacat = [*periksa_rantai(), *filter(None, periksa_hasil())]
    catat(
        "S5",
        f"{len(berubah)} dari {len(TERBIT)} tabel berubah, {len(cacat)} nota cacat",
        lulus=not berubah + cacat,
    )
    assert berubah == []
    assert cacat == []


def test_pembanding_satu_bita_pada_satu_hasil_terlihat(tertutup: pabrik.Dunia) -> None:
    sebelum = sidik("penilaian_hasil")
    with connection.cursor() as kursor:
        kursor.execute("SET LOCAL session_replication_role = replica")
        kursor.execute(
            "UPDATE penilaian_hasil SET rincian = jsonb_set(rincian, '{identitas,unit}', '\"Unit Berganti Nama\"') "
            "WHERE id = (SELECT min(id) FROM penilaian_hasil)"
        )
        kursor.execute("SET LOCAL session_replication_role = origin")
    catat("S5", "pembanding: satu bita yang diubah terlihat", lulus=sidik("penilaian_hasil") != sebelum)
    assert sidik("penilaian_hasil") != sebelum
    assert any(periksa_hasil())


def test_laporan_lama_ditolak_basis_data_bukan_hanya_halaman(tertutup: pabrik.Dunia) -> None:
    """Bila laporan pun dapat diubah, hasil yang tersimpan tidak lagi dapat diperiksa dari asalnya."""
    with pytest.raises(Exception, match="ditolak"):
        Realisasi.objects.filter(periode=tertutup.triwulan).update(
            diajukan_pada=pabrik.SESUDAH + timedelta(1)
        )
