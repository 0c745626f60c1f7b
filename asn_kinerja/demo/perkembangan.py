"""Pemda contoh dari triwulan ke triwulan: orang membaik atau menurun, unit berbeda lajunya, beberapa orang berganti."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Final

from asn_kinerja.demo import kualitatif
from asn_kinerja.demo.kalender import Triwulan
from asn_kinerja.demo.organisasi import Anggota, Pasangan, masukan_pegawai
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.services import pegawai, penempatan
from kepegawaian.services.penempatan import MasukanPenempatan
from umpan_balik.models import JagaTitik

# Rata-rata dan simpangan pergeseran tiap triwulan: unit dan orangnya dijumlahkan.
LAJU_UNIT: Final = (0.012, 0.02)
LAJU_ORANG: Final = (0.003, 0.03)
LAJU_PERILAKU: Final = (0.05, 0.15)
TIAP_BERAPA: Final = 80
SETAHUN: Final = timedelta(days=365)
KELUAR: Final = {
    "PNS": (Pegawai.SebabBerhenti.PINDAH, "Pindah ke pemerintah provinsi atas permintaan sendiri."),
    "PPPK": (Pegawai.SebabBerhenti.BERHENTI, "Mengundurkan diri untuk melanjutkan studi."),
}


def mundur(hasil: Pasangan, jarak: int) -> Pasangan:
    """Pemda itu `jarak` triwulan sebelum yang terakhir ditutup; 0 mengembalikannya apa adanya.

    Undiannya sendiri, sehingga data triwulan terakhir tidak bergeser karena adanya triwulan sebelumnya.
    """
    if not jarak:
        return hasil
    kunci = hasil.pemda.slug
    lalu = [_mundur(a, jarak, kunci) for a in hasil.anggota]
    return replace(hasil, anggota=lalu, acak=Random(f"{hasil.pemda.benih} mundur {jarak}"))


def _mundur(a: Anggota, jarak: int, kunci: str) -> Anggota:
    orang = Random(f"laju {kunci} {a.pegawai.nip}")
    laju = Random(f"laju {kunci} {a.unit.nama}").gauss(*LAJU_UNIT) + orang.gauss(*LAJU_ORANG)
    return replace(
        a, cakap=a.cakap - jarak * laju, laku=max(1.5, a.laku - jarak * orang.gauss(*LAJU_PERILAKU))
    )


def ganti_orang(hasil: Pasangan, tw: Triwulan, *, saat: datetime) -> list[Anggota]:
    """Beberapa staf berhenti pada akhir triwulan sebelumnya; penggantinya bekerja sejak hari pertama `tw`."""
    acak = Random(f"ganti {hasil.pemda.slug} {tw.nama}")
    keluar = acak.sample(
        calon := _dapat_keluar(hasil, tw), k=min(len(calon), max(1, len(hasil.anggota) // TIAP_BERAPA))
    )
    for a in keluar:
        sebab, alasan = KELUAR[a.pegawai.status]
        pegawai.nonaktifkan(
            pegawai=a.pegawai, sebab=sebab, mulai=tw.mulai, alasan=alasan, oleh=hasil.admin, sekarang=saat
        )
    assert hasil.pembuat is not None
    hasil.pembuat.acak = acak
    rekaan = [
        hasil.pembuat.untuk(a.jabatan, jenis=a.jenis, jenjang=a.penempatan.jabatan.jenjang) for a in keluar
    ]
    umum = {"instansi": hasil.instansi, "oleh": None, "sekarang": saat}
    orang = pegawai.tambah_banyak(masukan=[masukan_pegawai(r) for r in rekaan], **umum)
    duduk = penempatan.tetapkan_banyak(
        masukan=[
            MasukanPenempatan(
                pegawai=p,
                unit=a.penempatan.unit,
                jabatan=a.penempatan.jabatan,
                jenis=Penempatan.Jenis.DEFINITIF,
                sejak=tw.mulai,
                dasar=f"SK 813/{p.pk}/BKPSDM/{tw.tahun}",
            )
            for a, p in zip(keluar, orang, strict=True)
        ],
        **umum,
    )
    return [_gantikan(hasil, *tiga, acak) for tiga in zip(keluar, orang, duduk, strict=True)]


def _gantikan(hasil: Pasangan, lama: Anggota, p: Pegawai, duduk: Penempatan, acak: Random) -> Anggota:
    baru = replace(lama, pegawai=p, penempatan=duduk, cakap=acak.gauss(0.98, 0.06), laku=acak.gauss(3.9, 0.4))
    hasil.anggota[hasil.anggota.index(lama)] = baru
    return baru


def _dapat_keluar(hasil: Pasangan, tw: Triwulan) -> list[Anggota]:
    """Staf lama tanpa akun contoh, tanpa SKP kualitatif, dan tidak berjaga di titik layanan."""
    berjaga = JagaTitik.objects.filter(pegawai__instansi=hasil.instansi).values_list("pegawai_id", flat=True)
    tetap = kualitatif.pilihan(hasil.anggota) | set(berjaga)
    return [
        a
        for a in hasil.anggota
        if not a.kepala
        and a.penempatan.sejak < tw.mulai - SETAHUN
        and a.pegawai.pk not in tetap
        and not a.pegawai.has_usable_password()
    ]
