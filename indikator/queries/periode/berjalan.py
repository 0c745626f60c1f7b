"""Periode yang sedang berjalan, dan daftar semuanya."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from indikator.models import Kebijakan, Periode
from indikator.permissions import hari_setempat, periode_terlihat
from indikator.rules.jadwal import POLA_BAWAAN, Pembagian, Pola, triwulan_dari
from inti.ingatan import sekali
from kepegawaian.models import Instansi, Pegawai


def periode_berjalan(instansi: Instansi, sekarang: datetime) -> Periode | None:
    """Bagian tahun terbaru yang diproses; yang masanya belum mulai kalah dari yang sudah."""
    return _berjalan(instansi, sekarang, tahunan=False)


def tahun_berjalan(instansi: Instansi, sekarang: datetime) -> Periode | None:
    """Periode tahunan terbaru yang sedang diproses."""
    return _berjalan(instansi, sekarang, tahunan=True)


def periode_sekitar(instansi: Instansi, pada: date) -> list[Periode]:
    """Yang masih diproses dan yang mulai tahun ini sampai `pada`, terlama dahulu, dengan kebijakan dan tahunnya.

    Yang masih draf tidak ikut. Satu kueri tiap halaman.
    """
    return list(sekali(("periode_sekitar", instansi.pk, pada), lambda: _sekitar(instansi, pada)))


def _sekitar(instansi: Instansi, pada: date) -> list[Periode]:
    tahun_ini = Q(mulai__gte=pada.replace(month=1, day=1), mulai__lte=pada)
    semua = (
        Periode.objects.filter(tahun_ini | Q(status=Periode.Status.DIPROSES), instansi=instansi)
        .exclude(status=Periode.Status.DRAF)
        .select_related("kebijakan", "induk")
        .order_by("mulai", "jenis")
    )
    for satu in semua:
        satu.instansi = instansi
    return list(semua)


def periode_diproses(instansi: Instansi, sekarang: datetime) -> list[Periode]:
    """Yang sedang diproses, terlama dahulu."""
    semua = periode_sekitar(instansi, hari_setempat(instansi, sekarang=sekarang))
    return [p for p in semua if p.status == Periode.Status.DIPROSES]


def _berjalan(instansi: Instansi, sekarang: datetime, *, tahunan: bool) -> Periode | None:
    hari = hari_setempat(instansi, sekarang=sekarang)
    semua = [p for p in periode_diproses(instansi, sekarang) if (p.jenis == Periode.Jenis.TAHUNAN) is tahunan]
    return max(semua, key=lambda p: (p.mulai <= hari, p.mulai), default=None)


@dataclass(frozen=True, slots=True)
class Tahun:
    """Satu tahun dengan bagian-bagiannya."""

    tahun: Periode
    bagian: Sequence[Periode]


def periode_dibaca(pegawai: Pegawai, *, kelola: bool) -> QuerySet[Periode]:
    """Periode instansinya; yang masih draf hanya bagi pengelola."""
    semua = periode_terlihat(pegawai).select_related("instansi", "kebijakan", "induk", "dibuka_oleh")
    return semua if kelola else semua.exclude(status=Periode.Status.DRAF)


def daftar_tahun(pegawai: Pegawai, *, kelola: bool) -> list[Tahun]:
    """Tahun terbaru lebih dahulu, tiap tahun dengan bagiannya menurut waktu. Satu kueri."""
    semua = list(periode_dibaca(pegawai, kelola=kelola).order_by("-mulai", "jenis"))
    bagian: dict[int, list[Periode]] = {}
    for satu in reversed(semua):
        if satu.induk_id is not None:
            bagian.setdefault(satu.induk_id, []).append(satu)
    return [Tahun(satu, bagian.get(satu.pk, [])) for satu in semua if satu.induk_id is None]


def tahun_bernama(instansi: Instansi, tahun: int) -> Periode | None:
    """Periode tahunan untuk tahun kalender itu, bila sudah dibuat. Satu kueri."""
    return (
        Periode.objects.select_related("instansi", "kebijakan")
        .filter(instansi=instansi, jenis=Periode.Jenis.TAHUNAN, mulai__year=tahun)
        .first()
    )


def triwulan_terpakai(instansi: Instansi) -> set[tuple[int, int]]:
    """Tahun dan nomor triwulan kalender yang sudah dibuat. Satu kueri."""
    mulai = Periode.objects.filter(instansi=instansi, jenis=Periode.Jenis.TRIWULAN).values_list(
        "mulai", flat=True
    )
    return {(hari.year, triwulan_dari(hari)) for hari in mulai}


def pola_terakhir(instansi: Instansi) -> tuple[Pola, str]:
    """Jarak tenggat pada bagian tahun terakhir yang pernah dibuat, dan namanya; bawaan bila belum ada. Satu kueri."""
    terakhir = (
        Periode.objects.filter(instansi=instansi)
        .exclude(jenis=Periode.Jenis.TAHUNAN)
        .order_by("-mulai")
        .first()
    )
    return (_pola(terakhir), terakhir.nama) if terakhir else (POLA_BAWAAN, "")


def _pola(terakhir: Periode) -> Pola:
    instansi = terakhir.instansi

    def jarak(saat: datetime) -> int:
        return max((instansi.hari_pada(saat) - terakhir.selesai).days, 0)

    return Pola(
        lapor=jarak(terakhir.tenggat_lapor),
        umpan_balik=jarak(terakhir.tenggat_umpan_balik),
        nilai=jarak(terakhir.tenggat_nilai),
        tutup=jarak(terakhir.tutup_pada),
    )


@dataclass(frozen=True, slots=True)
class PenyiapanLalu:
    """Penyiapan tahun terakhir yang ada: bahan menyalin ke tahun berikutnya. `asal` kosong bila belum ada tahun."""

    asal: str
    tahun: int
    pembagian: Pembagian
    pola: Pola
    kebijakan_id: int | None
    skp: date
    tutup_tahun: date


def penyiapan_lalu(instansi: Instansi, *, hari_ini: date) -> PenyiapanLalu:
    """Pembagian, jarak tenggat, dan kebijakan tahun terakhir, digeser ke tahun sesudahnya. Tiga kueri.

    Kebijakannya versi terakhir yang ditetapkan dengan nama yang sama, karena tahun baru tidak terikat versi lama.
    """
    lalu = (
        Periode.objects.filter(instansi=instansi, jenis=Periode.Jenis.TAHUNAN)
        .select_related("kebijakan")
        .order_by("-mulai")
        .first()
    )
    if lalu is None:
        tahun = hari_ini.year
        return PenyiapanLalu(
            "", tahun, Pembagian.TRIWULAN, POLA_BAWAAN, None, date(tahun, 1, 31), date(tahun + 1, 1, 31)
        )
    tahun = lalu.mulai.year + 1
    bagian = lalu.bagian.select_related("instansi").order_by("-mulai").first()
    kebijakan = (
        Kebijakan.objects.filter(
            instansi=instansi, nama=lalu.kebijakan.nama, status=Kebijakan.Status.DITETAPKAN
        )
        .order_by("-versi")
        .first()
    )
    return PenyiapanLalu(
        asal=lalu.nama,
        tahun=tahun,
        pembagian=Pembagian(bagian.jenis) if bagian else Pembagian.TRIWULAN,
        pola=_pola(bagian) if bagian else POLA_BAWAAN,
        kebijakan_id=(kebijakan or lalu.kebijakan).pk,
        skp=_geser_setahun(instansi.hari_pada(lalu.tenggat_skp)),
        tutup_tahun=_geser_setahun(instansi.hari_pada(lalu.tutup_pada)),
    )


def _geser_setahun(hari: date) -> date:
    """Tanggal yang sama tahun berikutnya; 29 Februari menjadi 28."""
    if (hari.month, hari.day) == (2, 29):
        hari = hari.replace(day=28)
    return hari.replace(year=hari.year + 1)


def bagian_dari(periode: Periode, *, kelola: bool) -> list[Periode]:
    """Bagian sebuah tahun menurut waktu; draf hanya bagi pengelola. Nol kueri untuk bagian itu sendiri."""
    if periode.induk_id is not None:
        return []
    bagian = periode.bagian.order_by("mulai")
    return list(bagian if kelola else bagian.exclude(status=Periode.Status.DRAF))


@dataclass(frozen=True, slots=True)
class Tahap:
    """Satu peristiwa dalam jadwal; `keadaan` kosong berarti belum tiba."""

    judul: str
    saat: datetime
    keadaan: str


def tahap(periode: Periode, *, sekarang: datetime) -> list[Tahap]:
    """Jadwal menurut waktu. Yang terdekat di depan ditandai `kini`, yang sudah lewat `lewat`. Tanpa kueri."""
    mulai = datetime.combine(periode.mulai, datetime.min.time(), tzinfo=periode.instansi.zona_waktu)
    peristiwa = [("Masa dimulai", mulai), ("Tenggat mengajukan SKP", periode.tenggat_skp)]
    if periode.jenis != Periode.Jenis.TAHUNAN:
        peristiwa += [
            ("Tenggat lapor capaian", periode.tenggat_lapor),
            ("Tenggat umpan balik 360", periode.tenggat_umpan_balik),
            ("Tenggat menilai", periode.tenggat_nilai),
        ]
    peristiwa.append(("Ditutup, nilai dihitung", periode.ditutup or periode.tutup_pada))
    if periode.tenggat_keberatan:
        peristiwa.append(("Tenggat keberatan", periode.tenggat_keberatan))
    peristiwa.sort(key=lambda satu: satu[1])
    depan = next((saat for _, saat in peristiwa if saat > sekarang), None)
    return [
        Tahap(judul, saat, "lewat" if saat <= sekarang else "kini" if saat == depan else "")
        for judul, saat in peristiwa
    ]
