"""Kursi sesi: mendaftar, menunggu, melepas, dan naik dari daftar tunggu. Semuanya di bawah kunci baris sesinya."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import rentang, tanggal
from inti.rules.kabar import JenisKabar
from kepegawaian.models import Pegawai
from pelatihan.models import Kepesertaan, Sesi, Usulan
from pelatihan.permissions import pelaku
from pelatihan.queries.riwayat_jp import jp_tahun_ini
from pelatihan.rules.alasan import ALASAN_TERPENDEK
from pelatihan.rules.antrean import Antre, urutkan
from pelatihan.rules.usulan import BERKURSI, Pelaku, Perbuatan
from pelatihan.services.usulan import anggaran, umum
from pelatihan.services.usulan.anggaran import MelampauiAnggaran


def kunci_sesi(sesi_id: int, *, instansi_id: int) -> Sesi:
    """Baris sesi yang terkunci sampai transaksi selesai: satu-satunya penjaga kursi terakhir di layanan."""
    sesi = (
        Sesi.objects.select_for_update(of=("self",))
        .select_related("pelatihan", "instansi")
        .filter(pk=sesi_id, instansi_id=instansi_id)
        .first()
    )
    if sesi is None:
        raise TidakBerhak("Sesi ini tidak ada di instansi Anda. Pilih sesi lain.")
    return sesi


@transaction.atomic
def daftar(
    *, usulan_id: int, sesi_id: int, prasyarat_lain: str = "", oleh: Pegawai, sekarang: datetime
) -> Usulan:
    """Daftarkan usulan yang sudah direncanakan ke satu sesi: mendapat kursi, atau masuk daftar tunggu bila penuh.

    Didaftarkan dua kali ke sesi yang sama tidak mengubah apa pun. Menolak sesi pelatihan lain, yang belum dibuka, yang
    batas daftarnya lewat, prasyarat yang belum selesai (admin BKD boleh, dengan alasan di `prasyarat_lain`), dan biaya
    sesi yang melampaui anggaran perangkat daerahnya.
    """
    sesi = kunci_sesi(sesi_id, instansi_id=oleh.instansi_id)
    usulan = umum.kunci([usulan_id], instansi_id=oleh.instansi_id)
    if not usulan:
        raise TidakBerhak(umum.TIDAK_ADA)
    satu = usulan[0]
    if satu.sesi_id == sesi.pk and satu.status in (Usulan.Status.MENUNGGU, Usulan.Status.TERDAFTAR):
        return satu
    umum.wajib(satu, Perbuatan.DAFTAR, oleh=oleh, sekarang=sekarang)
    _periksa_sesi(sesi, satu, sekarang)
    _periksa_prasyarat(satu, prasyarat_lain, oleh=oleh, sekarang=sekarang)
    _periksa_biaya(sesi, satu)
    penuh = sesi.sisa <= 0
    umum.pindah(satu, Perbuatan.ANTRE if penuh else Perbuatan.DAFTAR)
    satu.sesi, satu.didaftar_pada, satu.didaftar_oleh = sesi, sekarang, oleh
    satu.save()
    if not penuh:
        _isi(sesi, +1)
    umum.jejak(
        satu,
        "usulan_pelatihan.menunggu" if penuh else "usulan_pelatihan.terdaftar",
        oleh=oleh,
        sekarang=sekarang,
        alasan=prasyarat_lain.strip(),
        sesi=sesi.pk,
    )
    if satu.pegawai_id != oleh.pk:
        _kabari_terdaftar(satu, sesi, "didaftar", sekarang)
    return satu


@transaction.atomic
def batal_daftar(*, usulan_id: int, oleh: Pegawai, sekarang: datetime) -> Usulan:
    """Lepas dari sesi dan kembali ke rencana; kursinya diberikan kepada yang menunggu. Diulang tidak mengubah apa pun."""
    usulan = umum.terkunci(usulan_id, instansi_id=oleh.instansi_id)
    if usulan.status == Usulan.Status.DIRENCANAKAN and usulan.pegawai_id == oleh.pk:
        return usulan
    umum.wajib(usulan, Perbuatan.BATAL_DAFTAR, oleh=oleh, sekarang=sekarang)
    _keluarkan(usulan, oleh=oleh, sekarang=sekarang, alasan="")
    return usulan


def keluarkan_semua(sesi: Sesi, *, alasan: str, oleh: Pegawai, sekarang: datetime) -> int:
    """Sesi yang batal: semua pendaftarnya kembali ke rencana dan diberi tahu. Sesinya sudah terkunci pemanggil."""
    ids = sesi.usulan.filter(status__in=["menunggu", "terdaftar"]).values_list("pk", flat=True)
    semua = umum.kunci(ids, instansi_id=sesi.instansi_id)
    for usulan in semua:
        _keluarkan(usulan, oleh=oleh, sekarang=sekarang, alasan=alasan, naik=False)
        umum.kabari(
            usulan,
            usulan.pegawai,
            judul="Sesi pelatihan dibatalkan",
            isi=f"{usulan.pelatihan.judul}. Alasan: {alasan} Usulan Anda tetap dalam rencana; pilih sesi lain.",
            kunci=f"sesi_batal:{sesi.pk}",
            sekarang=sekarang,
        )
    return len(semua)


def _keluarkan(usulan: Usulan, *, oleh: Pegawai, sekarang: datetime, alasan: str, naik: bool = True) -> None:
    sesi, semula = usulan.sesi, usulan.status
    umum.pindah(usulan, Perbuatan.BATAL_DAFTAR)
    usulan.sesi = usulan.didaftar_pada = usulan.didaftar_oleh = None
    usulan.save()
    umum.jejak(
        usulan,
        "usulan_pelatihan.batal_daftar",
        oleh=oleh,
        sekarang=sekarang,
        alasan=alasan,
        sesi=sesi.pk if sesi else None,
    )
    if sesi is not None and semula in BERKURSI:
        lepas(sesi, sekarang=sekarang, naik=naik)


def lepas(sesi: Sesi, *, sekarang: datetime, naik: bool = True) -> None:
    """Satu kursi kosong lagi, lalu yang menunggu naik. Sesinya sudah terkunci pemanggil."""
    _isi(sesi, -1)
    if naik:
        naikkan(sesi, sekarang=sekarang)


def naikkan(sesi: Sesi, *, sekarang: datetime) -> list[Usulan]:
    """Beri kursi kosong menurut rules/antrean.py sampai habis, dan kabari. Sesinya sudah terkunci pemanggil.

    Sesudah hari pertama sesi, atau sesinya ditutup, tidak ada lagi yang naik.
    """
    hari = sesi.instansi.hari_pada(sekarang)
    if sesi.sisa <= 0 or sesi.status != Sesi.Status.DISETUJUI or hari > sesi.mulai:
        return []
    ids = sesi.usulan.filter(status=Usulan.Status.MENUNGGU).values_list("pk", flat=True)
    menunggu = {u.pk: u for u in umum.kunci(ids, instansi_id=sesi.instansi_id)}
    jp = jp_tahun_ini({u.pegawai_id for u in menunggu.values()}, tahun=sesi.selesai.year)
    urut = urutkan(
        Antre(u.pk, u.celah, jp[u.pegawai_id].terhitung, u.didaftar_pada or sekarang)
        for u in menunggu.values()
    )
    naik = [menunggu[a.id] for a in urut[: sesi.sisa]]
    for usulan in naik:
        umum.pindah(usulan, Perbuatan.NAIK)
        usulan.save(update_fields=["status"])
        umum.jejak(usulan, "usulan_pelatihan.naik", oleh=None, sekarang=sekarang, sesi=sesi.pk)
        _kabari_terdaftar(usulan, sesi, "naik", sekarang)
    _isi(sesi, len(naik))
    return naik


def _isi(sesi: Sesi, tambah: int) -> None:
    """Ditambahkan oleh basis data, sehingga batas kursinya tetap menjaga seandainya kuncinya hilang."""
    Sesi.objects.filter(pk=sesi.pk).update(terisi=F("terisi") + tambah)
    sesi.refresh_from_db(fields=["terisi"])


def _periksa_sesi(sesi: Sesi, usulan: Usulan, sekarang: datetime) -> None:
    if sesi.pelatihan_id != usulan.pelatihan_id:
        raise GalatAturan("Sesi itu untuk pelatihan lain. Pilih sesi dari pelatihan yang Anda usulkan.")
    if sesi.status != Sesi.Status.DISETUJUI:
        raise GalatAturan("Sesi ini tidak menerima pendaftaran. Pilih sesi lain.")
    if sesi.instansi.hari_pada(sekarang) > sesi.batas_daftar:
        raise GalatAturan(
            f"Pendaftaran sesi ini berakhir {tanggal(sesi.batas_daftar)}. Pilih sesi lain, atau hubungi BKD."
        )


def _periksa_prasyarat(usulan: Usulan, alasan: str, *, oleh: Pegawai, sekarang: datetime) -> None:
    prasyarat = usulan.pelatihan.prasyarat
    if prasyarat is None:
        return
    selesai = Kepesertaan.objects.filter(
        pegawai=usulan.pegawai, pelatihan=prasyarat, diverifikasi_pada__isnull=False
    )
    if selesai.exists():
        return
    bkd = Pelaku.BKD in pelaku(oleh, usulan, pada=oleh.instansi.hari_pada(sekarang))
    if not bkd:
        raise GalatAturan(
            f"Pelatihan ini mensyaratkan {prasyarat.judul}, yang belum tercatat selesai. Bila sudah diikuti di luar "
            "aplikasi, tunjukkan sertifikatnya kepada BKD."
        )
    if len(alasan.strip()) < ALASAN_TERPENDEK:
        raise GalatAturan(
            f"Prasyarat {prasyarat.judul} belum tercatat. Tulis dasar mengapa ia tetap didaftarkan.",
            bidang="prasyarat_lain",
        )


def _periksa_biaya(sesi: Sesi, usulan: Usulan) -> None:
    """Biaya sesi menggantikan perkiraan; yang lebih mahal diperiksa lagi terhadap anggaran."""
    semula, usulan.biaya = usulan.biaya, sesi.biaya
    if usulan.biaya > semula:
        lewat = anggaran.kelebihan([usulan], kurangi=semula)
        if lewat:
            raise MelampauiAnggaran(f"{lewat} Admin BKD dapat menambah anggarannya lebih dahulu.")


def _kabari_terdaftar(usulan: Usulan, sesi: Sesi, kunci: str, sekarang: datetime) -> None:
    dapat = usulan.status == Usulan.Status.TERDAFTAR
    umum.kabari(
        usulan,
        usulan.pegawai,
        judul="Anda mendapat kursi pelatihan" if dapat else "Anda masuk daftar tunggu pelatihan",
        isi=f"{usulan.pelatihan.judul}, {rentang(sesi.mulai, sesi.selesai)}, {sesi.letak}.",
        kunci=f"{kunci}:{sesi.pk}",
        sekarang=sekarang,
        jenis=JenisKabar.TUGAS,
    )
