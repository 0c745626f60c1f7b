"""Yang diminta dari seseorang oleh penilaian, dan prakiraan nilainya."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import connection
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
from penilaian.models import Hasil, Keberatan
from penilaian.queries.bahan import hari_penilaian
from penilaian.queries.keberatan import menunggu
from penilaian.queries.tim import laporan_lengkap, periode_dinilai
from penilaian.rules.predikat import LABEL_RATING, usulan_rating

# Selama ini hasil yang baru tampil disebut di beranda.
BARU_TAMPIL = timedelta(days=14)
BANYAK_RIWAYAT: Final = 3


@dataclass(frozen=True, slots=True)
class PrakiraanBeranda:
    """Kartu prakiraan: angka dari laporan yang sudah diserahkan, dan apa yang masih ditunggu."""

    nilai: Decimal | None
    label: str
    uraian: str
    url: str
    riwayat: list[Decimal]
    riwayat_teks: str


# Bawahan yang ratingnya sudah ditetapkan, adakah keberatan terbuka yang mungkin menjadi gilirannya, dan hasil baru tampil.
# Giliran yang sebenarnya diputuskan `menunggu`; di sini cukup supaya yang jelas tidak punya tidak menanyakannya.
SQL: Final = """
SELECT ARRAY(SELECT e.pegawai_id FROM penilaian_evaluasi e JOIN kepegawaian_penempatan d ON d.id = e.penempatan_id
             WHERE e.periode_id = %(periode)s AND e.pegawai_id = ANY(%(dinilai)s) AND e.status = 'ditetapkan'
               AND d.sejak <= %(pada)s AND (d.sampai IS NULL OR d.sampai >= %(pada)s)),
       EXISTS (SELECT 1 FROM penilaian_keberatan k JOIN penilaian_hasil h ON h.id = k.hasil_id
               WHERE k.instansi_id = %(instansi)s AND k.status = ANY(%(terbuka)s)
                 AND (h.penilai_id = %(pegawai)s OR k.pemutus_id = %(pegawai)s OR h.penilai_id = ANY(%(bawahan)s))),
       baru.id, baru.lengkap, baru.nama, baru.tenggat_keberatan
FROM (SELECT 1) satu LEFT JOIN LATERAL (
    SELECT h.id, h.lengkap, p.nama, p.tenggat_keberatan
    FROM penilaian_hasil h JOIN indikator_periode p ON p.id = h.periode_id
    WHERE h.pegawai_id = %(pegawai)s AND h.asal = 'penutupan' AND p.status = 'ditutup' AND p.ditutup > %(tampil_sejak)s
      AND NOT EXISTS (SELECT 1 FROM penilaian_keberatan k WHERE k.hasil_id = h.id)
      AND NOT EXISTS (SELECT 1 FROM penilaian_tandabaca t WHERE t.hasil_id = h.id)
    ORDER BY p.mulai DESC, h.versi DESC LIMIT 1
) baru ON true
"""


@dataclass(frozen=True, slots=True)
class _Antrean:
    """Jawaban SQL di atas; `hasil_id` kosong bila tidak ada hasil baru."""

    ditetapkan: list[int]
    ada_keberatan: bool
    hasil_id: int | None
    lengkap: bool | None
    nama: str | None
    tenggat_keberatan: datetime | None


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Orang yang menunggu rating, hasil yang baru tampil, dan keberatan yang perlu diputus.

    Satu kueri selain periode dan bawahannya; satu lagi selama ada laporan yang belum lengkap, dan satu bila keberatan
    memang menunggunya.
    """
    periode = periode_dinilai(instansi=pegawai.instansi, sekarang=sekarang)
    hari = pegawai.instansi.hari_pada(sekarang)
    pada = hari if periode is None else hari_penilaian(periode, sekarang)
    dinilai = bawahan_pada(penilai_id=pegawai.pk, pada=pada, instansi_id=pegawai.instansi_id)
    isi: dict[str, Any] = {
        "pegawai": pegawai.pk,
        "instansi": pegawai.instansi_id,
        "periode": periode.pk if periode else None,
        "dinilai": dinilai,
        "bawahan": bawahan_pada(penilai_id=pegawai.pk, pada=hari, instansi_id=pegawai.instansi_id),
        "pada": pada,
        "terbuka": list(Keberatan.TERBUKA),
        "tampil_sejak": sekarang - BARU_TAMPIL,
    }
    with connection.cursor() as kursor:
        kursor.execute(SQL, isi)
        antrean = _Antrean(*kursor.fetchone())
    return [
        *(_menilai(pegawai, periode, dinilai, antrean.ditetapkan, sekarang) if periode and dinilai else []),
        *_hasil_baru(antrean),
        *(_keberatan(pegawai, sekarang) if antrean.ada_keberatan else []),
    ]


def _menilai(
    pegawai: Pegawai, periode: Periode, ids: list[int], ditetapkan: list[int], sekarang: datetime
) -> list[Tugas]:
    """Selama masa berjalan hanya yang laporannya sudah lengkap; sesudah masa berakhir semua yang belum ditetapkan."""
    pada = hari_penilaian(periode, sekarang)
    belum = set(ids) - set(ditetapkan)
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


def _hasil_baru(antrean: _Antrean) -> list[Tugas]:
    if antrean.hasil_id is None or antrean.tenggat_keberatan is None:
        return []
    return [
        Tugas(
            judul=f"Baca hasil {antrean.nama}",
            uraian="Hasil sudah tampil. Sampai tenggat ini Anda dapat mengajukan keberatan.",
            url=reverse("penilaian:hasil_rinci", args=[antrean.hasil_id]),
            tombol="Baca hasil",
            tenggat=antrean.tenggat_keberatan,
            status="" if antrean.lengkap else "tidak_lengkap",
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


def prakiraan_untuk(*, pegawai: Pegawai, riwayat: list[Hasil], sekarang: datetime) -> PrakiraanBeranda | None:
    """Kartu prakiraan hasil kerja; kosong bila tidak ada periode berjalan atau SKP belum disetujui. Dua kueri.

    `riwayat` hasil terbarunya, urut dari yang terlama; tiga yang sebelum periode ini menjadi garisnya.
    """
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
    sebelum = [h for h in riwayat if h.periode.mulai < periode.mulai][-BANYAK_RIWAYAT:]
    lalu = [h.nilai_hasil for h in sebelum if h.nilai_hasil is not None]
    deret = [*lalu, *([nilai] if nilai is not None else [])]
    return PrakiraanBeranda(
        nilai=nilai,
        label=label,
        uraian=uraian,
        url=reverse("penilaian:prakiraan", args=[periode.pk]),
        riwayat=deret,
        riwayat_teks=f"Dari {angka(deret[0])} ke {angka(deret[-1])}" if deret else "",
    )
