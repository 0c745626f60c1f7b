"""Cerita satu benda: perubahan baris digabung dengan peristiwa yang terjadi dalam transaksi yang sama."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Final, TypeVar

from django.db.models import Min, Q, QuerySet

from asn_kinerja.queries.jejak.benda import BENDA, MODEL_JENIS, Anak
from asn_kinerja.queries.jejak.isi import Perubahan, perubahan
from asn_kinerja.queries.jejak.nama import sebutan
from asn_kinerja.rules.jejak import kata, pelaku
from inti.models import Jejak, Riwayat

SEHALAMAN: Final = 100
# Jam pelaku dan jam basis data wajar berselisih sedikit; lebih dari ini patut disebut.
SELISIH_WAJAR: Final = timedelta(minutes=10)
Kunci = tuple[int, int]
T = TypeVar("T", Jejak, Riwayat)


@dataclass(frozen=True, slots=True)
class Perbuatan:
    """Satu peristiwa di dalam sebuah babak."""

    pelaku: str
    kata: str
    alasan: str
    permintaan: str


@dataclass(frozen=True, slots=True)
class Babak:
    """Satu transaksi: apa yang dilakukan, oleh siapa, dan baris yang berubah karenanya.

    `perbuatan` kosong berarti baris diubah langsung di basis data. `dicatat`: jam basis data bila jauh berbeda dari `waktu`.
    """

    waktu: datetime
    perbuatan: list[Perbuatan]
    perubahan: list[Perubahan]
    dicatat: datetime | None = None

    @property
    def orang(self) -> str:
        """Para pelaku, masing-masing sekali."""
        return ", ".join(dict.fromkeys(p.pelaku for p in self.perbuatan))

    @property
    def kata(self) -> str:
        """Apa saja yang dilakukan, masing-masing sekali."""
        return ", ".join(dict.fromkeys(p.kata for p in self.perbuatan))

    @property
    def alasan(self) -> list[str]:
        return list(dict.fromkeys(p.alasan for p in self.perbuatan if p.alasan))

    @property
    def permintaan(self) -> list[str]:
        return list(dict.fromkeys(p.permintaan for p in self.perbuatan if p.permintaan))


@dataclass(frozen=True, slots=True)
class Penunjuk:
    """Baris dan peristiwa terlama yang sudah tampil; halaman berikutnya mulai di bawahnya."""

    baris: int
    peristiwa: int


@dataclass(frozen=True, slots=True)
class Cerita:
    """Babak terbaru di atas; `lanjut` terisi bila masih ada yang lebih lama."""

    babak: list[Babak] = field(default_factory=list)
    lanjut: Penunjuk | None = None


def nama_benda(jenis: str, nomor: int) -> str:
    """Nama benda; kosong bila tidak bernama. Satu kueri."""
    satu = sebutan(MODEL_JENIS[jenis], [nomor]).get(nomor)
    return satu.nama if satu else ""


def cerita(
    jenis: str, nomor: int, *, zona: tzinfo, mulai: Penunjuk | None = None, banyak: int = SEHALAMAN
) -> Cerita:
    """Cerita benda itu. Kuerinya tetap: sebanyak jenis baris dan nama yang mungkin disebut, bukan banyaknya babak."""
    baris = _terbaru(_riwayat(jenis, nomor), mulai.baris if mulai else None, banyak)
    peristiwa = _terbaru(_jejak(jenis, nomor), mulai.peristiwa if mulai else None, banyak)
    lanjut = None
    if max(len(baris), len(peristiwa)) > banyak:
        baris, peristiwa = baris[:banyak], peristiwa[:banyak]
        lanjut = Penunjuk(
            baris[-1].pk if baris else (mulai.baris if mulai else 0),
            peristiwa[-1].pk if peristiwa else (mulai.peristiwa if mulai else 0),
        )
    return Cerita(_babak(jenis, nomor, baris, peristiwa, zona=zona, mulai=mulai), lanjut)


def _riwayat(jenis: str, nomor: int) -> list[QuerySet[Riwayat]]:
    """Satu pilihan tiap tabel, masing-masing lewat indeksnya sendiri."""
    benda = BENDA[jenis]
    sendiri = Riwayat.objects.filter(tabel=benda.model._meta.db_table, objek_id=nomor)
    return [sendiri, *(_riwayat_anak(anak, nomor) for anak in benda.anak)]


def _riwayat_anak(anak: Anak, nomor: int) -> QuerySet[Riwayat]:
    baris = Riwayat.objects.filter(tabel=anak.model._meta.db_table)
    if anak.lewat is None:
        return baris.filter(induk_id=nomor)
    model, jalur = anak.lewat
    return baris.filter(induk_id__in=model._default_manager.filter(**{jalur: nomor}).values("pk"))


def _jejak(jenis: str, nomor: int) -> list[QuerySet[Jejak]]:
    sendiri = Jejak.objects.filter(objek_jenis=jenis, objek_id=nomor)
    lain = [
        Jejak.objects.filter(
            objek_jenis=nama, objek_id__in=model._default_manager.filter(**{jalur: nomor}).values("pk")
        )
        for nama, model, jalur in BENDA[jenis].peristiwa
    ]
    return [sendiri, *lain]


def _terbaru(pilihan: list[QuerySet[T]], di_bawah: int | None, banyak: int) -> list[T]:
    """Paling banyak `banyak` + 1 baris terbaru dari semua pilihan. Satu kueri."""
    if di_bawah is not None:
        pilihan = [satu.filter(id__lt=di_bawah) for satu in pilihan]
    terpotong = [satu.order_by("-id")[: banyak + 1] for satu in pilihan]
    if len(terpotong) == 1:
        return list(terpotong[0])
    return list(terpotong[0].union(*terpotong[1:], all=True).order_by("-id")[: banyak + 1])


def _babak(
    jenis: str,
    nomor: int,
    baris: list[Riwayat],
    peristiwa: list[Jejak],
    *,
    zona: tzinfo,
    mulai: Penunjuk | None,
) -> list[Babak]:
    """Pasangkan baris dan peristiwa menurut transaksi; pasangan yang sudah tampil di halaman sebelumnya tidak diulang."""
    ber_baris, ber_peristiwa = {_kunci(b) for b in baris}, {_kunci(p) for p in peristiwa}
    baris = baris + _setransaksi(_riwayat(jenis, nomor), ber_peristiwa - ber_baris)
    peristiwa = peristiwa + _setransaksi(_jejak(jenis, nomor), ber_baris - ber_peristiwa)
    tampil = {_kunci(b) for b in baris if mulai and b.pk >= mulai.baris}
    tampil |= {_kunci(p) for p in peristiwa if mulai and p.pk >= mulai.peristiwa}
    kunci = ({_kunci(b) for b in baris} | {_kunci(p) for p in peristiwa}) - tampil
    lain = _peristiwa_lain(kunci - {_kunci(p) for p in peristiwa})
    terbaca = perubahan((b for b in baris if _kunci(b) in kunci), zona=zona)
    hasil = [
        _satu_babak(potong_baris, potong_peristiwa, terbaca)
        for satu in kunci
        for potong_baris, potong_peristiwa in _menurut_peristiwa(
            [b for b in baris if _kunci(b) == satu], [p for p in (*peristiwa, *lain) if _kunci(p) == satu]
        )
    ]
    berisi = [(saat, b) for saat, b in hasil if b.perbuatan or b.perubahan]
    return [b for _, b in sorted(berisi, key=lambda pasangan: pasangan[0], reverse=True)]


def _menurut_peristiwa(
    baris: list[Riwayat], peristiwa: list[Jejak]
) -> list[tuple[list[Riwayat], list[Jejak]]]:
    """Satu transaksi dapat memuat banyak peristiwa: tiap perubahan ikut peristiwa pertama yang ditulis sesudahnya.

    Layanan menulis perubahannya dahulu, lalu peristiwanya. Tanpa jam dinding (catatan lama) semuanya satu potong.
    """
    if len(peristiwa) < 2 or None in {*(b.saat for b in baris), *(p.saat for p in peristiwa)}:
        return [(baris, peristiwa)]
    potong: list[tuple[list[Riwayat], list[Jejak]]] = []
    antre = sorted(baris, key=_urutan)
    for satu in sorted(peristiwa, key=_urutan):
        milik = [b for b in antre if _urutan(b)[0] <= _urutan(satu)[0]]
        antre = antre[len(milik) :]
        sama = potong and (potong[-1][1][-1].waktu, potong[-1][1][-1].pelaku_id) == (
            satu.waktu,
            satu.pelaku_id,
        )
        if sama and not milik:
            potong[-1][1].append(satu)
        else:
            potong.append((milik, [satu]))
    potong[-1][0].extend(antre)
    return potong


def _urutan(satu: Jejak | Riwayat) -> tuple[datetime, int]:
    """Kapan barisnya ditulis di dalam transaksinya."""
    return satu.saat or satu.waktu, satu.pk


def _kunci(satu: Jejak | Riwayat) -> Kunci:
    """Transaksinya; jejak lama yang transaksinya tidak tercatat berdiri sendiri-sendiri."""
    return (satu.sistem, satu.transaksi) if satu.transaksi else (0, -satu.pk)


def _setransaksi(pilihan: list[QuerySet[T]], kunci: set[Kunci]) -> list[T]:
    """Baris pilihan yang lahir dalam transaksi itu. Satu kueri."""
    dicari = {k for k in kunci if k[1] > 0}
    if not dicari:
        return []
    syarat = Q(sistem__in={s for s, _ in dicari}, transaksi__in={t for _, t in dicari})
    terpilih = [satu.filter(syarat) for satu in pilihan]
    isi = terpilih[0].union(*terpilih[1:], all=True) if len(terpilih) > 1 else terpilih[0]
    return [satu for satu in isi.order_by("id") if _kunci(satu) in dicari]


def _peristiwa_lain(kunci: set[Kunci]) -> list[Jejak]:
    """Peristiwa pertama tiap transaksi yang tidak punya peristiwa tentang benda ini sendiri. Satu kueri."""
    dicari = {k for k in kunci if k[1] > 0}
    if not dicari:
        return []
    pertama = (
        Jejak.objects.filter(sistem__in={s for s, _ in dicari}, transaksi__in={t for _, t in dicari})
        .values("sistem", "transaksi")
        .annotate(pertama=Min("id"))
        .values("pertama")
    )
    return [satu for satu in Jejak.objects.filter(id__in=pertama) if _kunci(satu) in dicari]


def _satu_babak(
    baris: Iterable[Riwayat], peristiwa: list[Jejak], terbaca: dict[int, Perubahan]
) -> tuple[tuple[datetime, int], Babak]:
    """Babak beserta tempatnya dalam urutan."""
    urut = sorted(baris, key=lambda b: b.pk)
    saat = max((p.waktu for p in peristiwa), default=None)
    dicatat = urut[0].waktu if urut else None
    waktu = saat or dicatat
    assert waktu is not None
    jauh = saat is not None and dicatat is not None and abs(saat - dicatat) > SELISIH_WAJAR
    babak = Babak(
        waktu=waktu,
        perbuatan=[
            Perbuatan(pelaku(p.aksi, p.pelaku_nama), kata(p.aksi), p.alasan, p.permintaan)
            for p in sorted(peristiwa, key=lambda p: p.pk)
        ],
        perubahan=[terbaca[b.pk] for b in urut if b.pk in terbaca],
        dicatat=dicatat if jauh else None,
    )
    return (waktu, urut[-1].pk if urut else peristiwa[-1].pk), babak
