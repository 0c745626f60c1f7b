"""Siapa diminta menilai siapa: hitungan murni dari susunan organisasi, tanpa acak sehingga dapat diulang."""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from indikator.rules.kelompok import Kelompok

TERBANYAK = 5


@dataclass(frozen=True, slots=True)
class Orang:
    """Satu pegawai pada awal periode. `setara` = unit sesama rekannya; bagi kepala unit itu unit di atasnya."""

    pegawai_id: int
    atasan_id: int | None
    kepala: bool
    setara_id: int | None
    induk_setara_id: int | None
    dinas_id: int | None


@dataclass(frozen=True, slots=True)
class Permintaan:
    """`penilai` diminta menilai `dinilai` sebagai `kelompok`."""

    dinilai: int
    penilai: int
    kelompok: Kelompok


def bagi_penilai(
    orang: Iterable[Orang], *, min_n: Mapping[Kelompok, int], benih: int, terbanyak: int = TERBANYAK
) -> list[Permintaan]:
    """Permintaan menilai untuk semua orang; hanya kelompok yang ada di `min_n` (yang berbobot).

    Kelompok yang tidak dapat mencapai jumlah minimumnya tidak diminta: jawabannya takkan dihitung atau tampil.
    Satu pasang orang hanya diminta sekali, menurut hubungan terdekat: atasan, bawahan, lalu rekan.
    """
    urut = sorted(orang, key=lambda o: _acak_tetap(benih, o.pegawai_id))
    ada = {o.pegawai_id for o in urut}
    hasil: dict[tuple[int, int], Permintaan] = {}

    def minta(dinilai: int, penilai: int, kelompok: Kelompok) -> None:
        if dinilai != penilai:
            hasil.setdefault((dinilai, penilai), Permintaan(dinilai, penilai, kelompok))

    if Kelompok.ATASAN in min_n:
        for satu in urut:
            if satu.atasan_id in ada and satu.atasan_id is not None:
                minta(satu.pegawai_id, satu.atasan_id, Kelompok.ATASAN)
    if Kelompok.BAWAHAN in min_n:
        for atasan, bawahan in _menurut_atasan(urut).items():
            if atasan in ada and len(bawahan) >= min_n[Kelompok.BAWAHAN]:
                for penilai in bawahan[: max(terbanyak, min_n[Kelompok.BAWAHAN])]:
                    minta(atasan, penilai, Kelompok.BAWAHAN)
    if Kelompok.REKAN in min_n:
        for lingkar in _lingkar_rekan(urut, sedikitnya=min_n[Kelompok.REKAN] + 1):
            banyak = min(max(terbanyak, min_n[Kelompok.REKAN]), len(lingkar) - 1)
            for i, dinilai in enumerate(lingkar):
                # Giliran melingkar: setiap orang menilai sebanyak ia dinilai, sehingga bebannya sama.
                for geser in range(1, banyak + 1):
                    minta(dinilai, lingkar[(i + geser) % len(lingkar)], Kelompok.REKAN)
    return sorted(hasil.values(), key=lambda p: (p.dinilai, p.penilai))


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
    """Rekan seunit dan seatasan; yang terlalu sedikit digabung seinduk, lalu sedinas. Kepala hanya dengan kepala."""
    sisa = orang
    jadi: list[list[int]] = []
    for tingkat in range(3):
        kumpulan: dict[Hashable, list[Orang]] = defaultdict(list)
        for satu in sisa:
            kumpulan[_kunci_rekan(satu, tingkat)].append(satu)
        sisa = []
        for kunci, anggota in kumpulan.items():
            if kunci is not None and len(anggota) >= sedikitnya:
                jadi.append([o.pegawai_id for o in anggota])
            else:
                sisa.extend(anggota)
    return jadi


def _kunci_rekan(satu: Orang, tingkat: int) -> Hashable | None:
    if tingkat == 0:
        return None if satu.setara_id is None else (satu.setara_id, satu.atasan_id, satu.kepala)
    tempat = satu.induk_setara_id if tingkat == 1 else satu.dinas_id
    return None if tempat is None else (tempat, satu.kepala)
