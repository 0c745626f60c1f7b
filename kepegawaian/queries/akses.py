"""Apa yang boleh dilakukan seseorang, dan apa yang memberinya hak itu."""

from dataclasses import dataclass
from datetime import date

from kepegawaian.models import Pegawai, PejabatPenilai, Penempatan, Peran
from kepegawaian.permissions import IZIN_PERAN, KETERANGAN_IZIN
from kepegawaian.queries.orang import berlaku
from kepegawaian.queries.penilai import bawahan_pada


@dataclass(frozen=True, slots=True)
class Kewenangan:
    """Satu peran: artinya, dari mana asalnya, sejak dan sampai kapan, dan kata kerja yang dibukanya."""

    judul: str
    arti: str
    asal: str
    sejak: date | None
    sampai: date | None
    boleh: list[str]


def kewenangan(pegawai: Pegawai, *, pada: date) -> list[Kewenangan]:
    """Semua peran pegawai hari itu: yang dimiliki setiap orang, yang mengikuti organisasi, lalu yang diberikan.

    Lima kueri.
    """
    return [_sebagai_pegawai(), *_sebagai_penilai(pegawai, pada), *_dari_peran(pegawai, pada)]


def arti_peran(jenis: str) -> str:
    """Arti peran dengan kata biasa; peran yang belum dikenal versi ini tetap disebut, tanpa kewenangan."""
    if jenis not in Peran.Jenis.values:
        return "Peran ini belum dikenal versi aplikasi ini, jadi belum membuka apa pun."
    return Peran.KETERANGAN[Peran.Jenis(jenis)]


def _sebagai_pegawai() -> Kewenangan:
    return Kewenangan(
        judul="Pegawai",
        arti="Merencanakan, melaporkan, dan membaca kinerja sendiri.",
        asal="Dimiliki setiap pegawai yang aktif.",
        sejak=None,
        sampai=None,
        boleh=[
            "Menyusun SKP dan melaporkan capaian sendiri",
            "Memberi umpan balik 360 kepada yang ditugaskan",
            "Membaca hasil sendiri dan mengajukan keberatan",
        ],
    )


def _sebagai_penilai(pegawai: Pegawai, pada: date) -> list[Kewenangan]:
    bawahan = bawahan_pada(penilai_id=pegawai.pk, pada=pada, instansi_id=pegawai.instansi_id)
    if not bawahan:
        return []
    memimpin = list(
        Penempatan.objects.filter(berlaku(pada), pegawai=pegawai, kepala=True)
        .select_related("unit", "jabatan")
        .order_by("sejak")
    )
    asal = [f"{_gelar(p)}{p.jabatan.nama}, {p.unit.nama}" for p in memimpin]
    menilai_penilai = Penempatan.objects.filter(berlaku(pada), pegawai_id__in=bawahan, kepala=True).exists()
    khusus = PejabatPenilai.objects.filter(berlaku(pada), penilai=pegawai).count()
    if khusus:
        asal.append(f"ditunjuk khusus untuk {khusus} pegawai")
    hasil = [
        Kewenangan(
            judul="Pejabat penilai",
            arti=f"Menilai {len(bawahan)} pegawai.",
            asal=f"Mengikuti organisasi: {'; '.join(asal)}.",
            sejak=min((p.sejak for p in memimpin), default=None),
            sampai=None,
            boleh=["Menyetujui SKP", "Memeriksa capaian dan buktinya", "Menetapkan rating"],
        )
    ]
    return [*hasil, _atasan_penilai()] if menilai_penilai else hasil


def _atasan_penilai() -> Kewenangan:
    return Kewenangan(
        judul="Atasan pejabat penilai",
        arti="Membawahi pejabat yang menilai pegawai lain.",
        asal="Mengikuti organisasi: ada kepala unit di antara yang Anda nilai.",
        sejak=None,
        sampai=None,
        boleh=["Membaca keberatan atas penilaian bawahan Anda"],
    )


def _gelar(penempatan: Penempatan) -> str:
    sementara = {Penempatan.Jenis.PLT, Penempatan.Jenis.PLH}
    return f"{penempatan.get_jenis_display()} " if penempatan.jenis in sementara else ""


def _dari_peran(pegawai: Pegawai, pada: date) -> list[Kewenangan]:
    peran = (
        Peran.objects.filter(berlaku(pada), pegawai=pegawai).select_related("unit").order_by("sejak", "pk")
    )
    return [
        Kewenangan(
            judul=p.get_jenis_display(),
            arti=arti_peran(p.jenis),
            asal=(f"Diberikan dengan {p.dasar}. " if p.dasar else "")
            + (
                f"Untuk {p.unit.nama} dan unit di bawahnya." if p.unit else "Untuk seluruh pemerintah daerah."
            ),
            sejak=p.sejak,
            sampai=p.sampai,
            boleh=[KETERANGAN_IZIN[izin] for izin in sorted(IZIN_PERAN.get(p.jenis, ()))],
        )
        for p in peran
    ]
