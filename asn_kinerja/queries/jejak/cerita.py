"""Cerita satu benda: perubahan baris digabung dengan peristiwa yang terjadi dalam transaksi yang sama."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Final, TypeVar

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from asn_kinerja.queries.jejak.benda import BENDA, MODEL_JENIS, Anak
from asn_kinerja.queries.jejak.isi import Perubahan, perubahan
from asn_kinerja.queries.jejak.nama import sebutan
from asn_kinerja.rules.jejak import BUKAN_PERUBAHAN, kata, pelaku
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
    return Cerita(_babak(jenis, nomor, baris, peristiwa, zona=zona), lanjut)


def _riwayat(jenis: str, nomor: int) -> list[QuerySet[Riwayat]]:
    """Satu pilihan tiap tabel, masing-masing lewat indeksnya sendiri."""
    benda = BENDA[jenis]
    sendiri = Riwayat.objects.filter(tabel=benda.model._meta.db_table, objek_id=nomor)
    return [sendiri, *(_riwayat_anak(anak, nomor) for anak in benda.anak)]


def _riwayat_anak(anak: Anak, nomor: int) -> QuerySet[Riwayat]:
    baris = Riwayat.objects.filter(tabel=anak.model._meta.db_table)
    if anak.objek is not None:
        return baris.filter(objek_id__in=anak.objek(nomor))
    return baris.filter(induk_id__in=anak.induk(nomor)) if anak.induk else baris.filter(induk_id=nomor)


def _jejak(jenis: str, nomor: int) -> list[QuerySet[Jejak]]:
    sendiri = Jejak.objects.filter(objek_jenis=jenis, objek_id=nomor).exclude(aksi__in=BUKAN_PERUBAHAN)
    lain = [
        Jejak.objects.filter(objek_jenis=nama, objek_id__in=ikut(nomor))
        for nama, ikut in BENDA[jenis].peristiwa
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
    jenis: str, nomor: int, baris: list[Riwayat], peristiwa: list[Jejak], *, zona: tzinfo
) -> list[Babak]:
    """Tiap baris bersama peristiwanya; peristiwa tanpa baris berdiri sendiri.

    Peristiwa yang barisnya ada di halaman lain diceritakan di sana, supaya tidak ada yang terulang atau terlewat.
    """
    di_halaman = {b.pk for b in baris}
    luar = [
        b
        for b in _setransaksi(_riwayat(jenis, nomor), {_kunci(p) for p in peristiwa})
        if b.pk not in di_halaman
    ]
    peta = _peristiwa_tiap_baris([*di_halaman, *(b.pk for b in luar)])
    dipakai = {milik for b in baris if (milik := peta[b.pk]) is not None}
    semua = {p.pk: p for p in peristiwa}
    semua |= {p.pk: p for p in Jejak.objects.filter(id__in=dipakai - semua.keys())}
    terbaca = perubahan(baris, zona=zona)
    kumpulan: dict[object, tuple[list[Jejak], list[Riwayat]]] = {}
    for satu in baris:
        milik = peta[satu.pk]
        kunci: object = _kunci(satu) if milik is None else milik
        kumpulan.setdefault(kunci, ([] if milik is None else [semua[milik]], []))[1].append(satu)
    tanpa_baris = semua.keys() - dipakai - {peta[b.pk] for b in luar}
    _sisipkan(kumpulan, [semua[pk] for pk in sorted(tanpa_baris)])
    hasil = [_satu_babak(p, b, terbaca) for p, b in kumpulan.values()]
    berisi = [(saat, babak) for saat, babak in hasil if babak.perbuatan or babak.perubahan]
    return [babak for _, babak in sorted(berisi, key=lambda pasangan: pasangan[0], reverse=True)]


def _kunci(satu: Jejak | Riwayat) -> Kunci:
    return satu.sistem, satu.transaksi


def _setransaksi(pilihan: list[QuerySet[Riwayat]], kunci: set[Kunci]) -> list[Riwayat]:
    """Baris pilihan yang lahir dalam transaksi itu. Satu kueri."""
    syarat = Q(sistem__in={s for s, _ in kunci}, transaksi__in={t for _, t in kunci})
    terpilih = [satu.filter(syarat) for satu in pilihan]
    isi = terpilih[0].union(*terpilih[1:], all=True) if len(terpilih) > 1 else terpilih[0]
    return [satu for satu in isi.order_by("id") if _kunci(satu) in kunci]


def _peristiwa_tiap_baris(nomor: list[int]) -> dict[int, int | None]:
    """Baris → peristiwa pertama yang ditulis sesudahnya dalam transaksi yang sama. Satu kueri.

    Layanan menulis perubahannya dahulu, lalu peristiwanya; satu transaksi dapat memuat banyak. Bila tidak ada yang
    sesudahnya: yang terakhir. None: transaksi itu tidak punya peristiwa satu pun.
    """
    setransaksi = Jejak.objects.filter(sistem=OuterRef("sistem"), transaksi=OuterRef("transaksi"))
    sesudah = setransaksi.filter(saat__gte=OuterRef("saat")).order_by("id").values("id")[:1]
    terakhir = setransaksi.order_by("-id").values("id")[:1]
    baris = Riwayat.objects.filter(id__in=nomor).annotate(
        peristiwa_id=Coalesce(Subquery(sesudah), Subquery(terakhir))
    )
    return dict(baris.values_list("id", "peristiwa_id"))


def _sisipkan(kumpulan: dict[object, tuple[list[Jejak], list[Riwayat]]], tanpa_baris: list[Jejak]) -> None:
    """Peristiwa tanpa baris ikut babak yang sama perbuatannya, lalu yang sama waktu dan orangnya, atau berdiri sendiri.

    Tulisan banyak sekaligus: semua baris lebih dahulu, lalu semua peristiwa; baris orang ini jatuh pada peristiwa pertama.
    """
    tempat: dict[object, list[Jejak]] = {}
    for ada, _ in kumpulan.values():
        for satu in ada:
            tempat.setdefault(_serupa(satu), ada)
            tempat.setdefault(_sewaktu(satu), ada)
    for satu in tanpa_baris:
        cocok = (_serupa(satu), _sewaktu(satu)) if satu.transaksi else (satu.pk,)
        kunci = next((k for k in cocok if k in tempat), cocok[-1])
        if kunci not in tempat:
            tempat[kunci] = kumpulan.setdefault(satu.pk, ([], []))[0]
        tempat[kunci].append(satu)


def _serupa(satu: Jejak) -> object:
    return _sewaktu(satu), satu.aksi


def _sewaktu(satu: Jejak) -> object:
    return _kunci(satu), satu.waktu, satu.pelaku_id


def _satu_babak(
    peristiwa: list[Jejak], baris: list[Riwayat], terbaca: dict[int, Perubahan]
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
