"""Mutu N2 dan N3: dari semua angka yang tampil tidak ada jawaban seorang pun yang dapat dihitung."""

import random
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

import pytest

from mutu.catat import catat
from umpan_balik.rules.anonimitas import Tampilan, cukup, kelompok_seragam, nilai_tampil, pita

Jawaban = Sequence[int | None]
Terbit = Callable[[Sequence[Jawaban]], Sequence[Tampilan]]


def terbit(jawaban: Sequence[Jawaban]) -> Sequence[Tampilan]:
    return nilai_tampil(jawaban, min_n=3)


def tanpa_sisa(jawaban: Sequence[Jawaban]) -> list[Tampilan]:
    """Kembaran: hanya jumlah minimum, tanpa pemeriksaan sisa."""
    hasil = []
    for letak in range(7):
        tiga = [[n for n in satu[letak * 3 : letak * 3 + 3] if n is not None] for satu in jawaban]
        n = sum(map(bool, tiga))
        if n >= 3:
            hasil.append(Tampilan(letak, n, Decimal(3), ""))
    return hasil


def peringkat(baris: list[list[Fraction]]) -> int:
    """Banyaknya baris yang bebas, dengan pecahan tepat."""
    baris, n = [list(b) for b in baris], 0
    for kolom in range(len(baris[0]) if baris else 0):
        poros = next((i for i in range(n, len(baris)) if baris[i][kolom]), None)
        if poros is None:
            continue
        baris[n], baris[poros] = baris[poros], baris[n]
        for i in range(n + 1, len(baris)):
            kali = baris[i][kolom] / baris[n][kolom]
            baris[i] = [a - kali * b for a, b in zip(baris[i], baris[n], strict=True)]
        n += 1
    return n


def terhitung(jawaban: Sequence[Jawaban], cara: Terbit) -> list[int]:
    """Penilai yang sesuatu tentang jawabannya sendiri dapat dihitung dari angka yang tampil.

    Penyerangnya lebih kuat daripada orang sungguhan: ia membaca rata-rata kelompok tanpa pembulatan dan tahu siapa
    melewati panduan mana.
    """

    def bobot(letak: range, r: int) -> list[Fraction]:
        isi = [i for i in letak if jawaban[r][i] is not None]
        return [Fraction(1, len(isi)) if i in isi else Fraction(0) for i in range(21)]

    n = len(jawaban)
    baris = [[b for r in range(n) for b in bobot(range(21), r)]]
    for t in cara(jawaban):
        if t.rata is not None:
            baris.append([b for r in range(n) for b in bobot(range(t.letak * 3, t.letak * 3 + 3), r)])
    return [
        r for r in range(n) if peringkat(baris) > peringkat([b[: r * 21] + b[(r + 1) * 21 :] for b in baris])
    ]


def acak_kelompok(benih: int) -> list[list[int | None]]:
    acak = random.Random(benih)
    kosong = acak.choice([0, 0.02, 0.1, 0.3])
    return [
        [None if acak.random() < kosong else acak.randint(1, 5) for _ in range(20)] + [acak.randint(1, 5)]
        for _ in range(acak.randint(3, 6))
    ]


def periksa(banyak: range) -> int:
    tampil, bocor = 0, []
    for benih in banyak:
        jawaban = acak_kelompok(benih)
        bocor += [benih] if terhitung(jawaban, terbit) else []
        tampil += sum(t.rata is not None for t in terbit(jawaban))
    catat("N2", f"{len(bocor)} dari {len(banyak)} kelompok dapat dihitung jawabannya", lulus=not bocor)
    assert bocor == []
    return tampil


def test_n2_tidak_ada_jawaban_yang_terhitung_dengan_mengurangkan() -> None:
    assert periksa(range(12)) > 12, "yang aman tetap tampil sebagai angka"


@pytest.mark.panjang
def test_n2_pada_dua_ratus_kelompok() -> None:
    assert periksa(range(12, 212)) > 200


def test_n2_kembarannya_tanpa_pemeriksaan_sisa_terbongkar() -> None:
    """Satu dari empat rekan melewati Loyal: rata-rata kelompok dikurangi tujuh nilai adalah jawabannya."""
    jawaban: list[list[int | None]] = [[4, 3, 5] * 7, [2, 3, 4] * 7, [5, 5, 4] * 7, [3, 1, 2] * 7]
    jawaban[3][12:15] = [None] * 3
    assert terhitung(jawaban, tanpa_sisa) == [3]
    assert terhitung(jawaban, terbit) == []
    loyal = next(t for t in terbit(jawaban) if t.letak == 4)
    assert (loyal.rata, loyal.n) == (None, 3)


def test_n2_yang_melewati_cukup_banyak_tidak_perlu_ditutup() -> None:
    jawaban: list[list[int | None]] = [[None, *[4, 3, 5, 2][i : i + 1] * 20] for i in range(4)]
    assert terhitung(jawaban, terbit) == []
    assert terbit(jawaban)[0].rata is not None


@pytest.mark.parametrize("isi", [[5] * 21, [1] * 21, [4, 2, 3] * 7])
def test_n3_semua_sama_hanya_pitanya(isi: list[int]) -> None:
    jawaban = [isi] * 5
    assert kelompok_seragam(jawaban)
    assert {t.rata for t in terbit(jawaban)} == {None}
    assert {t.pita for t in terbit(jawaban)} == {pita(Decimal(isi[0] + isi[1] + isi[2]) / 3)}


def test_n3_kembarannya_menampilkan_nilai_tepat_tiap_orang() -> None:
    """Pembandingnya bila pita dilepas: rata-rata 5 dari tiga orang hanya mungkin bila ketiganya menjawab 5."""
    assert [t.rata for t in tanpa_sisa([[5] * 21] * 3)] != [None] * 7


@pytest.mark.parametrize(("n", "min_n", "boleh"), [(2, 1, False), (3, 1, True), (3, 3, True), (4, 5, False)])
def test_kelompok_tanpa_nama_tidak_pernah_kurang_dari_tiga(n: int, min_n: int, boleh: bool) -> None:
    assert cukup(n, min_n=min_n) is boleh
    assert bool(nilai_tampil([[3, 4, 5] * 7] * n, min_n=min_n)) is boleh


@pytest.mark.parametrize(
    ("rata", "kata"),
    [
        ("1", "di bawah harapan"),
        ("2.49", "di bawah harapan"),
        ("2.5", "sesuai harapan"),
        ("3.49", "sesuai harapan"),
        ("3.5", "di atas harapan"),
        ("5", "di atas harapan"),
    ],
)
def test_pita_bertepi_setengah(rata: str, kata: str) -> None:
    assert pita(Decimal(rata)) == kata


def test_angka_yang_tampil_satu_desimal() -> None:
    tampil = terbit([[5, 4, 4] * 7, [3, 3, 4] * 7, [4, 4, 4] * 7])
    assert {t.rata for t in tampil} == {Decimal("3.9")}


# --- pembanding cermin: unit yang terpisah ---


def selisih_terkecil(angka: list[frozenset[int]]) -> int:
    """Kelompok terkecil yang dapat dihitung: tiap angka, dan tiap angka dikurangi yang ada di dalamnya."""
    kini = set(angka)
    while True:
        baru = {a - b for a in kini for b in kini if b < a} - kini
        if not baru:
            return min(map(len, kini))
        kini |= baru


def test_n2_unit_yang_terpisah_tidak_dapat_dikurangkan_dan_kembarannya_dapat() -> None:
    unit = [frozenset(range(0, 7)), frozenset(range(7, 13)), frozenset(range(13, 15))]
    terpisah = [u for u in unit if len(u) >= 5]
    assert selisih_terkecil(terpisah) >= 5
    assert selisih_terkecil([*terpisah, frozenset(range(15))]) == 2, "jumlah dinas membuka unit berdua"
