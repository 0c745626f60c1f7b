"""Usul perbaikan data: diajukan pegawainya, diputus pengelola, diterapkan layanan yang sama dengan pengelola."""

from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse

from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.rules.format import tanggal
from inti.rules.kabar import JenisKabar
from inti.services import berkas as layanan_berkas
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu
from kepegawaian.models import Pegawai, PerbaikanData
from kepegawaian.queries.pengelola import pengelola_unit
from kepegawaian.rules import nip as aturan_nip
from kepegawaian.services.bentrok import jelaskan_bentrok
from kepegawaian.services.lingkup import kunci_pegawai, lingkup_pegawai, wajib_kelola_orang
from kepegawaian.services.pegawai.nomor import ganti_nomor
from kepegawaian.services.pegawai.ubah import periksa_golongan, tulis

TENGGAT = timedelta(days=7)
ALASAN_MAKS = 1000
ISI_MAKS = 300
Bidang = PerbaikanData.Bidang
# Bidang yang isinya diterapkan sendiri saat diterima; yang lain dikerjakan pengelola di halamannya.
LANGSUNG = frozenset(
    {
        Bidang.NAMA,
        Bidang.GELAR_DEPAN,
        Bidang.GELAR_BELAKANG,
        Bidang.GOLONGAN,
        Bidang.NIP,
        Bidang.TANGGAL_LAHIR,
    }
)
PANJANG = {Bidang.NAMA: 150, Bidang.GELAR_DEPAN: 30, Bidang.GELAR_BELAKANG: 60}


def ajukan(
    *,
    pegawai: Pegawai,
    bidang: str,
    isi: str,
    alasan: str,
    bukti: "UploadedFile[bytes] | None" = None,
    oleh: Pegawai,
    sekarang: datetime,
) -> PerbaikanData:
    """Usulkan isi yang seharusnya bagi satu bidang data sendiri; tenggat putusannya 7 hari, akhir hari setempat.

    Kiriman kedua dengan isi yang sama mengembalikan usul itu. Menolak: bukan untuk diri sendiri, tanpa alasan, isi
    yang sama dengan yang tercatat atau tidak dapat diterapkan (NIP, golongan, tanggal), bidang yang usul lainnya masih
    menunggu, dan bukti yang ditolak layanan berkas.
    """
    if oleh.pk != pegawai.pk:
        raise TidakBerhak("Usul ini hanya dapat dibuat oleh pegawainya sendiri.")
    lampiran = layanan_berkas.periksa(kiriman=bukti, oleh=oleh, sekarang=sekarang) if bukti else None
    return _ajukan(pegawai, bidang, isi, alasan, lampiran, oleh=oleh, sekarang=sekarang)


@transaction.atomic
def _ajukan(
    pegawai: Pegawai,
    bidang: str,
    isi: str,
    alasan: str,
    lampiran: layanan_berkas.Lolos | None,
    *,
    oleh: Pegawai,
    sekarang: datetime,
) -> PerbaikanData:
    baris = kunci_pegawai(pegawai)
    terbuka = PerbaikanData.objects.filter(pegawai=baris, bidang=bidang).exclude(
        status=PerbaikanData.Status.DITUTUP
    )
    isi = _periksa(baris, bidang, isi, alasan)
    ada = terbuka.select_related("bukti").first()
    if ada is not None:
        return _sama(ada, isi, alasan, lampiran)
    hari_ini = baris.instansi.hari_pada(sekarang)
    lingkup = lingkup_pegawai(baris, hari_ini)
    usul = PerbaikanData(
        pegawai=baris,
        unit_id=min(lingkup) if lingkup else None,
        bidang=bidang,
        isi_lama=isi_kini(baris, bidang),
        isi_usulan=isi,
        alasan=alasan.strip(),
        bukti=layanan_berkas.tulis(lampiran, oleh=oleh) if lampiran else None,
        diajukan=sekarang,
        tenggat=baris.instansi.akhir_hari(hari_ini + TENGGAT),
    )
    with jelaskan_bentrok({"perbaikan_data_satu_terbuka": lambda: SudahBerubah("Usul ini sudah dikirim.")}):
        usul.save()
    _catat("perbaikan_data.diajukan", usul, oleh=oleh, sekarang=sekarang, alasan=alasan)
    _kabari_pengelola(usul, hari_ini, sekarang)
    return usul


def _sama(ada: PerbaikanData, isi: str, alasan: str, lampiran: layanan_berkas.Lolos | None) -> PerbaikanData:
    """Usul yang menunggu bila kirimannya sama dengannya; kiriman lain ditolak, supaya tidak hilang diam-diam."""
    bukti = ada.bukti.sha256 if ada.bukti else None
    baru = lampiran.berkas.sha256 if lampiran else None
    if (ada.isi_usulan, ada.alasan, bukti) != (isi, alasan.strip(), baru):
        raise GalatAturan(
            f"Usul Anda untuk {ada.get_bidang_display()} masih menunggu putusan, jadi yang ini belum dikirim. Tunggu sampai "
            f"{tanggal(ada.pegawai.instansi.hari_pada(ada.tenggat))}, atau minta pengelola kepegawaian menutup usul itu.",
            bidang="bidang",
        )
    return ada


@transaction.atomic
def terima(*, usul: PerbaikanData, catatan: str = "", oleh: Pegawai, sekarang: datetime) -> PerbaikanData:
    """Terima: isinya diterapkan sekarang juga, yang berkaitan dengan NIP diperiksa terhadap NIP.

    Penempatan dan data lain tidak diterapkan sendiri: pengelola sudah membetulkannya di halaman pegawai.
    Menolak: di luar kewenangan, usul sendiri, yang sudah diputus, dan data yang berubah sejak diusulkan.
    """
    baris = _kunci(usul, oleh, sekarang)
    pegawai = kunci_pegawai(baris.pegawai)
    if baris.bidang in LANGSUNG:
        if isi_kini(pegawai, baris.bidang) != baris.isi_lama:
            raise SudahBerubah(
                f"{baris.get_bidang_display()} sudah diubah menjadi {isi_kini(pegawai, baris.bidang)} sejak usul ini. "
                "Tutup usul ini dengan penjelasan, atau minta pegawainya mengusulkan lagi."
            )
        _terapkan(baris, pegawai, oleh=oleh, sekarang=sekarang)
    _tutup(baris, PerbaikanData.Keputusan.DITERIMA, catatan, oleh=oleh, sekarang=sekarang)
    return baris


@transaction.atomic
def tolak(*, usul: PerbaikanData, alasan: str, oleh: Pegawai, sekarang: datetime) -> PerbaikanData:
    """Tutup tanpa mengubah; alasannya dibaca pengusul. Menolak tanpa alasan, di luar kewenangan, dan usul sendiri."""
    if not alasan.strip():
        raise GalatAturan("Tulis alasannya; pegawai akan membacanya.", bidang="alasan")
    baris = _kunci(usul, oleh, sekarang)
    _tutup(baris, PerbaikanData.Keputusan.DITOLAK, alasan, oleh=oleh, sekarang=sekarang)
    return baris


def isi_kini(pegawai: Pegawai, bidang: str) -> str:
    """Isi bidang sekarang seperti ditulis di layar; penempatan dan data lain tidak punya satu isi."""
    if bidang == Bidang.TANGGAL_LAHIR:
        return f"{pegawai.tanggal_lahir:%d-%m-%Y}"
    return str(getattr(pegawai, bidang)) if bidang in LANGSUNG else ""


def _periksa(pegawai: Pegawai, bidang: str, isi: str, alasan: str) -> str:
    if bidang not in Bidang.values:
        raise GalatAturan("Pilih data yang keliru.", bidang="bidang")
    isi = " ".join(isi.split())
    if not isi and bidang not in {Bidang.GELAR_DEPAN, Bidang.GELAR_BELAKANG}:
        raise GalatAturan("Tulis isi yang seharusnya.", bidang="isi")
    if len(isi) > PANJANG.get(Bidang(bidang), ISI_MAKS):
        raise GalatAturan(
            f"Ringkas menjadi paling banyak {PANJANG.get(Bidang(bidang), ISI_MAKS)} huruf.", bidang="isi"
        )
    if not alasan.strip():
        raise GalatAturan("Tulis sebabnya, misalnya “ijazah baru” atau “salah ketik”.", bidang="alasan")
    if len(alasan) > ALASAN_MAKS:
        raise GalatAturan(f"Ringkas sebabnya menjadi paling banyak {ALASAN_MAKS} huruf.", bidang="alasan")
    isi = _rapikan(pegawai, bidang, isi)
    if bidang in LANGSUNG and isi == isi_kini(pegawai, bidang):
        raise GalatAturan("Isinya sama dengan yang tercatat. Tulis isi yang seharusnya.", bidang="isi")
    return isi


def _rapikan(pegawai: Pegawai, bidang: str, isi: str) -> str:
    """Bentuk baku isi usulan, ditolak sejak awal bila tidak mungkin diterapkan."""
    try:
        if bidang == Bidang.NIP:
            return aturan_nip.baca(isi, jenis=pegawai.status).nomor
        if bidang == Bidang.GOLONGAN:
            return periksa_golongan(isi, pegawai.status)
        if bidang == Bidang.TANGGAL_LAHIR:
            return f"{_cocok_nip(pegawai, _tanggal(isi)):%d-%m-%Y}"
    except GalatAturan as galat:
        raise GalatAturan(galat.pesan, bidang="isi") from galat
    except ValueError as galat:
        raise GalatAturan(str(galat), bidang="isi") from galat
    return isi


def _tanggal(isi: str) -> date:
    for bentuk in ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(isi, bentuk).date()
        except ValueError:
            continue
    raise GalatAturan("Tulis tanggalnya seperti 31-12-1990.")


def _cocok_nip(pegawai: Pegawai, lahir: date) -> date:
    menurut_nip = aturan_nip.baca(pegawai.nip, jenis=pegawai.status).tanggal_lahir
    if lahir != menurut_nip:
        raise GalatAturan(
            f"Menurut NIP Anda, lahir {tanggal(menurut_nip)}. Bila NIP-nya yang keliru, usulkan perbaikan NIP."
        )
    return lahir


def _terapkan(usul: PerbaikanData, pegawai: Pegawai, *, oleh: Pegawai, sekarang: datetime) -> None:
    """Jalankan perubahan lewat pintu yang sama dengan pengelola, supaya aturan dan jejaknya satu."""
    alasan = f"Usul perbaikan data {usul.pk}: {usul.alasan}"
    if usul.bidang == Bidang.NIP:
        ganti_nomor(
            pegawai=pegawai,
            nip=usul.isi_usulan,
            status=pegawai.status,
            golongan=pegawai.golongan,
            dasar=alasan,
            ikut_nomor=True,
            oleh=oleh,
            sekarang=sekarang,
        )
        return
    wajib_kelola_orang(oleh, pegawai, sekarang=sekarang)
    if usul.bidang == Bidang.TANGGAL_LAHIR:
        lahir = _cocok_nip(pegawai, _tanggal(usul.isi_usulan))
        pegawai.tanggal_lahir = lahir
        pegawai.save(update_fields=["tanggal_lahir"])
        catat(
            aksi="pegawai.diubah",
            objek_jenis="pegawai",
            objek_id=pegawai.pk,
            oleh=oleh,
            sekarang=sekarang,
            instansi_id=pegawai.instansi_id,
            isi={"tanggal_lahir": {"dulu": usul.isi_lama, "kini": usul.isi_usulan}},
            alasan=alasan,
        )
        return
    if usul.bidang == Bidang.GOLONGAN:
        periksa_golongan(usul.isi_usulan, pegawai.status)
    tulis(
        pegawai, {usul.bidang: (usul.isi_lama, usul.isi_usulan)}, oleh=oleh, sekarang=sekarang, alasan=alasan
    )


def _kunci(usul: PerbaikanData, oleh: Pegawai, sekarang: datetime) -> PerbaikanData:
    """Izin lebih dulu, lalu baris yang masih terbuka."""
    if oleh.pk == usul.pegawai_id:
        raise TidakBerhak("Usul Anda sendiri diputus pengelola lain.")
    wajib_kelola_orang(oleh, usul.pegawai, sekarang=sekarang)
    baris = (
        PerbaikanData.objects.select_for_update(of=("self",))
        .select_related("pegawai__instansi")
        .get(pk=usul.pk)
    )
    if baris.status == PerbaikanData.Status.DITUTUP:
        raise SudahBerubah("Usul ini sudah diputus. Muat ulang halaman untuk melihat keputusannya.")
    return baris


def _tutup(
    baris: PerbaikanData,
    keputusan: PerbaikanData.Keputusan,
    jawaban: str,
    *,
    oleh: Pegawai,
    sekarang: datetime,
) -> None:
    baris.status = PerbaikanData.Status.DITUTUP
    baris.keputusan = keputusan
    baris.jawaban = jawaban.strip()
    baris.dijawab_pada, baris.dijawab_oleh = sekarang, oleh
    baris.save()
    _catat(f"perbaikan_data.{keputusan}", baris, oleh=oleh, sekarang=sekarang, alasan=jawaban)
    hasil = "diterima" if keputusan == PerbaikanData.Keputusan.DITERIMA else "tidak diterima"
    beri_tahu(
        penerima_id=baris.pegawai_id,
        instansi_id=baris.pegawai.instansi_id,
        jenis=JenisKabar.HASIL,
        judul=f"Usul perbaikan {baris.get_bidang_display().lower()} {hasil}",
        isi=baris.jawaban or "Datanya sudah disesuaikan.",
        tautan=reverse("kepegawaian:perbaikan_saya"),
        kunci=f"perbaikan-data:{baris.pk}:putusan",
        sekarang=sekarang,
        surel_ke=baris.pegawai,
    )


def _catat(aksi: str, usul: PerbaikanData, *, oleh: Pegawai, sekarang: datetime, alasan: str) -> None:
    catat(
        aksi=aksi,
        objek_jenis="perbaikan_data",
        objek_id=usul.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={
            "pegawai": usul.pegawai_id,
            "bidang": usul.bidang,
            "dulu": usul.isi_lama,
            "usulan": usul.isi_usulan,
            "bukti": usul.bukti_id,
        },
        alasan=alasan.strip(),
    )


def _kabari_pengelola(usul: PerbaikanData, hari_ini: date, sekarang: datetime) -> None:
    pengelola = pengelola_unit(unit_id=usul.unit_id, instansi_id=usul.pegawai.instansi_id, pada=hari_ini)
    for satu in pengelola:
        if satu.pk != usul.pegawai_id:
            beri_tahu(
                penerima_id=satu.pk,
                instansi_id=satu.instansi_id,
                jenis=JenisKabar.TUGAS,
                judul=f"{usul.pegawai.nama}: usul perbaikan {usul.get_bidang_display().lower()}",
                isi=f"Putuskan paling lambat {tanggal(hari_ini + TENGGAT)}.",
                tautan=reverse("kepegawaian:perbaikan_rinci", args=[usul.pk]),
                kunci=f"perbaikan-data:{usul.pk}:{satu.pk}",
                sekarang=sekarang,
                surel_ke=satu,
            )
