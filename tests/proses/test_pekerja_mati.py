"""K1 dan K2: pekerja sungguhan dimatikan dengan kill -9 di tiap tulisan; hasilnya sama dengan yang tidak diganggu."""

import math
import time
from pathlib import Path

import pytest

from inti.models import KotakKeluar
from mutu.catat import catat
from penilaian.models import BukuPenutupan, Penutupan
from tests.penilaian import pabrik
from tests.penilaian.services.test_penutupan_mati_di_tengah import sidik_dunia
from tests.proses.dunia import jatuh_tempo, tertutup, tutup_utuh
from tests.proses.panggung import Panggung, panggung, tunggu, ulang

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
# Basi lebih pendek daripada lahirnya anak pengganti: pesan yang diulang antrean menemukan langkahnya sudah boleh diambil.
CEPAT = {"UJI_KIRIM": "0.2", "UJI_DETAK": "0.5", "UJI_BASI": "0.3"}
BATAS = 120


def matikan(
    p: Panggung, n: int, *, sesudah: bool, cara: str, jeda: float = 0, kosong: bool = False
) -> tuple[pabrik.Dunia, float]:
    """Satu pemda ditutup sambil dimatikan pada tulisan ke-n; detik dihitung sejak matinya (atau pekerja penggantinya)."""
    nomor = f"{cara}-{n}-{int(sesudah)}-{time.time_ns()}"
    p.perintah(nomor=nomor, n=n, sesudah=sesudah, cara=cara)
    d = jatuh_tempo(f"Kota {nomor}")
    tunggu(lambda: p.kena(nomor), batas=BATAS, apa=f"tulisan ke-{n}", ekor=p.ekor)
    if kosong:
        p.kosongkan_antrean()
    if cara == "kelompok":
        time.sleep(jeda)
        p.pekerja()
    mati = time.monotonic()
    tunggu(lambda: tertutup(d), batas=BATAS, apa=f"penutupan sesudah {nomor}", ekor=p.ekor)
    return d, time.monotonic() - mati


def periksa(p: Panggung, dunia: list[pabrik.Dunia], sidik: str) -> None:
    """Semua pemda sama dengan yang utuh, satu buku tiap pemda, dan tiap surel tepat sekali."""
    tunggu(
        lambda: not KotakKeluar.objects.filter(dikirim=None, percobaan=0).exists(),
        batas=60,
        apa="kotak keluar kosong",
    )
    berbeda = [d.instansi.nama for d in dunia if sidik_dunia(d) != sidik]
    assert not berbeda
    jumlah = len(dunia) + 1
    assert BukuPenutupan.objects.count() == Penutupan.objects.count() == jumlah
    assert p.surel_ganda() == {}
    assert len(p.surel.read_text().splitlines()) == jumlah


def test_anak_dimatikan_di_tiap_tulisan(tmp_path: Path) -> None:
    """K1."""
    with panggung(tmp_path, **CEPAT) as p:
        p.nyalakan_antrean()
        p.pekerja()
        p.penjadwal()
        sidik, banyak = tutup_utuh(p)
        assert banyak >= 12
        titik = [(n, sesudah) for n in range(1, banyak + 1) for sesudah in (False, True)]
        kali = ulang(math.ceil(240 / len(titik)))
        dunia, lama = [], []
        for n, sesudah in titik * kali:
            d, detik = matikan(p, n, sesudah=sesudah, cara="anak")
            dunia.append(d)
            lama.append(detik)
        periksa(p, dunia, sidik)
    catat(
        "K1",
        f"{len(dunia)} kali dimatikan di {len(titik)} titik: semua sama dengan yang utuh; paling lama {max(lama):.1f} detik",
        lulus=max(lama) <= BATAS,
    )


@pytest.mark.parametrize("jeda", [0, 10, 60])
def test_seluruh_pekerja_dimatikan_lalu_dinyalakan_lagi(tmp_path: Path, jeda: int) -> None:
    """K2: pesan yang sedang dipegang hilang sampai dua puluh menit; penyambung di basis data tidak menunggunya."""
    with panggung(tmp_path, **CEPAT) as p:
        p.nyalakan_antrean()
        p.pekerja()
        p.penjadwal()
        sidik, banyak = tutup_utuh(p)
        hasil = [
            matikan(p, 1 + nomor % banyak, sesudah=bool(nomor % 2), cara="kelompok", jeda=jeda)
            for nomor in range(ulang(20 if jeda < 60 else 3))
        ]
        periksa(p, [d for d, _ in hasil], sidik)
    terlama = max(detik for _, detik in hasil)
    catat(
        "K2",
        f"jeda {jeda} detik: {len(hasil)} kali sama, paling lama {terlama:.1f} detik",
        lulus=terlama <= BATAS,
    )


@pytest.mark.parametrize(("cara", "batas"), [("anak", 120), ("kelompok", 90)])
def test_pulih_dengan_jadwal_dan_batas_produk(tmp_path: Path, cara: str, batas: int) -> None:
    """K1 dan K2 tanpa satu pun setelan dipercepat: detak tiap menit, langkah basi menurut aturan produk.

    Dimatikan di tengah hitungan, sesaat sesudah detak: yang terburuk, sebab detak berikutnya paling jauh. Bersama seluruh
    pekerjanya antreannya pun dikosongkan, jadi tidak ada pesan tersisa yang kebetulan menyambung.
    """
    with panggung(tmp_path) as p:
        p.nyalakan_antrean()
        p.pekerja()
        p.penjadwal()
        sidik, banyak = tutup_utuh(p)
        hasil = [
            matikan(p, banyak // 2, sesudah=True, cara=cara, kosong=cara == "kelompok")
            for _ in range(ulang(3))
        ]
        periksa(p, [d for d, _ in hasil], sidik)
    lama = [detik for _, detik in hasil]
    catat(
        "K1" if cara == "anak" else "K2",
        f"dengan jadwal produk {', '.join(f'{s:.0f}' for s in lama)} detik",
        lulus=max(lama) <= batas,
    )
    assert max(lama) <= batas


def test_tanpa_penyambung_penutupan_yang_ditinggalkan_tidak_pernah_selesai(tmp_path: Path) -> None:
    """Pembanding K1, K2, dan K7: yang diuji di atas memang pekerjaan penyambung, bukan antreannya."""
    with panggung(tmp_path, **CEPAT) as p:
        p.nyalakan_antrean()
        p.pekerja(UJI_TANPA="penyambung")
        p.penjadwal()
        _, banyak = tutup_utuh(p)
        nomor = "ditinggal"
        p.perintah(nomor=nomor, n=banyak // 2, sesudah=True, cara="kelompok")
        d = jatuh_tempo("Kota Ditinggal")
        tunggu(lambda: p.kena(nomor), batas=BATAS, apa="titik matinya")
        p.pekerja(UJI_TANPA="penyambung")
        lain = jatuh_tempo("Kota Sesudahnya")
        tunggu(lambda: tertutup(lain), batas=BATAS, apa="pekerja pengganti bekerja")
        time.sleep(10)
        catat("K2", "pembanding tanpa penyambung: tidak pernah selesai", lulus=not tertutup(d))
        assert not tertutup(d)
