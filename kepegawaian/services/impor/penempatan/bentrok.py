"""Bentrokan antarbaris dan dengan isi basis data, menurut keadaan sesudah berkas diterapkan."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from inti.rules.format import tanggal
from inti.rules.tabel import Baris, Catatan
from kepegawaian.rules.impor.tumpang import Letak, bertumpang

DEFINITIF = "definitif"
PINDAHAN = "Pegawai ini sedang ditempatkan di {unit}, di luar wilayah Anda. Minta admin BKD memindahkannya."


def tolak_bentrok(p: Any) -> None:
    """Tolak definitif yang bertumpang dan dua kepala sejenis; catat definitif lama yang ikut berakhir."""
    menurut_nomor: dict[int, Baris] = {b.nomor: b for b in p.baris}
    akhir = _definitif(p, menurut_nomor)
    _kepala(p, menurut_nomor, akhir)


def _definitif(p: Any, menurut_nomor: dict[int, Baris]) -> dict[int, Letak]:
    """Kembalikan penempatan lama yang berakhir karena baris baru: id → keadaannya sesudah berakhir."""
    baru: dict[int, list[Letak]] = defaultdict(list)
    ubahan: dict[int, Letak] = {}
    for nomor, letak in p.letak.items():
        if menurut_nomor[nomor].ditolak or letak.jenis != DEFINITIF:
            continue
        if nomor in p.lama:
            ubahan[letak.id] = letak
        else:
            baru[letak.pegawai].append(letak)
    akhir: dict[int, Letak] = {}
    for pegawai in {letak.pegawai for letak in ubahan.values()} | set(baru):
        kini = [
            ubahan.get(satu.id, satu) for satu in p.rujukan.milik[pegawai].values() if satu.jenis == DEFINITIF
        ]
        for calon in sorted(baru[pegawai], key=lambda x: x.sejak):
            kini = [_akhiri(p, satu, calon, menurut_nomor, akhir) for satu in kini]
        masuk = [x for x in baru[pegawai] if not menurut_nomor[x.baris].ditolak]
        for satu, dua in bertumpang([*kini, *masuk]):
            _sebut_definitif(p, satu, dua, menurut_nomor)
    return akhir


def _akhiri(
    p: Any, satu: Letak, calon: Letak, menurut_nomor: dict[int, Baris], akhir: dict[int, Letak]
) -> Letak:
    """Definitif yang sedang berjalan berakhir sehari sebelum yang baru, seperti di halaman penempatan."""
    if not (satu.sejak < calon.sejak <= satu.akhir):
        return satu
    b = menurut_nomor[calon.baris]
    unit = p.rujukan.sebut_unit(satu.unit)
    if not p.wilayah.memuat(satu.unit):
        b.tolak("NIP", PINDAHAN.format(unit=unit))
        return satu
    hari = calon.sejak - timedelta(days=1)
    p.diakhiri.setdefault(calon.baris, []).append(satu)
    b.catatan.append(Catatan("Mulai", f"Penempatan di {unit} ikut berakhir {tanggal(hari)}.", tolak=False))
    akhir[satu.id] = replace(satu, sampai=hari)
    return akhir[satu.id]


def _sebut_definitif(p: Any, satu: Letak, dua: Letak, menurut_nomor: dict[int, Baris]) -> None:
    for milik, lain in ((satu, dua), (dua, satu)):
        if milik.baris:
            di = f"baris {lain.baris}" if lain.baris else f"penempatan nomor {lain.id}"
            menurut_nomor[milik.baris].tolak(
                "Mulai",
                f"Bertumpang dengan {di} di {p.rujukan.sebut_unit(lain.unit)} mulai {tanggal(lain.sejak)}. "
                "Isi Sampai yang lebih dahulu, atau ubah Mulai.",
            )


def _kepala(p: Any, menurut_nomor: dict[int, Baris], akhir: dict[int, Letak]) -> None:
    disentuh = [x for n, x in p.letak.items() if not menurut_nomor[n].ditolak and (x.kepala or n in p.lama)]
    unit = {x.unit for x in disentuh if x.kepala}
    if not unit:
        return
    kini = {x.id: x for x in p.rujukan.kepala(unit)} | {x.id: x for x in disentuh if x.id}
    for nomor, selesai in akhir.items():
        if nomor in kini:
            kini[nomor] = selesai
    baru = [x for x in disentuh if not x.id]
    kelompok: dict[tuple[int, str], list[Letak]] = defaultdict(list)
    for x in [*kini.values(), *baru]:
        if x.kepala and x.unit in unit:
            kelompok[x.unit, x.jenis].append(x)
    bentrok = [pasang for isi in kelompok.values() for pasang in bertumpang(isi)]
    nama = p.rujukan.nama_orang(x.pegawai for pasang in bentrok for x in pasang) if bentrok else {}
    _sebut_kepala(bentrok, nama, menurut_nomor)


def _sebut_kepala(
    bentrok: Iterable[tuple[Letak, Letak]], nama: dict[int, str], menurut_nomor: dict[int, Baris]
) -> None:
    for satu, dua in bentrok:
        for milik, lain in ((satu, dua), (dua, satu)):
            if milik.baris:
                di = f" (baris {lain.baris})" if lain.baris else ""
                menurut_nomor[milik.baris].tolak(
                    "Kepala",
                    f"Unit ini sudah dipimpin {nama.get(lain.pegawai, 'orang lain')}{di} mulai {tanggal(lain.sejak)}. "
                    "Isi Sampai penempatannya, atau pilih Plt. atau Plh.",
                )
