"""Dua dinas kecil dengan keadaan yang dihitung tangan, untuk uji dasbor."""

from dataclasses import dataclass
from typing import Any

from kepegawaian.models import Pegawai, Peran, UnitKerja
from penilaian.services import penutupan
from tests.penilaian import pabrik
from tests.penilaian.pabrik import AWAL, SESUDAH, Dunia


@dataclass
class DuaDinas:
    """`d` Dinas Satu (kepala dan empat staf), `lain` Dinas Dua (kepala saja); peran dibuat saat diminta."""

    d: Dunia
    lain: UnitKerja
    kepala_lain: Pegawai

    def berperan(self, jenis: str, unit: UnitKerja | None = None) -> Pegawai:
        """Orang luar tabel (tanpa penempatan) dengan satu peran."""
        siapa = pabrik.orang(self.d.instansi, f"Pemegang {jenis} {unit or ''}".strip())
        Peran.objects.create(pegawai=siapa, jenis=jenis, unit=unit, sejak=AWAL)
        return siapa


def berjalan(nama: str = "Kota Uji") -> DuaDinas:
    """Tenggat SKP dan lapor sudah lewat, tenggat nilai belum.

    Dinas Satu: Staf 1 selesai semua; Staf 2 ber-SKP, satu dari dua laporan masih draf; Staf 3 SKP-nya diajukan;
    Staf 4 dan kepala belum ber-SKP. Dinas Dua: kepalanya selesai semua; satu indikatornya dikecualikan.
    """
    d = pabrik.dunia(nama, staf=4)
    lain = pabrik.dinas_baru(d.instansi, d.akar, "Dinas Dua")
    kepala_lain = pabrik.orang(d.instansi, "Kepala Dinas Dua")
    pabrik.tempatkan(kepala_lain, lain, d.jabatan, kepala=True)
    satu = pabrik.skp(d, d.staf[0]).indikator.get()
    pabrik.lapor(d, satu, 95, status="diajukan")
    pabrik.nilai(d, d.staf[0])
    a, b = pabrik.skp(d, d.staf[1], {"bobot": 60}, {"bobot": 40, "aspek": "waktu"}).indikator.order_by("kode")
    pabrik.lapor(d, a, 90)
    pabrik.lapor(d, b, 90, status="draf")
    pabrik.skp(d, d.staf[2], status="diajukan")
    a, b = pabrik.skp(d, kepala_lain, {"bobot": 60}, {"bobot": 40, "aspek": "kualitas"}).indikator.order_by(
        "kode"
    )
    pabrik.lapor(d, a, 100)
    pabrik.lapor(
        d, b, None, status="draf", perlakuan="dikecualikan", alasan_perlakuan="Layanannya dihentikan."
    )
    pabrik.nilai(d, kepala_lain, "di_atas", "di_atas")
    return DuaDinas(d, lain, kepala_lain)


def ditutup() -> DuaDinas:
    """Dinas Satu 13 orang: 6 Baik, 5 Sangat Baik, 1 Butuh Perbaikan, kepalanya tanpa rating. Dinas Dua 1 orang Baik."""
    d = pabrik.dunia(staf=12)
    lain = pabrik.dinas_baru(d.instansi, d.akar, "Dinas Dua")
    kepala_lain = pabrik.orang(d.instansi, "Kepala Dinas Dua")
    pabrik.tempatkan(kepala_lain, lain, d.jabatan, kepala=True)
    rating: list[tuple[str, str]] = [("sesuai", "sesuai")] * 6 + [("di_atas", "di_atas")] * 5
    for siapa, (hasil, perilaku) in zip(d.staf, [*rating, ("di_bawah", "sesuai")], strict=True):
        pabrik.nilai(d, siapa, hasil, perilaku)
    pabrik.lapor(d, pabrik.skp(d, d.staf[0]).indikator.get(), 90)
    pabrik.lapor(d, pabrik.skp(d, d.staf[1]).indikator.get(), 100)
    pabrik.nilai(d, kepala_lain)
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=SESUDAH)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=SESUDAH)
    penutupan.rekap_kelompok(periode_id=d.triwulan.pk)
    d.triwulan.refresh_from_db()
    return DuaDinas(d, lain, kepala_lain)


def tutup_lebar(kota: DuaDinas, **lain: Any) -> UnitKerja:
    """Satu bidang di bawah Dinas Satu, untuk cakupan yang tidak memuat dinas utuh."""
    return UnitKerja.objects.create(
        instansi=kota.d.instansi,
        induk=kota.d.dinas,
        dinas=kota.d.dinas,
        nama="Bidang Satu",
        jenis="bidang",
        sejak=AWAL,
        **lain,
    )
