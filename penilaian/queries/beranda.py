"""Yang diminta dari seseorang oleh penilaian, dan prakiraan nilainya."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.urls import reverse

from indikator.models import Periode
from indikator.queries.periode import periode_berjalan
from indikator.queries.realisasi import daftar_capaian
from indikator.rules.angka import bulatkan
from indikator.rules.kebijakan import aturan_dari
from inti.rules.format import angka, angka_ringkas
from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from kepegawaian.queries.penilai import bawahan_pada
from penilaian.models import Evaluasi, Hasil
from penilaian.queries.bahan import hari_penilaian
from penilaian.queries.keberatan import menunggu
from penilaian.queries.riwayat import hasil_terakhir
from penilaian.queries.tim import kini_di_penempatan, laporan_lengkap, periode_dinilai
from penilaian.rules.predikat import LABEL_RATING, usulan_rating

# Selama ini hasil yang baru tampil disebut di beranda.
BARU_TAMPIL = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class PrakiraanBeranda:
    """Kartu prakiraan: angka dari laporan yang sudah diserahkan, dan apa yang masih ditunggu."""

    nilai: Decimal | None
    label: str
    uraian: str
    url: str
    riwayat: list[Decimal]
    riwayat_teks: str


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Orang yang menunggu rating, hasil yang baru tampil, dan keberatan yang perlu diputus. Paling banyak enam kueri."""
    return [
        *_menilai(pegawai, sekarang),
        *_hasil_baru(pegawai, sekarang),
        *_keberatan(pegawai, sekarang),
    ]


def _menilai(pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Selama masa berjalan hanya yang laporannya sudah lengkap; sesudah masa berakhir semua yang belum ditetapkan."""
    periode = periode_dinilai(instansi=pegawai.instansi, sekarang=sekarang)
    if periode is None:
        return []
    pada = hari_penilaian(periode, sekarang)
    ids = bawahan_pada(penilai_id=pegawai.pk, pada=pada, instansi_id=pegawai.instansi_id)
    if not ids:
        return []
    tetap = Evaluasi.objects.filter(
        kini_di_penempatan(pada), periode=periode, pegawai_id__in=ids, status=Evaluasi.Status.DITETAPKAN
    ).values_list("pegawai_id", flat=True)
    belum = set(ids) - set(tetap)
    berakhir = pegawai.instansi.hari_pada(sekarang) > periode.selesai
    diminta = belum if berakhir or not belum else belum & laporan_lengkap(ids, periode, pada)
    if not diminta:
        return []
    return [
        Tugas(
            judul=f"Beri rating {len(diminta)} orang",
            uraian=f"{periode.nama}, {len(ids) - len(belum)} dari {len(ids)} sudah ditetapkan.",
            url=reverse("penilaian:menilai"),
            tombol="Nilai",
            tenggat=periode.tenggat_nilai,
            status="terlambat" if sekarang > periode.tenggat_nilai else "",
            menu="penilaian:menilai",
            jumlah=len(diminta),
        )
    ]


def _hasil_baru(pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    hasil = (
        Hasil.objects.filter(
            pegawai=pegawai,
            periode__status=Periode.Status.DITUTUP,
            periode__ditutup__gt=sekarang - BARU_TAMPIL,
            keberatan__isnull=True,
            asal=Hasil.Asal.PENUTUPAN,
            tanda_baca__isnull=True,
        )
        .select_related("periode")
        .defer("rincian")
        .order_by("-periode__mulai", "-versi")
        .first()
    )
    if hasil is None or hasil.periode.tenggat_keberatan is None:
        return []
    return [
        Tugas(
            judul=f"Baca hasil {hasil.periode.nama}",
            uraian="Hasil sudah tampil. Sampai tenggat ini Anda dapat mengajukan keberatan.",
            url=reverse("penilaian:hasil_rinci", args=[hasil.pk]),
            tombol="Baca hasil",
            tenggat=hasil.periode.tenggat_keberatan,
            status="" if hasil.lengkap else "tidak_lengkap",
            menu="penilaian:hasil",
        )
    ]


def _keberatan(pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Giliran menanggapi sebagai penilai, atau memutus; dengan jamnya."""
    tugas = []
    for satu in menunggu(pegawai, sekarang=sekarang)[:10]:
        menanggapi = satu.hasil.penilai_id == pegawai.pk
        batas = satu.tanggapan_sampai if menanggapi else satu.putusan_sampai
        tugas.append(
            Tugas(
                judul=f"{'Tanggapi' if menanggapi else 'Putuskan'} keberatan {satu.hasil.pegawai.nama}",
                uraian=f"Atas hasil {satu.hasil.periode.nama}.",
                url=reverse("penilaian:keberatan_rinci", args=[satu.pk]),
                tombol="Buka keberatan",
                tenggat=batas or satu.diajukan_pada,
                status="terlambat" if batas and sekarang > batas else satu.status,
                menu="penilaian:keberatan_daftar",
            )
        )
    return tugas


def prakiraan_untuk(*, pegawai: Pegawai, sekarang: datetime) -> PrakiraanBeranda | None:
    """Kartu prakiraan hasil kerja; kosong bila tidak ada periode berjalan atau SKP belum disetujui. Lima kueri."""
    periode = periode_berjalan(pegawai.instansi, sekarang)
    if periode is None or periode.penutupan_dimulai is not None:
        return None
    daftar = daftar_capaian(pegawai, periode, sekarang=sekarang)
    kira = daftar.prakiraan
    if kira is None:
        return None
    banyak, menunggu = len(daftar.baris), daftar.tersisa
    diserahkan = f"Dari {banyak - menunggu} dari {banyak} indikator yang sudah diserahkan"
    if kira.kualitatif:
        uraian = f"{diserahkan}; SKP kualitatif, tanpa angka. "
        uraian += (
            f"Rating sejauh ini {daftar.rating_sejauh_ini.lower()}." if kira.rating else "Belum ada rating."
        )
        nilai, label = None, ""
    elif kira.nilai is None:
        uraian = "Belum ada indikator yang diserahkan, jadi belum ada angkanya."
        nilai, label = None, ""
    else:
        nilai = bulatkan(kira.nilai)
        label = LABEL_RATING[usulan_rating(nilai, aturan=aturan_dari(periode.kebijakan.aturan))]
        uraian = f"{diserahkan}, bobot {angka_ringkas(kira.bobot_terhitung)} dari 100."
        if kira.bobot_menunggu and kira.terendah is not None and kira.tertinggi is not None:
            uraian += f" Sisanya dapat membawanya ke {angka(kira.terendah)} sampai {angka(kira.tertinggi)}."
    lalu = [h.nilai_hasil for h in hasil_terakhir(pegawai.pk, sebelum=periode) if h.nilai_hasil is not None]
    deret = [*lalu, *([nilai] if nilai is not None else [])]
    return PrakiraanBeranda(
        nilai=nilai,
        label=label,
        uraian=uraian,
        url=reverse("penilaian:prakiraan", args=[periode.pk]),
        riwayat=deret,
        riwayat_teks=f"Dari {angka(deret[0])} ke {angka(deret[-1])}" if deret else "",
    )
