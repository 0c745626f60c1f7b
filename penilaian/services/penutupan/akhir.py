"""Transaksi akhir: semua diperiksa jumlahnya, dicatat dalam buku berantai, dan tampil serentak."""

import hashlib
import logging
from datetime import datetime, time, timedelta
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

    True: periode sudah ditutup. False: masih ada langkah yang menunggu. None: ada pegawai yang belum terhitung
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
    periode_id, instansi_id = Penutupan.objects.values_list("periode_id", "periode__instansi_id").get(
        pk=penutupan_id
    )
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [KELAS_KUNCI, instansi_id])
    periode = Periode.objects.select_for_update().get(pk=periode_id)
    if periode.status == Periode.Status.DITUTUP:
        return True
    langkah = LangkahPenutupan.objects.filter(penutupan_id=penutupan_id)
    if langkah.exclude(status=LangkahPenutupan.Status.DITUTUP).exists():
        return False
    isi: dict[str, Any] = {
        "penutupan": penutupan_id,
        "periode": periode_id,
        **parameter_peserta(periode),
        "u_hitung": URUTAN["hitung"],
    }
    with connection.cursor() as kursor:
        kursor.execute(SQL_TERTINGGAL, isi)
        tertinggal = [baris[0] for baris in kursor.fetchall()]
        if tertinggal:
            kursor.execute(SQL_BUKA_LAGI, {**isi, "dinas": tertinggal})
            return None
    jumlah, lengkap, sidik_isi = _periksa_jumlah(isi)
    _catat_buku(periode, jumlah, lengkap, sidik_isi, sekarang)
    _tampilkan(periode, penutupan_id, jumlah, lengkap, sekarang)
    return True


def _periksa_jumlah(isi: dict[str, Any]) -> tuple[int, int, str]:
    """Jumlah hasil harus sama dengan jumlah per langkah dan dengan rekap."""
    with connection.cursor() as kursor:
        kursor.execute(SQL_ISI, isi)
        jumlah, lengkap, sidik_isi = kursor.fetchone()
        kursor.execute(SQL_JUMLAH_LANGKAH, isi)
        per_langkah, per_rekap = kursor.fetchone()
    if not jumlah == per_langkah == per_rekap:
        raise GalatAturan(
            f"Jumlah tidak cocok: {jumlah} hasil, {per_langkah} menurut langkah, {per_rekap} menurut rekap. "
            "Tidak ada yang ditampilkan. Hubungi tim aplikasi dengan angka ini."
        )
    return jumlah, lengkap, sidik_isi


def _catat_buku(periode: Periode, jumlah: int, lengkap: int, sidik_isi: str, sekarang: datetime) -> None:
    sebelum = BukuPenutupan.objects.filter(instansi_id=periode.instansi_id).order_by("-id").first()
    buku = BukuPenutupan(
        instansi_id=periode.instansi_id,
        periode=periode,
        waktu=sekarang,
        jumlah=jumlah,
        jumlah_lengkap=lengkap,
        sidik_isi=sidik_isi,
        sidik_sebelum=sebelum.sidik if sebelum else SIDIK_AWAL,
    )
    buku.sidik = hashlib.sha256(baris_buku(buku).encode()).hexdigest()
    buku.save()


def _tampilkan(periode: Periode, penutupan_id: int, jumlah: int, lengkap: int, sekarang: datetime) -> None:
    """Hasil tampil bagi semua orang dalam satu langkah, beserta pemberitahuan dan tugas lanjutannya."""
    kebijakan, instansi = periode.kebijakan, periode.instansi
    hari_akhir = instansi.hari_pada(sekarang) + timedelta(days=kebijakan.hari_keberatan)
    periode.status = Periode.Status.DITUTUP
    periode.ditutup = sekarang
    periode.tenggat_keberatan = datetime.combine(hari_akhir, time(23, 59, 59), instansi.zona_waktu)
    periode.save(update_fields=["status", "ditutup", "tenggat_keberatan"])
    Penutupan.objects.filter(pk=penutupan_id).update(status=Penutupan.Status.DITUTUP, selesai=sekarang)
    _kabari(periode, sekarang)
    antre_tugas(
        nama="pelatihan.tasks.buat_rekomendasi",
        kunci=f"rekomendasi:{periode.pk}:1",
        sekarang=sekarang,
        periode_id=periode.pk,
    )
    antre_tugas(
        nama="penilaian.tasks.terbitkan_dokumen",
        kunci=f"dokumen_hasil:{periode.pk}:{sekarang:%Y%m%d%H%M%S}",
        sekarang=sekarang,
        periode_id=periode.pk,
    )
    catat(
        aksi="periode.ditutup",
        objek_jenis="periode",
        objek_id=periode.pk,
        oleh=None,
        sekarang=sekarang,
        instansi_id=periode.instansi_id,
        isi={"jumlah": jumlah, "jumlah_lengkap": lengkap},
    )


def _kabari(periode: Periode, sekarang: datetime) -> None:
    """Pemberitahuan dan surel semua pegawai dengan dua pernyataan, berapa pun orangnya."""
    awal, akhir = reverse("penilaian:hasil_rinci", args=[0]).split("0")
    isi: dict[str, Any] = {
        "periode": periode.pk,
        "instansi": periode.instansi_id,
        "sekarang": sekarang,
        "judul": f"Hasil {periode.nama} sudah tampil",
        "isi": ISI_PESAN,
        "isi_surel": f"{ISI_PESAN}\n\n{settings.BASE_URL}",
        "tautan_awal": awal,
        "tautan_akhir": akhir,
    }
    with connection.cursor() as kursor:
        kursor.execute(SQL_PEMBERITAHUAN, isi)
        kursor.execute(SQL_SUREL, isi)
