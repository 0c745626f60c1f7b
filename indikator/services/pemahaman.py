"""Menyatakan paham, meninjau indikator, dan menjawab tinjauan."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from indikator.models import Indikator, Pemahaman, Periode, Tinjauan
from indikator.permissions import hari_setempat, wajib_kelola_indikator, wajib_seinstansi
from indikator.queries.pemahaman import diukur_dengan
from indikator.services.kunci import kunci_bersama
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.rules.kabar import JenisKabar
from inti.services import jejak, kotak
from kepegawaian.models import Pegawai


def nyatakan(*, periode: Periode, oleh: Pegawai, sekarang: datetime) -> Pemahaman:
    """Nyatakan bahwa indikator dan cara menilai tahun itu sudah dipahami. Sekali per orang; boleh diulang.

    Menolak: bukan periode tahunan, belum dibuka, sudah ditutup, instansi lain.
    """
    wajib_seinstansi(oleh, instansi_id=periode.instansi_id)
    if periode.jenis != Periode.Jenis.TAHUNAN:
        raise GalatAturan("Pemahaman dinyatakan untuk satu tahun. Buka halaman pemahaman tahunnya.")
    with transaction.atomic():
        kunci_bersama(periode_id=periode.pk, sekarang=sekarang)
        pemahaman, baru = Pemahaman.objects.get_or_create(
            periode=periode, dinyatakan_oleh=oleh, defaults={"dinyatakan_pada": sekarang}
        )
        if baru:
            jejak.catat(
                aksi="pemahaman.dinyatakan",
                objek_jenis="periode",
                objek_id=periode.pk,
                oleh=oleh,
                sekarang=sekarang,
            )
    return pemahaman


def tinjau(
    *, indikator: Indikator, periode: Periode, jenis: str, catatan: str, oleh: Pegawai, sekarang: datetime
) -> Tinjauan:
    """Tulis pertanyaan atau pendapat tentang indikator yang mengukur diri sendiri.

    Satu per jenis; sebelum dijawab, kiriman berikutnya menggantikan catatannya. Pendapat selain pertanyaan
    hanya bila kebijakan membukanya. Menolak: bukan yang diukur, catatan kosong, sudah dijawab, periode tidak
    menerima tulisan.
    """
    wajib_seinstansi(oleh, instansi_id=periode.instansi_id)
    wajib_seinstansi(oleh, instansi_id=indikator.instansi_id)
    catatan = catatan.strip()
    _tolak_isian(jenis, catatan, periode=periode)
    with transaction.atomic():
        kunci_bersama(periode_id=periode.pk, sekarang=sekarang)
        pada = hari_setempat(periode.instansi, sekarang=sekarang)
        if not diukur_dengan(oleh, indikator=indikator, pada=pada):
            raise TidakBerhak("Indikator ini tidak mengukur jabatan Anda. Pilih dari daftar indikator Anda.")
        tinjauan, baru = Tinjauan.objects.select_for_update().get_or_create(
            indikator=indikator,
            periode=periode,
            ditulis_oleh=oleh,
            jenis=jenis,
            defaults={"catatan": catatan, "ditulis_pada": sekarang},
        )
        if not baru and not _perbarui(tinjauan, catatan=catatan, sekarang=sekarang):
            return tinjauan
        jejak.catat(
            aksi="tinjauan.ditulis",
            objek_jenis="tinjauan",
            objek_id=tinjauan.pk,
            oleh=oleh,
            sekarang=sekarang,
            isi={"indikator_id": indikator.pk, "jenis": jenis},
        )
    return tinjauan


def _tolak_isian(jenis: str, catatan: str, *, periode: Periode) -> None:
    if jenis not in Tinjauan.Jenis.values:
        raise GalatAturan("Pilih pertanyaan atau jenis pendapat dari daftar.", bidang="jenis")
    if not catatan:
        raise GalatAturan("Catatan kosong. Tulis pertanyaan atau alasan Anda.", bidang="catatan")
    if jenis != Tinjauan.Jenis.PERTANYAAN and not periode.kebijakan.tinjauan_indikator:
        raise GalatAturan(
            "Kebijakan tahun ini tidak membuka tinjauan indikator. Kirim sebagai pertanyaan.", bidang="jenis"
        )


def _perbarui(tinjauan: Tinjauan, *, catatan: str, sekarang: datetime) -> bool:
    """Ganti catatan yang belum dijawab; kembalikan apakah ada yang berubah."""
    if tinjauan.catatan == catatan:
        return False
    if tinjauan.dijawab_pada is not None:
        raise GalatAturan(
            "Tinjauan Anda dengan jenis ini sudah dijawab. Baca jawabannya, atau pilih jenis lain.",
            bidang="jenis",
        )
    tinjauan.catatan = catatan
    tinjauan.ditulis_pada = sekarang
    tinjauan.save(update_fields=["catatan", "ditulis_pada"])
    return True


def jawab_tinjauan(
    *,
    tinjauan: Tinjauan,
    jawaban: str,
    putusan: str = Tinjauan.Putusan.DIJELASKAN,
    oleh: Pegawai,
    sekarang: datetime,
) -> Tinjauan:
    """Jawab sekali dan beri tahu penulisnya. Boleh sesudah periode ditutup: jawaban milik katalog.

    `putusan` menyebut nasib indikatornya; "diubah" dicatat pada versi berikutnya. Menolak: di luar unit yang
    dikelola, jawaban kosong, sudah dijawab dengan kata lain.
    """
    wajib_kelola_indikator(oleh, unit=tinjauan.indikator.unit, sekarang=sekarang)
    jawaban = jawaban.strip()
    if not jawaban:
        raise GalatAturan(
            "Jawaban kosong. Tulis apa yang tetap atau berubah, dan alasannya.", bidang="jawaban"
        )
    if putusan not in Tinjauan.Putusan.values:
        raise GalatAturan("Pilih nasib indikatornya: tetap, diubah, atau cukup dijelaskan.", bidang="putusan")
    with transaction.atomic():
        tinjauan = (
            Tinjauan.objects.select_for_update(of=("self",))
            .select_related("indikator", "periode", "ditulis_oleh")
            .get(pk=tinjauan.pk)
        )
        if tinjauan.dijawab_pada is not None:
            if (tinjauan.jawaban, tinjauan.putusan) == (jawaban, putusan):
                return tinjauan
            raise SudahBerubah("Tinjauan ini sudah dijawab orang lain. Muat ulang untuk membaca jawabannya.")
        tinjauan.jawaban = jawaban
        tinjauan.putusan = putusan
        tinjauan.dijawab_pada = sekarang
        tinjauan.dijawab_oleh = oleh
        tinjauan.save(update_fields=["jawaban", "putusan", "dijawab_pada", "dijawab_oleh"])
        _umumkan(tinjauan, oleh=oleh, sekarang=sekarang)
    return tinjauan


def _umumkan(tinjauan: Tinjauan, *, oleh: Pegawai, sekarang: datetime) -> None:
    tahun_id = tinjauan.periode.induk_id or tinjauan.periode_id
    kotak.beri_tahu(
        penerima_id=tinjauan.ditulis_oleh_id,
        instansi_id=tinjauan.indikator.instansi_id,
        judul="Tinjauan indikator Anda dijawab",
        isi=f"{tinjauan.indikator.nama}. {tinjauan.get_putusan_display()}: {tinjauan.jawaban}",
        tautan=reverse("indikator:pemahaman", args=[tahun_id]),
        kunci=f"tinjauan:{tinjauan.pk}:dijawab",
        sekarang=sekarang,
        jenis=JenisKabar.HASIL,
        surel_ke=tinjauan.ditulis_oleh,
    )
    jejak.catat(
        aksi="tinjauan.dijawab",
        objek_jenis="tinjauan",
        objek_id=tinjauan.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=tinjauan.indikator.instansi_id,
        isi={"putusan": tinjauan.putusan},
    )
