"""Memulai penutupan: sesudah ini tidak ada tulisan periode itu yang diterima."""

import logging
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from indikator.models import Periode
from indikator.services.kunci import KELONGGARAN
from inti.galat import GalatAturan
from inti.queries import jam
from inti.services.jejak import catat
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, wajib_di
from kepegawaian.queries.unit import UNIT_PADA
from penilaian.models import LangkahPenutupan, Penutupan
from penilaian.queries.peserta import PESERTA, parameter_peserta
from penilaian.services.penutupan.antre import antre_pekerja
from penilaian.services.penutupan.aturan import BASI, PERCOBAAN_MAKS, URUTAN

log = logging.getLogger(__name__)
PEKERJA_AWAL = 2

# Satu langkah melepas nama, satu per perangkat daerah yang berpegawai, satu rekap.
SQL_LANGKAH = f"""
INSERT INTO penilaian_langkahpenutupan (penutupan_id, urutan, jenis, dinas_id, status, percobaan, pagar, jumlah, galat)
SELECT %(penutupan)s, urutan, jenis, dinas_id, 'belum_mulai', 0, 0, 0, ''
FROM (
    SELECT %(u_lepas_nama)s::int AS urutan, 'lepas_nama' AS jenis, NULL::bigint AS dinas_id
    UNION ALL SELECT %(u_rekap)s, 'rekap', NULL
    UNION ALL SELECT DISTINCT %(u_hitung)s, 'hitung', COALESCE(u.dinas_id, u.id)
    FROM kepegawaian_penempatan p
    JOIN {UNIT_PADA} u ON u.id = p.unit_id AND u.instansi_id = %(instansi)s
    JOIN kepegawaian_pegawai g ON g.id = p.pegawai_id
    WHERE {PESERTA}
) AS langkah
ORDER BY urutan, dinas_id
ON CONFLICT DO NOTHING
"""


@transaction.atomic
def minta(*, periode: Periode, oleh: Pegawai | None, sekarang: datetime) -> Penutupan:
    """Mulai menutup periode: tunggu tulisan yang sedang berjalan, lalu tolak yang sesudahnya.

    `oleh` kosong berarti jadwal; orang perlu Izin.TUTUP_PERIODE untuk seluruh instansi. Diminta dua kali
    mengembalikan penutupan yang sama; periode yang dibuka kembali mendapat putaran berikutnya. Menolak periode yang
    belum dibuka dan periode tahunan.
    """
    terkunci = Periode.objects.select_for_update().get(pk=periode.pk)
    if oleh is not None:
        hari = terkunci.instansi.hari_pada(sekarang)
        wajib_di(oleh, Izin.TUTUP_PERIODE, pada=hari, instansi_id=terkunci.instansi_id, unit_ids=None)
    sudah = Penutupan.objects.filter(periode=terkunci).order_by("-putaran").first()
    if sudah is not None and (
        sudah.status == Penutupan.Status.DIPROSES or terkunci.status == Periode.Status.DITUTUP
    ):
        return sudah
    _tolak_yang_belum_dibuka(terkunci)
    terkunci.penutupan_dimulai = sekarang
    terkunci.save(update_fields=["penutupan_dimulai"])
    penutupan = Penutupan.objects.create(
        periode=terkunci,
        putaran=sudah.putaran + 1 if sudah else 1,
        diminta_pada=sekarang,
        diminta_oleh=oleh,
    )
    _buat_langkah(penutupan, terkunci)
    for nomor in range(1, PEKERJA_AWAL + 1):
        antre_pekerja(penutupan_id=penutupan.pk, kunci=f"awal:{nomor}", sekarang=sekarang)
    catat(
        aksi="penutupan.dimulai",
        objek_jenis="periode",
        objek_id=terkunci.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=terkunci.instansi_id,
        isi={"penutupan": penutupan.pk, "tutup_pada": terkunci.tutup_pada.isoformat()},
    )
    return penutupan


def _tolak_yang_belum_dibuka(periode: Periode) -> None:
    if periode.jenis == Periode.Jenis.TAHUNAN:
        raise GalatAturan("Yang ditutup adalah triwulan atau bulan. Pilih salah satu bagian tahun ini.")
    if periode.status != Periode.Status.DIPROSES:
        raise GalatAturan(f"{periode.nama} belum dibuka, jadi belum ada yang dapat ditutup.")


def _buat_langkah(penutupan: Penutupan, periode: Periode) -> None:
    isi: dict[str, Any] = {
        "penutupan": penutupan.pk,
        **parameter_peserta(periode),
        **{f"u_{jenis}": nomor for jenis, nomor in URUTAN.items()},
    }
    with connection.cursor() as kursor:
        kursor.execute(SQL_LANGKAH, isi)


def mulai_yang_jatuh_tempo(*, sekarang: datetime) -> int:
    """Mulai menutup semua periode yang tenggat kerasnya, termasuk kelonggaran, sudah lewat menurut jam basis data."""
    jatuh_tempo = list(
        Periode.objects.filter(
            status=Periode.Status.DIPROSES,
            penutupan_dimulai__isnull=True,
            tutup_pada__lt=sekarang + jam.selisih_jam() - KELONGGARAN,
        )
        .exclude(jenis=Periode.Jenis.TAHUNAN)
        .order_by("tutup_pada", "id")
    )
    dimulai = 0
    for periode in jatuh_tempo:
        try:
            minta(periode=periode, oleh=None, sekarang=sekarang)
            dimulai += 1
        except Exception:  # satu pemda yang macet tidak menahan pemda lain; menit berikutnya dicoba lagi
            log.exception("Penutupan %s belum dapat dimulai", periode.pk)
    return dimulai


def lanjutkan_yang_terhenti(*, sekarang: datetime) -> int:
    """Antre lagi penutupan yang belum selesai dan tidak sedang dikerjakan siapa pun."""
    terhenti = Penutupan.objects.raw(
        """
        SELECT p.* FROM penilaian_penutupan p
        WHERE p.status = 'diproses' AND NOT EXISTS (
            SELECT 1 FROM penilaian_langkahpenutupan l
            WHERE l.penutupan_id = p.id AND l.status = 'diproses' AND l.detak > clock_timestamp() - %(basi)s
        ) AND NOT EXISTS (
            SELECT 1 FROM penilaian_langkahpenutupan l
            WHERE l.penutupan_id = p.id AND l.status <> 'ditutup' AND l.percobaan >= %(maks)s
        )
        """,
        {"basi": BASI, "maks": PERCOBAAN_MAKS},
    )
    jumlah = 0
    for penutupan in terhenti:
        antre_pekerja(penutupan_id=penutupan.pk, kunci=f"{sekarang:%Y%m%d%H%M}", sekarang=sekarang)
        jumlah += 1
    return jumlah


@transaction.atomic
def ulangi(*, penutupan: Penutupan, oleh: Pegawai, sekarang: datetime) -> None:
    """Beri kesempatan lagi kepada langkah yang percobaannya habis atau ditolak pemeriksaan akhir."""
    periode = penutupan.periode
    wajib_di(
        oleh,
        Izin.TUTUP_PERIODE,
        pada=periode.instansi.hari_pada(sekarang),
        instansi_id=periode.instansi_id,
        unit_ids=None,
    )
    habis = Q(percobaan__gte=PERCOBAAN_MAKS) & ~Q(status=LangkahPenutupan.Status.DITUTUP)
    ditolak = Q(status=LangkahPenutupan.Status.DITUTUP) & ~Q(galat="")
    terhenti = LangkahPenutupan.objects.filter(habis | ditolak, penutupan=penutupan)
    if terhenti.update(status=LangkahPenutupan.Status.BELUM_MULAI, percobaan=0, galat=""):
        antre_pekerja(penutupan_id=penutupan.pk, kunci=f"ulang:{sekarang:%Y%m%d%H%M%S}", sekarang=sekarang)
        catat(
            aksi="penutupan.diulangi",
            objek_jenis="periode",
            objek_id=periode.pk,
            oleh=oleh,
            sekarang=sekarang,
            isi={"penutupan": penutupan.pk},
        )
