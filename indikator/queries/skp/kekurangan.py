"""Apa yang masih kurang sebelum sebuah SKP dapat diajukan; halaman dan layanan memakai daftar yang sama."""

from decimal import Decimal

from indikator.models import SKP, IndikatorKinerja, Pemahaman
from indikator.queries.hitungan import sasaran_dari
from indikator.queries.skp.adendum import halangan
from indikator.queries.skp.kurang import Kurang
from indikator.rules.angka import jumlah
from indikator.rules.capaian import periksa_sasaran
from inti.rules.format import angka_ringkas

BOBOT_PENUH = Decimal(100)


def kekurangan(skp: SKP) -> list[Kurang]:
    """Semua yang kurang sekaligus, urut seperti di halaman. Empat kueri; usulan adendum enam lagi."""
    rhk = list(skp.rhk.order_by("urutan", "pk"))
    indikator = list(skp.indikator.order_by("urutan"))
    hasil: list[Kurang] = []
    if kurang_pemahaman(skp):
        hasil.append(
            Kurang("pemahaman", "Nyatakan dahulu bahwa Anda memahami indikator dan cara menilai tahun ini.")
        )
    if not rhk:
        hasil.append(Kurang("rhk", "Belum ada rencana hasil kerja. Tambahkan paling sedikit satu RHK."))
        return hasil
    terisi = {i.rhk_id for i in indikator}
    hasil += [
        Kurang("indikator", f"RHK “{r.teks}” belum punya indikator. Tambahkan indikator atau hapus RHK itu.")
        for r in rhk
        if r.pk not in terisi
    ]
    hasil += [k for i in indikator if (k := _kurang_sasaran(i))]
    hasil += [
        Kurang(
            "pastikan",
            f"Kriteria “{i.nama}” belum Anda pastikan. Buka indikatornya, tulis kapan disebut berhasil, lalu simpan."
            if i.kualitatif
            else f"Target “{i.nama}” disalin. Buka indikatornya, periksa targetnya, lalu simpan.",
        )
        for i in indikator
        if not i.dipastikan
    ]
    if skp.adendum:
        hasil += halangan(skp)
    if indikator and (kalimat := kalimat_bobot(jumlah(i.bobot for i in indikator))):
        hasil.append(Kurang("bobot", kalimat))
    return hasil


def kurang_pemahaman(skp: SKP) -> bool:
    """Kebijakan tahun itu mewajibkan pernyataan pemahaman dan pemilik SKP belum memberikannya."""
    return (
        skp.periode.kebijakan.pemahaman_wajib
        and not Pemahaman.objects.filter(
            periode_id=skp.periode_id, dinyatakan_oleh_id=skp.pegawai_id
        ).exists()
    )


def kalimat_bobot(total: Decimal) -> str:
    """ "Jumlah bobot 105 dari 100. Kurangi 5 supaya tepat 100."; kosong bila sudah tepat."""
    if total == BOBOT_PENUH:
        return ""
    tindakan = "Kurangi" if total > BOBOT_PENUH else "Tambah"
    selisih = angka_ringkas(abs(total - BOBOT_PENUH))
    return f"Jumlah bobot {angka_ringkas(total)} dari 100. {tindakan} {selisih} supaya tepat 100."


def _kurang_sasaran(indikator: IndikatorKinerja) -> Kurang | None:
    if indikator.kualitatif:
        if indikator.kriteria or not indikator.dipastikan:
            return None
        return Kurang("sasaran", f"{indikator.nama}: kriteria keberhasilannya masih kosong. Tulis dahulu.")
    try:
        periksa_sasaran(sasaran_dari(indikator))
    except ValueError as galat:
        return Kurang("sasaran", f"{indikator.nama}: {galat}")
    return None
