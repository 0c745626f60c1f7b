"""Transaksi akhir: semua diperiksa jumlahnya, dicatat dalam buku berantai, dan tampil serentak."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse

from indikator.models import Periode
from inti.galat import GalatAturan
from inti.services.jejak import catat
from inti.services.kotak import antre_tugas
from penilaian.models import BukuPenutupan, LangkahPenutupan, Penutupan
from penilaian.queries.buku import SIDIK_AWAL, baris_buku
from penilaian.queries.peserta import parameter_peserta
from penilaian.services.penutupan.aturan import KELAS_KUNCI, URUTAN
from penilaian.services.penutupan.rekap import antre_rekap
from penilaian.services.penutupan.sql_akhir import (
    SQL_BUKA_LAGI,
    SQL_ISI,
    SQL_JUMLAH_LANGKAH,
    SQL_PEMBERITAHUAN,
    SQL_SUREL,
    SQL_TERTINGGAL,
)

ISI_PESAN = "Baca predikat, rincian nilai, dan saran pelatihan Anda."
log = logging.getLogger(__name__)


def selesaikan(*, penutupan_id: int, sekarang: datetime) -> bool | None:
    """Tutup periode bila semua langkah selesai; satu transaksi, satu pemenang.

    True: penutupan ini sudah selesai. False: masih ada langkah yang menunggu. None: ada pegawai yang belum terhitung
    (penempatannya dicatat sesudah dinasnya dihitung), jadi langkahnya dibuka lagi. Jumlah yang tidak cocok
    menghentikan penutupan dan dicatat pada langkah rekap; tidak ada yang tampil.
    """
    try:
        with transaction.atomic():
            return _selesaikan(penutupan_id, sekarang)
    except GalatAturan as galat:
        log.error("Penutupan %s: %s", penutupan_id, galat)
        LangkahPenutupan.objects.filter(penutupan_id=penutupan_id, jenis=LangkahPenutupan.Jenis.REKAP).update(
            galat=galat.pesan
        )
        return False


def _selesaikan(penutupan_id: int, sekarang: datetime) -> bool | None:
    periode_id, instansi_id, putaran = Penutupan.objects.values_list(
        "periode_id", "periode__instansi_id", "putaran"
    ).get(pk=penutupan_id)
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [KELAS_KUNCI, instansi_id])
    periode = Periode.objects.select_for_update().get(pk=periode_id)
    # Pekerja yang terlambat dari putaran lalu tidak boleh menutup lagi periode yang sudah dibuka kembali.
    usai = Penutupan.objects.filter(pk=penutupan_id, status=Penutupan.Status.DITUTUP).exists()
    if usai or periode.status == Periode.Status.DITUTUP:
        return True
    langkah = LangkahPenutupan.objects.filter(penutupan_id=penutupan_id)
    if langkah.exclude(status=LangkahPenutupan.Status.DITUTUP).exists():
        return False
    isi: dict[str, Any] = {
        "penutupan": penutupan_id,
        "periode": periode_id,
        "putaran": putaran,
        **parameter_peserta(periode),
        "u_hitung": URUTAN["hitung"],
    }
    with connection.cursor() as kursor:
        kursor.execute(SQL_TERTINGGAL, isi)
        tertinggal = [baris[0] for baris in kursor.fetchall()]
        if tertinggal:
            kursor.execute(SQL_BUKA_LAGI, {**isi, "dinas": tertinggal})
            return None
    isi_buku = _periksa_jumlah(isi)
    _catat_buku(periode, putaran, isi_buku, sekarang)
    _tampilkan(periode, penutupan_id, putaran, isi_buku, sekarang)
    return True


@dataclass(frozen=True, slots=True)
class IsiBuku:
    """Yang dicatat buku: semua orang yang berhasil penutupan, dan berapa yang ditulis putaran ini."""

    jumlah: int
    lengkap: int
    sidik: str
    baru: int


def _periksa_jumlah(isi: dict[str, Any]) -> IsiBuku:
    """Yang ditulis putaran ini harus sama dengan jumlah per langkah, dan seluruhnya sama dengan rekap."""
    with connection.cursor() as kursor:
        kursor.execute(SQL_ISI, isi)
        buku = IsiBuku(*kursor.fetchone())
        kursor.execute(SQL_JUMLAH_LANGKAH, isi)
        per_langkah, per_rekap = kursor.fetchone()
    if buku.baru != per_langkah or buku.jumlah != per_rekap:
        raise GalatAturan(
            f"Jumlah tidak cocok: {buku.jumlah} hasil ({buku.baru} putaran ini), {per_langkah} menurut langkah, "
            f"{per_rekap} menurut rekap. "
            "Tidak ada yang ditampilkan. Hubungi tim aplikasi dengan angka ini."
        )
    return buku


def _catat_buku(periode: Periode, putaran: int, isi: IsiBuku, sekarang: datetime) -> None:
    sebelum = BukuPenutupan.objects.filter(instansi_id=periode.instansi_id).order_by("-id").first()
    buku = BukuPenutupan(
        instansi_id=periode.instansi_id,
        periode=periode,
        waktu=sekarang,
        versi=putaran,
        jumlah=isi.jumlah,
        jumlah_lengkap=isi.lengkap,
        sidik_isi=isi.sidik,
        sidik_sebelum=sebelum.sidik if sebelum else SIDIK_AWAL,
    )
    buku.sidik = hashlib.sha256(baris_buku(buku).encode()).hexdigest()
    buku.save()


def _tampilkan(periode: Periode, penutupan_id: int, putaran: int, isi: IsiBuku, sekarang: datetime) -> None:
    """Hasil tampil bagi semua orang dalam satu langkah, beserta pemberitahuan dan tugas lanjutannya."""
    kebijakan, instansi = periode.kebijakan, periode.instansi
    hari_akhir = instansi.hari_pada(sekarang) + timedelta(days=kebijakan.hari_keberatan)
    periode.status = Periode.Status.DITUTUP
    periode.ditutup = sekarang
    periode.tenggat_keberatan = instansi.akhir_hari(hari_akhir).replace(second=59)
    periode.save(update_fields=["status", "ditutup", "tenggat_keberatan"])
    Penutupan.objects.filter(pk=penutupan_id).update(status=Penutupan.Status.DITUTUP, selesai=sekarang)
    _kabari(periode, putaran, sekarang)
    antre_tugas(
        nama="pelatihan.tasks.buat_rekomendasi",
        kunci=f"rekomendasi:{periode.pk}:{putaran}",
        sekarang=sekarang,
        periode_id=periode.pk,
    )
    antre_tugas(
        nama="pelatihan.tasks.buat_pembinaan",
        kunci=f"pembinaan:{periode.pk}:{putaran}",
        sekarang=sekarang,
        periode_id=periode.pk,
    )
    antre_tugas(
        nama="penilaian.tasks.terbitkan_dokumen",
        kunci=f"dokumen_hasil:{periode.pk}:{sekarang:%Y%m%d%H%M%S}",
        sekarang=sekarang,
        periode_id=periode.pk,
    )
    antre_rekap(periode_id=periode.pk, putaran=putaran, sekarang=sekarang)
    catat(
        aksi="periode.ditutup",
        objek_jenis="periode",
        objek_id=periode.pk,
        oleh=None,
        sekarang=sekarang,
        instansi_id=periode.instansi_id,
        isi={"jumlah": isi.jumlah, "jumlah_lengkap": isi.lengkap, "putaran": putaran, "baru": isi.baru},
    )


def _kabari(periode: Periode, putaran: int, sekarang: datetime) -> None:
    """Pemberitahuan dan surel tiap orang yang hasilnya ditulis putaran ini, dengan dua pernyataan."""
    awal, akhir = reverse("penilaian:hasil_rinci", args=[0]).split("0")
    isi: dict[str, Any] = {
        "periode": periode.pk,
        "instansi": periode.instansi_id,
        "sekarang": sekarang,
        "putaran": putaran,
        "akhiran": "" if putaran == 1 else f":{putaran}",
        "judul": f"Hasil {periode.nama} {'sudah tampil' if putaran == 1 else 'berubah'}",
        "isi": ISI_PESAN,
        "isi_surel": f"{ISI_PESAN}\n\n{settings.BASE_URL}",
        "tautan_awal": awal,
        "tautan_akhir": akhir,
    }
    with connection.cursor() as kursor:
        kursor.execute(SQL_PEMBERITAHUAN, isi)
        kursor.execute(SQL_SUREL, isi)
