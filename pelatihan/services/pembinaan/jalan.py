"""Rencana yang berjalan: catatan pertemuan, bukti dari orangnya, permintaan ditinjau, dan tinjauan penilai."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Berkas
from inti.rules.tautan import periksa_tautan
from kepegawaian.models import Pegawai
from pelatihan.models import BuktiPembinaan, Pembinaan, PertemuanPembinaan, SasaranPembinaan
from pelatihan.permissions import penilai_dari
from pelatihan.rules.pembinaan import HasilSasaran, Perbuatan, putusan
from pelatihan.services.pembinaan import umum

_alamat = URLValidator(schemes=["http", "https"])


@transaction.atomic
def catat_pertemuan(
    *, pembinaan_id: int, pertemuan_id: int, catatan: str, oleh: Pegawai, sekarang: datetime
) -> PertemuanPembinaan:
    """Isi pertemuan yang sudah berlangsung, dibaca orangnya. Menolak yang tanggalnya belum tiba dan yang sudah dicatat."""
    rencana = umum.terkunci(pembinaan_id, Perbuatan.CATAT, oleh=oleh, sekarang=sekarang)
    satu = rencana.pertemuan.filter(pk=pertemuan_id).first()
    if satu is None:
        raise TidakBerhak("Pertemuan ini bukan bagian rencana yang dibuka. Buka lagi dari daftarnya.")
    if satu.dicatat_pada is not None:
        raise GalatAturan("Pertemuan ini sudah dicatat. Jadwalkan pertemuan lain bila perlu.")
    if satu.tanggal > oleh.instansi.hari_pada(sekarang):
        raise GalatAturan("Pertemuannya belum berlangsung. Catat pada harinya atau sesudahnya.")
    satu.catatan = umum.cukup(catatan, bidang="catatan", apa="isi pertemuannya")
    satu.dicatat_pada, satu.dicatat_oleh = sekarang, oleh
    satu.save(update_fields=["catatan", "dicatat_pada", "dicatat_oleh"])
    umum.jejak(rencana, "pembinaan.pertemuan_dicatat", oleh=oleh, sekarang=sekarang, pertemuan=satu.pk)
    umum.kabari(
        rencana,
        rencana.pegawai,
        judul="Catatan pertemuan pembinaan ditulis",
        isi=satu.pokok,
        kunci=f"catatan:{satu.pk}",
        sekarang=sekarang,
    )
    return satu


@transaction.atomic
def tambah_bukti(
    *,
    pembinaan_id: int,
    sasaran_id: int,
    berkas: Sequence[Berkas],
    tautan: str,
    judul: str,
    oleh: Pegawai,
    sekarang: datetime,
) -> list[BuktiPembinaan]:
    """Orangnya menyerahkan berkas atau tautan bagi satu sasaran.

    Menolak tanpa keduanya, tautan yang tidak dapat dibuka penilai, dan berkas yang diunggah orang lain.
    """
    rencana = umum.terkunci(pembinaan_id, Perbuatan.BUKTI, oleh=oleh, sekarang=sekarang)
    sasaran = umum.sasaran_dari(rencana, sasaran_id)
    if any(b.pemilik_id != oleh.pk for b in berkas):
        raise TidakBerhak("Hanya berkas yang Anda unggah sendiri yang dapat diserahkan.")
    tautan, judul = tautan.strip(), " ".join(judul.split())[:200]
    if not berkas and not tautan:
        raise GalatAturan("Belum ada bukti. Pilih berkas atau tempel tautannya.", bidang="tautan")
    isi = [BuktiPembinaan(berkas=b, judul=b.nama[:200]) for b in berkas]
    if tautan:
        _periksa_alamat(tautan)
        isi.append(BuktiPembinaan(tautan=tautan, judul=judul or (urlsplit(tautan).hostname or "")[:200]))
    for b in isi:
        b.sasaran, b.ditambah_pada, b.ditambah_oleh = sasaran, sekarang, oleh
    BuktiPembinaan.objects.bulk_create(isi)
    umum.jejak(
        rencana,
        "pembinaan.bukti_diserahkan",
        oleh=oleh,
        sekarang=sekarang,
        sasaran=sasaran.pk,
        bukti=[b.berkas.sha256 if b.berkas else b.tautan for b in isi],
    )
    return isi


def _periksa_alamat(tautan: str) -> None:
    try:
        periksa_tautan(tautan)
        _alamat(tautan)
    except ValidationError as galat:
        raise GalatAturan(
            f"“{tautan[:60]}” bukan alamat yang dapat dibuka. Salin seluruh alamatnya, diawali https://.",
            bidang="tautan",
        ) from galat
    except ValueError as galat:
        raise GalatAturan(str(galat), bidang="tautan") from galat
    if len(tautan) > 500:
        raise GalatAturan(
            "Tautan ini terlalu panjang. Pakai tautan berbagi yang lebih pendek.", bidang="tautan"
        )


@transaction.atomic
def ajukan(*, pembinaan_id: int, catatan: str, oleh: Pegawai, sekarang: datetime) -> Pembinaan:
    """Orangnya minta rencananya ditinjau. Menolak bila belum ada satu bukti pun."""
    rencana = umum.terkunci(pembinaan_id, Perbuatan.AJUKAN, oleh=oleh, sekarang=sekarang)
    if not BuktiPembinaan.objects.filter(sasaran__pembinaan=rencana).exists():
        raise GalatAturan("Serahkan bukti sekurangnya untuk satu sasaran, lalu minta ditinjau.")
    umum.pindah(rencana, Perbuatan.AJUKAN)
    rencana.diajukan_pada, rencana.diajukan_oleh, rencana.catatan = sekarang, oleh, catatan.strip()[:4000]
    rencana.save(update_fields=["status", "diajukan_pada", "diajukan_oleh", "catatan"])
    umum.jejak(rencana, "pembinaan.diajukan", oleh=oleh, sekarang=sekarang)
    penilai = penilai_dari([oleh.pk], pada=oleh.instansi.hari_pada(sekarang)).get(oleh.pk)
    for orang in Pegawai.objects.filter(pk__in=[penilai] if penilai else [], is_active=True):
        umum.kabari(
            rencana,
            orang,
            judul=f"Tinjau pembinaan {oleh.nama}",
            isi=f"Hasil {rencana.periode.nama}. Buktinya sudah diserahkan.",
            kunci=f"diajukan:{sekarang:%Y%m%d%H%M%S}",
            sekarang=sekarang,
        )
    return rencana


@transaction.atomic
def tinjau(
    *,
    pembinaan_id: int,
    hasil: Mapping[int, tuple[str, str]],
    oleh: Pegawai,
    sekarang: datetime,
) -> Pembinaan:
    """Hasil tiap sasaran dengan alasannya: semuanya tercapai menutup rencana, selain itu berjalan lagi.

    `hasil`: id sasaran → (tercapai atau belum, alasan). Menolak yang tidak lengkap dan yang tanpa alasan.
    """
    rencana = umum.terkunci(pembinaan_id, Perbuatan.LANJUTKAN, oleh=oleh, sekarang=sekarang)
    sasaran = list(rencana.sasaran.select_for_update().order_by("pk"))
    if set(hasil) != {s.pk for s in sasaran}:
        raise GalatAturan("Sasarannya baru saja berubah. Muat ulang halaman, lalu tinjau lagi.")
    for s in sasaran:
        nilai, alasan = hasil[s.pk]
        s.hasil = HasilSasaran(nilai).value
        s.catatan = umum.cukup(alasan, bidang=f"alasan_{s.pk}", apa="alasannya")
        s.dinilai_pada, s.dinilai_oleh = sekarang, oleh
    SasaranPembinaan.objects.bulk_update(sasaran, ["hasil", "catatan", "dinilai_pada", "dinilai_oleh"])
    akibat = putusan(s.hasil for s in sasaran)
    umum.pindah(rencana, akibat)
    rencana.ditinjau_pada, rencana.ditinjau_oleh = sekarang, oleh
    tuntas = akibat is Perbuatan.PENUHI
    rencana.berakhir = sekarang if tuntas else None
    rencana.save(update_fields=["status", "ditinjau_pada", "ditinjau_oleh", "berakhir"])
    tercapai = sum(s.hasil == HasilSasaran.TERCAPAI for s in sasaran)
    umum.jejak(
        rencana,
        "pembinaan.terpenuhi" if tuntas else "pembinaan.ditinjau",
        oleh=oleh,
        sekarang=sekarang,
        tercapai=tercapai,
        sasaran=len(sasaran),
    )
    umum.kabari(
        rencana,
        rencana.pegawai,
        judul="Rencana pembinaan terpenuhi" if tuntas else "Rencana pembinaan ditinjau",
        isi=f"{tercapai} dari {len(sasaran)} sasaran tercapai. Alasan tiap sasaran ada di halamannya.",
        kunci=f"ditinjau:{sekarang:%Y%m%d%H%M%S}",
        sekarang=sekarang,
    )
    return rencana
