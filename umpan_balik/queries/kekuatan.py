"""Umpan balik setahun dan simpulannya, untuk meja penilai dan halaman hasil. Jumlah kueri tetap.

Yang dijaga di sini: 360 hanya dari periode yang sudah ditutup dan kelompok yang cukup orangnya; umpan balik bernama
hanya yang penulisnya mengizinkan atasan membaca, dan hanya bagi pemiliknya serta penilainya hari ini. Yang pribadi
tidak pernah ikut, juga tidak sebagai hitungan, supaya halaman yang dicetak pemiliknya tidak membocorkannya.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection

from indikator.models import IndikatorKinerja, Periode
from indikator.rules.angka import bagi, jumlah
from indikator.rules.kebijakan import aturan_dari
from kepegawaian.models import Pegawai
from umpan_balik.models import UmpanBalik
from umpan_balik.queries.dialog import penilai_kini
from umpan_balik.queries.hasil import nilai_per_kelompok
from umpan_balik.rules.kekuatan import (
    Arah,
    CapaianRHK,
    Simpulan,
    SuaraKelompok,
    SuaraLangsung,
    SuaraWarga,
    simpulkan,
)
from umpan_balik.rules.unsur import KodeUnsur

TAMPIL_TERBANYAK = 5
JUDUL = {
    Arah.KEKUATAN: "Kekuatan",
    Arah.PERBAIKAN: "Perlu ditingkatkan",
    Arah.BICARAKAN: "Untuk dibicarakan",
}

# Suara yang sama dengan SQL_NILAI_PETUGAS: berkode kunjungan, dihitung, pada hari orang itu berjaga.
SQL_UNSUR_PETUGAS = """
SELECT avg(kompetensi), count(kompetensi), avg(perilaku), count(perilaku)
FROM (
    SELECT DISTINCT s.id, s.kompetensi, s.perilaku
    FROM umpan_balik_jagatitik j
    JOIN umpan_balik_survei s ON s.titik_id = j.titik_id
         AND j.sejak <= s.tanggal AND (j.sampai IS NULL OR j.sampai >= s.tanggal)
    WHERE j.pegawai_id = %(pegawai)s AND s.instansi_id = %(instansi)s
      AND s.tanggal BETWEEN %(mulai)s AND %(selesai)s AND s.sumber = 'berkode' AND s.status = 'dihitung'
) suara
"""


@dataclass(frozen=True, slots=True)
class Tercapai:
    """Satu indikator yang sudah dilaporkan: namanya di SKP, bobotnya, capaiannya."""

    nama: str
    bobot: Decimal
    capaian: Decimal


@dataclass(frozen=True, slots=True)
class SuaraSetahun:
    """`terbaca` umpan balik bernama terbaru yang boleh tampil; `banyak` jumlah semuanya."""

    simpulan: tuple[Simpulan, ...]
    terbaca: list[UmpanBalik]
    banyak: int

    def menurut(self, arah: Arah) -> list[Simpulan]:
        """Simpulan satu arah, urut dari rules."""
        return [s for s in self.simpulan if s.arah is arah]

    @property
    def bagian(self) -> list[tuple[str, list[Simpulan]]]:
        """Judul dan isinya, dalam urutan tampil."""
        return [(judul, self.menurut(arah)) for arah, judul in JUDUL.items()]


def suara_setahun(
    *,
    pegawai: Pegawai,
    pembaca: Pegawai,
    periode: Periode,
    tercapai: Iterable[Tercapai],
    min_n: Mapping[str, int],
    sekarang: datetime,
) -> SuaraSetahun:
    """Kekuatan, yang perlu ditingkatkan, dan umpan balik bernama setahun sampai `sekarang` atau sampai ditutup.

    `tercapai` capaian periode itu; `min_n` jumlah penilai minimum tiap kelompok. Paling banyak enam kueri.
    """
    bernama = _bernama(pegawai, pembaca, periode, sekarang)
    aturan = aturan_dari(periode.kebijakan.aturan)
    return SuaraSetahun(
        simpulan=simpulkan(
            capaian=_capaian(pegawai, periode, list(tercapai)),
            perilaku=[
                SuaraKelompok(satu.nilai.kode, k.label, k.n, k.rata, k.pita)
                for satu in nilai_per_kelompok(periode=periode, pegawai=pegawai, min_n=min_n)
                for k in satu.kelompok
            ],
            warga=_warga(pegawai, periode),
            langsung=[_langsung(u) for u in bernama],
            ambang=(aturan.ambang_sesuai, aturan.ambang_di_atas),
        ),
        terbaca=bernama[:TAMPIL_TERBANYAK],
        banyak=len(bernama),
    )


def _capaian(pegawai: Pegawai, periode: Periode, tercapai: list[Tercapai]) -> list[CapaianRHK]:
    """Rata-rata berbobot tiap RHK. Indikator yang namanya tidak ada lagi di SKP tahun itu dilewati. Satu kueri."""
    if not tercapai:
        return []
    rhk = {
        nama: (nomor, teks)
        for nama, nomor, teks in IndikatorKinerja.objects.filter(
            skp__pegawai=pegawai,
            skp__periode=periode.induk_id or periode.pk,
            skp__adendum_dari__isnull=True,
        )
        .order_by("pk")
        .values_list("nama", "rhk_id", "rhk__teks")
    }
    per_rhk: dict[tuple[int, str], list[Tercapai]] = {}
    for satu in tercapai:
        if satu.nama in rhk and satu.bobot > 0:
            per_rhk.setdefault(rhk[satu.nama], []).append(satu)
    hasil = []
    for (nomor, teks), isi in per_rhk.items():
        rata = bagi(jumlah(i.capaian * i.bobot for i in isi), jumlah(i.bobot for i in isi))
        terendah = min(isi, key=lambda i: i.capaian)
        hasil.append(CapaianRHK(nomor, teks, rata, len(isi), (terendah.nama, terendah.capaian)))
    return hasil


def _warga(pegawai: Pegawai, periode: Periode) -> list[SuaraWarga]:
    """Dua unsur petugas pada periode itu. Satu kueri."""
    with connection.cursor() as kursor:
        kursor.execute(
            SQL_UNSUR_PETUGAS,
            {
                "pegawai": pegawai.pk,
                "instansi": periode.instansi_id,
                "mulai": periode.mulai,
                "selesai": periode.selesai,
            },
        )
        kompeten, n_kompeten, laku, n_laku = kursor.fetchone()
    pasangan = ((KodeUnsur.KOMPETENSI, kompeten, n_kompeten), (KodeUnsur.PERILAKU, laku, n_laku))
    return [SuaraWarga(kode, rata, n) for kode, rata, n in pasangan if n]


def _bernama(pegawai: Pegawai, pembaca: Pegawai, periode: Periode, sekarang: datetime) -> list[UmpanBalik]:
    """Yang terbaca atasan, dari awal tahun sampai kini atau sampai periode ditutup. Paling banyak dua kueri."""
    hari = pegawai.instansi.hari_pada(sekarang)
    if pembaca.pk not in (pegawai.pk, penilai_kini(pegawai.pk, pada=hari)):
        return []
    awal = datetime(periode.mulai.year, 1, 1, tzinfo=periode.instansi.zona_waktu)
    akhir = min(sekarang, periode.ditutup or sekarang)
    return list(
        UmpanBalik.objects.filter(
            penerima=pegawai,
            terbaca_atasan=True,
            ditarik__isnull=True,
            disembunyikan=False,
            ditulis_pada__gte=awal,
            ditulis_pada__lte=akhir,
        )
        .select_related("ditulis_oleh", "penerima", "realisasi__indikator__rhk")
        .order_by("-ditulis_pada", "-pk")[:200]
    )


def _langsung(satu: UmpanBalik) -> SuaraLangsung:
    """Umpan balik tentang laporan dihitung pada RHK yang dilaporkannya."""
    rhk, sebutan = satu.rhk_id, satu.sebutan_pokok
    if satu.realisasi is not None:
        rhk, sebutan = satu.realisasi.indikator.rhk_id, f"RHK “{satu.realisasi.indikator.rhk.teks}”"
    return SuaraLangsung(
        rhk=rhk or 0,
        nilai=satu.nilai,
        sebutan=sebutan,
        pujian=satu.jenis == UmpanBalik.Jenis.PUJIAN,
        penulis=satu.ditulis_oleh_id,
    )
