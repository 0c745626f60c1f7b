"""Urutan uji bagi beberapa pekerja: yang paling lama mulai lebih dahulu, tersebar rata.

xdist membagi daftar uji menjadi potongan berurutan, satu tiap pekerja; sisa potongan yang lambat diambil pekerja yang
selesai lebih dahulu. Karena itu yang lama diletakkan di awal tiap potongan, bukan di ujung, supaya tidak ada satu uji
panjang yang berjalan sendirian sesudah yang lain habis.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

# Berkas uji yang lama dan kira-kira detiknya; yang tidak disebut dianggap ringan. Keliru sedikit tidak apa-apa.
BERAT = {
    "tests/e2e/test_siklus.py": 110,
    "tests/e2e/test_halaman.py": 110,
    "tests/test_izin_semua_url.py": 70,
    "tests/test_idor.py": 60,
    "tests/e2e/test_sekali.py": 50,
    "tests/e2e/test_ketikan.py": 40,
    "tests/penilaian/services/test_penutupan_mati_di_tengah.py": 24,
    "tests/indikator/services/test_adendum_balapan.py": 16,
    "tests/test_keadaan_layanan.py": 14,
    "tests/kepegawaian/views/test_faktor_wajib.py": 12,
    "tests/penilaian/services/test_penutupan_lawan_kiriman.py": 11,
    "tests/indikator/services/test_realisasi_balapan.py": 8,
}


def berkas(nodeid: str) -> str:
    return nodeid.split("::", 1)[0]


def sebar(nodeids: Sequence[str], pekerja: int) -> list[int]:
    """Nomor uji menurut urutan barunya. Satu berkas yang lama tetap utuh, sebab pemasangannya dipakai bersama."""
    lama: dict[str, list[int]] = defaultdict(list)
    ringan: list[int] = []
    for nomor, nama in enumerate(nodeids):
        (lama[berkas(nama)] if berkas(nama) in BERAT else ringan).append(nomor)
    bagian = _bagi(lama, pekerja)
    hasil: list[int] = []
    for ke, panjang in enumerate(_potongan(len(nodeids), pekerja)):
        potongan = bagian[ke][:panjang]
        # Berkas lama yang tidak muat (hanya pada pilihan uji yang kecil) menyusul di potongan berikutnya.
        if ke + 1 < pekerja:
            bagian[ke + 1] += bagian[ke][panjang:]
        isi = panjang - len(potongan)
        hasil += potongan + ringan[:isi]
        del ringan[:isi]
    return hasil + [n for n in range(len(nodeids)) if n not in set(hasil)]


def _bagi(lama: dict[str, list[int]], pekerja: int) -> list[list[int]]:
    """Berkas terlama lebih dahulu, selalu kepada pekerja yang bebannya paling ringan."""
    beban = [0.0] * pekerja
    bagian: list[list[int]] = [[] for _ in range(pekerja)]
    for nama in sorted(lama, key=lambda n: (-BERAT[n], n)):
        ke = beban.index(min(beban))
        beban[ke] += BERAT[nama]
        bagian[ke] += lama[nama]
    return bagian


def _potongan(banyak: int, pekerja: int) -> Iterable[int]:
    """Besar potongan yang diberikan xdist kepada tiap pekerja (xdist.scheduler.worksteal)."""
    sisa = banyak
    for ke in range(pekerja):
        satu = sisa // (pekerja - ke)
        sisa -= satu
        yield satu
