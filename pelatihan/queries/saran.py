"""Bahan mesin saran bagi banyak orang sekaligus: katalog dengan kursinya, riwayat dua tahun, dan bukti tiap orang."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import F, Q, Sum

from indikator.models import Periode
from indikator.rules.kebijakan import aturan_dari
from pelatihan.models import Kepesertaan, Pelatihan, Rekomendasi, Sesi, Usulan
from pelatihan.queries.bukti import UnsurOrang, asesmen_banyak, unsur_orang
from pelatihan.queries.kebutuhan import Bahan, RataNilai, rata_nilai
from pelatihan.queries.pemetaan import AturanBerlaku, aturan_berlaku, kompetensi_instansi
from pelatihan.queries.riwayat_jp import jp_tahun_ini
from pelatihan.queries.standar import BukuStandar
from pelatihan.rules.kompetensi import Kompetensi
from pelatihan.rules.rekomendasi import Pilihan
from pelatihan.rules.tanda import tanda_kompetensi
from pelatihan.rules.usulan import TERBUKA
from penilaian.models import Hasil

JEDA_ULANG: Final = timedelta(days=730)
# Orangnya sendiri atau atasannya berkata tidak; anggaran dan ketidakhadiran bukan penolakan atas pelatihannya.
SEBAB_MENOLAK: Final = (Usulan.Sebab.DITARIK, Usulan.Sebab.DITOLAK_ATASAN)


@dataclass(slots=True)
class Riwayat:
    """Yang sudah dipilih, diikuti, atau ditolak seseorang dalam dua tahun; `selesai` sepanjang masa."""

    diambil: set[int] = field(default_factory=set)
    ditolak: set[int] = field(default_factory=set)
    selesai: set[int] = field(default_factory=set)
    jp_terpakai: int = 0


@dataclass(frozen=True, slots=True)
class Pegangan:
    """Yang sama bagi semua orang pada satu periode. `pada` hari terakhir periode itu."""

    periode: Periode
    min_n: dict[str, int]
    aturan: AturanBerlaku
    standar: BukuStandar
    kompetensi: dict[str, Kompetensi]

    @property
    def pada(self) -> date:
        return self.periode.selesai


def jumlah_minimum(periode: Periode) -> dict[str, int]:
    """Kelompok penjawab → sedikitnya orang, menurut kebijakan periodenya. Tanpa kueri bila kebijakannya sudah dimuat."""
    return {k.kelompok.value: k.min_n for k in aturan_dari(periode.kebijakan.aturan).kelompok}


def pegangan(periode: Periode) -> Pegangan:
    """Kebijakan, pemetaan, standar, dan kompetensi yang berlaku pada akhir periode. Tiga kueri."""
    return Pegangan(
        periode=periode,
        min_n=jumlah_minimum(periode),
        aturan=aturan_berlaku(periode.instansi_id, pada=periode.selesai),
        standar=BukuStandar(periode.instansi_id, pada=periode.selesai),
        kompetensi=kompetensi_instansi(periode.instansi_id),
    )


def katalog_saran(
    instansi_id: int, *, pada: date, kompetensi: Mapping[str, Kompetensi] | None = None
) -> list[Pilihan]:
    """Pelatihan aktif dengan sisa kursi sesi yang masih menerima pendaftaran. Satu kueri.

    `kompetensi` yang namanya disebut pelatihan menambah tandanya; begitulah kompetensi teknis terjawab.
    Yang punya sesi mendatang tetapi semuanya penuh bersisa 0; yang belum terjadwal tidak berkursi (kosong).
    """
    mendatang = Q(sesi__status=Sesi.Status.DISETUJUI, sesi__batas_daftar__gte=pada)
    semua = Pelatihan.objects.filter(instansi=instansi_id, aktif=True).annotate(
        sisa_kursi=Sum(F("sesi__kursi") - F("sesi__terisi"), filter=mendatang)
    )
    nama = {k.nama: k.tanda for k in (kompetensi or {}).values()}
    return [
        Pilihan(
            p.pk,
            p.judul,
            p.jp,
            p.klasikal,
            frozenset(p.tanda) | tanda_kompetensi(f"{p.judul} | {p.kompetensi}", nama),
            p.penyelenggara,
            p.prasyarat_id,
            p.sisa_kursi,
        )
        for p in semua.order_by("pk")
    ]


def bahan_banyak(hasil: Iterable[Hasil], pegangan: Pegangan) -> dict[int, Bahan]:
    """Bukti tiap orang (id pegawai) di luar notanya. Tiga kueri untuk berapa pun orang."""
    daftar = list(hasil)
    ids = [h.pegawai_id for h in daftar]
    rata, unsur = suara_banyak(ids, periode=pegangan.periode, min_n=pegangan.min_n)
    asesmen = asesmen_banyak(ids, pada=pegangan.pada)
    return {
        h.pegawai_id: Bahan(
            rata=rata.get(h.pegawai_id, []),
            unsur=unsur.get(h.pegawai_id, []),
            asesmen=asesmen.get(h.pegawai_id, {}),
            standar=pegangan.standar.milik(h.penempatan.jabatan),
        )
        for h in daftar
    }


def suara_banyak(
    pegawai_ids: list[int], *, periode: Periode, min_n: Mapping[str, int]
) -> tuple[dict[int, list[RataNilai]], dict[int, list[UnsurOrang]]]:
    """Yang boleh tampil dari jawaban 360 dan dari warga, tiap orang. Dua kueri untuk berapa pun orang."""
    rata = rata_nilai(periode_id=periode.pk, pegawai_ids=pegawai_ids, min_n=min_n)
    unsur = unsur_orang(
        instansi_id=periode.instansi_id,
        mulai=periode.mulai,
        selesai=periode.selesai,
        pegawai_ids=pegawai_ids,
        min_n=min_n.get("masyarakat", 0),
    )
    return rata, unsur


def riwayat_banyak(pegawai_ids: list[int], *, tahun: int, sekarang: datetime) -> dict[int, Riwayat]:
    """Tanggapan, usulan, dan keikutsertaan. Empat kueri untuk berapa pun orang."""
    sejak = sekarang - JEDA_ULANG
    hasil: dict[int, Riwayat] = defaultdict(Riwayat)
    tanggapan = Rekomendasi.objects.filter(
        pegawai__in=pegawai_ids, pelatihan__isnull=False, ditanggapi_pada__gte=sejak
    ).exclude(status=Rekomendasi.Status.DIAJUKAN)
    for orang, pelatihan, status in tanggapan.values_list("pegawai", "pelatihan", "status"):
        milik = hasil[orang]
        (milik.ditolak if status == Rekomendasi.Status.DITUTUP else milik.diambil).add(pelatihan)
    usulan = Usulan.objects.filter(
        Q(status__in=[k.value for k in TERBUKA]) | Q(sebab_tutup__in=SEBAB_MENOLAK, ditutup_pada__gte=sejak),
        pegawai__in=pegawai_ids,
    )
    for orang, pelatihan, sebab in usulan.values_list("pegawai", "pelatihan", "sebab_tutup"):
        (hasil[orang].ditolak if sebab else hasil[orang].diambil).add(pelatihan)
    ikut = Kepesertaan.objects.filter(pegawai__in=pegawai_ids)
    for orang, pelatihan, selesai in ikut.values_list("pegawai", "pelatihan", "selesai"):
        hasil[orang].selesai.add(pelatihan)
        if selesai >= sejak.date():
            hasil[orang].diambil.add(pelatihan)
    for orang, jp in jp_tahun_ini(pegawai_ids, tahun=tahun).items():
        hasil[orang].jp_terpakai = jp.terpakai
    return hasil
