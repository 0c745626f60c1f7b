"""Hitungan tugas seseorang langsung dari tabelnya, tanpa kueri beranda: pembanding angka yang tertulis di sana."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import Q

from indikator.models import SKP, IndikatorKinerja, Periode, Realisasi
from kepegawaian.models import LaporanAtasan, LetakUnit, Pegawai, Penempatan, Peran, PerbaikanData
from kepegawaian.permissions import IZIN_PERAN, Izin
from kepegawaian.queries.penilai import penilai_pada
from pelatihan.models import Pembinaan, Usulan
from penilaian.models import Evaluasi
from umpan_balik.models import Aspirasi, Penugasan, PermintaanUmpanBalik

# Judul (dan uraian) tugas → nama hitungannya; yang tanpa angka dihitung sekali tiap barisnya.
POLA = {
    "setujui skp": r"Setujui SKP \d+ (\d+) orang",
    "periksa laporan": r"Periksa (\d+) laporan capaian",
    "lapor": r"Lapor capaian .*\n(\d+) dari \d+ indikator",
    "rating": r"Beri rating (\d+) orang",
    "360": r"Isi umpan balik 360 untuk (\d+) orang",
    "minta": r"Jawab (\d+) permintaan umpan balik",
    "jawab saran": r"Jawab (\d+) saran warga",
    "laporan atasan": r"Putuskan (?:(\d+) )?laporan atasan",
    "perbaikan data": r"Putuskan (?:(\d+) )?usul perbaikan data",
    "usulan bawahan": r"Setujui usulan pelatihan\n(\d+) usulan",
    "rencana pelatihan": r"Rencanakan usulan pelatihan\n(\d+) usulan",
    "sertifikat": r"Periksa sertifikat pelatihan\n(\d+) sertifikat",
    "susun pembinaan": r"Susun rencana pembinaan\n(\d+) orang",
    "tinjau pembinaan": r"Tinjau rencana pembinaan\n(\d+) rencana",
}
# Bukan hitungan, atau diuji di tempat lain (tests/umpan_balik, tests/penilaian, tests/pelatihan).
LAIN = re.compile(
    r"Pahami |Susun SKP|Selesaikan SKP|Perbaiki SKP|Tautkan |Baca hasil|Tanggapi keberatan|Putuskan keberatan|"
    r"Pilih |Serahkan |Saring |Jawab \d+ keluhan|Putuskan \d+ usul penilai|Sahkan |Putuskan \d+ umpan balik"
)


class Hitungan:
    """Semua yang dapat dihitung bagi satu orang pada satu saat."""

    def __init__(self, siapa: Pegawai, *, sekarang: datetime) -> None:
        self.siapa, self.sekarang = siapa, sekarang
        self.hari = siapa.instansi.hari_pada(sekarang)
        semua = penilai_pada(pada=self.hari, instansi_id=siapa.instansi_id)
        self.bawahan = [k for k, p in semua.items() if p.penilai_id == siapa.pk]
        self.periode = Periode.objects.get(instansi=siapa.instansi, status="diproses", jenis="triwulan")

    @staticmethod
    def tertulis(tugas: Iterable[tuple[str, str]]) -> dict[str, int]:
        """Angka yang terbaca di beranda; judul yang tidak dikenal menggagalkan."""
        hasil: dict[str, int] = {}
        for judul, ket in tugas:
            teks = f"{judul}\n{ket}"
            cocok = {nama: m for nama, pola in POLA.items() if (m := re.match(pola, teks))}
            assert cocok or LAIN.match(judul), f"Tugas ini belum ada pembandingnya: {teks}"
            hasil |= {nama: int(m[1] or 1) for nama, m in cocok.items()}
        return hasil

    def semua(self) -> dict[str, int]:
        """Nama hitungan → banyaknya; yang nol tidak disebut."""
        return {nama: n for nama, n in (*self._kerja(), *self._orang(), *self._belajar()) if n}

    def _kerja(self) -> Iterator[tuple[str, int]]:
        p = self.periode
        milik = {"pegawai_id__in": self.bawahan, "status": "diajukan"}
        yield "setujui skp", SKP.objects.filter(periode=p.induk, **milik).count()
        yield "periksa laporan", Realisasi.objects.filter(periode=p, perlakuan="", **milik).count()
        yield "lapor", len(self._indikator([self.siapa.pk])) - len(self._beres([self.siapa.pk]))
        yield "rating", self._rating()

    def _indikator(self, ids: list[int]) -> dict[int, int]:
        """Indikator yang dilaporkan pada periode itu → pegawainya."""
        p = self.periode
        return dict(
            IndikatorKinerja.objects.filter(
                Q(skp__penempatan__sampai__isnull=True) | Q(skp__penempatan__sampai__gte=p.mulai),
                skp__periode=p.induk,
                skp__pegawai_id__in=ids,
                skp__status="disetujui",
                skp__penempatan__sejak__lte=p.selesai,
                dihentikan_pada__isnull=True,
            ).values_list("pk", "skp__pegawai_id")
        )

    def _beres(self, ids: list[int]) -> set[int]:
        sudah = Q(status__in=["diajukan", "disetujui"]) | ~Q(perlakuan="")
        semua = Realisasi.objects.filter(sudah, periode=self.periode, indikator__in=self._indikator(ids))
        return set(semua.values_list("indikator_id", flat=True))

    def _rating(self) -> int:
        """Selama triwulan berjalan: yang semua laporannya sudah beres dan belum ditetapkan."""
        tetap = Evaluasi.objects.filter(periode=self.periode, status="ditetapkan")
        belum = set(self.bawahan) - set(tetap.values_list("pegawai_id", flat=True))
        ada, beres = self._indikator(self.bawahan), self._beres(self.bawahan)
        kurang = {orang for ik, orang in ada.items() if ik not in beres}
        return len(belum & (set(ada.values()) - kurang))

    def _orang(self) -> Iterator[tuple[str, int]]:
        tugas = Penugasan.objects.filter(penilai=self.siapa, periode__status="diproses")
        yield "360", tugas.exclude(jawaban__draf=False).count()
        minta = PermintaanUmpanBalik.objects.filter(penjawab=self.siapa, status="menunggu")
        yield "minta", minta.count()
        saran = Aspirasi.objects.filter(
            instansi=self.siapa.instansi, moderasi="diterima", tenggat__isnull=False
        ).exclude(jenis="tentang_orang")
        yield (
            "jawab saran",
            sum(self._dalam(Izin.JAWAB_ASPIRASI, unit) for unit in saran.values_list("unit_id", flat=True)),
        )
        for nama, model in (("laporan atasan", LaporanAtasan), ("perbaikan data", PerbaikanData)):
            terbuka = model.objects.filter(pegawai__instansi=self.siapa.instansi).exclude(status="ditutup")
            orang = terbuka.exclude(pegawai=self.siapa).values_list("pegawai_id", flat=True)
            yield nama, sum(self._dalam(Izin.KELOLA_PEGAWAI, self._unit(satu)) for satu in orang)

    def _unit(self, pegawai_id: int) -> int:
        kini = Penempatan.objects.filter(pegawai_id=pegawai_id, jenis="definitif", sampai__isnull=True)
        return int(kini.order_by("-sejak").values_list("unit_id", flat=True)[0])

    def _dalam(self, izin: Izin, unit_id: int | None) -> bool:
        """Apakah salah satu peran orang itu berizin atas unit itu atau induk-induknya."""
        peran = Peran.objects.filter(
            Q(sampai__isnull=True) | Q(sampai__gte=self.hari), pegawai=self.siapa, sejak__lte=self.hari
        )
        cakup = {r.unit_id for r in peran if izin in IZIN_PERAN[Peran.Jenis(r.jenis)]}
        while unit_id is not None and unit_id not in cakup and None not in cakup:
            letak = LetakUnit.objects.filter(
                Q(sampai__isnull=True) | Q(sampai__gte=self.hari), unit_id=unit_id
            )
            unit_id = letak.filter(sejak__lte=self.hari).values_list("induk_id", flat=True).first()
        return bool(cakup) and (None in cakup or unit_id is not None)

    def _belajar(self) -> Iterator[tuple[str, int]]:
        usulan = Usulan.objects.filter(instansi=self.siapa.instansi)
        dibawah = {"pegawai_id__in": set(self.bawahan) - {self.siapa.pk}}
        yield "usulan bawahan", usulan.filter(status="diajukan", **dibawah).count()
        bkd = Peran.objects.filter(pegawai=self.siapa, unit__isnull=True)
        if any(Izin.KELOLA_PERIODE in IZIN_PERAN[Peran.Jenis(r.jenis)] for r in bkd):
            yield "rencana pelatihan", usulan.filter(status="disetujui").count()
            yield "sertifikat", usulan.filter(status="diperiksa").count()
        yield "susun pembinaan", Pembinaan.objects.filter(status="belum_disusun", **dibawah).count()
        yield "tinjau pembinaan", Pembinaan.objects.filter(status="ditinjau", **dibawah).count()
