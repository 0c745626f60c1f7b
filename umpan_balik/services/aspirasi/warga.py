"""Yang dilakukan warga pemegang kode lacak: menilai jawaban, dan menarik kembali sarannya."""

from datetime import datetime

from django.db import transaction

from inti.galat import GalatAturan
from umpan_balik.models import Aspirasi, LangkahAspirasi
from umpan_balik.queries.aspirasi_aturan import batas_pada
from umpan_balik.rules.penyamaran import samarkan
from umpan_balik.rules.penyamaran_nama import samarkan_nama
from umpan_balik.services.aspirasi.umum import DITARIK, ambil, catat, langkah

ALASAN_TERPANJANG = 500


@transaction.atomic
def tanggapi(*, aspirasi: Aspirasi, tanggapan: str, alasan: str, sekarang: datetime) -> Aspirasi:
    """Membantu, atau belum. "Belum" yang pertama membuka perkaranya lagi, sekali saja, dengan jam menjawab yang baru.

    Pemanggil sudah membuktikan kode lacaknya. Tanpa jejak: jejak membawa nomor permintaan web. Diulang tidak
    mengubah apa pun. Menolak sebelum ada jawaban dan sesudah saran ditarik.
    """
    perkara = ambil(aspirasi)
    if tanggapan not in Aspirasi.Tanggapan.values:
        raise GalatAturan("Pilih membantu atau belum.", bidang="tanggapan")
    if perkara.teks == DITARIK or perkara.ditolak or not perkara.jawaban:
        raise GalatAturan("Belum ada jawaban resmi yang dapat dinilai.")
    if perkara.status != Aspirasi.Status.DITUTUP or tanggapan == perkara.tanggapan:
        return perkara
    teks = samarkan_nama(samarkan(alasan.strip()[:ALASAN_TERPANJANG]).teks, []).teks
    perkara.tanggapan = tanggapan
    if tanggapan == Aspirasi.Tanggapan.BELUM:
        perkara.alasan_belum = teks
        if not perkara.dibuka_lagi:
            hari = perkara.instansi.hari_pada(sekarang)
            perkara.dibuka_lagi, perkara.status = True, Aspirasi.Status.DIPROSES
            perkara.tenggat = batas_pada(perkara.instansi_id, hari).jawab
            langkah(perkara, LangkahAspirasi.Jenis.DIBUKA_LAGI, sekarang)
    perkara.save()
    return perkara


@transaction.atomic
def tarik(*, aspirasi: Aspirasi, sekarang: datetime) -> Aspirasi:
    """Hapus teks saran atas permintaan warga pemegang kodenya (UU 27/2022 Pasal 9, 43); jawabannya tetap ada.

    Pemanggil sudah membuktikan kode pelacakannya. Diulang tidak mengubah apa pun.
    """
    perkara = ambil(aspirasi)
    if perkara.teks != DITARIK:
        perkara.teks, perkara.tampil, perkara.alasan_belum = DITARIK, False, ""
        perkara.status, perkara.tenggat = Aspirasi.Status.DITUTUP, None
        perkara.save()
        perkara.sebutan.all().delete()
        catat("aspirasi.ditarik", perkara, None, sekarang)
    return perkara
