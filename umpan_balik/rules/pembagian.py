"""Siapa diminta menilai siapa: hitungan murni dari susunan organisasi, tanpa acak sehingga dapat diulang."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from indikator.rules.kelompok import Kelompok

TERBANYAK = 5


@dataclass(frozen=True, slots=True)
class Orang:
    """Satu pegawai pada awal periode. `setara` = unit sesama rekannya; bagi kepala unit itu unit di atasnya.

    `tingkat` jenis dan jenjang jabatannya; rekan dicari lebih dahulu di antara yang setingkat.
    """

    pegawai_id: int
    atasan_id: int | None
    kepala: bool
    setara_id: int | None
    induk_setara_id: int | None
    dinas_id: int | None
    tingkat: str = ""


@dataclass(frozen=True, slots=True)
class Batas:
    """Jumlah penilai satu kelompok menurut kebijakan."""

    min_n: int
    maks_n: int = TERBANYAK

    @property
    def diminta(self) -> int:
        """Yang diminta menjawab: sebanyak yang boleh, supaya yang tidak sempat tidak membatalkan kelompoknya."""
        return max(self.min_n, self.maks_n)


@dataclass(frozen=True, slots=True)
class Permintaan:
    """`penilai` diminta menilai `dinilai` sebagai `kelompok`."""

    dinilai: int
    penilai: int
    kelompok: Kelompok


def bagi_penilai(orang: Iterable[Orang], *, batas: Mapping[Kelompok, Batas], benih: int) -> list[Permintaan]:
    """Permintaan menilai untuk semua orang; hanya kelompok yang ada di `batas` (yang berbobot).

    Kelompok yang tidak dapat mencapai jumlah minimumnya tidak diminta: jawabannya takkan dihitung atau tampil.
    Satu pasang orang hanya diminta sekali, menurut hubungan terdekat: atasan, bawahan, lalu rekan.
    """
    urut = _urut(orang, benih)
    ada = {o.pegawai_id for o in urut}
    hasil: dict[tuple[int, int], Permintaan] = {}

    def minta(dinilai: int, penilai: int, kelompok: Kelompok) -> None:
        if dinilai != penilai:
            hasil.setdefault((dinilai, penilai), Permintaan(dinilai, penilai, kelompok))

    if Kelompok.ATASAN in batas:
        for satu in urut:
            if satu.atasan_id in ada and satu.atasan_id is not None:
                minta(satu.pegawai_id, satu.atasan_id, Kelompok.ATASAN)
    if Kelompok.BAWAHAN in batas:
        for atasan, bawahan in _menurut_atasan(urut).items():
            if atasan in ada and len(bawahan) >= batas[Kelompok.BAWAHAN].min_n:
                for penilai in bawahan[: batas[Kelompok.BAWAHAN].diminta]:
                    minta(atasan, penilai, Kelompok.BAWAHAN)
    if Kelompok.REKAN in batas:
        for lingkar in _lingkar_rekan(urut, sedikitnya=batas[Kelompok.REKAN].min_n + 1):
            banyak = min(batas[Kelompok.REKAN].diminta, len(lingkar) - 1)
            for i, dinilai in enumerate(lingkar):
                # Giliran melingkar: setiap orang menilai sebanyak ia dinilai, sehingga bebannya sama.
                for geser in range(1, banyak + 1):
                    minta(dinilai, lingkar[(i + geser) % len(lingkar)], Kelompok.REKAN)
    return sorted(hasil.values(), key=lambda p: (p.dinilai, p.penilai))


def pengganti(
    orang: Iterable[Orang],
    *,
    dinilai: int,
    kelompok: Kelompok,
    kecuali: Collection[int],
    beban: Mapping[int, int],
    benih: int,
) -> int | None:
    """Penilai pengganti: calon terdekat yang bebannya paling ringan; None bila tidak ada lagi.

    Rekan dicari setingkat seunit, lalu seunit, seinduk, dan sedinas. `kecuali` yang sudah diminta atau menolak.
    """
    urut = _urut(orang, benih)
    diri = next((o for o in urut if o.pegawai_id == dinilai), None)
    if diri is None or kelompok not in (Kelompok.REKAN, Kelompok.BAWAHAN):
        return None
    tertutup = {dinilai, diri.atasan_id, *kecuali}
    for lingkar in _lingkar_calon(urut, diri, kelompok):
        calon = [o.pegawai_id for o in lingkar if o.pegawai_id not in tertutup]
        if calon:
            return min(calon, key=lambda p: beban.get(p, 0))
    return None


def _lingkar_calon(orang: list[Orang], diri: Orang, kelompok: Kelompok) -> list[list[Orang]]:
    if kelompok is Kelompok.BAWAHAN:
        return [[o for o in orang if o.atasan_id == diri.pegawai_id]]
    # Bawahan dan atasan seseorang bukan rekannya.
    rekan = [o for o in orang if diri.pegawai_id not in (o.pegawai_id, o.atasan_id)]
    kunci = [_kunci_rekan(diri, t) for t in range(3)]
    sekitar = [[o for o in rekan if k is not None and _kunci_rekan(o, t) == k] for t, k in enumerate(kunci)]
    return [[o for o in sekitar[0] if o.tingkat == diri.tingkat], *sekitar]


def _urut(orang: Iterable[Orang], benih: int) -> list[Orang]:
    return sorted(orang, key=lambda o: _acak_tetap(benih, o.pegawai_id))


def _acak_tetap(benih: int, pegawai_id: int) -> str:
    """Urutan yang tidak mengikuti umur atau abjad, tetapi sama setiap kali dihitung."""
    return hashlib.sha256(f"{benih}:{pegawai_id}".encode()).hexdigest()


def _menurut_atasan(orang: list[Orang]) -> dict[int, list[int]]:
    hasil: dict[int, list[int]] = defaultdict(list)
    for satu in orang:
        if satu.atasan_id is not None:
            hasil[satu.atasan_id].append(satu.pegawai_id)
    return hasil


def _lingkar_rekan(orang: list[Orang], *, sedikitnya: int) -> list[list[int]]:
    """Rekan seunit dan seatasan, setingkat lebih dahulu; yang terlalu sedikit digabung seinduk, lalu sedinas.

    Kepala hanya dengan kepala.
    """
    sisa = orang
    jadi: list[list[int]] = []
    for tingkat in range(3):
        kumpulan: dict[Hashable, list[Orang]] = defaultdict(list)
        for satu in sisa:
            kumpulan[_kunci_rekan(satu, tingkat)].append(satu)
        sisa = []
        for kunci, anggota in kumpulan.items():
            if kunci is not None and len(anggota) >= sedikitnya:
                jadi += _pisah_setingkat(anggota, sedikitnya=sedikitnya)
            else:
                sisa.extend(anggota)
    return jadi


def _pisah_setingkat(anggota: Sequence[Orang], *, sedikitnya: int) -> list[list[int]]:
    """Yang setingkat dan cukup banyak berlingkar sendiri; sisanya ikut lingkar terkecil, tidak keluar dari unitnya."""
    banyak = Counter(o.tingkat for o in anggota)
    cukup = sorted((n, t) for t, n in banyak.items() if n >= sedikitnya)
    terpisah = {t: [o.pegawai_id for o in anggota if o.tingkat == t] for _, t in cukup}
    sisa = [o.pegawai_id for o in anggota if o.tingkat not in terpisah]
    if len(sisa) >= sedikitnya:
        return [*terpisah.values(), sisa]
    if sisa:
        # Seluruhnya cukup dan sisanya tidak, jadi pasti ada tingkat yang cukup.
        terpisah[cukup[0][1]] += sisa
    return list(terpisah.values())


def _kunci_rekan(satu: Orang, tingkat: int) -> Hashable | None:
    if tingkat == 0:
        return None if satu.setara_id is None else (satu.setara_id, satu.atasan_id, satu.kepala)
    tempat = satu.induk_setara_id if tingkat == 1 else satu.dinas_id
    return None if tempat is None else (tempat, satu.kepala)
