"""Keadaan × aksi × pihak SKP, usulan adendum, dan laporan: seluruh sel dibandingkan dengan tabel tertulis."""

import pytest

from indikator.models import StatusDokumen
from indikator.permissions import Pihak
from indikator.services.langkah import LANGKAH_ADENDUM, LANGKAH_REALISASI, LANGKAH_SKP, Aksi, berikutnya
from inti.galat import GalatAturan, TidakBerhak

S = StatusDokumen
BUKAN_HAK, BUKAN_SAAT = TidakBerhak, GalatAturan

# Kolom: draf, diajukan, perlu perbaikan, disetujui.
TAK_BERHAK = (BUKAN_HAK, BUKAN_HAK, BUKAN_HAK, BUKAN_HAK)
UMUM = {
    (Aksi.SUSUN, Pihak.PEMILIK): (S.DRAF, BUKAN_SAAT, S.PERLU_PERBAIKAN, BUKAN_SAAT),
    (Aksi.AJUKAN, Pihak.PEMILIK): (S.DIAJUKAN, S.DIAJUKAN, S.DIAJUKAN, BUKAN_SAAT),
    (Aksi.TARIK, Pihak.PEMILIK): (S.DRAF, S.DRAF, BUKAN_SAAT, BUKAN_SAAT),
    (Aksi.SETUJUI, Pihak.PEMILIK): (BUKAN_HAK, BUKAN_HAK, BUKAN_HAK, BUKAN_HAK),
    (Aksi.KEMBALIKAN, Pihak.PEMILIK): (BUKAN_HAK, BUKAN_HAK, BUKAN_HAK, BUKAN_HAK),
    (Aksi.SUSUN, Pihak.PENILAI): (BUKAN_HAK, BUKAN_HAK, BUKAN_HAK, BUKAN_HAK),
    (Aksi.AJUKAN, Pihak.PENILAI): (BUKAN_HAK, BUKAN_HAK, BUKAN_HAK, BUKAN_HAK),
    (Aksi.TARIK, Pihak.PENILAI): (BUKAN_HAK, BUKAN_HAK, BUKAN_HAK, BUKAN_HAK),
    (Aksi.SETUJUI, Pihak.PENILAI): (BUKAN_SAAT, S.DISETUJUI, BUKAN_SAAT, S.DISETUJUI),
    (Aksi.KEMBALIKAN, Pihak.PENILAI): (BUKAN_SAAT, S.PERLU_PERBAIKAN, BUKAN_SAAT, BUKAN_SAAT),
}
EKSPEKTASI = {
    (Aksi.EKSPEKTASI, Pihak.PEMILIK): TAK_BERHAK,
    (Aksi.EKSPEKTASI, Pihak.PENILAI): (BUKAN_SAAT, S.DIAJUKAN, BUKAN_SAAT, BUKAN_SAAT),
}
TABEL_SKP = {
    **UMUM,
    **EKSPEKTASI,
    (Aksi.ADENDUM, Pihak.PEMILIK): (BUKAN_SAAT, BUKAN_SAAT, BUKAN_SAAT, S.DISETUJUI),
    (Aksi.ADENDUM, Pihak.PENILAI): TAK_BERHAK,
    (Aksi.BATALKAN, Pihak.PEMILIK): TAK_BERHAK,
    (Aksi.BATALKAN, Pihak.PENILAI): (BUKAN_SAAT, S.DIAJUKAN, BUKAN_SAAT, S.DIAJUKAN),
    (Aksi.BUANG, Pihak.PEMILIK): TAK_BERHAK,
    (Aksi.BUANG, Pihak.PENILAI): TAK_BERHAK,
}
# Usulan adendum tidak pernah berkeadaan disetujui: begitu disetujui barisnya hilang, jadi kolom terakhirnya menolak.
TABEL_ADENDUM = {
    **UMUM,
    **EKSPEKTASI,
    (Aksi.SETUJUI, Pihak.PENILAI): (BUKAN_SAAT, S.DISETUJUI, BUKAN_SAAT, BUKAN_SAAT),
    (Aksi.BUANG, Pihak.PEMILIK): (S.DRAF, BUKAN_SAAT, S.PERLU_PERBAIKAN, BUKAN_SAAT),
    (Aksi.BUANG, Pihak.PENILAI): TAK_BERHAK,
    **{(aksi, pihak): TAK_BERHAK for aksi in (Aksi.ADENDUM, Aksi.BATALKAN) for pihak in Pihak},
}
TABEL_REALISASI = {
    **UMUM,
    (Aksi.KEMBALIKAN, Pihak.PENILAI): (BUKAN_SAAT, S.PERLU_PERBAIKAN, BUKAN_SAAT, S.PERLU_PERBAIKAN),
    **{
        (aksi, pihak): TAK_BERHAK
        for aksi in (Aksi.EKSPEKTASI, Aksi.ADENDUM, Aksi.BATALKAN, Aksi.BUANG)
        for pihak in Pihak
    },
}
SEL = [
    (nama, tabel, keadaan, aksi, pihak, harapan[i])
    for nama, tabel, tertulis in (
        ("SKP", LANGKAH_SKP, TABEL_SKP),
        ("Adendum", LANGKAH_ADENDUM, TABEL_ADENDUM),
        ("Laporan", LANGKAH_REALISASI, TABEL_REALISASI),
    )
    for (aksi, pihak), harapan in tertulis.items()
    for i, keadaan in enumerate(S)
]


@pytest.mark.parametrize(("benda", "tabel", "keadaan", "aksi", "pihak", "harapan"), SEL)
def test_tiap_sel_berakhir_seperti_tertulis(benda, tabel, keadaan, aksi, pihak, harapan):
    if isinstance(harapan, S):
        assert berikutnya(tabel=tabel, status=keadaan, aksi=aksi, pihak=pihak, benda=benda) == harapan
        return
    with pytest.raises(GalatAturan) as galat:
        berikutnya(tabel=tabel, status=keadaan, aksi=aksi, pihak=pihak, benda=benda)
    assert type(galat.value) is harapan
    assert galat.value.pesan.startswith(benda) or "Tindakan ini" in galat.value.pesan


@pytest.mark.parametrize(
    "tabel", [TABEL_SKP, TABEL_ADENDUM, TABEL_REALISASI], ids=["skp", "adendum", "laporan"]
)
def test_tabel_tertulis_memuat_semua_pasangan_aksi_dan_pihak(tabel):
    assert set(tabel) == {(aksi, pihak) for aksi in Aksi for pihak in Pihak}
