"""Yang dipakai bersama semua langkah keberatan: kunci, alasan, lampiran, dan kabar."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.urls import reverse

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Berkas
from inti.rules.kabar import JenisKabar
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu
from inti.services.tulisan import berukuran
from kepegawaian.models import Instansi, Pegawai
from penilaian.models import BuktiKeberatan, Keberatan

ALASAN_TERPENDEK = 20
BERKAS_TERBANYAK = 10
TIDAK_ADA = "Keberatan ini tidak ada di instansi Anda. Buka lagi dari daftar keberatan."


def terkunci(keberatan_id: int, *, oleh: Pegawai) -> Keberatan:
    """Baris keberatan yang terkunci sampai transaksi selesai, seinstansi dengan pelakunya."""
    terkunci = Keberatan.objects.select_for_update(of=("self",)).select_related(
        "hasil__periode__instansi", "hasil__pegawai", "hasil__penilai", "pemutus"
    )
    keberatan = terkunci.filter(pk=keberatan_id, instansi_id=oleh.instansi_id).first()
    if keberatan is None:
        raise TidakBerhak(TIDAK_ADA)
    return keberatan


def wajib_terbuka(keberatan: Keberatan) -> None:
    """Tolak bila sudah diputus atau ditarik."""
    if keberatan.status == Keberatan.Status.DITETAPKAN:
        raise GalatAturan("Keberatan ini sudah diputus. Putusannya bersifat akhir.")
    if keberatan.status == Keberatan.Status.DITUTUP:
        raise GalatAturan("Keberatan ini sudah ditarik oleh yang mengajukan.")


def alasan_cukup(teks: str, *, sebutan: str, bidang: str) -> str:
    """Teks yang dirapikan; menolak yang kurang dari 20 huruf."""
    return berukuran(teks, sekurangnya=ALASAN_TERPENDEK, apa=sebutan, bidang=bidang)


def akhir_hari(instansi: Instansi, sekarang: datetime, hari: int) -> datetime:
    """Akhir hari ke-`hari` sesudah hari ini menurut zona instansi."""
    return instansi.akhir_hari(instansi.hari_pada(sekarang) + timedelta(days=hari)).replace(second=59)


def lampirkan(keberatan: Keberatan, berkas: Sequence[Berkas], *, oleh: Pegawai) -> None:
    """Tambah berkas milik pelakunya; berkas orang lain dan lebih dari sepuluh ditolak."""
    if any(b.pemilik_id != oleh.pk for b in berkas):
        raise TidakBerhak("Hanya berkas yang Anda unggah sendiri yang dapat dilampirkan.")
    if len(berkas) > BERKAS_TERBANYAK:
        raise GalatAturan(
            f"Paling banyak {BERKAS_TERBANYAK} berkas, Anda melampirkan {len(berkas)}. Gabungkan atau hapus sebagian.",
            bidang="berkas",
        )
    BuktiKeberatan.objects.bulk_create(
        [BuktiKeberatan(keberatan=keberatan, berkas=b, ditambah_oleh=oleh) for b in berkas],
        ignore_conflicts=True,
    )


def kabari(
    keberatan: Keberatan,
    penerima: Iterable[Pegawai | None],
    *,
    judul: str,
    isi: str,
    kunci: str,
    sekarang: datetime,
    jenis: JenisKabar = JenisKabar.TUGAS,
) -> None:
    """Kabar ke layar dan, menurut pilihan penerima, surel; kunci yang sama tidak mengulang."""
    tautan = reverse("penilaian:keberatan_rinci", args=[keberatan.pk])
    for satu in penerima:
        if satu is not None:
            beri_tahu(
                penerima_id=satu.pk,
                instansi_id=keberatan.instansi_id,
                judul=judul,
                isi=isi,
                tautan=tautan,
                kunci=f"keberatan:{keberatan.pk}:{kunci}:{satu.pk}",
                sekarang=sekarang,
                jenis=jenis,
                surel_ke=satu,
            )


def jejak(
    keberatan: Keberatan,
    aksi: str,
    *,
    oleh: Pegawai | None,
    sekarang: datetime,
    alasan: str = "",
    **isi: object,
) -> None:
    """Satu baris jejak tentang keberatan ini."""
    catat(
        aksi=aksi,
        objek_jenis="keberatan",
        objek_id=keberatan.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=keberatan.instansi_id,
        isi={"hasil": keberatan.hasil_id, **isi},
        alasan=alasan,
    )
