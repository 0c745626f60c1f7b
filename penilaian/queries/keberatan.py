"""Keberatan untuk dibaca: milik sendiri, yang menunggu saya, yang tercakup izin, dan angkanya per perangkat daerah."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet
from django.utils import timezone

from inti.rules.format import tenggat, waktu
from inti.tugas import Berikutnya
from kepegawaian.models import Pegawai, UnitKerja
from kepegawaian.permissions import Akses, Izin
from kepegawaian.queries.penilai import bawahan_pada
from penilaian.models import BuktiKeberatan, Keberatan
from penilaian.permissions import Pihak, pihak


@dataclass(frozen=True, slots=True)
class Perkara:
    """Satu keberatan dan sebagai siapa ia dibaca; `sebagai` kosong berarti ada tetapi bukan urusannya."""

    keberatan: Keberatan
    sebagai: Pihak | None


@dataclass(frozen=True, slots=True)
class BarisDinas:
    """Keberatan satu perangkat daerah dalam angka."""

    nama: str
    jumlah: int
    terbuka: int
    lewat: int
    diubah: int
    tetap: int
    ditarik: int
    lama: timedelta | None

    @property
    def hari(self) -> int | None:
        """Rata-rata hari dari pengajuan sampai putusan, dibulatkan ke atas."""
        return None if self.lama is None else -(-self.lama // timedelta(days=1))


def perkara(pegawai: Pegawai, *, keberatan_id: int, pada: date) -> Perkara | None:
    """Satu keberatan seinstansi; selain itu None, seolah-olah tidak ada."""
    satu = (
        Keberatan.objects.filter(pk=keberatan_id, instansi_id=pegawai.instansi_id)
        .select_related(
            "hasil__periode__instansi",
            "hasil__pegawai",
            "hasil__penilai",
            "hasil__dinas",
            "hasil_baru",
            "pemutus",
            "diajukan_oleh",
            "ditanggapi_oleh",
            "diputus_oleh",
        )
        .first()
    )
    return Perkara(satu, pihak(pegawai, satu, pada=pada)) if satu else None


def bukti(keberatan: Keberatan) -> list[BuktiKeberatan]:
    """Berkas kedua pihak, urut masuk. Satu kueri."""
    return list(keberatan.bukti.select_related("berkas", "ditambah_oleh").order_by("pk"))


def menunggu(pegawai: Pegawai, *, sekarang: datetime) -> QuerySet[Keberatan]:
    """Terbuka dan sedang giliran orang ini: menanggapi sebagai penilai, atau memutus. Dua kueri.

    Giliran memutus tiba sesudah tanggapan ada atau tenggatnya lewat.
    """
    pada = pegawai.instansi.hari_pada(sekarang)
    di_bawah = bawahan_pada(penilai_id=pegawai.pk, pada=pada, instansi_id=pegawai.instansi_id)
    siap = Q(status=Keberatan.Status.DIPROSES) | Q(tanggapan_sampai__lt=sekarang)
    memutus = siap & (Q(pemutus=pegawai) | Q(hasil__penilai_id__in=di_bawah))
    giliran = Q(hasil__penilai=pegawai, ditanggapi_pada__isnull=True) | memutus
    return (
        _daftar(pegawai.instansi_id)
        .filter(giliran, status__in=Keberatan.TERBUKA)
        .exclude(diajukan_oleh=pegawai)
        .order_by("putusan_sampai", "pk")
    )


def milik(pegawai: Pegawai) -> QuerySet[Keberatan]:
    """Keberatan sendiri, terbaru di atas. Satu kueri."""
    return _daftar(pegawai.instansi_id).filter(diajukan_oleh=pegawai).order_by("-pk")


def tercakup(
    akses: Akses, *, periode_id: int | None, dinas_id: int | None, status: str
) -> QuerySet[Keberatan]:
    """Keberatan pada unit yang hasilnya boleh dibaca, disaring; terbaru di atas."""
    semua = _daftar(akses.instansi_id).order_by("-pk")
    unit = akses.unit(Izin.BACA_HASIL_UNIT)
    if unit is not None:
        semua = semua.filter(hasil__unit_id__in=unit)
    if periode_id is not None:
        semua = semua.filter(hasil__periode_id=periode_id)
    if dinas_id is not None:
        semua = semua.filter(hasil__dinas_id=dinas_id)
    return semua.filter(status=status) if status else semua


def dinas_berkeberatan(akses: Akses) -> list[tuple[int, str]]:
    """Perangkat daerah yang mempunyai keberatan dalam cakupan izin, untuk saringan. Satu kueri."""
    semua = tercakup(akses, periode_id=None, dinas_id=None, status="").order_by()
    pasangan = semua.values_list("hasil__dinas_id", "hasil__dinas__nama").distinct()
    return sorted(((pk, nama) for pk, nama in pasangan if pk is not None), key=lambda d: d[1])


def linimasa(k: Keberatan, *, sekarang: datetime) -> list[dict[str, str]]:
    """Langkah perkara dengan jamnya, untuk templates/komponen/linimasa.html."""
    butir = [_butir("Diajukan", f"{k.diajukan_oleh}, {_saat(k, k.diajukan_pada)}", "lewat")]
    if k.status == Keberatan.Status.DITUTUP:
        return [*butir, _butir("Ditarik", f"oleh yang mengajukan, {_saat(k, k.ditarik_pada)}", "kini")]
    if k.ditanggapi_pada is not None:
        butir.append(_butir("Ditanggapi", f"{k.ditanggapi_oleh}, {_saat(k, k.ditanggapi_pada)}", "lewat"))
    elif k.hasil.penilai is None:
        butir.append(_butir("Tanpa tanggapan", "hasil ini tidak mempunyai penilai", "lewat"))
    else:
        habis = k.tanggapan_sampai is not None and sekarang > k.tanggapan_sampai
        kini = "" if habis or k.status == Keberatan.Status.DITETAPKAN else "kini"
        kata = "Tidak ditanggapi" if not kini else "Menunggu tanggapan"
        butir.append(
            _butir(kata, f"{k.hasil.penilai}, tenggat {_tenggat(k, k.tanggapan_sampai, sekarang)}", kini)
        )
    if k.status == Keberatan.Status.DITETAPKAN:
        sebutan = f"Diputus: {k.get_putusan_display().lower()}"
        return [*butir, _butir(sebutan, f"{k.diputus_oleh}, {_saat(k, k.diputus_pada)}", "kini")]
    siapa = str(k.pemutus) if k.pemutus else "pemutus ditunjuk admin BKD"
    kini = "" if any(b["keadaan"] == "kini" for b in butir) else "kini"
    return [
        *butir,
        _butir("Menunggu putusan", f"{siapa}, tenggat {_tenggat(k, k.putusan_sampai, sekarang)}", kini),
    ]


def berikutnya(k: Keberatan, *, sekarang: datetime) -> Berikutnya:
    """Kelanjutan perkara bagi yang mengajukan, menurut keadaannya."""
    if k.status == Keberatan.Status.DITUTUP:
        return Berikutnya("Keberatan ini sudah ditarik, jadi tidak ada lagi yang ditunggu.")
    if k.status == Keberatan.Status.DITETAPKAN:
        return Berikutnya("Sudah diputus dan bersifat akhir; putusannya di halaman ini.")
    menanggapi = k.ditanggapi_pada is None and k.hasil.penilai is not None
    if menanggapi and k.tanggapan_sampai is not None and sekarang <= k.tanggapan_sampai:
        return Berikutnya("Penilai menanggapi, lalu atasannya memutus.", k.tanggapan_sampai)
    siapa = str(k.pemutus) if k.pemutus else "Pemutus yang ditunjuk admin BKD"
    return Berikutnya(f"{siapa} memutus. Anda diberi tahu begitu diputus.", k.putusan_sampai)


def _butir(judul: str, ket: str, keadaan: str) -> dict[str, str]:
    return {"judul": judul, "ket": ket, "keadaan": keadaan}


def _saat(k: Keberatan, saat: datetime | None) -> str:
    return waktu(timezone.localtime(saat, k.hasil.periode.instansi.zona_waktu)) if saat else ""


def _tenggat(k: Keberatan, saat: datetime | None, sekarang: datetime) -> str:
    setempat = saat and timezone.localtime(saat, k.hasil.periode.instansi.zona_waktu)
    return tenggat(setempat, sekarang) if setempat else "tidak ada"


def per_dinas(semua: QuerySet[Keberatan], *, sekarang: datetime) -> list[BarisDinas]:
    """Angka per perangkat daerah dari keberatan yang tersaring. Dua kueri."""
    terbuka = Q(status__in=Keberatan.TERBUKA)
    baris: list[Any] = list(
        semua.order_by()
        .values("hasil__dinas_id")
        .annotate(
            jumlah=Count("pk"),
            terbuka=Count("pk", filter=terbuka),
            lewat=Count("pk", filter=terbuka & Q(putusan_sampai__lt=sekarang)),
            diubah=Count("pk", filter=Q(putusan=Keberatan.Putusan.DIUBAH)),
            tetap=Count("pk", filter=Q(putusan=Keberatan.Putusan.TETAP)),
            ditarik=Count("pk", filter=Q(status=Keberatan.Status.DITUTUP)),
            lama=Avg(F("diputus_pada") - F("diajukan_pada"), filter=Q(diputus_pada__isnull=False)),
        )
    )
    nama = UnitKerja.objects.in_bulk([b["hasil__dinas_id"] for b in baris])
    isi = [BarisDinas(nama=nama[b.pop("hasil__dinas_id")].nama, **b) for b in baris]
    return sorted(isi, key=lambda b: (-b.lewat, -b.terbuka, b.nama))


def _daftar(instansi_id: int) -> QuerySet[Keberatan]:
    return (
        Keberatan.objects.filter(instansi_id=instansi_id)
        .select_related("hasil__pegawai", "hasil__periode", "hasil__penilai", "hasil__dinas", "pemutus")
        .defer("hasil__rincian", "hasil__kurang")
    )
