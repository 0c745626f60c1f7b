"""Peta talenta dari hasil yang beku sampai halaman: letak tiap orang, siapa yang membaca, jejak, ukuran, dan impornya."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from indikator.models import Periode
from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from kepegawaian.models import Pegawai, Penempatan, Peran
from pelatihan.models import AturanTalenta, PenilaianPotensi
from pelatihan.queries import talenta as kueri
from pelatihan.rules.talenta import Aturan
from pelatihan.services import talenta as layanan
from pelatihan.views import talenta as halaman
from penilaian.models import Hasil
from tests.klien import masuk
from tests.pelatihan import pabrik
from tests.pelatihan.pabrik import SESUDAH, Tertutup
from tests.penilaian import pabrik as dunia

pytestmark = pytest.mark.django_db
HARI = SESUDAH.date()


@pytest.fixture(autouse=True)
def _jam() -> Any:
    with time_machine.travel(SESUDAH, tick=False):
        yield


@pytest.fixture
def t() -> Tertutup:
    """Budi Sangat Baik, Ratna Sangat Kurang, staf ketiga tanpa predikat; kepala dinas admin BKD."""
    tertutup = pabrik.tutup()
    Peran.objects.create(pegawai=tertutup.d.kepala, jenis=Peran.Jenis.ADMIN_BKD, sejak=HARI)
    return tertutup


def potensi(siapa: Pegawai, skor: str, hari_lalu: int = 100) -> PenilaianPotensi:
    return PenilaianPotensi.objects.create(
        instansi_id=siapa.instansi_id,
        pegawai=siapa,
        skor=Decimal(skor),
        tanggal=HARI - timedelta(days=hari_lalu),
        penyelenggara="Pusat Penilaian",
    )


def isi(jawaban: Any) -> str:
    assert jawaban.status_code == 200
    return str(jawaban.content.decode())


def peta(t: Tertutup, pembaca: Pegawai, **saring: Any) -> kueri.Peta:
    periode = Periode.objects.get(pk=t.periode_id)
    semua = kueri.dipetakan(
        periode, pembaca=pembaca, aturan=Aturan(), pada=HARI, saring=kueri.Saringan(**saring)
    )
    return kueri.peta(semua, Aturan())


def test_letak_daftar_orang_unduhan_dan_jejaknya(t: Tertutup) -> None:
    potensi(t.budi, "95", hari_lalu=500)
    potensi(t.budi, "72.5")
    potensi(t.ratna, "40", hari_lalu=3 * 366)
    admin = masuk(t.d.kepala)
    laman = isi(admin.get("/talenta/"))
    assert "Kotak 7, 8, dan 9" in laman and "skor 72,50" in laman and "skor 95" not in laman
    assert laman.count("belum ada penilaian potensial</span>") == 3, (
        "Ratna lewat masanya, dua tanpa penilaian"
    )
    assert peta(t, t.d.kepala) == kueri.Peta({7: 1}, 1, 2)
    for letak, nama in (("7", t.budi.nama), ("tanpa_potensial", t.ratna.nama), ("8", "Tidak ada orang")):
        assert nama in isi(admin.get("/talenta/", {"letak": letak})).split('id="orang"')[1]
    assert t.budi.nama not in isi(admin.get("/talenta/", {"cari": t.ratna.nama})).split('id="orang"')[1]
    assert (
        peta(t, t.d.kepala, jenis="jpt").semua == 0 and peta(t, t.d.kepala, dinas_id=t.d.dinas.pk).semua == 3
    )
    orang = isi(admin.get(f"/talenta/{t.budi.pk}/"))
    assert "Kotak 7" in orang and "72,50" in orang and "Pusat Penilaian" in orang and "Sangat Baik" in orang
    lewat = isi(admin.get(f"/talenta/{t.ratna.pk}/"))
    assert "Belum dapat diletakkan" in lewat and "sudah lewat masanya" in lewat
    buku = CalamineWorkbook.from_object(BytesIO(admin.get("/talenta/unduh/", {"letak": "7"}).content))
    assert buku.sheet_names == ["Keterangan", "Peta", "Orang"]
    baris = buku.get_sheet_by_name("Orang").to_python()[1:]
    assert [(b[0], b[1], float(b[7]), b[10]) for b in baris] == [(t.budi.nama_lengkap, t.budi.nip, 72.5, 7)]
    jejak = Jejak.objects.filter(aksi__startswith="talenta.").order_by("pk")
    assert [(j.aksi, j.objek_jenis, j.pelaku_id) for j in jejak[::5]] == [
        ("talenta.dilihat", "periode", t.d.kepala.pk),
        ("talenta.dilihat", "pegawai", t.d.kepala.pk),
    ]
    terakhir = jejak.last()
    assert terakhir is not None and terakhir.aksi == "talenta.diunduh" and terakhir.isi["letak"] == "7"
    assert jejak.count() == 8 and not any("kotak" in j.isi or "skor" in j.isi for j in jejak)


def test_hanya_hasil_yang_beku_versi_terbaru_dan_bukan_pembacanya_sendiri(t: Tertutup) -> None:
    baru = Hasil.objects.get(periode_id=t.periode_id, pegawai=t.budi)
    baru.pk, baru.versi, baru.predikat = None, 2, "baik"
    baru.rating_hasil, baru.rating_perilaku = "sesuai", "sesuai"
    baru.save(force_insert=True)
    potensi(t.budi, "85")
    assert peta(t, t.d.kepala).isi == {8: 1}
    assert peta(t, t.budi).isi == {}
    Pegawai.objects.filter(pk=t.budi.pk).update(is_active=False)
    assert peta(t, t.d.kepala).isi == {}
    assert peta(t, dunia.dunia("Kota Lain", staf=1).kepala).semua == 0, "instansi lain tidak terbaca"
    berjalan = t.d.tahun
    semua = kueri.dipetakan(berjalan, pembaca=t.d.kepala, aturan=Aturan(), pada=HARI, saring=kueri.Saringan())
    assert not semua.exists()
    with pytest.raises(GalatAturan, match="belum ditutup"):
        layanan.catat_lihat(periode=berjalan, saringan={}, banyak=0, oleh=t.d.kepala, sekarang=SESUDAH)


def test_dibaca_admin_bkd_dan_pimpinan_seluruh_instansi_saja(
    t: Tertutup, monkeypatch: pytest.MonkeyPatch
) -> None:
    pimpinan, kadis = dunia.orang(t.d.instansi, "Pimpinan Daerah"), dunia.orang(t.d.instansi, "Kepala Badan")
    Peran.objects.create(pegawai=pimpinan, jenis=Peran.Jenis.PIMPINAN, sejak=HARI)
    Peran.objects.create(pegawai=kadis, jenis=Peran.Jenis.PIMPINAN, unit=t.d.dinas, sejak=HARI)
    Peran.objects.create(pegawai=t.d.staf[2], jenis=Peran.Jenis.AUDITOR, sejak=HARI)
    satu = f"/talenta/{t.budi.pk}/"
    for alamat in ("/talenta/", "/talenta/unduh/", satu):
        assert masuk(pimpinan).get(alamat).status_code == 200
        for siapa in (kadis, t.ratna, t.d.staf[2], t.budi):
            assert masuk(siapa).get(alamat).status_code == 403, (alamat, siapa)
        assert Client().get(alamat).status_code == 302
    assert "Peta talenta" in isi(masuk(pimpinan).get("/bantuan/"))
    assert "Peta talenta" not in isi(masuk(kadis).get("/bantuan/"))
    assert masuk(pimpinan).get("/talenta/ukuran/").status_code == 403
    tetangga = dunia.dunia("Kota Lain", staf=1)
    Peran.objects.create(pegawai=tetangga.kepala, jenis=Peran.Jenis.ADMIN_BKD, sejak=HARI)
    assert masuk(tetangga.kepala).get(satu).status_code == 404
    assert masuk(t.d.kepala).get(f"/talenta/{t.d.kepala.pk}/").status_code == 302, "bukan kotaknya sendiri"
    monkeypatch.setattr(halaman, "membaca_talenta", lambda *_, **__: True)
    monkeypatch.setattr(layanan, "membaca_talenta", lambda *_, **__: True)
    assert masuk(t.ratna).get(satu).status_code == 200, "kembaran: tanpa pintunya rekan pun membaca"


def test_layanan_menolak_yang_tidak_berhak_dan_benda_instansi_lain(t: Tertutup) -> None:
    periode, tetangga = Periode.objects.get(pk=t.periode_id), dunia.dunia("Kota Lain", staf=1)
    isian: dict[str, Any] = {"saringan": {}, "banyak": 1, "sekarang": SESUDAH}
    with pytest.raises(TidakBerhak, match="seluruh instansi"):
        layanan.catat_lihat(periode=periode, oleh=t.ratna, **isian)
    with pytest.raises(TidakBerhak, match="instansi lain"):
        layanan.catat_lihat(periode=periode, pegawai=tetangga.kepala, oleh=t.d.kepala, **isian)
    with pytest.raises(TidakBerhak, match="luar kewenangan"):
        layanan.tetapkan_aturan(
            aturan=Aturan(tinggi=Decimal(85)),
            sejak=HARI,
            dasar="",
            alasan="Menyamakan pedoman.",
            oleh=t.ratna,
            sekarang=SESUDAH,
        )


def test_ukuran_bertanggal_mengubah_kotak_dan_membuka_milik_sendiri(t: Tertutup) -> None:
    potensi(t.budi, "82")
    admin, budi = masuk(t.d.kepala), masuk(t.budi)
    assert budi.get("/talenta/saya/").status_code == 403
    assert "Letak talenta" not in isi(budi.get("/kompetensi/"))
    kirim = {p: "sesuai" for p in ("baik", "butuh_perbaikan")} | {
        "sangat_baik": "di_atas",
        "kurang": "di_bawah",
        "sangat_kurang": "di_bawah",
        "menengah": "60",
        "tinggi": "85,5",
        "masa_bulan": "24",
        "lihat_sendiri": "on",
        "sejak": HARI.isoformat(),
        "dasar": "Keputusan Wali Kota",
        "alasan": "Menyamakan pedoman provinsi.",
    }
    for ubah, kata in (
        ({"tinggi": "50"}, "Batas potensial tinggi"),
        ({"kurang": "di_atas"}, "lebih rendah"),
        ({"sejak": (HARI - timedelta(days=1)).isoformat()}, "paling awal hari ini"),
        ({"alasan": "Singkat"}, "10 huruf"),
    ):
        assert kata in isi(admin.post("/talenta/ukuran/", kirim | ubah))
    assert "versi 1 ditetapkan" in isi(admin.post("/talenta/ukuran/", kirim, follow=True))
    assert "Belum ada yang berbeda" in isi(admin.post("/talenta/ukuran/", kirim))
    berlaku = kueri.aturan_berlaku(t.d.instansi.pk, pada=HARI)
    assert (berlaku.versi, berlaku.tinggi, berlaku.masa_bulan) == (1, Decimal("85.50"), 24)
    assert kueri.aturan_berlaku(t.d.instansi.pk, pada=HARI - timedelta(days=1)) == Aturan()
    milik = isi(budi.get("/talenta/saya/"))
    assert "Kotak 7" in milik and "Letak talenta saya" in milik
    assert "Letak talenta" in isi(budi.get("/kompetensi/"))
    assert budi.get(f"/talenta/{t.ratna.pk}/").status_code == 403, "kotak orang lain tetap tertutup"
    with pytest.raises(DatabaseError), transaction.atomic():
        AturanTalenta.objects.update(tinggi=90)


def test_tanpa_periode_tertutup_peta_kosong_dan_tidak_ada_yang_dicatat() -> None:
    d = dunia.dunia(staf=1)
    Peran.objects.create(pegawai=d.kepala, jenis=Peran.Jenis.ADMIN_BKD, sejak=HARI)
    assert "Belum ada periode yang ditutup" in isi(masuk(d.kepala).get("/talenta/"))
    assert masuk(d.kepala).get("/talenta/unduh/").status_code == 302
    assert masuk(d.kepala).get(f"/talenta/{d.staf[0].pk}/").status_code == 404
    assert not Jejak.objects.filter(aksi__startswith="talenta.").exists()


def tambah_orang(t: Tertutup, dari: int, sampai: int) -> None:
    """Pegawai dengan hasil salinan Budi dan, bagi sebagian, dua penilaian potensi."""
    contoh = Hasil.objects.get(periode_id=t.periode_id, pegawai=t.budi)
    orang = Pegawai.objects.bulk_create(
        Pegawai(
            instansi=t.d.instansi,
            nip=f"1990{n:014d}",
            nama=f"Orang {n:05d}",
            password="!",
            status="PNS",
            kelamin="L",
            tanggal_lahir=date(1990, 1, 1),
        )
        for n in range(dari, sampai)
    )
    tempat = Penempatan.objects.bulk_create(
        Penempatan(pegawai=p, unit=t.d.dinas, jabatan=t.d.jabatan, sejak=date(2025, 1, 1)) for p in orang
    )
    kolom = {
        f.attname: getattr(contoh, f.attname)
        for f in Hasil._meta.concrete_fields
        if f.attname not in ("id", "pegawai_id", "penempatan_id", "rincian")
    }
    Hasil.objects.bulk_create(
        (Hasil(**kolom, pegawai=p, penempatan=s, rincian={}) for p, s in zip(orang, tempat, strict=True)),
        batch_size=2000,
    )
    PenilaianPotensi.objects.bulk_create(
        (
            PenilaianPotensi(
                instansi=t.d.instansi,
                pegawai=p,
                skor=n % 101,
                tanggal=HARI - timedelta(days=lalu),
                penyelenggara="X",
            )
            for n, p in enumerate(orang)
            if n % 5
            for lalu in (50, 400)
        ),
        batch_size=5000,
    )


def banding(t: Tertutup, sedikit: int, banyak: int) -> None:
    admin = masuk(t.d.kepala)
    alamat = ("/talenta/", "/talenta/?letak=4&cari=orang", "/talenta/unduh/")

    def hitung() -> list[int]:
        hasil = []
        for satu in alamat:
            with CaptureQueriesContext(connection) as tercatat:
                assert admin.get(satu).status_code == 200
            hasil.append(len(tercatat))
        return hasil

    tambah_orang(t, 0, sedikit)
    admin.get("/talenta/")
    awal = hitung()
    tambah_orang(t, sedikit, banyak)
    assert hitung() == awal
    assert peta(t, t.d.kepala).semua == banyak + 4


def test_kueri_sama_untuk_enam_dan_enam_puluh_orang(t: Tertutup) -> None:
    banding(t, 6, 60)


@pytest.mark.panjang
def test_kueri_sama_untuk_enam_puluh_dan_dua_puluh_ribu_orang(t: Tertutup) -> None:
    banding(t, 60, 20_000)
