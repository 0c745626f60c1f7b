"""Membaca jejak dan riwayat menurut urutan segel, dan memeriksa ulang rantainya. Semua sidik dihitung PostgreSQL."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from django.db import connection

from inti.models import Segel
from inti.rules.segel import SIDIK_AWAL, Beda, bandingkan, sidik_segel

TAK_TERHINGGA: Final = 2**63 - 1
AWAL_ZAMAN: Final = datetime(1970, 1, 1, tzinfo=UTC)
SEKALI_BACA: Final = 20

# Nomor baris sengaja tidak ikut di isi: ia sudah ada di rincian, dan dua baris yang bertukar isi dapat dikenali.
_WAKTU = "(extract(epoch FROM waktu) * 1000000)::bigint, (extract(epoch FROM saat) * 1000000)::bigint"
_KOLOM: Final = {
    1: (
        "inti_jejak",
        f"{_WAKTU}, instansi_id, pelaku_id, pelaku_nama, aksi, objek_jenis, objek_id, isi, alasan, permintaan, "
        "transaksi, sistem",
    ),
    2: (
        "inti_riwayat",
        f"{_WAKTU}, transaksi, sistem, tabel, objek_id, induk_id, instansi_id, aksi, sebelum, sesudah",
    ),
}
_RENTANG: Final = "sistem = %(sistem)s AND (transaksi, id) > (%(dari)s, %(dari_{s})s) AND (transaksi, id) <= (%(ke)s, %(ke_{s})s)"
SQL_RINCIAN: Final = f"""
SELECT count(*), COALESCE(string_agg(int2send(sumber) || int8send(id) || sidik, ''::bytea
                                     ORDER BY transaksi, sumber, id), ''::bytea)
FROM ({
    " UNION ALL ".join(
        f"SELECT transaksi, {s}::smallint AS sumber, id, "
        f"sha256(convert_to(jsonb_build_array({kolom})::text, 'UTF8')) AS sidik "
        f"FROM {tabel} WHERE {_RENTANG.format(s=s)}"
        for s, (tabel, kolom) in _KOLOM.items()
    )
}) baris
"""
SQL_UJUNG: Final = f"""
SELECT transaksi, sumber, id FROM ({
    " UNION ALL ".join(
        f"(SELECT transaksi, {s} AS sumber, id FROM {tabel} WHERE {_RENTANG.format(s=s)} "
        "ORDER BY transaksi, id LIMIT %(besar)s)"
        for s, (tabel, _) in _KOLOM.items()
    )
}) calon ORDER BY transaksi, sumber, id LIMIT %(besar)s
"""
# Melompati nilai yang sama lewat indeks: tidak membaca seluruh tabel hanya untuk tahu ada peladen apa saja.
SQL_SISTEM: Final = " UNION ".join(
    f"""SELECT s FROM (WITH RECURSIVE lompat(s) AS (
        SELECT min(sistem) FROM {tabel}
        UNION ALL SELECT (SELECT min(sistem) FROM {tabel} WHERE sistem > lompat.s) FROM lompat WHERE lompat.s IS NOT NULL
    ) SELECT s FROM lompat WHERE s IS NOT NULL) {tabel}"""
    for tabel, _ in _KOLOM.values()
)


class Batas(NamedTuple):
    """Ujung sebuah segel, ikut tercakup."""

    transaksi: int = -1
    sumber: int = 0
    baris: int = 0


def _isian(sistem: int, dari: Batas, ke: Batas, **lain: int) -> dict[str, int]:
    """Batas bersama diurai menjadi batas tiap tabel, supaya indeks (sistem, transaksi, id) terpakai."""
    isi = {"sistem": sistem, "dari": dari.transaksi, "ke": ke.transaksi, **lain}
    for sumber in _KOLOM:
        isi[f"dari_{sumber}"] = _nomor(sumber, dari)
        isi[f"ke_{sumber}"] = _nomor(sumber, ke)
    return isi


def _nomor(sumber: int, batas: Batas) -> int:
    if sumber == batas.sumber:
        return batas.baris
    return TAK_TERHINGGA if sumber < batas.sumber else 0


def sistem_dan_ambang() -> tuple[int, int]:
    """Pengenal peladen ini, dan nomor transaksi yang semua pendahulunya di basis data ini sudah pasti selesai. Tiga kueri.

    Transaksi di basis data lain pada peladen yang sama tidak ditunggu: ia tidak dapat menulis di sini. Yang belum
    memegang kuncinya, yang disiapkan (two-phase), dan yang sambungannya tidak dikenali dianggap masih berjalan di sini.
    """
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT asn_sistem(), pg_snapshot_xmax(s)::text::bigint, pg_current_xact_id_if_assigned()::text::bigint, "
            "ARRAY(SELECT x::text::bigint FROM pg_snapshot_xip(s) x) FROM (SELECT pg_current_snapshot() s) satu"
        )
        sistem, atas, sendiri, berjalan = kursor.fetchone()
        kursor.execute(
            """
            SELECT k.transactionid::text::bigint, COALESCE(a.datname = current_database(), true)
            FROM pg_locks k LEFT JOIN pg_stat_activity a ON a.pid = k.pid
            WHERE k.locktype = 'transactionid' AND k.mode = 'ExclusiveLock' AND k.granted
            """
        )
        di_sini = dict(kursor.fetchall())
        kursor.execute("SELECT ARRAY(SELECT x::text::bigint FROM pg_snapshot_xip(pg_current_snapshot()) x)")
        masih = set(kursor.fetchone()[0])
    # Kunci menyebut nomor transaksi tanpa putarannya (32 bit).
    ditunggu = {x for x in berjalan if di_sini.get(x % 2**32, x in masih)}
    return sistem, min(ditunggu | {atas} | ({sendiri} if sendiri else set()))


def sistem_tercatat() -> list[int]:
    """Semua peladen yang pernah menulis jejak atau riwayat. Satu kueri."""
    with connection.cursor() as kursor:
        kursor.execute(SQL_SISTEM)
        return sorted(s for (s,) in kursor.fetchall())


def ujung_segel(sistem: int) -> Batas:
    """Batas segel terakhir peladen itu; sebelum ada segel, di depan baris pertama."""
    batas = (
        Segel.objects.filter(sistem=sistem)
        .order_by("-nomor")
        .values_list("batas_transaksi", "batas_sumber", "batas_baris")
        .first()
    )
    return Batas(*batas) if batas else Batas()


def calon_ujung(*, sistem: int, dari: Batas, ambang: int, besar: int) -> tuple[int, Batas | None]:
    """Banyaknya baris berikutnya (paling banyak `besar`) yang transaksinya di bawah `ambang`, dan baris terakhirnya."""
    isi = _isian(sistem, dari, Batas(ambang, 0, 0), besar=besar)
    with connection.cursor() as kursor:
        kursor.execute(SQL_UJUNG, isi)
        baris = kursor.fetchall()
    return len(baris), Batas(*baris[-1]) if baris else None


def rincian_balok(*, sistem: int, dari: Batas, ke: Batas) -> tuple[int, bytes]:
    """Banyaknya baris di antara dua batas, dan rinciannya (lihat model Segel)."""
    with connection.cursor() as kursor:
        kursor.execute(SQL_RINCIAN, _isian(sistem, dari, ke))
        jumlah, rincian = kursor.fetchone()
    return jumlah, bytes(rincian)


@dataclass(frozen=True, slots=True)
class Kerusakan:
    """Satu segel yang tidak cocok: kalimatnya, dan barisnya bila dapat ditunjuk."""

    nomor: int
    kalimat: str
    beda: list[Beda] = field(default_factory=list)


def periksa_segel() -> Iterator[Kerusakan | None]:
    """Untuk tiap segel: None bila utuh, selain itu kerusakannya. Yang pertama keluar adalah yang pertama rusak."""
    batas: dict[int, Batas] = {}
    sidik, nomor = SIDIK_AWAL, 0
    while daftar := list(Segel.objects.filter(nomor__gt=nomor).order_by("nomor")[:SEKALI_BACA]):
        for satu in daftar:
            dari = batas.get(satu.sistem, Batas())
            ke = Batas(satu.batas_transaksi, satu.batas_sumber, satu.batas_baris)
            yield _periksa_satu(satu, dari=dari, ke=ke, sidik_sebelum=sidik, nomor_sebelum=nomor)
            batas[satu.sistem], sidik, nomor = ke, satu.sidik, satu.nomor


def _periksa_satu(
    satu: Segel, *, dari: Batas, ke: Batas, sidik_sebelum: str, nomor_sebelum: int
) -> Kerusakan | None:
    if satu.nomor != nomor_sebelum + 1 or satu.sidik_sebelum != sidik_sebelum:
        return Kerusakan(satu.nomor, "tidak menyambung ke segel sebelumnya")
    tersegel = bytes(satu.rincian)
    if sidik_dari(satu, tersegel) != satu.sidik:
        return Kerusakan(satu.nomor, "isi segelnya sendiri berubah")
    jumlah, kini = rincian_balok(sistem=satu.sistem, dari=dari, ke=ke)
    if kini == tersegel:
        return None
    beda = bandingkan(tersegel, kini)
    return Kerusakan(satu.nomor, f"{satu.jumlah} baris disegel, kini {jumlah}; {len(beda)} berbeda", beda)


def sidik_dari(satu: Segel, rincian: bytes) -> str:
    """Sidik segel dihitung dari isinya."""
    return sidik_segel(
        sidik_sebelum=satu.sidik_sebelum,
        nomor=satu.nomor,
        waktu_mikrodetik=mikrodetik(satu.waktu),
        sistem=satu.sistem,
        batas=(satu.batas_transaksi, satu.batas_sumber, satu.batas_baris),
        jumlah=satu.jumlah,
        rincian=rincian,
    )


def mikrodetik(waktu: datetime) -> int:
    """Mikrodetik sejak 1970, tanpa pecahan biner."""
    return (waktu - AWAL_ZAMAN) // timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Ekor:
    """Yang belum disegel: banyaknya, dan waktu catatan tertua di dalamnya."""

    jumlah: int
    sejak: datetime | None


def ekor(*, instansi_id: int | None = None) -> Ekor:
    """Jejak dan riwayat sesudah segel terakhir tiap peladen. Dua kueri tiap peladen.

    Rantainya satu bagi semua pemda; `instansi_id` menghitung milik satu pemda saja, supaya kegiatan pemda lain tidak terbaca.
    """
    milik = "" if instansi_id is None else " AND instansi_id = %(instansi)s"
    jumlah, sejak = 0, None
    for sistem in sistem_tercatat():
        isi: dict[str, Any] = _isian(sistem, ujung_segel(sistem), Batas(TAK_TERHINGGA, 0, 0))
        isi["instansi"] = instansi_id
        bagian = " UNION ALL ".join(
            f"SELECT waktu FROM {tabel} WHERE {_RENTANG.format(s=s)}{milik}"
            for s, (tabel, _) in _KOLOM.items()
        )
        with connection.cursor() as kursor:
            kursor.execute(f"SELECT count(*), min(waktu) FROM ({bagian}) e", isi)
            banyak, tertua = kursor.fetchone()
        jumlah += banyak
        sejak = min(filter(None, (sejak, tertua)), default=None)
    return Ekor(jumlah, sejak)


def segel_terakhir() -> Segel | None:
    """Segel terbaru, tanpa rinciannya. Satu kueri."""
    return Segel.objects.defer("rincian").order_by("-nomor").first()


def tanpa_peristiwa() -> list[tuple[str, int, int]]:
    """Tiap tabel: banyaknya perubahan baris, dan transaksinya, yang tidak didampingi satu peristiwa pun. Satu kueri."""
    with connection.cursor() as kursor:
        kursor.execute(
            """
            SELECT r.tabel, count(*), count(DISTINCT r.transaksi) FROM inti_riwayat r
            WHERE NOT EXISTS (
                SELECT FROM inti_jejak j WHERE j.sistem = r.sistem AND j.transaksi = r.transaksi
            )
            GROUP BY r.tabel ORDER BY 2 DESC, 1
            """
        )
        return [(tabel, baris, transaksi) for tabel, baris, transaksi in kursor.fetchall()]
