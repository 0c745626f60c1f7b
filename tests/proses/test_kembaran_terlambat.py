"""K3: langkah yang lebih lama daripada batas antrean dikerjakan orang lain, dan kembarannya yang terlambat ditolak pagar."""

from collections import Counter
from pathlib import Path

import pytest

from mutu.catat import catat
from penilaian.models import BukuPenutupan, Penutupan
from tests.penilaian.services.test_penutupan_mati_di_tengah import sidik_dunia
from tests.proses.dunia import jatuh_tempo, tertutup, tutup_utuh
from tests.proses.panggung import Panggung, panggung, tunggu, ulang

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
# Antrean mengulang pesan yang dua detik tidak dibalas; langkahnya basi lebih cepat lagi.
CEPAT = {"UJI_KIRIM": "0.2", "UJI_DETAK": "0.5", "UJI_BASI": "0.5", "UJI_TERLIHAT": "2"}


def macet_lalu_lanjut(p: Panggung, nomor: str) -> tuple[bool, bool, str]:
    """Satu pekerja macet di depan pagarnya sampai yang lain selesai menutup, lalu melanjutkan.

    (tulisan terlambatnya diterima, pesannya memang diulang antrean, sidik sesudah semuanya).
    """
    p.perintah(nomor=nomor, n=0, sesudah=False, cara="tahan_langkah")
    d = jatuh_tempo(f"Kota {nomor}")
    tunggu(lambda: tertutup(d), batas=120, apa="penutupan oleh pekerja lain", ekor=p.ekor)
    ((_, langkah, pagar),) = [baris for baris in p.catatan("titik.txt") if baris[0] == nomor]
    # Selama macet pesannya tidak dibalas; antrean memberikannya lagi kepada pekerja lain.
    satu = Penutupan.objects.get(periode=d.triwulan).pk
    tunggu(lambda: tugas_berulang(p, satu), batas=60, apa="pesan diulang antrean", ekor=p.ekor)

    def yang_terlambat() -> list[bool]:
        return [terima for id_, milik, terima in p.catatan("langkah.txt") if (id_, milik) == (langkah, pagar)]

    p.lanjutkan(nomor)
    tunggu(yang_terlambat, batas=60, apa="pekerja yang macet melanjutkan", ekor=p.ekor)
    return yang_terlambat()[0], bool(tugas_berulang(p, satu)), sidik_dunia(d)


def tugas_berulang(p: Panggung, penutupan: int) -> set[str]:
    """Id pesan penutupan itu yang dijalankan lebih dari sekali."""
    milik = {"penutupan_id": penutupan}
    banyak = Counter(id_ for id_, _, argumen in p.catatan("tugas.txt") if argumen == milik)
    return {id_ for id_, n in banyak.items() if n > 1}


def jalankan(folder: Path, kali: int, **lingkungan: str) -> tuple[int, int]:
    """(tulisan terlambat yang diterima, pesan yang benar-benar diulang antrean) dari `kali` penutupan."""
    with panggung(folder, **CEPAT) as p:
        p.nyalakan_antrean()
        p.pekerja(**lingkungan)
        p.pekerja(**lingkungan)
        p.penjadwal()
        sidik, _ = tutup_utuh(p)
        hasil = [macet_lalu_lanjut(p, f"macet-{n}") for n in range(kali)]
        assert {satu[2] for satu in hasil} == {sidik}
        assert BukuPenutupan.objects.count() == kali + 1
        assert p.surel_ganda() == {}
        return sum(satu[0] for satu in hasil), sum(satu[1] for satu in hasil)


def test_tulisan_kembaran_yang_terlambat_ditolak_pagar(tmp_path: Path) -> None:
    kali = ulang(50)
    diterima, diulang = jalankan(tmp_path, kali)
    catat(
        "K3",
        f"{kali - diterima} dari {kali} tulisan terlambat ditolak; {diulang} pesan diulang antrean",
        lulus=diterima == 0 and diulang == kali,
    )
    assert diterima == 0
    assert diulang == kali


def test_pembanding_tanpa_pagar_kembaran_mulai_menulis(tmp_path: Path) -> None:
    kali = min(ulang(50), 5)
    diterima, _ = jalankan(tmp_path, kali, UJI_TANPA="pagar")
    catat("K3", f"pembanding tanpa pagar: {diterima} dari {kali} mulai menulis", lulus=diterima == kali)
    assert diterima == kali
