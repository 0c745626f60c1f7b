"""Tiap jenis halaman dalam tiap keadaannya: daftar kosong, tabel, sasaran jari, status, pohon aksesibilitas, waktu, pita, bantuan."""

from collections import Counter, defaultdict

import pytest

from mutu.catat import catat
from tests.e2e.pakai.bagian_halaman import keluhan_isi, keluhan_sasaran
from tests.e2e.pakai.layar import Layar
from tests.e2e.pakai.perayap import TIDAK_ADA, Halaman, Perayap

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db]
SEMPIT = 360
SEBUTAN = {
    "U19": "tanda baca ganda",
    "U35": "daftar atau saringan kosong tanpa penjelasan",
    "U36": "tabel tanpa nama, arah kepala, atau angka rata kanan",
    "U38": "kendali terlalu kecil",
    "U39": "status tanpa kata dan ikon",
    "U40": "kendali tanpa nama, h1, penanda, atau kabar ganda",
    "U43": "status di luar sepuluh kata atau berwarna lain",
    "U44": "waktu tanpa zona atau hanya nisbi",
    "U46": "tanpa pita contoh, layar dan kertas",
    "U50": "tanpa bantuan di tempatnya",
}


def warga(halaman: Halaman) -> bool:
    """Halaman yang memakai lembar gaya warga."""
    return "/static/warga." in halaman.badan


@pytest.mark.parametrize(
    "keadaan", ["biasa", "draf", "tutup", "saring", "kosong", "panjang", "galat", "langkah", "sesudah"]
)
def test_isi_halaman(perayap: Perayap, layar: Layar, keadaan: str) -> None:
    semua: dict[str, list[str]] = defaultdict(list)
    halaman = perayap.halaman(keadaan)
    cdp = layar.konteks.new_cdp_session(layar.page)
    for satu in halaman:
        page = layar.buka(satu)
        temuan = keluhan_isi(page, cdp)
        page.set_viewport_size({"width": SEMPIT, "height": 780})
        temuan["U38"] = keluhan_sasaran(page, warga=warga(satu))
        # Daftar pendek menjawab dengan kalimatnya sendiri, tanpa kotak kosong.
        diam = not any(
            kata in satu.badan
            for kata in ("kosong", 'role="alert"', "Tidak ada nama", "Tidak ada yang cocok")
        )
        if keadaan == "saring" and TIDAK_ADA.split()[0] in satu.jalur and diam:
            temuan["U35"].append("saringan tanpa hasil tidak mengatakan apa pun")
        for baris, keluhan in temuan.items():
            semua[baris] += [f"{satu}: {k}" for k in keluhan]
    for baris, sebutan in SEBUTAN.items():
        catat(
            baris,
            f"{keadaan}: {len(semua[baris])} {sebutan} di {len(halaman)} halaman",
            lulus=not semua[baris],
        )
    banyak = Counter({baris: len(k) for baris, k in semua.items() if k})
    assert not banyak, f"{banyak}\n" + "\n".join(k for b in semua.values() for k in b[:40])
