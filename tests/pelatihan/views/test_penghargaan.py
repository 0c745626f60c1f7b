"""Penghargaan dari ukuran sampai piagam: calon dengan angkanya, panitia yang memutus, dan siapa yang membacanya."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indikator.models import Periode
from inti.galat import GalatAturan, TidakBerhak
from inti.models import Dokumen, Jejak, Pemberitahuan
from kepegawaian.models import Pegawai, Peran
from pelatihan.models import AnggotaPanitia, AturanPenghargaan, CalonPenghargaan, SidangPenghargaan
from pelatihan.queries import penghargaan as kueri
from pelatihan.rules.penghargaan import Aturan
from pelatihan.services import penghargaan
from pelatihan.services.penghargaan import umum
from pelatihan.views import penghargaan as halaman
from penilaian.models import Hasil, RekapKelompok
from tests.klien import masuk
from tests.pelatihan import pabrik
from tests.pelatihan.pabrik import SESUDAH, Tertutup
from tests.penilaian.pabrik import orang
from umpan_balik.models import Aspirasi, Layanan, Survei, TitikLayanan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _jam() -> Any:
    with time_machine.travel(SESUDAH, tick=False):
        yield


@pytest.fixture
def t() -> Tertutup:
    """Budi Sangat Baik pada dua triwulan; Ratna admin BKD; kepala dan staf ketiga panitianya."""
    tertutup = pabrik.tutup()
    _periode_lalu(tertutup)
    Peran.objects.create(pegawai=tertutup.ratna, jenis=Peran.Jenis.ADMIN_BKD, sejak=SESUDAH.date())
    for siapa in (tertutup.d.kepala, tertutup.d.staf[2]):
        penghargaan.tunjuk(pegawai=siapa, oleh=tertutup.ratna, sekarang=SESUDAH)
    return tertutup


def _periode_lalu(t: Tertutup) -> None:
    """Triwulan sebelumnya, disalin supaya murah, dengan rekap unit yang lebih rendah."""
    periode = Periode.objects.get(pk=t.periode_id)
    kini, unit = periode.pk, Hasil.objects.get(periode=periode, pegawai=t.budi).unit
    periode.pk, periode.nama = None, "Triwulan sebelumnya"
    periode.selesai = periode.mulai - timedelta(days=1)
    periode.mulai = periode.selesai - timedelta(days=80)
    periode.save(force_insert=True)
    hasil = Hasil.objects.get(periode_id=kini, pegawai=t.budi)
    hasil.pk, hasil.periode = None, periode
    hasil.save(force_insert=True)
    RekapKelompok.objects.filter(periode_id=kini, jenis="unit").delete()
    for pk, rata in ((periode.pk, 80), (kini, 84)):
        RekapKelompok.objects.create(
            periode_id=pk,
            jenis="unit",
            objek_id=unit.pk,
            sebutan=unit.nama,
            jumlah=8,
            jumlah_lengkap=8,
            rata_akhir=rata,
        )


def isi(jawaban: Any) -> str:
    assert jawaban.status_code == 200
    return str(jawaban.content.decode())


def test_dari_ukuran_sampai_piagam_yang_dapat_diperiksa(t: Tertutup) -> None:
    admin, ketua, budi = masuk(t.ratna), masuk(t.d.kepala), masuk(t.budi)
    ukuran = {"beruntun": "2", "pujian": "3", "naik": "2,5", "unit": "1", "alasan": "Kebijakan tahun ini."}
    assert "Ukuran calon ditetapkan" in isi(admin.post("/penghargaan/ukuran/", ukuran, follow=True))
    assert "sudah menjadi anggota" in isi(admin.post("/penghargaan/panitia/", {"nip": t.d.kepala.nip}))
    assert t.d.kepala.nama in isi(admin.get("/penghargaan/panitia/"))
    laman = isi(ketua.post("/penghargaan/buka/", {"periode": t.periode_id}, follow=True))
    assert "Sangat Baik 2 periode berturut-turut" in laman and "naik 4,00, dari 80,00 menjadi 84,00" in laman
    satu = SidangPenghargaan.objects.get()
    orang, unit = satu.calon.get(jenis="beruntun"), satu.calon.get(jenis="unit")
    assert orang.pegawai == t.budi and satu.calon.count() == 2
    belum = isi(
        ketua.post(f"/penghargaan/sidang/{satu.pk}/tutup/", {"hadir": [t.d.staf[2].pk], "catatan": ""})
    )
    assert "2 calon belum diputus" in belum
    assert "Tulis alasannya." in isi(ketua.post(f"/penghargaan/calon/{orang.pk}/", {"putusan": "diberikan"}))
    for calon, putusan in ((orang, "diberikan"), (unit, "tidak")):
        kirim = {"putusan": putusan, "alasan": "Dibahas dan disepakati."}
        assert "dicatat" in isi(ketua.post(f"/penghargaan/calon/{calon.pk}/", kirim, follow=True))
    assert budi.get(f"/penghargaan/calon/{orang.pk}/piagam/", follow=True).status_code == 200
    assert not Dokumen.objects.filter(jenis="penghargaan").exists()
    tutup = {"hadir": [t.d.staf[2].pk], "catatan": "Sidang singkat."}
    assert "piagamnya terbit" in isi(ketua.post(f"/penghargaan/sidang/{satu.pk}/tutup/", tutup, follow=True))
    for client, alamat in (
        (budi, f"/penghargaan/calon/{orang.pk}/piagam/"),
        (admin, f"/penghargaan/sidang/{satu.pk}/berita-acara/"),
    ):
        assert client.get(alamat).content.startswith(b"%PDF")
    assert "Piagam (PDF)" in isi(budi.get("/penghargaan/"))
    piagam = Dokumen.objects.get(jenis="penghargaan")
    periksa = isi(Client().get(f"/cek/{piagam.kode}/", follow=True))
    assert piagam.nomor in periksa and "Piagam penghargaan" in periksa and t.budi.nama not in periksa
    assert Pemberitahuan.objects.filter(kunci=f"penghargaan:{satu.pk}:{t.budi.pk}").exists()
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        penghargaan.putus(
            calon_id=orang.pk, putusan="tidak", alasan="Berubah pikiran.", oleh=t.d.kepala, sekarang=SESUDAH
        )
    assert {
        f"penghargaan.{a}"
        for a in ("aturan_ditetapkan", "panitia_ditunjuk", "sidang_dibuka", "diputus", "sidang_ditutup")
    } == set(Jejak.objects.filter(aksi__startswith="penghargaan.").values_list("aksi", flat=True))
    with pytest.raises(DatabaseError), transaction.atomic():
        AturanPenghargaan.objects.update(pujian=0)


def test_hanya_panitia_memutus_dan_bukan_dirinya_sendiri(t: Tertutup) -> None:
    satu = penghargaan.buka(periode_id=t.periode_id, oleh=t.ratna, sekarang=SESUDAH)
    calon = satu.calon.get(jenis="beruntun")
    putus = {"calon_id": calon.pk, "putusan": "diberikan", "alasan": "Layak diberikan.", "sekarang": SESUDAH}
    for siapa in (t.ratna, t.budi):
        with pytest.raises(TidakBerhak):
            penghargaan.putus(**putus, oleh=siapa)
    penghargaan.tunjuk(pegawai=t.budi, oleh=t.ratna, sekarang=SESUDAH)
    with pytest.raises(TidakBerhak, match="anggota panitia lain"):
        penghargaan.putus(**putus, oleh=t.budi)
    assert masuk(t.budi).get(f"/penghargaan/calon/{calon.pk}/").status_code == 403
    anggota = AnggotaPanitia.objects.get(pegawai=t.d.kepala)
    penghargaan.akhiri(anggota_id=anggota.pk, oleh=t.ratna, sekarang=SESUDAH)
    with pytest.raises(TidakBerhak):
        penghargaan.putus(**putus, oleh=t.d.kepala)
    assert penghargaan.buka(periode_id=t.periode_id, oleh=t.ratna, sekarang=SESUDAH) == satu


def test_kembaran_tanpa_hak_panitia_orang_lain_dapat_memutus(
    t: Tertutup, monkeypatch: pytest.MonkeyPatch
) -> None:
    satu = penghargaan.buka(periode_id=t.periode_id, oleh=t.ratna, sekarang=SESUDAH)
    monkeypatch.setattr(umum, "anggota_panitia", lambda *_, **__: True)
    calon = penghargaan.putus(
        calon_id=satu.calon.get(jenis="beruntun").pk,
        putusan="diberikan",
        alasan="Layak diberikan.",
        oleh=t.ratna,
        sekarang=SESUDAH,
    )
    assert calon.putusan == CalonPenghargaan.Putusan.DIBERIKAN


def test_calon_hanya_dibaca_panitia_dan_admin_bkd(t: Tertutup, monkeypatch: pytest.MonkeyPatch) -> None:
    satu = penghargaan.buka(periode_id=t.periode_id, oleh=t.ratna, sekarang=SESUDAH)
    alamat = f"/penghargaan/sidang/{satu.pk}/"
    for siapa in (t.ratna, t.d.kepala):
        assert masuk(siapa).get(alamat).status_code == 200
    budi = masuk(t.budi)
    assert budi.get(alamat).status_code == 403
    assert "Sangat Baik 2" not in isi(budi.get("/penghargaan/"))
    for tertutup in ("/penghargaan/ukuran/", "/penghargaan/panitia/"):
        assert budi.get(tertutup).status_code == masuk(t.d.kepala).get(tertutup).status_code == 403
    assert masuk(t.ratna).get("/penghargaan/sidang/999999/").status_code == 404
    monkeypatch.setattr(halaman, "membaca_sidang", lambda *_, **__: True)
    assert budi.get(alamat).status_code == 200, "kembaran: tanpa pintunya siapa pun membaca"


def pujian(t: Tertutup, siapa: Pegawai, hari: date, **lain: Any) -> None:
    """Satu pujian warga yang menyebut orang itu; `lain` mengubah isinya."""
    unit = t.d.dinas
    layanan = Layanan.objects.get_or_create(instansi=t.d.instansi, unit=unit, nama="Loket")[0]
    titik = TitikLayanan.objects.get_or_create(layanan=layanan, nama="Loket 1", token="loket-uji")[0]
    survei = Survei.objects.create(
        instansi=t.d.instansi,
        unit=unit,
        layanan=layanan,
        titik=titik,
        tanggal=hari,
        kunci=uuid4(),
        pelacak=uuid4().hex,
        setuju_versi=1,
        setuju_waktu=SESUDAH,
    )
    isi_pujian = {
        "jenis": "pujian",
        "moderasi": "diterima",
        "tanggal": hari,
        "teks": "Ramah sekali [petugas 1].",
    }
    satu = Aspirasi.objects.create(instansi=t.d.instansi, unit=unit, survei=survei, **isi_pujian | lain)
    satu.sebutan.create(nomor=1, pegawai=siapa)
    satu.sebutan.create(nomor=2, pegawai=siapa)


def test_pujian_dihitung_bila_disaring_di_dalam_periode_dan_menyebut_orang_aktif_yang_berhasil(
    t: Tertutup,
) -> None:
    periode, aturan = Periode.objects.get(pk=t.periode_id), Aturan(beruntun=0, pujian=3, unit=0)
    for hari in (periode.mulai, periode.selesai):
        pujian(t, t.ratna, hari)
    # Yang tidak dihitung: belum atau tidak disaring, bukan pujian, di luar periode, dan orang tanpa hasil.
    pujian(t, t.ratna, periode.selesai, moderasi="menunggu")
    pujian(t, t.ratna, periode.selesai, moderasi="ditolak", alasan_moderasi="Iklan.")
    pujian(t, t.ratna, periode.selesai, jenis="keluhan")
    pujian(t, t.ratna, periode.selesai + timedelta(days=1))
    tanpa_hasil = orang(t.d.instansi, "Tanpa Hasil")
    for _ in range(3):
        pujian(t, tanpa_hasil, periode.mulai)
    assert list(kueri.calon(periode, aturan)) == []
    pujian(t, t.ratna, periode.mulai + timedelta(days=9))
    calon = kueri.calon(periode, aturan)
    assert [(c.jenis, c.pegawai_id) for c in calon] == [("pujian", t.ratna.pk)]
    assert calon[0].alasan == f"3 pujian warga yang sudah disaring selama {periode.nama}."
    Pegawai.objects.filter(pk=t.ratna.pk).update(is_active=False)
    assert list(kueri.calon(periode, aturan)) == []


def test_calon_yang_belum_menerima_dikabari_dengan_alasannya_sendiri(t: Tertutup) -> None:
    periode = Periode.objects.get(pk=t.periode_id)
    for _ in range(3):
        pujian(t, t.ratna, periode.mulai)
    penghargaan.buka(periode_id=t.periode_id, oleh=t.ratna, sekarang=SESUDAH)
    satu = SidangPenghargaan.objects.get()
    ketua, ratna, budi = masuk(t.d.kepala), masuk(t.ratna), masuk(t.budi)
    alamat = {c.jenis: f"/penghargaan/calon/{c.pk}/" for c in satu.calon.all()}
    tidak = {"putusan": "tidak", "alasan": f"Kalah dari {t.budi.nama.upper()} tahun ini."}
    assert "tanpa menyebut calon lain" in isi(ketua.post(alamat["pujian"], tidak))
    tidak["alasan"] = "Pujiannya baru dari satu loket; panitia menunggu satu periode lagi."
    for jenis, kirim in (
        ("pujian", tidak),
        ("beruntun", {"putusan": "diberikan", "alasan": "Dua periode terjaga."}),
        ("unit", {"putusan": "tidak", "alasan": "Baru naik satu kali."}),
    ):
        assert "dicatat" in isi(ketua.post(alamat[jenis], kirim, follow=True))
    assert "belum diberikan" not in isi(ratna.get("/penghargaan/")), "sebelum ditutup tidak ada yang terbaca"
    ketua.post(f"/penghargaan/sidang/{satu.pk}/tutup/", {"hadir": [t.d.staf[2].pk], "catatan": ""})
    kabar = Pemberitahuan.objects.get(kunci=f"penghargaan_belum:{satu.pk}:{t.ratna.pk}")
    assert "belum diberikan" in kabar.isi and "Terima kasih" in kabar.isi and t.budi.nama not in kabar.isi
    assert not Pemberitahuan.objects.filter(kunci=f"penghargaan_belum:{satu.pk}:{t.budi.pk}").exists()
    milik = isi(ratna.get("/penghargaan/")).split("<main")[1].split("Sidang</h2>")[0]
    assert "baru dari satu loket" in milik and t.budi.nama not in milik
    assert "baru dari satu loket" not in isi(budi.get("/penghargaan/"))


def test_sidang_calon_dan_panitia_punya_halaman_jejak(t: Tertutup) -> None:
    satu = penghargaan.buka(periode_id=t.periode_id, oleh=t.ratna, sekarang=SESUDAH)
    calon = satu.calon.get(jenis="beruntun")
    penghargaan.putus(
        calon_id=calon.pk,
        putusan="diberikan",
        alasan="Dua periode terjaga.",
        oleh=t.d.kepala,
        sekarang=SESUDAH,
    )
    anggota = AnggotaPanitia.objects.get(pegawai=t.d.kepala)
    cerita = isi(masuk(t.ratna).get(f"/jejak/sidang_penghargaan/{satu.pk}/"))
    assert "memutus calon penghargaan" in cerita and "Dua periode terjaga." in cerita
    for jenis, nomor in (("calon_penghargaan", calon.pk), ("anggota_panitia", anggota.pk)):
        assert masuk(t.ratna).get(f"/jejak/{jenis}/{nomor}/").status_code == 200
        assert masuk(t.budi).get(f"/jejak/{jenis}/{nomor}/").status_code == 403
    assert f"/jejak/sidang_penghargaan/{satu.pk}/" in isi(
        masuk(t.ratna).get(f"/penghargaan/sidang/{satu.pk}/")
    )


def test_calon_dihitung_dengan_kueri_yang_tetap(t: Tertutup) -> None:
    periode = Periode.objects.get(pk=t.periode_id)
    with CaptureQueriesContext(connection) as banyak:
        kueri.calon(periode, Aturan())
    assert len(banyak) <= 6
