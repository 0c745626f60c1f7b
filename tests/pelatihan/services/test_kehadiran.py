"""Catatan kehadiran yang keliru dapat diurungkan sampai sertifikatnya diunggah, dengan alasan yang dibaca pesertanya."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, Pemberitahuan
from pelatihan.models import Kepesertaan, Sesi, Usulan
from pelatihan.services import sesi as layanan_sesi
from pelatihan.services import usulan as layanan
from tests.klien import masuk
from tests.pelatihan.services.test_izin_layanan import berkas
from tests.pelatihan.services.test_kursi import direncanakan, pelatihan, sesi
from tests.penilaian import pabrik
from tests.penilaian.pabrik import SEKARANG, Dunia

pytestmark = pytest.mark.django_db
ALASAN = "Tertukar dengan peserta bernama sama."
SAAT = SEKARANG + timedelta(days=6)


@pytest.fixture
def d() -> Dunia:
    return pabrik.dunia(staf=2)


@pytest.fixture
def tercatat(d: Dunia) -> tuple[Any, Usulan, Usulan, Sesi]:
    """Admin BKD, yang dicatat hadir, yang dicatat tidak hadir, dan sesinya yang sudah ditutup."""
    p, bkd = pelatihan(d), pabrik.admin(d)
    s = sesi(p, 2, terisi=2)
    isi = {"status": "terdaftar", "sesi": s, "didaftar_pada": SEKARANG, "didaftar_oleh": bkd}
    hadir, absen = (direncanakan(p, siapa, **isi) for siapa in d.staf)
    layanan.catat_kehadiran(sesi_id=s.pk, hadir={hadir.pk: True, absen.pk: False}, oleh=bkd, sekarang=SAAT)
    layanan_sesi.tutup(sesi_id=s.pk, oleh=bkd, sekarang=SAAT)
    return bkd, hadir, absen, s


def urungkan(usulan: Usulan, oleh: Any, alasan: str = ALASAN) -> Usulan:
    return layanan.urungkan_kehadiran(usulan_id=usulan.pk, alasan=alasan, oleh=oleh, sekarang=SAAT)


def test_hadir_dan_tidak_hadir_diurungkan_lalu_dapat_dicatat_lagi(tercatat: tuple[Any, ...]) -> None:
    bkd, hadir, absen, s = tercatat
    for satu in (hadir, absen):
        assert urungkan(satu, bkd).status == "terdaftar"
    absen.refresh_from_db()
    assert (absen.sebab_tutup, absen.alasan_tutup, absen.ditutup_pada) == ("", "", None)
    assert not Kepesertaan.objects.exists()
    s.refresh_from_db()
    assert (s.status, s.ditutup_pada, s.terisi) == ("disetujui", None, 2), (
        "sesinya menerima daftar hadir lagi"
    )
    jejak = Jejak.objects.filter(aksi="usulan_pelatihan.kehadiran_diurungkan").order_by("pk")
    assert [(j.isi["semula"], j.alasan) for j in jejak] == [("hadir", ALASAN), ("tidak hadir", ALASAN)]
    kabar = Pemberitahuan.objects.filter(judul="Catatan kehadiran Anda diurungkan")
    assert {k.penerima_id for k in kabar} == {hadir.pegawai_id, absen.pegawai_id}
    hasil = layanan.catat_kehadiran(
        sesi_id=s.pk, hadir={hadir.pk: False, absen.pk: True}, oleh=bkd, sekarang=SAAT
    )
    assert len(hasil.berhasil) == 2
    assert Kepesertaan.objects.get().pegawai_id == absen.pegawai_id


def test_ditolak_sesudah_sertifikat_diunggah_juga_yang_dikembalikan(tercatat: tuple[Any, ...]) -> None:
    bkd, hadir, *_ = tercatat
    layanan.unggah(
        usulan_id=hadir.pk,
        berkas=berkas(hadir.pegawai),
        nomor="KS-1",
        oleh=hadir.pegawai,
        sekarang=SAAT,
    )
    with pytest.raises(GalatAturan, match="sekarang: sertifikat diperiksa"):
        urungkan(hadir, bkd)
    layanan.kembalikan(usulan_id=hadir.pk, catatan="Fotonya kabur sekali.", oleh=bkd, sekarang=SAAT)
    with pytest.raises(GalatAturan, match="sudah diunggah"):
        urungkan(hadir, bkd)
    assert Kepesertaan.objects.filter(usulan=hadir).exists()


def test_ditolak_bila_diusulkan_lagi_ditutup_sebab_lain_atau_tanpa_alasan(tercatat: tuple[Any, ...]) -> None:
    bkd, hadir, absen, _ = tercatat
    with pytest.raises(GalatAturan, match="10 huruf"):
        urungkan(hadir, bkd, "keliru")
    lagi = direncanakan(absen.pelatihan, absen.pegawai)
    with pytest.raises(GalatAturan, match="mengusulkan pelatihan ini lagi"):
        urungkan(absen, bkd)
    layanan.tarik(usulan_id=lagi.pk, oleh=absen.pegawai, sekarang=SAAT)
    with pytest.raises(GalatAturan, match="tidak dilanjutkan"):
        urungkan(lagi, bkd)
    assert urungkan(absen, bkd).status == "terdaftar"


def test_hanya_admin_bkd_lain_yang_mengurungkan(tercatat: tuple[Any, ...]) -> None:
    bkd, hadir, absen, _ = tercatat
    for siapa in (hadir.pegawai, absen.pegawai, pabrik.admin(pabrik.dunia("Kota Lain", staf=1))):
        with pytest.raises(TidakBerhak):
            urungkan(hadir, siapa)
    alamat = f"/pelatihan/usulan/{hadir.pk}/kehadiran/urungkan/"
    with time_machine.travel(SAAT, tick=False):
        admin = masuk(bkd)
        assert "Urungkan catatan kehadiran" in admin.get(f"/pelatihan/usulan/{absen.pk}/").content.decode()
        assert "sekurangnya 10 huruf" in admin.post(alamat, {"alasan": "pendek"}).content.decode()
        assert masuk(hadir.pegawai).post(alamat, {"alasan": ALASAN}).status_code == 403
        laman = admin.post(alamat, {"alasan": ALASAN}, follow=True).content.decode()
    assert f"Catatan kehadiran {hadir.pegawai.nama} diurungkan" in laman
    assert f'name="hadir_{hadir.pk}"' in laman
