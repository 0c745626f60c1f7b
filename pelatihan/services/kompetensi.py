"""Menetapkan aturan belajar (tabel pemetaan dan JP PPPK) dan menambah kompetensi teknis."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from inti.galat import GalatAturan
from inti.services.jejak import catat
from kepegawaian.models import Instansi, Pegawai
from pelatihan.models import AturanBelajar, KompetensiTeknis
from pelatihan.permissions import wajib_kelola_katalog
from pelatihan.queries.pemetaan import (
    kompetensi_instansi,
    sebutan_sasaran,
    sebutan_sumber,
    versi_aturan,
)
from pelatihan.rules.hak import HAK_JP
from pelatihan.rules.pemetaan import Hubungan, periksa


@transaction.atomic
def tetapkan_aturan(
    *,
    instansi: Instansi,
    pemetaan: Iterable[Hubungan],
    jp_pppk: int,
    sejak: date,
    alasan: str,
    oleh: Pegawai,
    sekarang: datetime,
) -> AturanBelajar:
    """Versi baru, berlaku sejak hari itu. Yang lama tetap terbaca.

    JP PPPK 0–24 (Peraturan LAN 15/2020, ⚠ di docs). Menolak tanpa alasan, hari yang sudah lewat, tabel yang sama
    dengan versi terakhir, serta hubungan yang ganda atau asing.
    """
    wajib_kelola_katalog(oleh, instansi=instansi, sekarang=sekarang)
    Instansi.objects.select_for_update(no_key=True).get(pk=instansi.pk)
    sasaran = sebutan_sasaran(kompetensi_instansi(instansi.pk))
    try:
        utuh = periksa(pemetaan, sumber=sebutan_sumber(), sasaran=sasaran)
    except ValueError as galat:
        raise GalatAturan(str(galat)) from galat
    tabel = [[h.sumber, h.sasaran, h.kekuatan] for h in utuh]
    alasan = alasan.strip()
    if len(alasan) < 5:
        raise GalatAturan("Tulis alasannya sedikitnya lima huruf.", bidang="alasan")
    if not 0 <= jp_pppk <= HAK_JP["PPPK"]:
        raise GalatAturan(f"JP PPPK 0 sampai {HAK_JP['PPPK']}.", bidang="jp_pppk")
    if sejak < instansi.hari_pada(sekarang):
        raise GalatAturan("Berlaku paling awal hari ini; yang sudah lewat tidak berubah.", bidang="sejak")
    terakhir = versi_aturan(instansi.pk).first()
    if terakhir and terakhir.pemetaan == tabel and terakhir.jp_pppk == jp_pppk:
        raise GalatAturan(
            "Belum ada yang berbeda dari versi terakhir. Ubah satu hal, atau tinggalkan halaman ini."
        )
    baru = AturanBelajar.objects.create(
        instansi=instansi,
        versi=(terakhir.versi if terakhir else 0) + 1,
        sejak=sejak,
        pemetaan=tabel,
        jp_pppk=jp_pppk,
        alasan=alasan,
        ditetapkan_pada=sekarang,
        ditetapkan_oleh=oleh,
    )
    catat(
        aksi="aturan_belajar.ditetapkan",
        objek_jenis="aturan_belajar",
        objek_id=baru.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
        isi={"versi": baru.versi, "sejak": sejak.isoformat(), "hubungan": len(tabel), "jp_pppk": jp_pppk},
        alasan=alasan,
    )
    return baru


@transaction.atomic
def tambah_teknis(
    *, instansi: Instansi, nama: str, uraian: str = "", oleh: Pegawai, sekarang: datetime
) -> KompetensiTeknis:
    """Kompetensi teknis baru bagi instansi itu; nama yang sudah ada ditolak, juga nama yang resmi."""
    wajib_kelola_katalog(oleh, instansi=instansi, sekarang=sekarang)
    nama = " ".join(nama.split())
    if not nama:
        raise GalatAturan("Isi nama kompetensi teknisnya.", bidang="nama")
    ada = kompetensi_instansi(instansi.pk)
    if nama.casefold() in {k.nama.casefold() for k in ada.values()}:
        raise GalatAturan(f"{nama} sudah ada. Pakai yang itu, atau bedakan namanya.", bidang="nama")
    kode = slugify(nama).replace("-", "_")[:44] or "teknis"
    if kode in ada:
        kode = f"{kode}_{len(ada)}"
    baru = KompetensiTeknis.objects.create(instansi=instansi, kode=kode, nama=nama, uraian=uraian.strip())
    catat(
        aksi="kompetensi_teknis.ditambah",
        objek_jenis="kompetensi_teknis",
        objek_id=baru.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
        isi={"nama": nama},
    )
    return baru
