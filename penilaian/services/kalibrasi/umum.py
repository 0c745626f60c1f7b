"""Yang dipakai bersama semua langkah kalibrasi: kunci, kewenangan, kabar, dan jejak."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from inti.galat import GalatAturan, TidakBerhak
from inti.rules.kabar import JenisKabar
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu_banyak
from kepegawaian.models import Pegawai
from penilaian.models import Kalibrasi
from penilaian.permissions import kepala_pada
from penilaian.queries.bahan import hari_penilaian
from penilaian.queries.kalibrasi import Papan, papan

TIDAK_ADA = "Rapat kalibrasi ini tidak ada di instansi Anda. Buka lagi dari daftar kalibrasi."
BUKAN_PIMPINAN = "Rapat kalibrasi dibuka dan dipimpin kepala unitnya. Bila susunan organisasinya keliru, hubungi admin BKD."


def periode_rapat(kalibrasi_id: int, *, oleh: Pegawai) -> int:
    """Id periodenya, untuk dikunci lebih dahulu daripada rapatnya."""
    periode: int | None = (
        Kalibrasi.objects.filter(pk=kalibrasi_id, instansi_id=oleh.instansi_id)
        .values_list("periode_id", flat=True)
        .first()
    )
    if periode is None:
        raise TidakBerhak(TIDAK_ADA)
    return periode


def terkunci(kalibrasi_id: int, *, oleh: Pegawai, sekarang: datetime) -> Kalibrasi:
    """Rapat yang terkunci sampai transaksi selesai, bagi pimpinannya; satu rapat satu tulisan pada satu saat."""
    kalibrasi = (
        Kalibrasi.objects.select_for_update(of=("self",))
        .select_related("periode__instansi", "unit")
        .filter(pk=kalibrasi_id, instansi_id=oleh.instansi_id)
        .first()
    )
    if kalibrasi is None:
        raise TidakBerhak(TIDAK_ADA)
    hari = hari_penilaian(kalibrasi.periode, sekarang)
    if not oleh.is_active or kepala_pada(kalibrasi.unit_id, pada=hari) != oleh.pk:
        raise TidakBerhak(BUKAN_PIMPINAN)
    return kalibrasi


def wajib_terbuka(kalibrasi: Kalibrasi) -> None:
    """Tolak bila berita acaranya sudah terbit."""
    if not kalibrasi.terbuka:
        raise GalatAturan(
            "Rapat kalibrasi ini sudah ditutup dan berita acaranya terbit. Buka rapat baru bila masih perlu."
        )


def isi_papan(kalibrasi: Kalibrasi, sekarang: datetime) -> Papan:
    """Papan rapat itu pada hari penilaian."""
    return papan(
        periode=kalibrasi.periode,
        unit_id=kalibrasi.unit_id,
        pada=hari_penilaian(kalibrasi.periode, sekarang),
    )


def kabari(
    kalibrasi: Kalibrasi,
    penerima: Iterable[int],
    *,
    judul: str,
    isi: str,
    kunci: str,
    sekarang: datetime,
    pegawai_id: int | None = None,
) -> None:
    """Kabar kepada penilai; `pegawai_id` membuka perkara satu orang, selain itu daftar kalibrasi."""
    tautan = reverse("penilaian:kalibrasi")
    if pegawai_id is not None:
        tautan = reverse("penilaian:kalibrasi_orang", args=[kalibrasi.pk, pegawai_id])
    beri_tahu_banyak(
        Pegawai.objects.filter(pk__in=list(penerima), is_active=True),
        judul=judul[:160],
        isi=isi,
        tautan=tautan,
        kunci=f"kalibrasi:{kalibrasi.pk}:{kunci}",
        sekarang=sekarang,
        jenis=JenisKabar.HASIL,
    )


def jejak(
    kalibrasi: Kalibrasi, aksi: str, *, oleh: Pegawai, sekarang: datetime, alasan: str = "", **isi: object
) -> None:
    """Satu baris jejak tentang rapat ini."""
    catat(
        aksi=aksi,
        objek_jenis="kalibrasi",
        objek_id=kalibrasi.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=kalibrasi.instansi_id,
        isi={"periode": kalibrasi.periode_id, "unit": kalibrasi.unit_id, **isi},
        alasan=alasan,
    )


def catat_unduh(*, kalibrasi: Kalibrasi, banyak: int, oleh: Pegawai, sekarang: datetime) -> None:
    """Jejak bahwa papan banyak orang diunduh."""
    jejak(kalibrasi, "kalibrasi.diunduh", oleh=oleh, sekarang=sekarang, banyak=banyak)
