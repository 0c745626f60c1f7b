"""Rencana pengembangan kompetensi sebagai lembar Excel: tabel tiap perangkat daerah dengan jumlah, dan rinciannya."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from inti.rules.tabel import KolomTulis, LembarTulis, SelTulis
from pelatihan.models import Usulan
from pelatihan.queries.rencana import BarisRencana, jumlahkan
from pelatihan.rules.bentuk import BENTUK

KOLOM_DINAS = (
    KolomTulis("Perangkat daerah", 40),
    KolomTulis("Menunggu rencana", 14),
    KolomTulis("Usulan direncanakan", 14),
    KolomTulis("Orang", 10),
    KolomTulis("JP", 10),
    KolomTulis("Biaya rencana (Rp)", 20),
    KolomTulis("Anggaran (Rp)", 20),
    KolomTulis("Sisa (Rp)", 20),
    KolomTulis("Melampaui anggaran (Rp)", 20),
    KolomTulis("Selesai", 10),
)
KOLOM_USULAN = (
    KolomTulis("Perangkat daerah", 34),
    KolomTulis("NIP", 22, teks=True),
    KolomTulis("Nama", 30),
    KolomTulis("Pelatihan", 44),
    KolomTulis("Kode bentuk", 10),
    KolomTulis("Bentuk", 24),
    KolomTulis("Jalur", 14),
    KolomTulis("Penyelenggara", 28),
    KolomTulis("JP", 8),
    KolomTulis("Biaya (Rp)", 16),
    KolomTulis("Besar kebutuhan", 14, desimal=2),
    KolomTulis("Alasan", 60),
    KolomTulis("Keadaan", 22),
    KolomTulis("Mulai", 12),
    KolomTulis("Selesai", 12),
)


def lembar_rencana(baris: list[BarisRencana], usulan: QuerySet[Usulan]) -> Sequence[LembarTulis]:
    """Dua lembar; rinciannya dibaca berangsur supaya memori tetap."""
    return (
        LembarTulis("Rencana", KOLOM_DINAS, [_dinas(b) for b in [*baris, jumlahkan(baris)]]),
        LembarTulis("Usulan", KOLOM_USULAN, _usulan(usulan), beku=3, saring=True),
    )


def _dinas(b: BarisRencana) -> list[SelTulis]:
    return [b.nama, b.menunggu, b.terencana, b.orang, b.jp, b.biaya, b.pagu, b.sisa, b.lebih, b.selesai]


def _usulan(semua: QuerySet[Usulan]) -> Iterator[list[SelTulis]]:
    for u in semua.order_by("dinas__nama", "pegawai__nama", "pk").iterator(chunk_size=500):
        p = u.pelatihan
        yield [
            u.dinas.nama if u.dinas else "",
            u.pegawai.nip,
            u.pegawai.nama,
            p.judul,
            p.kode_bentuk,
            BENTUK[p.kode_bentuk].nama,
            "Klasikal" if p.klasikal else "Nonklasikal",
            p.penyelenggara,
            p.jp,
            u.biaya,
            u.celah,
            u.alasan,
            u.get_status_display(),
            u.sesi.mulai if u.sesi else None,
            u.sesi.selesai if u.sesi else None,
        ]
