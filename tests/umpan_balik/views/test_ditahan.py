"""Memutus jawaban yang ditahan tanpa melihat nilainya, hitungan terbuka, poster, dan lembar kode sebagai PDF."""

import re
import uuid
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inti.models import Jejak
from tests.umpan_balik.conftest import Kota
from tests.umpan_balik.services.test_survei import HARI, kirim, sidik
from umpan_balik.models import Survei
from umpan_balik.queries.tanda_terima import lacak

pytestmark = pytest.mark.django_db
ALASAN = "Satu keluarga memakai satu ponsel."


@pytest.fixture
def admin(client: Client, kota: Kota) -> Client:
    client.force_login(kota.admin)
    return client


@pytest.fixture
def tertahan(kota: Kota) -> list[str]:
    """Empat jawaban tertahan; nilainya 1 semua. Kembalikan kode lacaknya."""
    semua = [kirim(kota.titik, nilai=dict.fromkeys(Survei.UNSUR, 1)) for _ in range(9)]
    return [t.kode_pelacakan for t in semua if t.ditahan]


def rinci(kota: Kota, hari: date = HARI) -> str:
    return reverse("umpan_balik:ditahan_rinci", args=[kota.titik.pk, hari.year, hari.month, hari.day])


def nomor(kode: str) -> int:
    hasil = lacak(kode)
    assert hasil is not None
    return hasil.terima.survei_id


def test_satu_dihitung_satu_tidak_dan_pengirimnya_membaca_alasannya(
    admin: Client, kota: Kota, tertahan: list[str]
) -> None:
    isi = admin.get(rinci(kota)).content.decode()
    assert isi.count('name="pilihan"') == 4 and "alat 1" in isi and kota.titik.nama in isi
    admin.post(rinci(kota), {"pilihan": [nomor(tertahan[0])], "putusan": "hitung", "alasan": ALASAN})
    admin.post(
        rinci(kota),
        {"pilihan": [nomor(tertahan[1])], "putusan": "tolak", "alasan": "Dikirim mesin pada malam hari."},
    )
    keadaan = [lacak(k) for k in tertahan]
    assert [(h.terima.ditahan, h.terima.ditolak) for h in keadaan if h] == [
        (False, False),
        (False, True),
        (True, False),
        (True, False),
    ]
    assert keadaan[1] and keadaan[1].terima.alasan_putusan == "Dikirim mesin pada malam hari."
    jejak = list(Jejak.objects.order_by("pk").values_list("aksi", "isi__banyak", "alasan"))
    assert jejak[0] == ("survei.dihitung", 1, ALASAN) and jejak[1][0] == "survei.tidak_dihitung"
    assert all(
        set(isi) == {"banyak", "tanggal", "sebab"} for isi in Jejak.objects.values_list("isi", flat=True)
    )
    tamu = Client().post(reverse("umpan_balik:lacak"), {"kode": tertahan[1]})
    assert "Tidak dihitung." in Client().get(tamu["Location"]).content.decode()


def test_yang_memutus_tidak_melihat_nilainya(admin: Client, kota: Kota, tertahan: list[str]) -> None:
    with CaptureQueriesContext(connection) as rekam:
        isi = admin.get(rinci(kota)).content.decode()
    assert not any(f'"{unsur}"' in q["sql"] for q in rekam for unsur in ("waktu", "perilaku", "kompetensi"))
    assert "Tidak cepat" not in isi


def test_yang_tidak_dihitung_dapat_dihitung_kembali_tetapi_yang_dihitung_tidak_dibuang(
    admin: Client, kota: Kota, tertahan: list[str]
) -> None:
    satu = nomor(tertahan[0])
    for putusan in ("tolak", "hitung", "tolak"):
        admin.post(rinci(kota), {"pilihan": [satu], "putusan": putusan, "alasan": ALASAN})
    assert Survei.objects.get(pk=satu).status == "dihitung"


def test_sekelompok_dinyatakan_tidak_dihitung(admin: Client, kota: Kota, tertahan: list[str]) -> None:
    sebab = Survei.objects.filter(status="ditahan").values_list("alasan_ditahan", flat=True)[0]
    isi = {
        "titik": kota.titik.pk,
        "tanggal": HARI.isoformat(),
        "sebab": sebab,
        "putusan": "tolak",
        "alasan": ALASAN,
    }
    admin.post(reverse("umpan_balik:ditahan"), isi)
    assert Survei.objects.filter(status="ditolak").count() == 4
    assert "Tidak dihitung" in admin.get(reverse("umpan_balik:ditahan")).content.decode()


@pytest.mark.parametrize(
    ("lain", "pesan"),
    [
        ({"alasan": "pendek"}, "Tulis alasannya"),
        ({"alasan": ""}, "Tulis alasan putusannya."),
        ({"pilihan": []}, "Pilih paling sedikit satu"),
        ({"pilihan": ["x"]}, "Galat: "),
    ],
)
def test_putusan_tanpa_alasan_atau_tanpa_pilihan_ditolak(
    admin: Client, kota: Kota, tertahan: list[str], lain: dict[str, object], pesan: str
) -> None:
    isi = {"pilihan": [str(nomor(tertahan[0]))], "putusan": "tolak", "alasan": ALASAN} | lain
    jawaban = admin.post(rinci(kota), isi)
    assert jawaban.status_code == 200 and pesan in jawaban.content.decode()
    assert not Survei.objects.filter(status="ditolak").exists()


def test_hanya_pengelola_titiknya_dan_nomor_titik_lain_dilewati(
    client: Client, kota: Kota, kota_lain: Kota, tertahan: list[str]
) -> None:
    isi = {"pilihan": [nomor(tertahan[0])], "putusan": "tolak", "alasan": ALASAN}
    for orang, status in ((kota_lain.admin, 404), (kota.petugas, 403), (kota.anggota[3], 403)):
        client.force_login(orang)
        assert client.get(rinci(kota)).status_code == status
        assert client.post(rinci(kota), isi).status_code == status
    client.force_login(kota_lain.admin)
    client.post(rinci(kota_lain), isi)
    assert not Survei.objects.filter(status="ditolak").exists()
    client.force_login(kota.admin)
    assert client.get(f"/layanan/ditahan/{kota.titik.pk}/2026/13/40/").status_code == 404


def test_banyaknya_kueri_halaman_ditahan_tetap(admin: Client, kota: Kota, tertahan: list[str]) -> None:
    def kueri() -> int:
        with CaptureQueriesContext(connection) as rekam:
            admin.get(rinci(kota))
        return len(rekam)

    kueri()
    sedikit = kueri()
    for i in range(8):
        kirim(kota.titik, sidik=sidik(agen=f"A{i // 2}"), curiga="Kolom jebakan terisi")
    assert kueri() == sedikit <= 15


def test_sepuluh_menit_yang_ramai_diperlihatkan_juga_bila_semuanya_dihitung(
    admin: Client, kota: Kota, kota_lain: Kota
) -> None:
    for i in range(15):
        kirim(kota.titik, sidik=sidik(f"10.2.{i}.1"))
        kirim(kota_lain.titik, sidik=sidik(f"10.2.{i}.1"))
    isi = " ".join(
        re.sub(r"<[^>]+>", " ", admin.get(reverse("umpan_balik:ditahan")).content.decode()).split()
    )
    ramai = isi.split("Sepuluh menit yang ramai")[1]
    assert "Senin, 16 November 2026 pukul 10.00 WIB 15 15 15" in ramai
    assert isi.count("pukul 10.00 WIB 15 15 15") == 1, "titik kota lain tidak terlihat"


def test_kendali_empat_belas_suara_belum_disebut_ramai(admin: Client, kota: Kota) -> None:
    for i in range(14):
        kirim(kota.titik, sidik=sidik(f"10.2.{i}.1"))
    assert "yang ramai" not in admin.get(reverse("umpan_balik:ditahan")).content.decode()


# --- hitungan terbuka ---


def test_hitungan_terbuka_bulan_lalu_menyamarkan_yang_kecil(
    client: Client, kota: Kota, tertahan: list[str], jam: time_machine.Traveller
) -> None:
    alamat = reverse("umpan_balik:survei_hitungan", args=[kota.instansi.slug])
    assert "Belum ada suara" in client.get(alamat).content.decode(), "bulan berjalan belum tampil"
    for i in range(7):
        kirim(kota.titik, sidik=sidik(f"10.2.{i}.1"), profil={"kelamin": "P" if i else "L"})
    jam.shift(timedelta(days=30))
    isi = re.sub(r"<[^>]+>", " ", client.get(alamat).content.decode())
    angka = re.search(r"Seluruhnya\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)", isi)
    assert angka and angka.groups() == ("16", "12", "0", "1–4", "0")
    assert "alat yang sama" in isi and kota.dinas.nama in isi
    assert "disembunyikan" in isi and "Perempuan 6" not in " ".join(isi.split())
    assert client.get("/survei/tidak-ada/").status_code == 404


# --- PDF ---


@pytest.mark.parametrize(("ukuran", "lebar"), [("a4", b"595.2"), ("a5", b"419.5")])
def test_poster_pdf_satu_halaman_dengan_ukuran_yang_diminta(
    admin: Client, kota: Kota, ukuran: str, lebar: bytes
) -> None:
    jawaban = admin.get(reverse("umpan_balik:titik_poster_pdf", args=[kota.titik.pk, ukuran]))
    assert jawaban["Content-Type"] == "application/pdf" and jawaban.content.startswith(b"%PDF-")
    assert jawaban.content.count(b"/Type /Page\n") + jawaban.content.count(b"/Type /Page ") <= 1
    assert lebar in jawaban.content
    assert kota.titik.kode_pendek.lower() in jawaban["Content-Disposition"]


def test_halaman_poster_menyebut_kode_loket_dan_ukuran_lain_tidak_ada(admin: Client, kota: Kota) -> None:
    isi = admin.get(reverse("umpan_balik:titik_poster", args=[kota.titik.pk])).content.decode()
    kode = kota.titik.kode_pendek
    assert f"{kode[:3]}-{kode[3:]}" in isi and "/s/" in isi
    assert admin.get(reverse("umpan_balik:titik_poster_pdf", args=[kota.titik.pk, "a3"])).status_code == 404


def test_lembar_kode_pdf_hanya_selama_tandanya_segar(
    admin: Client, kota: Kota, jam: time_machine.Traveller
) -> None:
    isi = {
        "aksi": "kode",
        "kode-tanggal": "2026-11-16",
        "kode-jumlah": "15",
        "kode-kunci": str(uuid.uuid4()),
    }
    alamat = admin.post(reverse("umpan_balik:titik_rinci", args=[kota.titik.pk]), isi)["Location"]
    pdf = admin.get(f"{alamat}pdf/")
    assert pdf.content.startswith(b"%PDF-") and pdf["Cache-Control"] == "no-store"
    jam.shift(timedelta(minutes=31))
    assert admin.get(f"{alamat}pdf/").status_code == 404
