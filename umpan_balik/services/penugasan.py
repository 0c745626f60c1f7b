"""Meminta penilai 360 untuk satu periode."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from indikator.models import Periode
from indikator.services.kunci import kunci_bersama
from inti.models import Pemberitahuan
from inti.services import jejak, kotak
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, wajib
from umpan_balik.models import Penugasan
from umpan_balik.queries.penugasan import batas_kelompok, orang_pada
from umpan_balik.rules.pembagian import Permintaan, bagi_penilai

SEKALI_TULIS = 20_000
SQL_KUNCI = """
SELECT pg_advisory_xact_lock(hashtextextended('umpan_balik_penugasan:' || id, 0)) FROM unnest(%s::bigint[]) AS t(id)
"""
ISI_KABAR = "Jawaban Anda tidak ditampilkan bersama nama Anda. Baca siapa dapat melihat apa sebelum mengisi."
SQL_TULIS = """
INSERT INTO umpan_balik_penugasan (instansi_id, periode_id, dinilai_id, penilai_id, kelompok)
SELECT %s, %s, t.dinilai, t.penilai, t.kelompok
FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS t(dinilai, penilai, kelompok)
ON CONFLICT DO NOTHING
"""


def tugaskan_periode(*, periode: Periode, oleh: Pegawai | None, sekarang: datetime) -> int:
    """Minta penilai 360 menurut organisasi pada awal periode; kembalikan jumlah permintaan baru.

    Atasan = pejabat penilai hari itu, rekan dan bawahan sebanyak `maks_n` kebijakan dengan beban merata,
    hanya kelompok yang berbobot. Sekali saja tiap periode: sesudah itu perubahan lewat usul dan penolakan, supaya
    yang sudah dilepas tidak diminta lagi. Menolak periode yang tidak berjalan dan, bila bukan sistem, yang tanpa
    izin mengelola periode.
    """
    if oleh is not None:
        wajib(oleh, Izin.KELOLA_PERIODE, pada=timezone.localdate(sekarang), instansi_id=periode.instansi_id)
    with transaction.atomic():
        terkunci = kunci_bersama(periode_id=periode.pk, sekarang=sekarang)
        if Penugasan.objects.filter(periode=terkunci).exists():
            return 0
        permintaan = bagi_penilai(
            orang_pada(terkunci), batas=batas_kelompok(terkunci.kebijakan.aturan), benih=terkunci.pk
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


def minta_satu(
    *, periode: Periode, dinilai: Pegawai, penilai_id: int, kelompok: str, sekarang: datetime
) -> None:
    """Minta satu penilai lagi dan beri tahu dia. Dipanggil di dalam transaksi usul atau penolakan; diulang tidak menambah."""
    Penugasan.objects.bulk_create(
        [
            Penugasan(
                instansi_id=periode.instansi_id,
                periode=periode,
                dinilai=dinilai,
                penilai_id=penilai_id,
                kelompok=kelompok,
            )
        ],
        ignore_conflicts=True,
    )
    kotak.beri_tahu(
        penerima_id=penilai_id,
        instansi_id=periode.instansi_id,
        judul=f"Umpan balik 360 untuk {dinilai.nama}, {periode.nama}",
        isi=ISI_KABAR,
        tautan=reverse("umpan_balik:daftar"),
        kunci=f"umpan-balik-360:{periode.pk}:{penilai_id}:{dinilai.pk}",
        sekarang=sekarang,
    )


def kunci_permintaan(ids: Iterable[int]) -> None:
    """Gilirkan tulisan atas permintaan-permintaan itu sampai transaksi selesai, urut id. Satu kueri.

    Kunci penasihat, bukan kunci baris: kunci baris tertulis di barisnya dan menunjukkan siapa yang menjawab.
    """
    with connection.cursor() as kursor:
        kursor.execute(SQL_KUNCI, [sorted(ids)])


def permintaan_terkunci(periode: Periode, *, dinilai_id: int) -> list[Penugasan]:
    """Semua permintaan tentang orang itu, terkunci: dua putusan, penolakan, dan jawaban bergiliran. Tiga kueri."""
    semua = Penugasan.objects.filter(periode=periode, dinilai=dinilai_id).order_by("pk")
    kunci_permintaan(semua.values_list("pk", flat=True))
    return list(semua.all())


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
                isi=ISI_KABAR,
                tautan=tautan,
                kunci=f"umpan-balik-360:{periode.pk}:{penilai}",
            )
            for penilai, n in sorted(beban.items())
        ],
        ignore_conflicts=True,
        batch_size=2_000,
    )
