"""Akun contoh: orang rekaan yang dapat dipakai masuk, satu untuk tiap peran."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from kepegawaian.models import Pegawai, Penempatan, Peran
from kepegawaian.queries.orang import berlaku


@dataclass(frozen=True, slots=True)
class Akun:
    pemda: str
    peran: str
    nama: str
    jabatan: str
    nip: str


def akun_contoh(*, pada: date) -> list[Akun]:
    """Akun semua pemda contoh, berurutan per pemda. Tiga kueri."""
    kini = berlaku(pada)
    orang = (
        Pegawai.objects.filter(instansi__data_contoh=True, is_active=True)
        .exclude(password__startswith="!")
        .select_related("instansi")
        .prefetch_related(
            Prefetch("peran", Peran.objects.filter(kini).order_by("pk")),
            Prefetch(
                "penempatan", Penempatan.objects.filter(kini, jenis="definitif").select_related("jabatan")
            ),
        )
        .order_by("instansi_id", "pk")
    )
    return [Akun(p.instansi.nama, _sebutan(p, pada), p.nama_lengkap, _jabatan(p), p.nip) for p in orang]


def _duduk(pegawai: Pegawai) -> Penempatan | None:
    return next(iter(pegawai.penempatan.all()), None)


def _jabatan(pegawai: Pegawai) -> str:
    duduk = _duduk(pegawai)
    return duduk.jabatan.nama if duduk else "belum ditempatkan"


def _sebutan(pegawai: Pegawai, pada: date) -> str:
    """Peran utama dengan kata yang dipakai di layar."""
    peran = [p.get_jenis_display() for p in pegawai.peran.all()]
    if peran:
        return peran[0]
    duduk = _duduk(pegawai)
    if duduk and duduk.kepala:
        return "Pejabat penilai"
    return "Pegawai baru pindah" if duduk and (pada - duduk.sejak).days < 100 else "Pegawai"
