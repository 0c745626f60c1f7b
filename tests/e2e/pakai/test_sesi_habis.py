"""U14: sesi berakhir saat menulis. Sesudah tombol ditekan dan masuk lagi: halaman, teks, dan berkasnya sama.

Tiap formulir pegawai yang berisian teks lebih dari satu, ditemukan dengan merayap. Halaman yang terisi kembali dikirim lagi
apa adanya; akibatnya harus sama dengan kiriman yang sesinya tidak habis.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kepegawaian import sesi
from kepegawaian.models import Pegawai
from mutu.catat import catat
from tests.e2e.pakai.formulir import TEKS, Formulir, baca
from tests.e2e.pakai.perayap import HARI, Halaman, Perayap, berkas_kecil
from tests.e2e.pakai.test_dua_puluh_klik import akibat, banyak_baris, di_halaman, satu_kiriman
from tests.konfirmasi import sahkan

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db]
DITULIS = {"text", "textarea", "search", "email", "url", "tel"}
DIISI = DITULIS | {"number", "date", "datetime-local", "time", "month", "select", "radio", "checkbox"}
RAHASIA = ("sandi", "password", "kode", "token")


def bertulisan(formulir: Formulir) -> bool:
    """Lebih dari satu isian teks, dan bukan formulir rahasia (sandi tidak pernah disimpan)."""
    tulis = [b for b in formulir.isian if b.jenis in DITULIS]
    return len(tulis) > 1 and not any(k in b.nama for b in formulir.isian for k in RAHASIA)


def kirim_sesudah_habis(
    perayap: Perayap, halaman: Halaman, formulir: Formulir, isi: dict[str, Any], tombol: tuple[str, ...]
) -> str:
    """Habiskan sesinya, kirim, masuk lagi; alamat yang lalu dibuka orangnya, kosong bila formulirnya tidak perlu masuk."""
    klien, siapa = perayap.klien[halaman.peran], perayap.dunia.peran[halaman.peran]
    assert siapa is not None
    isi_sesi = klien.session
    isi_sesi[sesi.KUNCI] = {
        "kelas": "pegawai",
        "masuk": 0.0,
        "terakhir": 0.0,
        "terlihat": 0.0,
        "catatan": None,
    }
    isi_sesi.save()
    jawab = perayap.kirim(halaman.peran, halaman.jalur, formulir, isi, tombol)
    tujuan = urlsplit(jawab.headers.get("Location", ""))
    if tujuan.path != "/masuk/":
        return ""
    masuk_lagi(perayap, halaman.peran, siapa)
    return parse_qs(tujuan.query)["next"][0]


def masuk_lagi(perayap: Perayap, peran: str, siapa: Pegawai) -> None:
    perayap.klien[peran].force_login(siapa, backend="kepegawaian.backend.NipBackend")
    sahkan(perayap.klien[peran], siapa)


def kembali(halaman: Halaman | None, formulir: Formulir) -> Formulir | None:
    """Formulir yang sama di halaman yang terbuka sesudah masuk."""
    if halaman is None:
        return None
    calon = [f for f in baca(halaman.badan) if f.cara == "post" and "tulisan_titipan" in f.bidang]
    return next((f for f in calon if set(formulir.bidang) & set(f.bidang) - {"csrfmiddlewaretoken"}), None)


def kurang(perayap: Perayap, halaman: Halaman, formulir: Formulir) -> str:
    """Yang tidak sama sesudah masuk lagi; kosong bila halaman, teks, dan berkasnya sama."""
    isi: dict[str, Any] = formulir.terisi(HARI)
    isi |= {b.nama: [f"{TEKS} {b.nama}"] for b in formulir.isian if b.jenis == "textarea"}
    berkas = {b.nama for b in formulir.isian if b.jenis == "file"}
    tombol = formulir.tombol[0] if formulir.tombol else ()
    lengkap = isi | {nama: berkas_kecil() for nama in berkas}
    seharusnya = satu_kiriman(perayap, halaman, formulir, lengkap, tombol)
    with di_halaman(perayap, halaman):
        kirim = isi | {nama: berkas_kecil() for nama in berkas}
        sebelum = banyak_baris()
        alamat = kirim_sesudah_habis(perayap, halaman, formulir, kirim, tombol)
        if not alamat:  # formulir untuk siapa saja: kiriman itu sendiri harus sudah berakibat
            hasil = akibat(sebelum)
            return "" if hasil == seharusnya else f"tanpa masuk: akibat {hasil}, seharusnya {seharusnya}"
        if alamat != halaman.jalur:
            return f"dibawa ke {alamat}"
        dibuka = perayap.ambil(halaman.peran, alamat)
        satu = kembali(dibuka, formulir)
        if dibuka is None or satu is None:
            return "formulirnya tidak terisi kembali"
        beda = [b.nama for b in formulir.isian if b.jenis in DIISI and not _sama(satu, b.nama, isi)]
        if beda:
            return f"isian berubah: {beda}"
        if berkas and "rekap.pdf" not in dibuka.badan:
            return "berkasnya tidak disebut"
        sebelum = banyak_baris()
        perayap.kirim(halaman.peran, alamat, satu, satu.apa_adanya(), tombol)
        hasil = akibat(sebelum)
    return "" if not seharusnya or hasil == seharusnya else f"akibat {hasil}, seharusnya {seharusnya}"


def _sama(satu: Formulir, nama: str, isi: dict[str, Any]) -> bool:
    bidang = satu.bidang.get(nama)
    return bidang is not None and [n.strip() for n in bidang.nilai if n.strip()] == [
        n.strip() for n in isi.get(nama) or [] if n.strip()
    ]


def semua_bertulisan(perayap: Perayap) -> list[tuple[Halaman, Formulir]]:
    return [(h, f) for h, f in perayap.formulir() if h.peran != "tamu" and bertulisan(f)]


def test_sesi_yang_habis_tidak_menghilangkan_halaman_teks_dan_berkas(perayap: Perayap) -> None:
    semua = semua_bertulisan(perayap)
    buruk = [f"{h}: {sebab}" for h, f in semua if (sebab := kurang(perayap, h, f))]
    catat("U14", f"{len(semua) - len(buruk)} dari {len(semua)} formulir kembali sama", lulus=not buruk)
    assert len(semua) >= 20
    assert not buruk, "\n".join(buruk)


def test_ukurannya_dapat_gagal(perayap: Perayap, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kendali: tanpa pengisian kembali, formulirnya ketahuan kosong."""
    lewat: Callable[..., Any] = lambda permintaan, jawaban: jawaban  # noqa: E731
    monkeypatch.setattr("kepegawaian.kembali.tampilkan", lewat)
    halaman, formulir = semua_bertulisan(perayap)[0]
    assert kurang(perayap, halaman, formulir) == "formulirnya tidak terisi kembali"
