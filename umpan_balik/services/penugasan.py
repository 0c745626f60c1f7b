"""Meminta penilai 360 untuk satu periode."""

from datetime import datetime

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from indikator.models import Periode
from indikator.rules.kebijakan import aturan_dari
from indikator.rules.kelompok import Kelompok
from indikator.services.kunci import kunci_bersama
from inti.models import Pemberitahuan
from inti.services import jejak
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, wajib
from kepegawaian.queries.penilai import penilai_pada
from umpan_balik.services.pembagian import Orang, Permintaan, bagi_penilai

SEKALI_TULIS = 20_000
SQL_ORANG = """
SELECT p.pegawai_id, p.kepala,
       CASE WHEN p.kepala THEN l.induk_id ELSE u.id END,
       CASE WHEN p.kepala THEN induk.induk_id ELSE l.induk_id END,
       COALESCE(l.dinas_id, u.dinas_id)
FROM kepegawaian_penempatan p
JOIN kepegawaian_pegawai pg ON pg.id = p.pegawai_id AND pg.is_active
JOIN kepegawaian_unitkerja u ON u.id = p.unit_id
LEFT JOIN kepegawaian_letakunit l
       ON l.unit_id = u.id AND l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s)
LEFT JOIN kepegawaian_letakunit induk
       ON induk.unit_id = l.induk_id AND induk.sejak <= %(pada)s AND (induk.sampai IS NULL OR induk.sampai >= %(pada)s)
WHERE p.jenis = 'definitif' AND u.instansi_id = %(instansi)s
  AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s)
"""
SQL_TULIS = """
INSERT INTO umpan_balik_penugasan (instansi_id, periode_id, dinilai_id, penilai_id, kelompok, selesai)
SELECT %s, %s, t.dinilai, t.penilai, t.kelompok, false
FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS t(dinilai, penilai, kelompok)
ON CONFLICT DO NOTHING
"""


def tugaskan_periode(*, periode: Periode, oleh: Pegawai | None, sekarang: datetime) -> int:
    """Minta penilai 360 menurut organisasi pada awal periode; kembalikan jumlah permintaan baru.

    Atasan = pejabat penilai hari itu, rekan dan bawahan masing-masing paling banyak 5 dengan beban merata,
    hanya kelompok yang berbobot dalam kebijakan. Diulang tidak menambah apa pun. Menolak periode yang
    tidak berjalan dan, bila bukan sistem, yang tanpa izin mengelola periode.
    """
    if oleh is not None:
        wajib(oleh, Izin.KELOLA_PERIODE, pada=timezone.localdate(sekarang), instansi_id=periode.instansi_id)
    with transaction.atomic():
        terkunci = kunci_bersama(periode_id=periode.pk, sekarang=sekarang)
        permintaan = bagi_penilai(
            _orang(terkunci), min_n=_min_n(terkunci.kebijakan.aturan), benih=terkunci.pk
        )
        baru = _tulis(terkunci, permintaan)
        if baru:
            _beri_tahu(terkunci, permintaan, sekarang)
            jejak.catat(
                aksi="penugasan.ditetapkan",
                objek_jenis="periode",
                objek_id=terkunci.pk,
                oleh=oleh,
                sekarang=sekarang,
                instansi_id=terkunci.instansi_id,
                isi={"permintaan_baru": baru},
            )
        return baru


def _min_n(aturan: object) -> dict[Kelompok, int]:
    """Jumlah minimum tiap kelompok berbobot; masyarakat menjawab lewat survei, bukan lewat permintaan."""
    return {
        k.kelompok: k.min_n
        for k in aturan_dari(aturan).kelompok
        if k.bobot > 0 and k.kelompok is not Kelompok.MASYARAKAT
    }


def _orang(periode: Periode) -> list[Orang]:
    penilai = penilai_pada(pada=periode.mulai, instansi_id=periode.instansi_id)
    with connection.cursor() as kursor:
        kursor.execute(SQL_ORANG, {"instansi": periode.instansi_id, "pada": periode.mulai})
        return [
            Orang(
                pegawai_id=pegawai_id,
                atasan_id=penilai[pegawai_id].penilai_id if pegawai_id in penilai else None,
                kepala=kepala,
                setara_id=setara_id,
                induk_setara_id=induk_id,
                dinas_id=dinas_id,
            )
            for pegawai_id, kepala, setara_id, induk_id, dinas_id in kursor.fetchall()
        ]


def _tulis(periode: Periode, permintaan: list[Permintaan]) -> int:
    baru = 0
    with connection.cursor() as kursor:
        for awal in range(0, len(permintaan), SEKALI_TULIS):
            bagian = permintaan[awal : awal + SEKALI_TULIS]
            kursor.execute(
                SQL_TULIS,
                [
                    periode.instansi_id,
                    periode.pk,
                    [p.dinilai for p in bagian],
                    [p.penilai for p in bagian],
                    [p.kelompok.value for p in bagian],
                ],
            )
            baru += kursor.rowcount
    return baru


def _beri_tahu(periode: Periode, permintaan: list[Permintaan], sekarang: datetime) -> None:
    """Satu pemberitahuan tiap penilai, ditulis sekaligus. Tanpa surel: daftarnya sudah ada di beranda."""
    tautan = reverse("umpan_balik:daftar")
    beban: dict[int, int] = {}
    for satu in permintaan:
        beban[satu.penilai] = beban.get(satu.penilai, 0) + 1
    Pemberitahuan.objects.bulk_create(
        [
            Pemberitahuan(
                penerima_id=penilai,
                instansi_id=periode.instansi_id,
                dibuat=sekarang,
                judul=f"Umpan balik 360 untuk {n} orang, {periode.nama}",
                isi="Jawaban Anda tidak ditampilkan bersama nama Anda. Baca siapa dapat melihat apa sebelum mengisi.",
                tautan=tautan,
                kunci=f"umpan-balik-360:{periode.pk}:{penilai}",
            )
            for penilai, n in sorted(beban.items())
        ],
        ignore_conflicts=True,
        batch_size=2_000,
    )
