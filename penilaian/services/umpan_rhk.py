"""Butir umpan balik per RHK dan per nilai; ditulis bersama rating dalam satu transaksi."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection

from inti.galat import GalatAturan
from kepegawaian.models import Pegawai
from penilaian.models import ButirUmpanBalik, Evaluasi
from penilaian.queries.umpan_rhk import PokokUmpan, perlu_disunting

TERPANJANG = 2_000


class PerluDisunting(GalatAturan):
    """Ada umpan balik yang belum boleh ditetapkan; `per_bidang` kunci pokok → kalimatnya."""

    def __init__(self, per_bidang: Mapping[str, str]) -> None:
        self.per_bidang = dict(per_bidang)
        kunci, kalimat = next(iter(self.per_bidang.items()))
        super().__init__(kalimat, bidang=kunci)


def rapikan(butir: Mapping[str, str], *, pokok: Mapping[str, PokokUmpan]) -> dict[str, str]:
    """Yang terisi saja, tanpa spasi tepi. Menolak pokok yang bukan milik evaluasi itu dan tulisan yang terlalu panjang."""
    rapi = {kunci: teks.strip() for kunci, teks in butir.items() if teks.strip()}
    for kunci, teks in rapi.items():
        if kunci not in pokok:
            raise GalatAturan("Ada RHK yang sudah tidak ada di SKP-nya. Muat ulang halaman, lalu tulis lagi.")
        if len(teks) > TERPANJANG:
            raise GalatAturan(
                f"Paling banyak {TERPANJANG} huruf, Anda menulis {len(teks)}. Ringkas.", bidang=kunci
            )
    return rapi


def wajib_tersunting(
    teks: Mapping[str, str], *, pokok: Mapping[str, PokokUmpan], evaluasi: Evaluasi, oleh: Pegawai
) -> None:
    """Tolak contoh yang belum disunting dan tulisan yang sama untuk orang lain, sebelum rating ditetapkan.

    Kunci per penilai dan periode dipegang sampai transaksi selesai: dua jendela yang menempelkan tulisan yang sama
    untuk dua orang menunggu satu sama lain, dan yang kedua melihat tulisan yang pertama.
    """
    if not teks:
        return
    kunci_tulisan(oleh_id=oleh.pk, periode_id=evaluasi.periode_id)
    masalah = perlu_disunting(
        teks, pokok=pokok, pegawai=evaluasi.pegawai, penulis_id=oleh.pk, periode_id=evaluasi.periode_id
    )
    if masalah:
        raise PerluDisunting(masalah)


def kunci_tulisan(*, oleh_id: int, periode_id: int) -> None:
    """Kunci penuh atas tulisan seorang penilai pada satu periode, sampai transaksi selesai."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"umpan-rhk:{oleh_id}:{periode_id}"]
        )


def tulis_butir(
    evaluasi: Evaluasi,
    teks: Mapping[str, str],
    *,
    lama: Mapping[str, ButirUmpanBalik],
    pokok: Mapping[str, PokokUmpan],
    oleh: Pegawai,
    sekarang: datetime,
) -> int:
    """Samakan baris dengan tulisan; kembalikan banyaknya yang berubah. Yang dikosongkan terhapus, riwayatnya tetap."""
    buang = [b.pk for kunci, b in lama.items() if kunci not in teks]
    if buang:
        ButirUmpanBalik.objects.filter(pk__in=buang).delete()
    ubah = [lama[k] for k, isi in teks.items() if k in lama and lama[k].teks != isi]
    for satu in ubah:
        satu.teks, satu.ditulis_pada, satu.ditulis_oleh = teks[satu.kunci], sekarang, oleh
    ButirUmpanBalik.objects.bulk_update(ubah, ["teks", "ditulis_pada", "ditulis_oleh"])
    baru = [
        ButirUmpanBalik(
            instansi_id=evaluasi.instansi_id,
            periode_id=evaluasi.periode_id,
            evaluasi=evaluasi,
            rhk_nomor=pokok[kunci].rhk_nomor,
            nilai=pokok[kunci].nilai,
            tentang=pokok[kunci].tentang,
            teks=isi,
            ditulis_pada=sekarang,
            ditulis_oleh=oleh,
        )
        for kunci, isi in teks.items()
        if kunci not in lama
    ]
    ButirUmpanBalik.objects.bulk_create(baru)
    return len(buang) + len(ubah) + len(baru)
