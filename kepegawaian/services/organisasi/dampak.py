"""Siapa yang berganti penilai karena susunan berubah: dihitung sebelum diputuskan, dikabari sesudahnya."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from inti.models import Pemberitahuan
from inti.rules.format import tanggal, titik
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.queries.orang import KartuOrang, alasan_penilai, berlaku, kartu_orang
from kepegawaian.queries.penilai import Penilai, penilai_pada
from kepegawaian.queries.unit import cabang

Jawaban = Mapping[int, Penilai]
TERBANYAK = 50


@dataclass(frozen=True, slots=True)
class Berganti:
    """Satu orang dengan penilai lama dan barunya; kosong berarti tanpa penilai."""

    orang: KartuOrang
    lama: KartuOrang | None
    baru: KartuOrang | None
    alasan: str


@dataclass(frozen=True, slots=True)
class Dampak:
    """Hari yang dihitung, banyak orang di cabangnya, dan yang berganti penilai (50 pertama disebut, urut nama)."""

    pada: date
    orang: int
    banyak: int
    tanpa_penilai: int
    tersentuh: tuple[Berganti, ...]

    @property
    def sisa(self) -> int:
        return self.banyak - len(self.tersentuh)


def penilai_cabang(unit_ids: Iterable[int], hari: date) -> dict[int, Penilai]:
    """Penilai semua orang yang hari itu ditempatkan di unit-unit itu atau di bawahnya. Tiga kueri."""
    unit = {u for daftar in cabang(unit_ids, pada=hari).values() for u in daftar}
    orang = Penempatan.objects.filter(
        berlaku(hari), unit_id__in=unit, jenis=Penempatan.Jenis.DEFINITIF, pegawai__is_active=True
    ).values_list("pegawai_id", flat=True)
    return penilai_pada(pada=hari, pegawai_ids=list(orang))


def dampak(kerja: Callable[[], object], *, unit_ids: Iterable[int], hari: date) -> Dampak:
    """Jalankan perubahannya, bandingkan penilai sebelum dan sesudah, lalu gulung balik: tidak ada yang tersimpan.

    Karena dijalankan sungguhan, yang akan ditolak sudah ditolak di sini dengan kalimat yang sama.
    """
    daftar = list(unit_ids)
    with transaction.atomic():
        sebelum = penilai_cabang(daftar, hari)
        kerja()
        sesudah = penilai_pada(pada=hari, pegawai_ids=list(sebelum))
        kartu = _kartu(sebelum, sesudah, hari)
        transaction.set_rollback(True)
    berganti = _yang_berganti(sebelum, sesudah)
    urut = sorted(berganti, key=lambda pk: kartu[pk].nama)[:TERBANYAK]
    return Dampak(
        pada=hari,
        orang=len(sebelum),
        banyak=len(berganti),
        tanpa_penilai=sum(_siapa(sesudah, pk) is None for pk in berganti),
        tersentuh=tuple(
            Berganti(
                kartu[pk],
                kartu.get(_siapa(sebelum, pk) or 0),
                kartu.get(_siapa(sesudah, pk) or 0),
                alasan_penilai(sesudah[pk], untuk="pegawai ini") if pk in sesudah else "",
            )
            for pk in urut
        ),
    )


def kabari_berganti(*, sebab: str, kunci: str, sebelum: Jawaban, hari: date, sekarang: datetime) -> None:
    """Kabari di layar setiap orang yang berganti penilai, dan tiap penilai barunya sekali. `kunci` peristiwanya."""
    sesudah = penilai_pada(pada=hari, pegawai_ids=list(sebelum))
    berganti = _yang_berganti(sebelum, sesudah)
    baru = {pk: sesudah[pk].penilai_id if pk in sesudah else None for pk in berganti}
    nama = Pegawai.objects.in_bulk({*baru, *(p for p in baru.values() if p is not None)})
    tautan = reverse("kepegawaian:bukan_atasan")
    pesan = []
    for pk, penilai_id in baru.items():
        siapa = (
            titik(f"Penilai Anda menjadi {nama[penilai_id].nama_lengkap}")
            if penilai_id
            else "Penilai Anda belum ada; admin dinas menunjuknya."
        )
        pesan.append(
            _pesan(
                nama[pk],
                f"Penilai Anda berubah mulai {tanggal(hari)}",
                f"{sebab}. {siapa} SKP dan laporan yang sudah ada tidak berubah.",
                tautan,
                f"penilai-ikut-{kunci}:{hari}:{pk}:{penilai_id}",
                sekarang,
            )
        )
    for penilai_id, banyak in Counter(p for p in baru.values() if p is not None).items():
        pesan.append(
            _pesan(
                nama[penilai_id],
                f"{banyak} pegawai Anda nilai mulai {tanggal(hari)}",
                f"{sebab}. Daftarnya tampil di Menilai tim mulai hari itu.",
                reverse("beranda"),
                f"menilai-ikut-{kunci}:{hari}:{penilai_id}",
                sekarang,
            )
        )
    Pemberitahuan.objects.bulk_create(pesan, batch_size=1000, ignore_conflicts=True)


def _siapa(jawaban: Jawaban, pk: int) -> int | None:
    return jawaban[pk].penilai_id if pk in jawaban else None


def _yang_berganti(sebelum: Jawaban, sesudah: Jawaban) -> list[int]:
    return [pk for pk in sebelum if _siapa(sebelum, pk) != _siapa(sesudah, pk)]


def _kartu(sebelum: Jawaban, sesudah: Jawaban, hari: date) -> dict[int, KartuOrang]:
    penilai = {p.penilai_id for jawaban in (sebelum, sesudah) for p in jawaban.values()}
    return kartu_orang({*sebelum, *(p for p in penilai if p is not None)}, hari)


def _pesan(
    penerima: Pegawai, judul: str, isi: str, tautan: str, kunci: str, sekarang: datetime
) -> Pemberitahuan:
    return Pemberitahuan(
        penerima_id=penerima.pk,
        instansi_id=penerima.instansi_id,
        dibuat=sekarang,
        judul=judul[:160],
        isi=isi,
        tautan=tautan,
        kunci=kunci,
    )
