"""Titik layanan dan saran warga: hanya yang berizin, hanya unitnya, instansi lain tidak ada."""

import uuid
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from inti.models import Jejak
from kepegawaian.models import Peran
from tests.klien import masuk
from tests.umpan_balik.conftest import SEKARANG, Kota
from umpan_balik.models import JagaTitik, KodeKunjungan, Layanan, Survei, TitikLayanan
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.services import warga

pytestmark = pytest.mark.django_db
DAFTAR = "/layanan/"


def rinci(titik: TitikLayanan, nama: str = "titik_rinci", *lain: object) -> str:
    return reverse(f"umpan_balik:{nama}", args=[titik.pk, *lain])


def test_layanan_lalu_titik_ditambahkan(kota: Kota) -> None:
    klien = masuk(kota.admin)
    klien.post(
        DAFTAR,
        {"aksi": "layanan", "layanan-unit": kota.bidang.pk, "layanan-nama": "Akta", "layanan-gratis": "on"},
    )
    akta = Layanan.objects.get(nama="Akta")
    jawaban = klien.post(DAFTAR, {"aksi": "titik", "titik-layanan": akta.pk, "titik-nama": "Loket 9"})
    baru = TitikLayanan.objects.get(nama="Loket 9")
    assert jawaban["Location"] == rinci(baru)
    assert f"/s/{baru.token}/" in klien.get(rinci(baru)).content.decode()


def test_isian_keliru_tetap_ada_dan_dijelaskan(kota: Kota) -> None:
    jawaban = masuk(kota.admin).post(
        DAFTAR, {"aksi": "layanan", "layanan-unit": "", "layanan-nama": "Akta lahir"}
    )
    isi = jawaban.content.decode()
    assert jawaban.status_code == 200 and "Akta lahir" in isi and "Pilih unit pemberi layanan." in isi


def test_tanpa_izin_403_dan_instansi_lain_404(kota: Kota, kota_lain: Kota) -> None:
    halaman = [
        rinci(kota.titik),
        rinci(kota.titik, "titik_qr"),
        rinci(kota.titik, "titik_poster"),
    ]
    for url in (DAFTAR, *halaman):
        assert masuk(kota.anggota[3]).get(url).status_code == 403
        assert Client().get(url).status_code == 302
    for url in halaman:
        assert masuk(kota_lain.admin).get(url).status_code == 404
    assert masuk(kota_lain.admin).post(rinci(kota.titik, "titik_atur"), {"aktif": "0"}).status_code == 404
    kota.titik.refresh_from_db()
    assert kota.titik.aktif


def test_admin_dinas_hanya_melihat_cabangnya(kota: Kota) -> None:
    pusat = Layanan.objects.create(instansi=kota.instansi, unit=kota.pemda, nama="Informasi")
    luar = TitikLayanan.objects.create(layanan=pusat, nama="Loket depan", token="loketdepan")
    Peran.objects.create(pegawai=kota.kadis, jenis="admin_dinas", unit=kota.dinas, sejak=date(2026, 1, 1))
    klien = masuk(kota.kadis)
    isi = klien.get(DAFTAR).content.decode()
    assert "Loket 3" in isi and "Loket depan" not in isi
    assert klien.get(rinci(luar)).status_code == 404


def test_qr_berupa_svg_yang_menunjuk_survei(kota: Kota) -> None:
    jawaban = masuk(kota.admin).get(rinci(kota.titik, "titik_qr"))
    assert jawaban["Content-Type"] == "image/svg+xml"
    assert jawaban.content.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')
    assert b"<script" not in jawaban.content and len(jawaban.content) < 15_000


def test_petugas_dicatat_berjaga_dan_diakhiri(kota: Kota) -> None:
    klien = masuk(kota.admin)
    klien.post(
        rinci(kota.titik), {"aksi": "jaga", "jaga-nip": kota.anggota[2].nip, "jaga-sejak": "2026-11-16"}
    )
    baris = JagaTitik.objects.get(pegawai=kota.anggota[2])
    klien.post(rinci(kota.titik, "jaga_akhiri", baris.pk), {"sampai": "2026-11-20"})
    baris.refresh_from_db()
    assert baris.sampai == date(2026, 11, 20)
    salah = klien.post(rinci(kota.titik), {"aksi": "jaga", "jaga-nip": "123", "jaga-sejak": "2026-11-16"})
    assert "NIP ini tidak ada" in salah.content.decode()


def terbitkan(klien: Client, kota: Kota, **lain: str) -> str:
    isi = {
        "aksi": "kode",
        "kode-tanggal": "2026-11-16",
        "kode-jumlah": "3",
        "kode-kunci": str(uuid.uuid4()),
    } | lain
    return str(klien.post(rinci(kota.titik), isi)["Location"])


def test_kode_tampil_sekali_terbit_dan_dapat_diunduh(kota: Kota) -> None:
    klien = masuk(kota.admin)
    alamat = terbitkan(klien, kota)
    isi = klien.get(alamat).content.decode()
    csv = klien.get(f"{alamat}csv/").content.decode()
    kode = [baris.split(",")[0] for baris in csv.splitlines()[1:]]
    assert len(kode) == 3 and all(satu in isi for satu in kode)
    assert KodeKunjungan.objects.count() == 3
    warga.kirim_survei(
        titik=kota.titik,
        nilai={"waktu": 3},
        saran="",
        setuju_versi=VERSI_KINI,
        kunci=uuid.uuid4(),
        kode=kode[0],
        sidik="0" * 64,
        sekarang=SEKARANG,
    )


def test_klik_ganda_tidak_menambah_kode(kota: Kota) -> None:
    kunci = str(uuid.uuid4())
    klien = masuk(kota.admin)
    isi = [klien.get(terbitkan(klien, kota, **{"kode-kunci": kunci})).content for _ in range(2)]
    assert KodeKunjungan.objects.count() == 3
    assert isi[0].count(b"<li>") == isi[1].count(b"<li>")
    assert Jejak.objects.filter(aksi="kode.diterbitkan").count() == 1


def test_lembar_kode_tertutup_setengah_jam_kemudian_dan_bagi_orang_lain(kota: Kota, kota_lain: Kota) -> None:
    alamat = terbitkan(masuk(kota.admin), kota)
    assert masuk(kota_lain.admin).get(alamat).status_code == 404
    assert masuk(kota.anggota[3]).get(alamat).status_code == 403
    with time_machine.travel(SEKARANG.replace(hour=4), tick=False):
        assert masuk(kota.admin).get(alamat).status_code == 404


# --- jawaban yang ditahan ---


def tahan(kota: Kota, banyak: int) -> None:
    for _ in range(banyak):
        warga.kirim_survei(
            titik=kota.titik,
            nilai={"waktu": 1},
            saran="",
            setuju_versi=VERSI_KINI,
            kunci=uuid.uuid4(),
            kode=None,
            sidik="0" * 64,
            sekarang=SEKARANG,
        )


def test_yang_ditahan_terlihat_dengan_sebabnya_dan_dihitung_dengan_alasan(kota: Kota) -> None:
    tahan(kota, 7)
    klien = masuk(kota.admin)
    isi = klien.get("/layanan/ditahan/").content.decode()
    assert "2 jawaban di Loket 3" in isi and "alat yang sama" in isi and "5 jawaban lain" in isi
    sebab = Survei.objects.filter(status="ditahan").values_list("alasan_ditahan", flat=True)[0]
    kirim = {"titik": kota.titik.pk, "tanggal": "2026-11-16", "sebab": sebab}
    assert "Tulis alasan" in klien.post("/layanan/ditahan/", kirim | {"alasan": ""}).content.decode()
    assert Survei.objects.filter(status="ditahan").count() == 2
    klien.post("/layanan/ditahan/", kirim | {"alasan": "Tablet loket dipakai bergantian."})
    assert not Survei.objects.filter(status="ditahan").exists()
    assert Jejak.objects.get(aksi="survei.dihitung").isi["banyak"] == 2


def test_yang_ditahan_hanya_diputus_pengelola_titiknya(kota: Kota, kota_lain: Kota) -> None:
    tahan(kota, 6)
    sebab = Survei.objects.filter(status="ditahan").values_list("alasan_ditahan", flat=True)[0]
    kirim = {"titik": kota.titik.pk, "tanggal": "2026-11-16", "sebab": sebab, "alasan": "Coba-coba saja ini."}
    assert masuk(kota_lain.admin).post("/layanan/ditahan/", kirim).status_code == 404
    assert masuk(kota.petugas).post("/layanan/ditahan/", kirim).status_code == 403
    assert "Tidak ada jawaban" in masuk(kota_lain.admin).get("/layanan/ditahan/").content.decode()
    assert Survei.objects.filter(status="ditahan").count() == 1
