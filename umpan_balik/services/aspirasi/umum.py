"""Pegangan bersama layanan saran warga: siapa berwenang, jejak, dan langkah yang dibaca warga."""

from datetime import datetime

from django.utils.text import Truncator

from inti.galat import TidakBerhak
from inti.services import jejak
from inti.services.tulisan import berukuran
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, akses
from umpan_balik.models import Aspirasi, LangkahAspirasi, SebutanPetugas
from umpan_balik.rules.penyamaran import samarkan

ALASAN_TERPENDEK, ALASAN_TERPANJANG = 10, 500
DITARIK = "[Ditarik kembali oleh warga]"
MENYEBUT_ANDA = "Saran ini menyebut Anda, jadi ditangani orang lain."
BUKAN_WEWENANG = "Saran ini ditangani unit lain. Hubungi admin dinas bila seharusnya dialihkan kepada Anda."


def ambil(aspirasi: Aspirasi) -> Aspirasi:
    """Baris terkini, terkunci sampai transaksi selesai."""
    return (
        Aspirasi.objects.select_for_update(of=("self",))
        .select_related("instansi", "unit")
        .get(pk=aspirasi.pk)
    )


def wajib_menyaring(aspirasi: Aspirasi, oleh: Pegawai, sekarang: datetime) -> None:
    """Penyaring unit itu, dan bukan orang yang disebut di dalamnya."""
    hari = aspirasi.instansi.hari_pada(sekarang)
    if not akses(oleh, pada=hari).boleh(
        Izin.SARING_ASPIRASI, unit_id=aspirasi.unit_id, instansi_id=aspirasi.instansi_id
    ):
        raise TidakBerhak(BUKAN_WEWENANG)
    _bukan_yang_disebut(aspirasi, oleh)


def wajib_menangani(aspirasi: Aspirasi, oleh: Pegawai, sekarang: datetime) -> None:
    """Petugas unitnya; untuk keluhan tentang orang hanya atasannya, atau penyaring seluruh pemda bila tidak ada lagi."""
    milik = akses(oleh, pada=aspirasi.instansi.hari_pada(sekarang))
    if aspirasi.jenis != Aspirasi.Jenis.TENTANG_ORANG:
        berwenang = milik.boleh(
            Izin.JAWAB_ASPIRASI, unit_id=aspirasi.unit_id, instansi_id=aspirasi.instansi_id
        )
    elif aspirasi.penangan is not None and aspirasi.penangan.is_active:
        berwenang = aspirasi.penangan_id == oleh.pk and oleh.instansi_id == aspirasi.instansi_id
    else:
        berwenang = (
            milik.boleh(Izin.SARING_ASPIRASI, instansi_id=aspirasi.instansi_id)
            and milik.unit(Izin.SARING_ASPIRASI) is None
        )
    if not berwenang:
        raise TidakBerhak(BUKAN_WEWENANG)
    if aspirasi.jenis == Aspirasi.Jenis.TENTANG_ORANG:
        _bukan_yang_disebut(aspirasi, oleh)


def wajib_beralasan(alasan: str) -> str:
    """Alasan yang rapi dan tersamar; warga membacanya. Menolak yang di luar 10–500 huruf."""
    return berukuran(
        samarkan(" ".join(alasan.split())).teks,
        sekurangnya=ALASAN_TERPENDEK,
        paling_banyak=ALASAN_TERPANJANG,
        pesan="Warga membacanya di halaman lacak.",
    )


def langkah(aspirasi: Aspirasi, jenis: str, sekarang: datetime, keterangan: str = "") -> None:
    """Tambah satu langkah perjalanan dengan harinya saja."""
    LangkahAspirasi.objects.create(
        aspirasi=aspirasi,
        jenis=jenis,
        tanggal=aspirasi.instansi.hari_pada(sekarang),
        keterangan=Truncator(keterangan).chars(600),
    )


def catat(
    aksi: str,
    aspirasi: Aspirasi,
    oleh: Pegawai | None,
    sekarang: datetime,
    *,
    alasan: str = "",
    **isi: object,
) -> None:
    """Jejak satu perbuatan atas saran ini."""
    jejak.catat(
        aksi=aksi,
        objek_jenis="aspirasi",
        objek_id=aspirasi.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=aspirasi.instansi_id,
        isi=isi,
        alasan=alasan,
    )


def _bukan_yang_disebut(aspirasi: Aspirasi, oleh: Pegawai) -> None:
    if SebutanPetugas.objects.filter(aspirasi=aspirasi, pegawai=oleh).exists():
        raise TidakBerhak(MENYEBUT_ANDA)
