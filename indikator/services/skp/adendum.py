"""Adendum: SKP yang disetujui dibuka sebagai usulan, sementara bunyi yang berlaku tetap dipakai melapor."""

from datetime import datetime

from django.db import transaction

from indikator.models import RHK, SKP, IndikatorKinerja, Periode
from indikator.queries.skp.adendum import halangan
from indikator.rules.naskah import LAMPIRAN
from indikator.services.langkah import Aksi
from indikator.services.skp.kunci import cocokkan_versi, kunci_skp, simpan_skp
from indikator.services.skp.naskah import terbitkan
from indikator.services.skp.triwulan import salin_triwulan
from inti.galat import GalatAturan
from inti.services import jejak
from kepegawaian.models import Pegawai

ISI_SKP = ("pendekatan", *LAMPIRAN, "ekspektasi")
ISI_RHK = ("teks", "jenis", "pimpinan_id", "urutan")
ISI_INDIKATOR = (
    "katalog_id",
    "nama",
    "satuan",
    "polaritas",
    "aspek",
    "bobot",
    "target",
    "bawah",
    "atas",
    "mulai",
    "tenggat",
    "urutan",
    "kriteria",
    "polaritas_angka",
)
ALASAN_TERPANJANG = 2000


@transaction.atomic
def buka(*, skp: SKP, alasan: str, oleh: Pegawai, sekarang: datetime) -> SKP:
    """Pemilik membuka usulan adendum: salinan SKP yang berlaku, disusun seperti draf.

    Yang sudah terbuka dengan alasan yang sama dikembalikan. Menolak: SKP belum disetujui, tanpa alasan, bukan pemiliknya,
    periode ditutup, usulan lain masih terbuka. SKP yang berlaku tidak disentuh.
    """
    alasan = alasan.strip()
    if not alasan:
        raise GalatAturan("Tulis mengapa SKP perlu diubah, supaya penilai tahu.", bidang="alasan")
    if len(alasan) > ALASAN_TERPANJANG:
        raise GalatAturan(f"Alasan paling banyak {ALASAN_TERPANJANG} huruf. Ringkas.", bidang="alasan")
    pokok, _ = kunci_skp(
        skp_id=skp.pokok_id, periode_id=skp.periode_id, aksi=Aksi.ADENDUM, oleh=oleh, sekarang=sekarang
    )
    ada = SKP.semua.filter(adendum_dari=pokok).first()
    if ada is not None:
        if ada.alasan_adendum != alasan:
            raise GalatAturan(
                "Usulan adendum Anda sudah terbuka dengan alasan lain, dan satu SKP hanya dapat punya satu usulan. Alasan ini "
                "belum disimpan. Lanjutkan usulan itu, atau buang dahulu lalu buka lagi dengan alasan ini.",
                bidang="alasan",
            )
        return ada
    usul = SKP.semua.create(
        instansi_id=pokok.instansi_id,
        periode=pokok.periode,
        pegawai=pokok.pegawai,
        penempatan_id=pokok.penempatan_id,
        adendum_dari=pokok,
        alasan_adendum=alasan,
        **{nama: getattr(pokok, nama) for nama in ISI_SKP},
    )
    _salin(pokok, usul)
    jejak.catat(
        aksi="skp.adendum_dibuka",
        objek_jenis="skp",
        objek_id=pokok.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"usulan_id": usul.pk},
        alasan=alasan,
    )
    return usul


def _salin(pokok: SKP, usul: SKP) -> None:
    lama = list(pokok.rhk.order_by("urutan", "pk"))
    baru = RHK.objects.bulk_create(RHK(skp=usul, asal=r, **{n: getattr(r, n) for n in ISI_RHK}) for r in lama)
    ke = {r.pk: b for r, b in zip(lama, baru, strict=True)}
    salinan = IndikatorKinerja.objects.bulk_create(
        IndikatorKinerja(
            skp=usul, rhk=ke[i.rhk_id], asal=i, kode=i.kode, **{n: getattr(i, n) for n in ISI_INDIKATOR}
        )
        for i in pokok.indikator.order_by("urutan", "pk")
    )
    salin_triwulan({i.asal_id: i.pk for i in salinan if i.asal_id})


@transaction.atomic
def buang(*, skp: SKP, oleh: Pegawai, sekarang: datetime) -> bool:
    """Pemilik membuang usulan adendumnya sebelum diajukan; SKP yang berlaku tetap. False bila sudah tidak ada.

    Isi yang dibuang tetap terbaca pada riwayat baris. Yang sudah diajukan ditarik dahulu.
    """
    usul = SKP.semua.filter(adendum_dari_id=skp.pokok_id).first()
    if usul is None:
        return False
    kini, _ = kunci_skp(
        skp_id=usul.pk, periode_id=usul.periode_id, aksi=Aksi.BUANG, oleh=oleh, sekarang=sekarang
    )
    jejak.catat(
        aksi="skp.adendum_dibuang",
        objek_jenis="skp",
        objek_id=kini.pokok_id,
        oleh=oleh,
        sekarang=sekarang,
        isi={"usulan_id": kini.pk},
        alasan=kini.alasan_adendum,
    )
    kini.delete()
    return True


@transaction.atomic
def setujui(*, skp: SKP, oleh: Pegawai, sekarang: datetime, versi: int | None = None) -> SKP:
    """Pejabat penilai menyetujui: isinya menggantikan SKP yang berlaku, dan naskah berikutnya dibekukan.

    Indikator dan RHK yang sama tetap barisnya, sehingga laporannya utuh; yang tidak ada lagi dihentikan, tidak dihapus.
    Menolak: bukan penilainya, usulan berubah sejak dilihat, ada `halangan`, atau bagian tahun sedang ditutup.
    """
    pokok = SKP.objects.select_related("periode", "pegawai").get(pk=skp.pokok_id)
    _kunci_bagian(pokok.periode_id, sekarang=sekarang)
    pokok = SKP.objects.select_for_update(of=("self",)).select_related("periode", "pegawai").get(pk=pokok.pk)
    usul, _ = kunci_skp(
        skp_id=skp.pk, periode_id=pokok.periode_id, aksi=Aksi.SETUJUI, oleh=oleh, sekarang=sekarang
    )
    cocokkan_versi(usul, versi)
    _tahan_pelapor(pokok)
    kurang = halangan(usul)
    if kurang:
        raise GalatAturan(" ".join(k.kalimat for k in kurang))
    _terapkan(pokok, usul, oleh=oleh, sekarang=sekarang)
    alasan = usul.alasan_adendum
    for nama in ISI_SKP:
        setattr(pokok, nama, getattr(usul, nama))
    pokok.diputus_pada, pokok.diputus_oleh = sekarang, oleh
    usul.delete()
    simpan_skp(pokok, aksi="skp.adendum_disetujui", oleh=oleh, sekarang=sekarang, alasan=alasan)
    terbitkan(daftar=[pokok], oleh=oleh, sekarang=sekarang, alasan=alasan)
    return pokok


def _tahan_pelapor(pokok: SKP) -> None:
    """Kunci yang sama dipegang pelapor: laporan yang sedang masuk selesai lebih dulu, lalu terlihat oleh `halangan`."""
    list(IndikatorKinerja.objects.select_for_update().filter(skp=pokok).order_by("pk"))


def _kunci_bagian(tahun_id: int, *, sekarang: datetime) -> None:
    """Tolak selama ada bagian tahun yang sedang ditutup: bobot tidak berganti di tengah hitungan."""
    bagian = Periode.objects.raw(
        "SELECT * FROM indikator_periode WHERE id = %s OR induk_id = %s ORDER BY id FOR SHARE",
        [tahun_id, tahun_id],
    )
    for satu in bagian:
        if satu.penutupan_dimulai is not None and satu.status != Periode.Status.DITUTUP:
            raise GalatAturan(
                f"{satu.nama} sedang ditutup. Setujui adendum ini sesudah penutupannya selesai, "
                "supaya hasil periode itu tidak berganti dasar."
            )


def _terapkan(pokok: SKP, usul: SKP, *, oleh: Pegawai, sekarang: datetime) -> None:
    henti = {"dihentikan_pada": sekarang, "dihentikan_oleh": oleh}
    tempat: dict[int, RHK] = {}
    usulan_rhk = list(usul.rhk.select_related("asal").order_by("urutan", "pk"))
    for r in usulan_rhk:
        tujuan = r
        if r.asal is not None:
            tujuan = r.asal
            for nama in ISI_RHK:
                setattr(tujuan, nama, getattr(r, nama))
        else:
            tujuan.skp = pokok
        tujuan.save()
        tempat[r.pk] = tujuan
    usulan = list(usul.indikator.select_related("asal").order_by("urutan", "pk"))
    tetap_rhk, tetap = {r.pk for r in tempat.values()}, {i.asal_id for i in usulan if i.asal_id}
    pokok.indikator.exclude(pk__in=tetap).update(**henti)
    pokok.rhk.exclude(pk__in=tetap_rhk).update(**henti)
    for i in usulan:
        tujuan_i = i
        if i.asal is not None:
            tujuan_i = i.asal
            for nama in ISI_INDIKATOR:
                setattr(tujuan_i, nama, getattr(i, nama))
        else:
            tujuan_i.skp = pokok
        tujuan_i.rhk = tempat[i.rhk_id]
        tujuan_i.save()
    salin_triwulan({i.pk: i.asal_id for i in usulan if i.asal_id})
