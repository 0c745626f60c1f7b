"""Satu dinas dengan dua bidang berkepala: kepala dinas memimpin rapat kalibrasi para kepala bidang."""

from dataclasses import dataclass

from kepegawaian.models import Pegawai, Penempatan, UnitKerja
from penilaian.models import Evaluasi, Kalibrasi, PindahKalibrasi
from penilaian.queries.kalibrasi import OrangPapan, Papan, papan
from penilaian.services import kalibrasi
from tests.penilaian import pabrik

ALASAN = "Bukti setingkat dengan tim sebelah, dibaca bersama."


@dataclass
class DuniaKalibrasi:
    d: pabrik.Dunia
    bidang: list[UnitKerja]
    kabid: list[Pegawai]
    staf: list[Pegawai]

    @property
    def pimpinan(self) -> Pegawai:
        return self.d.kepala

    def buka(self) -> Kalibrasi:
        return kalibrasi.buka(
            periode_id=self.d.triwulan.pk,
            unit_id=self.d.dinas.pk,
            oleh=self.pimpinan,
            sekarang=pabrik.SEKARANG,
        )

    def papan(self) -> Papan:
        return papan(periode=self.d.triwulan, unit_id=self.d.dinas.pk, pada=self.d.triwulan.selesai)

    def orang(self, siapa: Pegawai) -> OrangPapan:
        satu = self.papan().cari(siapa.pk)
        assert satu is not None
        return satu

    def pindah(
        self,
        rapat: Kalibrasi,
        siapa: Pegawai,
        menjadi: str,
        *,
        alasan: str = ALASAN,
        dilihat: str | None = None,
        oleh: Pegawai | None = None,
    ) -> PindahKalibrasi:
        return kalibrasi.pindahkan(
            kalibrasi_id=rapat.pk,
            pegawai_id=siapa.pk,
            menjadi=menjadi,
            alasan=alasan,
            dilihat=self.orang(siapa).dilihat if dilihat is None else dilihat,
            oleh=oleh or self.pimpinan,
            sekarang=pabrik.SEKARANG,
        )


def dunia(nama: str = "Kota Uji", *, staf: int = 2) -> DuniaKalibrasi:
    """Dua bidang, masing-masing `staf` orang; semuanya di_atas/sesuai oleh kepala bidangnya, kecuali yang terakhir."""
    d = pabrik.dunia(nama, staf=0)
    bidang, kabid, semua = [], [], []
    for huruf in "AB":
        unit = UnitKerja.objects.create(
            instansi=d.instansi,
            induk=d.dinas,
            dinas=d.dinas,
            nama=f"Bidang {huruf}",
            jenis="bidang",
            sejak=pabrik.AWAL,
        )
        kepala = pabrik.orang(d.instansi, f"Kabid {huruf}")
        pabrik.tempatkan(kepala, unit, d.jabatan, kepala=True)
        bidang.append(unit)
        kabid.append(kepala)
        for n in range(staf):
            siapa = pabrik.tambah_staf(d, f"Staf {huruf}{n + 1}", unit=unit)
            semua.append(siapa)
            if (huruf, n) != ("B", staf - 1):
                nilai(d, siapa, kepala)
    return DuniaKalibrasi(d, bidang, kabid, semua)


def nilai(
    d: pabrik.Dunia, siapa: Pegawai, oleh: Pegawai, hasil: str = "di_atas", perilaku: str = "sesuai"
) -> Evaluasi:
    return Evaluasi.objects.create(
        instansi=d.instansi,
        periode=d.triwulan,
        pegawai=siapa,
        penempatan=Penempatan.objects.get(pegawai=siapa, jenis="definitif", sampai=None),
        status="ditetapkan",
        rating_hasil=hasil,
        rating_perilaku=perilaku,
        usulan_hasil="sesuai",
        alasan_hasil="Melampaui target tiga bulan.",
        ditetapkan_pada=pabrik.SEKARANG,
        ditetapkan_oleh=oleh,
    )
