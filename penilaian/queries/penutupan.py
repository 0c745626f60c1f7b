"""Halaman penutupan: apa yang belum lengkap sebelum ditutup, dan kemajuannya sesudah dimulai."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from indikator.models import Periode
from kepegawaian.queries.unit import UNIT_PADA
from penilaian.models import (
    BukuPenutupan,
    Hasil,
    Keberatan,
    LangkahPenutupan,
    PembukaanKembali,
    Penutupan,
)
from penilaian.queries.peserta import PESERTA, parameter_peserta

SQL_KESIAPAN = f"""
WITH orang AS (
    SELECT p.pegawai_id, p.id AS penempatan_id, COALESCE(u.dinas_id, u.id) AS dinas_id, s.id AS skp_id
    FROM kepegawaian_penempatan p
    JOIN {UNIT_PADA} u ON u.id = p.unit_id AND u.instansi_id = %(instansi)s
    JOIN kepegawaian_pegawai g ON g.id = p.pegawai_id
    LEFT JOIN indikator_skp s ON s.periode_id = %(tahun)s AND s.penempatan_id = p.id AND s.status = 'disetujui'
    WHERE {PESERTA}
), laporan AS (
    SELECT o.pegawai_id,
           count(*) FILTER (WHERE COALESCE(r.perlakuan, '') = ''
                            AND COALESCE(r.status, '') NOT IN ('diajukan', 'disetujui')) AS belum
    FROM orang o
    JOIN indikator_indikatorkinerja i ON i.skp_id = o.skp_id AND i.dihentikan_pada IS NULL
    LEFT JOIN indikator_realisasi r ON r.periode_id = %(periode)s AND r.indikator_id = i.id
    GROUP BY o.pegawai_id
)
SELECT d.id, d.nama, count(*),
       count(*) FILTER (WHERE o.skp_id IS NULL),
       count(*) FILTER (WHERE l.belum > 0),
       count(*) FILTER (WHERE e.id IS NULL),
       count(*) FILTER (WHERE o.skp_id IS NOT NULL AND COALESCE(l.belum, 0) = 0 AND e.id IS NOT NULL)
FROM orang o
JOIN {UNIT_PADA} d ON d.id = o.dinas_id
LEFT JOIN laporan l ON l.pegawai_id = o.pegawai_id
LEFT JOIN penilaian_evaluasi e
       ON e.periode_id = %(periode)s AND e.pegawai_id = o.pegawai_id AND e.penempatan_id = o.penempatan_id
      AND e.status = 'ditetapkan'
GROUP BY d.id, d.nama, d.urutan
ORDER BY d.urutan, d.nama
"""

SQL_SUARA = """
SELECT count(*), count(*) FILTER (WHERE NOT j.draf)
FROM umpan_balik_penugasan p LEFT JOIN umpan_balik_jawaban j ON j.penugasan_id = p.id
WHERE p.periode_id = %(periode)s
"""

SQL_ORANG_DINAS = f"""
SELECT COALESCE(u.dinas_id, u.id), count(*)
FROM kepegawaian_penempatan p
JOIN {UNIT_PADA} u ON u.id = p.unit_id AND u.instansi_id = %(instansi)s
JOIN kepegawaian_pegawai g ON g.id = p.pegawai_id
WHERE {PESERTA}
GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class KesiapanDinas:
    """Jumlah orang satu dinas menurut apa yang masih kurang; satu orang dapat kurang beberapa hal."""

    dinas_id: int
    nama: str
    orang: int
    tanpa_skp: int
    laporan_kurang: int
    tanpa_rating: int
    siap: int


@dataclass(frozen=True, slots=True)
class Kesiapan:
    """Keadaan seluruh instansi sebelum ditutup."""

    dinas: list[KesiapanDinas]
    suara_diminta: int
    suara_masuk: int

    def jumlah(self, bidang: str) -> int:
        return sum(getattr(satu, bidang) for satu in self.dinas)

    @property
    def orang(self) -> int:
        return self.jumlah("orang")

    @property
    def siap(self) -> int:
        return self.jumlah("siap")

    @property
    def tanpa_skp(self) -> int:
        return self.jumlah("tanpa_skp")

    @property
    def laporan_kurang(self) -> int:
        return self.jumlah("laporan_kurang")

    @property
    def tanpa_rating(self) -> int:
        return self.jumlah("tanpa_rating")


@dataclass(frozen=True, slots=True)
class KemajuanDinas:
    """Kemajuan satu dinas; `tidak_lengkap` kosong selama belum dihitung."""

    nama: str
    orang: int
    dihitung: int
    tidak_lengkap: int | None
    keadaan: str


@dataclass(frozen=True, slots=True)
class Kemajuan:
    """Kemajuan satu penutupan dengan angka yang benar-benar tersimpan."""

    penutupan: Penutupan
    dinas: list[KemajuanDinas]
    langkah: list[LangkahPenutupan]
    buku: BukuPenutupan | None
    nomor_buku: int

    @property
    def orang(self) -> int:
        return sum(satu.orang for satu in self.dinas)

    @property
    def dihitung(self) -> int:
        return sum(satu.dihitung for satu in self.dinas)

    @property
    def tidak_lengkap(self) -> int:
        return sum(satu.tidak_lengkap or 0 for satu in self.dinas)

    @property
    def selesai(self) -> bool:
        return self.penutupan.status == Penutupan.Status.DITUTUP

    @property
    def terhenti(self) -> list[LangkahPenutupan]:
        """Langkah yang percobaannya habis, atau rekap yang menolak karena jumlahnya tidak cocok."""
        return [] if self.selesai else [satu for satu in self.langkah if terhenti(satu)]

    def langkah_jenis(self, jenis: str) -> list[LangkahPenutupan]:
        return [satu for satu in self.langkah if satu.jenis == jenis]


def terhenti(langkah: LangkahPenutupan) -> bool:
    """Tidak akan berjalan lagi tanpa admin."""
    habis = langkah.status != LangkahPenutupan.Status.DITUTUP and langkah.percobaan >= langkah.PERCOBAAN_MAKS
    return habis or (langkah.status == LangkahPenutupan.Status.DITUTUP and bool(langkah.galat))


@dataclass(frozen=True, slots=True)
class AkibatBuka:
    """Yang terdampak bila periode dibuka kembali."""

    hasil: int
    diputus: int
    terbuka: int


def penutupan_kini(periode: Periode) -> Penutupan | None:
    """Penutupan yang sedang berjalan atau yang berlaku; kosong bila periodenya terbuka, juga sesudah dibuka kembali."""
    terakhir = (
        Penutupan.objects.filter(periode=periode)
        .select_related("periode__instansi")
        .order_by("-putaran")
        .first()
    )
    if terakhir is not None and terakhir.status == Penutupan.Status.DITUTUP != periode.status:
        return None
    return terakhir


def usul_menunggu(periode: Periode) -> PembukaanKembali | None:
    """Usul membuka kembali yang belum diputus; paling banyak satu."""
    menunggu = PembukaanKembali.objects.filter(periode=periode, status=PembukaanKembali.Status.DIAJUKAN)
    return menunggu.select_related("diajukan_oleh").first()


def riwayat_buka(periode: Periode) -> list[PembukaanKembali]:
    """Semua usul membuka kembali, terbaru di atas."""
    return list(
        PembukaanKembali.objects.filter(periode=periode)
        .select_related("diajukan_oleh", "diputus_oleh")
        .order_by("-pk")
    )


def akibat_buka(periode: Periode) -> AkibatBuka:
    """Tiga angka untuk dibaca sebelum membuka kembali."""
    milik = Hasil.objects.filter(periode=periode)
    return AkibatBuka(
        hasil=milik.filter(asal=Hasil.Asal.PENUTUPAN, versi=1).count(),
        diputus=milik.filter(asal=Hasil.Asal.KEBERATAN).count(),
        terbuka=Keberatan.objects.filter(hasil__periode=periode, status__in=Keberatan.TERBUKA).count(),
    )


def kesiapan(periode: Periode) -> Kesiapan:
    """Apa yang masih kurang per dinas. Dua kueri, berapa pun pegawainya."""
    isi: dict[str, Any] = {
        **parameter_peserta(periode),
        "tahun": periode.induk_id or periode.pk,
        "periode": periode.pk,
    }
    with connection.cursor() as kursor:
        kursor.execute(SQL_KESIAPAN, isi)
        dinas = [KesiapanDinas(*baris) for baris in kursor.fetchall()]
        kursor.execute(SQL_SUARA, isi)
        diminta, masuk = kursor.fetchone()
    return Kesiapan(dinas, diminta, masuk)


def kemajuan(penutupan: Penutupan) -> Kemajuan:
    """Kemajuan saat ini. Lima kueri, berapa pun pegawainya."""
    periode = penutupan.periode
    langkah = list(
        penutupan.langkah.select_related("dinas").order_by("urutan", "dinas__urutan", "dinas__nama")
    )
    with connection.cursor() as kursor:
        kursor.execute(SQL_ORANG_DINAS, parameter_peserta(periode))
        orang: dict[int, int] = dict(kursor.fetchall())
    dinas, lengkap = [], _lengkap(periode)
    for satu in langkah:
        if satu.dinas_id is None or satu.dinas is None:
            continue
        banyak, utuh = lengkap.get(satu.dinas_id, (0, 0))
        sudah = satu.status == LangkahPenutupan.Status.DITUTUP
        dinas.append(
            KemajuanDinas(
                nama=satu.dinas.nama,
                orang=max(orang.get(satu.dinas_id, 0), banyak),
                dihitung=banyak,
                tidak_lengkap=banyak - utuh if sudah else None,
                keadaan=satu.status,
            )
        )
    buku = BukuPenutupan.objects.filter(periode=periode, versi=penutupan.putaran).first()
    nomor = (
        BukuPenutupan.objects.filter(instansi_id=periode.instansi_id, pk__lte=buku.pk).count() if buku else 0
    )
    return Kemajuan(penutupan, dinas, langkah, buku, nomor)


def _lengkap(periode: Periode) -> dict[int, tuple[int, int]]:
    """Dinas → (jumlah hasil, yang lengkap)."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT dinas_id, count(*), count(*) FILTER (WHERE lengkap) FROM ("
            " SELECT DISTINCT ON (pegawai_id) dinas_id, lengkap FROM penilaian_hasil"
            " WHERE periode_id = %s AND asal = 'penutupan' ORDER BY pegawai_id, versi DESC) AS isi GROUP BY dinas_id",
            [periode.pk],
        )
        return {dinas: (banyak, utuh) for dinas, banyak, utuh in kursor.fetchall()}


def jumlah_laporan(periode: Periode) -> int:
    """Laporan yang terkunci bersama penutupan. Satu kueri."""
    return periode.realisasi.filter(status__in=("diajukan", "disetujui")).count()
