"""Umpan balik berkelanjutan dari orang ke orang, dengan nama: memberi, mengubah, menarik, menanggapi."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from indikator.services.kunci import kunci_bersama
from inti.galat import GalatAturan, TidakBerhak
from inti.services import jejak, kotak
from inti.services.tulisan import berukuran
from kepegawaian.models import Pegawai
from kepegawaian.queries.penilai import penilai_pada
from umpan_balik.models import PermintaanUmpanBalik, UmpanBalik
from umpan_balik.queries.langsung import Pokok, pokok_dari, pokok_untuk

TERPENDEK, TERPANJANG = 10, 2_000
KLIK_GANDA = timedelta(minutes=10)


@transaction.atomic
def kirim(
    *,
    penerima: Pegawai,
    jenis: str,
    teks: str,
    pokok: str,
    terbaca_atasan: bool,
    oleh: Pegawai,
    sekarang: datetime,
    permintaan_id: int | None = None,
) -> UmpanBalik:
    """Kirim pujian atau saran tentang satu RHK, laporan, atau nilai; terbaca penerima, dan atasannya bila diminta.

    `pokok` berbentuk "nilai:akuntabel", "rhk:12", atau "laporan:34". `permintaan_id` menjawab permintaan penerima.
    Isi yang sama kepada orang yang sama dalam sepuluh menit dianggap klik ganda. Menolak untuk diri sendiri, pegawai
    tidak aktif, teks terlalu pendek atau panjang, dan pokok yang tidak boleh dibicarakan pemberinya.
    """
    _periksa_orang(penerima, oleh)
    teks = _periksa_isi(jenis, teks)
    permintaan = _permintaan(permintaan_id, penerima, oleh)
    satu = _pokok(pokok, permintaan, penerima=penerima, oleh=oleh, sekarang=sekarang)
    if satu.periode_id is not None:
        kunci_bersama(periode_id=satu.periode_id, sekarang=sekarang)
    Pegawai.objects.select_for_update(no_key=True).get(pk=oleh.pk)  # dua klik bergiliran
    isi = {"penerima": penerima, "jenis": jenis, "teks": teks, "ditulis_oleh": oleh} | satu.kolom()
    kembar = UmpanBalik.objects.filter(**isi, ditulis_pada__gt=sekarang - KLIK_GANDA).first()
    if kembar is not None:
        return kembar
    baris = UmpanBalik.objects.create(
        instansi_id=oleh.instansi_id, terbaca_atasan=terbaca_atasan, ditulis_pada=sekarang, **isi
    )
    _jawab(permintaan, baris)
    _kabari(baris, sekarang, penerima=True)
    _catat("umpan_balik.dikirim", baris, oleh, sekarang, terbaca_atasan=terbaca_atasan, jenis=jenis)
    return baris


@transaction.atomic
def ubah(
    *, umpan_balik_id: int, jenis: str, teks: str, terbaca_atasan: bool, oleh: Pegawai, sekarang: datetime
) -> UmpanBalik:
    """Ubah jenis, teks, atau pembacanya selama masa ubah. Penerima melihat bahwa isinya diubah; pokoknya tetap.

    Menolak bukan penulisnya, yang sudah ditarik, yang lewat 24 jam, dan yang sedang atau sudah diputus admin.
    """
    baris = _milik_penulis(umpan_balik_id, oleh, sekarang)
    teks = _periksa_isi(jenis, teks)
    if (baris.jenis, baris.teks, baris.terbaca_atasan) == (jenis, teks, terbaca_atasan):
        return baris
    melebar = terbaca_atasan and not baris.terbaca_atasan
    baris.jenis, baris.teks, baris.terbaca_atasan, baris.diubah = jenis, teks, terbaca_atasan, sekarang
    baris.save(update_fields=["jenis", "teks", "terbaca_atasan", "diubah"])
    if melebar:
        _kabari(baris, sekarang, penerima=False)
    _catat("umpan_balik.diubah", baris, oleh, sekarang, terbaca_atasan=terbaca_atasan, jenis=jenis)
    return baris


@transaction.atomic
def tarik(*, umpan_balik_id: int, oleh: Pegawai, sekarang: datetime) -> UmpanBalik:
    """Tarik selama masa ubah: teksnya dihapus dari basis data, barisnya tinggal sebagai catatan bahwa pernah ada."""
    baris = UmpanBalik.objects.filter(pk=umpan_balik_id, ditulis_oleh=oleh, ditarik__isnull=False).first()
    if baris is not None:
        return baris  # klik kedua
    baris = _milik_penulis(umpan_balik_id, oleh, sekarang)
    baris.teks, baris.ditarik = "", sekarang
    baris.save(update_fields=["teks", "ditarik"])
    _catat("umpan_balik.ditarik", baris, oleh, sekarang)
    return baris


@transaction.atomic
def tanggapi(*, umpan_balik_id: int, tanggapan: str, oleh: Pegawai, sekarang: datetime) -> UmpanBalik:
    """Penerima berterima kasih ("terima_kasih") atau menandai berguna ("berguna"); tanda berguna dapat dilepas lagi.

    Terima kasih sampai kepada penulisnya satu kali. Tanda berguna hanya bagi penerima dan penulisnya.
    """
    baris = _terkunci(umpan_balik_id, penerima=oleh)
    if baris.ditarik is not None or baris.disembunyikan:
        raise GalatAturan("Umpan balik ini sudah tidak ada. Kembali ke daftar Anda.")
    if tanggapan == "terima_kasih":
        if baris.terima_kasih:
            return baris
        baris.terima_kasih = True
        kotak.beri_tahu(
            penerima_id=baris.ditulis_oleh_id,
            instansi_id=baris.instansi_id,
            judul=f"{oleh.nama} berterima kasih atas umpan balik Anda",
            isi="",
            tautan=f"{reverse('umpan_balik:daftar')}?bagian=diberikan",
            kunci=f"umpan-balik:{baris.pk}:terima-kasih",
            sekarang=sekarang,
        )
    elif tanggapan == "berguna":
        baris.berguna = not baris.berguna
    else:
        raise GalatAturan("Pilih terima kasih atau berguna.")
    baris.save(update_fields=["terima_kasih", "berguna"])
    _catat("umpan_balik.ditanggapi", baris, oleh, sekarang, tanggapan=tanggapan)
    return baris


def boleh_diubah(baris: UmpanBalik, *, sekarang: datetime) -> bool:
    """Masih dalam masa ubah, belum ditarik, dan tidak dilaporkan. Laporannya dimuat lebih dahulu."""
    return baris.ditarik is None and getattr(baris, "laporan", None) is None and sekarang <= baris.batas_ubah


def _terkunci(umpan_balik_id: int, **syarat: Any) -> UmpanBalik:
    baris = (
        UmpanBalik.objects.select_for_update(of=("self",))
        .select_related("penerima", "ditulis_oleh")
        .filter(pk=umpan_balik_id, **syarat)
        .first()
    )
    if baris is None:
        raise TidakBerhak("Umpan balik ini bukan milik Anda. Kembali ke daftar Anda.")
    return baris


def _milik_penulis(umpan_balik_id: int, oleh: Pegawai, sekarang: datetime) -> UmpanBalik:
    baris = _terkunci(umpan_balik_id, ditulis_oleh=oleh)
    if baris.ditarik is not None:
        raise GalatAturan("Umpan balik ini sudah Anda tarik. Tulis yang baru bila perlu.")
    if getattr(baris, "laporan", None) is not None:
        raise GalatAturan("Umpan balik ini dilaporkan penerimanya. Admin BKD memutus; isinya tidak diubah.")
    if not boleh_diubah(baris, sekarang=sekarang):
        raise GalatAturan("Masa mengubah 24 jam sudah lewat. Tulis umpan balik baru untuk meluruskannya.")
    return baris


def _periksa_orang(penerima: Pegawai, oleh: Pegawai) -> None:
    if penerima.instansi_id != oleh.instansi_id or not oleh.is_active:
        raise TidakBerhak("Umpan balik hanya untuk pegawai di instansi Anda. Pilih dari daftarnya.")
    if penerima.pk == oleh.pk or not penerima.is_active:
        raise GalatAturan("Pilih pegawai lain yang masih aktif.", bidang="penerima")


def _periksa_isi(jenis: str, teks: str) -> str:
    """Teks yang dirapikan."""
    if jenis not in UmpanBalik.Jenis.values:
        raise GalatAturan("Pilih pujian atau saran.", bidang="jenis")
    return berukuran(
        teks,
        sekurangnya=TERPENDEK,
        paling_banyak=TERPANJANG,
        apa="umpan balik",
        bidang="teks",
        pesan="Sebutkan apa yang dilakukan dan akibatnya.",
    )


def _permintaan(nomor: int | None, penerima: Pegawai, oleh: Pegawai) -> PermintaanUmpanBalik | None:
    if nomor is None:
        return None
    baris = (
        PermintaanUmpanBalik.objects.select_for_update(of=("self",))
        .select_related("realisasi")
        .filter(pk=nomor, penjawab=oleh, dikirim_oleh=penerima)
        .first()
    )
    if baris is None:
        raise TidakBerhak("Permintaan ini tidak ditujukan kepada Anda. Jawab yang ada di daftar Anda.")
    return baris if baris.status == PermintaanUmpanBalik.Status.MENUNGGU else None


def _pokok(
    kunci: str,
    permintaan: PermintaanUmpanBalik | None,
    *,
    penerima: Pegawai,
    oleh: Pegawai,
    sekarang: datetime,
) -> Pokok:
    """Pokok yang diminta penerimanya sendiri selalu boleh; selain itu menurut hubungan kerjanya."""
    if permintaan is not None:
        diminta = pokok_dari(permintaan)
        if kunci == diminta.kunci:
            return diminta
    hari = oleh.instansi.hari_pada(sekarang)
    for satu in pokok_untuk(pemberi=oleh, penerima=penerima, pada=hari):
        if satu.kunci == kunci:
            return satu
    raise GalatAturan("Pilih RHK, laporan, atau nilai yang Anda bicarakan dari daftar.", bidang="pokok")


def _jawab(permintaan: PermintaanUmpanBalik | None, baris: UmpanBalik) -> None:
    if permintaan is not None:
        permintaan.status, permintaan.jawaban = PermintaanUmpanBalik.Status.DIJAWAB, baris
        permintaan.save(update_fields=["status", "jawaban"])


def _kabari(baris: UmpanBalik, sekarang: datetime, *, penerima: bool) -> None:
    """Kabar tanpa isi: teksnya hanya di halaman pembacanya."""
    siapa: dict[int, tuple[str, str]] = {}
    if penerima:
        siapa[baris.penerima_id] = ("untuk Anda", "diterima")
    if baris.terbaca_atasan:
        hari = baris.ditulis_oleh.instansi.hari_pada(sekarang)
        atasan = penilai_pada(pada=hari, pegawai_ids=[baris.penerima_id]).get(baris.penerima_id)
        if atasan is not None and atasan.penilai_id not in (None, baris.ditulis_oleh_id):
            siapa[atasan.penilai_id] = (f"untuk {baris.penerima.nama}", "tim")
    for orang, (untuk, bagian) in siapa.items():
        kotak.beri_tahu(
            penerima_id=orang,
            instansi_id=baris.instansi_id,
            judul=f"{baris.get_jenis_display()} {untuk} dari {baris.ditulis_oleh.nama}",
            isi="",
            tautan=f"{reverse('umpan_balik:daftar')}?bagian={bagian}",
            kunci=f"umpan-balik:{baris.pk}:{orang}",
            sekarang=sekarang,
        )


def _catat(aksi: str, baris: UmpanBalik, oleh: Pegawai, sekarang: datetime, **isi: object) -> None:
    jejak.catat(
        aksi=aksi,
        objek_jenis="umpan_balik",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"penerima": baris.penerima_id} | isi,
    )
