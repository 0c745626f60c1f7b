"""Umpan balik bernama: pokok yang boleh dipilih, daftarnya bagi tiap orang, permintaan, dan laporan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from indikator.models import RHK, Periode, Realisasi, StatusDokumen
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import KartuOrang, kartu_orang
from kepegawaian.queries.penilai import bawahan_pada, penilai_pada
from umpan_balik.models import LaporanUmpanBalik, PermintaanUmpanBalik, UmpanBalik
from umpan_balik.queries.daftar import jabatan_pada
from umpan_balik.rules.berakhlak import NILAI

LAPORAN_TERBANYAK = 40


@dataclass(frozen=True, slots=True)
class Pokok:
    """Yang dibicarakan. `kunci` dipakai di formulir dan alamat: "nilai:akuntabel", "rhk:12", "laporan:34"."""

    kunci: str
    kelompok: str
    bunyi: str
    rhk_id: int | None = None
    realisasi_id: int | None = None
    nilai: str = ""
    periode_id: int | None = None

    def kolom(self) -> dict[str, object]:
        """Isi kolom Berpokok."""
        return {
            "rhk_id": self.rhk_id,
            "realisasi_id": self.realisasi_id,
            "nilai": self.nilai,
            "tentang": "" if self.nilai else self.bunyi,
        }


POKOK_NILAI = tuple(Pokok(f"nilai:{n.kode}", "Nilai BerAKHLAK", n.nama, nilai=str(n.kode)) for n in NILAI)


def pokok_sendiri(pegawai: Pegawai) -> list[Pokok]:
    """Yang dapat dimintakan umpan balik: nilai, RHK, dan laporan sendiri pada tahun berjalan. Dua kueri."""
    return [*POKOK_NILAI, *_rhk(pegawai.pk), *_laporan(pegawai.pk)]


def pokok_untuk(*, pemberi: Pegawai, penerima: Pegawai, pada: date) -> list[Pokok]:
    """Yang boleh dibicarakan `pemberi` tentang `penerima`. Paling banyak tiga kueri.

    Nilai BerAKHLAK selalu. RHK yang tersambung dengan RHK pemberi di pohon kinerja (menopangnya, ditopangnya, atau
    menopang RHK pimpinan yang sama). Pejabat penilainya hari itu memilih semua RHK dan laporannya.
    """
    jawaban = penilai_pada(pada=pada, pegawai_ids=[penerima.pk]).get(penerima.pk)
    if jawaban is not None and jawaban.penilai_id == pemberi.pk:
        return [*POKOK_NILAI, *_rhk(penerima.pk), *_laporan(penerima.pk)]
    tersambung = (
        Q(pimpinan__skp__pegawai=pemberi)
        | Q(penopang__skp__pegawai=pemberi)
        | Q(pimpinan__penopang__skp__pegawai=pemberi)
    )
    return [*POKOK_NILAI, *_rhk(penerima.pk, tersambung)]


def _rhk(pegawai_id: int, syarat: Q | None = None) -> list[Pokok]:
    baris = RHK.objects.filter(
        syarat or Q(),
        skp__pegawai=pegawai_id,
        skp__adendum_dari__isnull=True,
        skp__status=StatusDokumen.DISETUJUI,
        skp__periode__status=Periode.Status.DIPROSES,
    ).order_by("-skp__periode__mulai", "urutan", "pk")
    return [Pokok(f"rhk:{r.pk}", "RHK", r.teks, rhk_id=r.pk) for r in _sekali(baris)]


def _sekali(baris: Iterable[RHK]) -> list[RHK]:
    """Saringan pohon dapat menyebut satu RHK beberapa kali."""
    return list({r.pk: r for r in baris}.values())


def _laporan(pegawai_id: int) -> list[Pokok]:
    baris = (
        Realisasi.objects.filter(pegawai=pegawai_id, periode__status=Periode.Status.DIPROSES)
        .exclude(status=StatusDokumen.DRAF)
        .select_related("indikator", "periode")
        .order_by("-periode__mulai", "indikator__kode")[:LAPORAN_TERBANYAK]
    )
    return [
        Pokok(
            f"laporan:{r.pk}",
            "Laporan capaian",
            f"{r.indikator.nama}, {r.periode.nama}"[:500],
            realisasi_id=r.pk,
            periode_id=r.periode_id,
        )
        for r in baris
    ]


def pokok_dari(baris: UmpanBalik | PermintaanUmpanBalik) -> Pokok:
    """Pokok sebuah baris tersimpan. Laporannya dimuat lebih dahulu."""
    if baris.realisasi is not None:
        nomor, periode = baris.realisasi.pk, baris.realisasi.periode_id
        return Pokok(
            f"laporan:{nomor}", "Laporan capaian", baris.tentang, realisasi_id=nomor, periode_id=periode
        )
    if baris.nilai:
        return next(p for p in POKOK_NILAI if p.nilai == baris.nilai)
    return Pokok(f"rhk:{baris.rhk_id or 0}", "RHK", baris.tentang, rhk_id=baris.rhk_id)


def pemilik_pokok(pegawai: Pegawai, *, kunci: str) -> int | None:
    """Id pemilik RHK atau laporan seinstansi yang disebut alamat; None bila bukan keduanya. Satu kueri."""
    jenis, _, nomor = kunci.partition(":")
    if not nomor.isdecimal() or len(nomor) > 18:
        return None
    if jenis == "rhk":
        rhk = RHK.objects.filter(pk=int(nomor), skp__instansi=pegawai.instansi_id)
        return rhk.values_list("skp__pegawai_id", flat=True).first()
    if jenis == "laporan":
        laporan = Realisasi.objects.filter(pk=int(nomor), instansi=pegawai.instansi_id)
        return laporan.values_list("pegawai_id", flat=True).first()
    return None


def atasan_kini(pegawai_id: int, *, pada: date) -> KartuOrang | None:
    """Pejabat penilai hari itu: yang membaca bila penulisnya mengizinkan atasan. Dua kueri."""
    jawaban = penilai_pada(pada=pada, pegawai_ids=[pegawai_id]).get(pegawai_id)
    if jawaban is None or jawaban.penilai_id is None:
        return None
    return kartu_orang([jawaban.penilai_id], pada)[jawaban.penilai_id]


# --- daftar -------------------------------------------------------------------


def _bernama() -> QuerySet[UmpanBalik]:
    return UmpanBalik.objects.select_related("penerima", "ditulis_oleh", "laporan").order_by(
        "-ditulis_pada", "-pk"
    )


def diterima(pegawai: Pegawai) -> QuerySet[UmpanBalik]:
    """Umpan balik bernama untuk saya, terbaru di atas; yang ditarik atau disembunyikan tidak ada lagi."""
    return _bernama().filter(penerima=pegawai, ditarik__isnull=True, disembunyikan=False)


def diberikan(pegawai: Pegawai) -> QuerySet[UmpanBalik]:
    """Umpan balik bernama yang saya tulis, juga yang sudah saya tarik."""
    return _bernama().filter(ditulis_oleh=pegawai)


def tentang_tim(pegawai: Pegawai, *, pada: date) -> QuerySet[UmpanBalik]:
    """Yang penulisnya memperbolehkan atasan membaca, tentang orang yang saya nilai hari ini. Satu kueri tambahan."""
    bawahan = bawahan_pada(penilai_id=pegawai.pk, pada=pada, instansi_id=pegawai.instansi_id)
    return _bernama().filter(
        penerima__in=bawahan, terbaca_atasan=True, ditarik__isnull=True, disembunyikan=False
    )


def permintaan_masuk(pegawai: Pegawai) -> QuerySet[PermintaanUmpanBalik]:
    """Permintaan rekan yang menunggu jawaban saya, tenggat terdekat lebih dahulu."""
    return (
        PermintaanUmpanBalik.objects.filter(penjawab=pegawai, status=PermintaanUmpanBalik.Status.MENUNGGU)
        .select_related("dikirim_oleh", "realisasi")
        .order_by("tenggat", "pk")
    )


def permintaan_keluar(pegawai: Pegawai) -> QuerySet[PermintaanUmpanBalik]:
    """Permintaan saya kepada rekan, terbaru di atas."""
    return (
        PermintaanUmpanBalik.objects.filter(dikirim_oleh=pegawai)
        .select_related("penjawab", "realisasi")
        .order_by("-dikirim_pada", "-pk")
    )


def laporan_masuk(pegawai: Pegawai) -> QuerySet[LaporanUmpanBalik]:
    """Laporan seinstansi bagi admin BKD: yang menunggu putusan di atas. Yang menyangkut dirinya tidak ada baginya."""
    return (
        LaporanUmpanBalik.objects.filter(instansi=pegawai.instansi_id)
        .exclude(umpan_balik__ditulis_oleh=pegawai)
        .exclude(umpan_balik__penerima=pegawai)
        .select_related("umpan_balik__penerima", "umpan_balik__ditulis_oleh", "diputus_oleh")
        .order_by("putusan", "-dilaporkan_pada", "-pk")
    )


# --- orang --------------------------------------------------------------------


def cari_rekan(pegawai: Pegawai, *, kata: str, pada: date, batas: int = 20) -> list[Pegawai]:
    """Pegawai aktif lain di instansi sendiri menurut nama atau NIP, dengan anotasi `nama_jabatan`. Satu kueri."""
    kata = kata.strip()
    if len(kata) < 2:
        return []
    return list(
        rekan_satu_instansi(pegawai)
        .filter(Q(nama__icontains=kata) | Q(nip=kata))
        .annotate(nama_jabatan=jabatan_pada(pada, kolom="pk"))
        .order_by("nama")[:batas]
    )


def rekan_satu_instansi(pegawai: Pegawai) -> QuerySet[Pegawai]:
    """Penerima yang boleh dipilih: pegawai aktif lain di instansi sendiri."""
    return Pegawai.objects.filter(instansi=pegawai.instansi_id, is_active=True).exclude(pk=pegawai.pk)
