"""Umpan balik contoh lolos aturan yang sama dengan umpan balik sungguhan."""

from types import SimpleNamespace

from asn_kinerja.demo.umpan import NILAI, RHK, TIAP, Penulis
from penilaian.rules.umpan_rhk import TulisanLain, periksa


def test_kalimat_contoh_tidak_berulang_dan_tidak_berupa_contoh_kosong() -> None:
    penulis, lain = Penulis(), []
    for nomor in range(TIAP * (len(RHK) + 2)):
        butir = penulis.tulis(1, [SimpleNamespace(rhk_id=nomor)])
        isi = {kunci: (kunci, teks) for kunci, teks in butir.items()}
        assert periksa(isi, nama="Sari Dewi", sapaan="Sari", lain=lain) == {}
        lain += [TulisanLain("Budi", "Budi", teks) for teks in butir.values()]
    assert len(lain) == len(RHK) + len(NILAI)
    assert Penulis().tulis(1, []) == {}
