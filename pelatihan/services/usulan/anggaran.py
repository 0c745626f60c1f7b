"""Pagu pelatihan tiap perangkat daerah, dan pemeriksaannya: melampaui pagu selalu dikatakan, tidak pernah diam-diam."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from inti.galat import GalatAturan, TidakBerhak
from inti.services.jejak import catat
from kepegawaian.models import Pegawai, UnitKerja
from pelatihan.models import AnggaranPelatihan, Usulan
from pelatihan.queries.rencana import terpakai
from pelatihan.rules.rupiah import rupiah
from pelatihan.services.usulan import umum


class MelampauiAnggaran(GalatAturan):
    """Rencana melampaui pagu; boleh dilanjutkan hanya dengan alasan tertulis."""


@transaction.atomic
def atur_anggaran(
    *, dinas: UnitKerja, tahun: int, jumlah: int, oleh: Pegawai, sekarang: datetime
) -> AnggaranPelatihan:
    """Tetapkan pagu setahun dalam rupiah. Menolak angka negatif, unit yang bukan perangkat daerah, dan yang bukan admin BKD."""
    umum.wajib_bkd(oleh, sekarang)
    if dinas.instansi_id != oleh.instansi_id:
        raise TidakBerhak("Perangkat daerah ini tidak ada di instansi Anda. Pilih dari daftar.")
    if dinas.dinas_id not in (None, dinas.pk):
        raise GalatAturan(
            "Anggaran pelatihan dicatat pada perangkat daerah, bukan unit di bawahnya. Pilih perangkat daerahnya."
        )
    if jumlah < 0:
        raise GalatAturan("Anggaran paling sedikit Rp 0.", bidang="jumlah")
    _kunci({(dinas.pk, tahun)})
    semula = AnggaranPelatihan.objects.filter(dinas=dinas, tahun=tahun).first()
    baris, _ = AnggaranPelatihan.objects.update_or_create(
        dinas=dinas,
        tahun=tahun,
        defaults={
            "instansi_id": dinas.instansi_id,
            "jumlah": jumlah,
            "diubah_pada": sekarang,
            "diubah_oleh": oleh,
        },
    )
    catat(
        aksi="anggaran_pelatihan.diatur",
        objek_jenis="unit_kerja",
        objek_id=dinas.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"tahun": tahun, "jumlah": jumlah, "semula": semula.jumlah if semula else None},
    )
    return baris


def kelebihan(tambahan: Iterable[Usulan], *, kurangi: int = 0) -> str:
    """Kalimat berapa biaya tambahan itu melampaui sisa pagu perangkat daerahnya; kosong bila cukup.

    Dipanggil di dalam transaksi: pagu tiap perangkat daerah terkunci sampai selesai, sehingga dua rencana yang
    bersamaan tidak bersama-sama melampauinya. Yang gratis tidak diperiksa. `kurangi`: biaya yang digantikan.
    """
    minta: dict[tuple[int, int], int] = defaultdict(int)
    for usulan in tambahan:
        if usulan.biaya:
            minta[usulan.dinas_id or 0, usulan.tahun] += usulan.biaya
    _kunci(minta)
    lewat = []
    for (dinas_id, tahun), jumlah in sorted(minta.items()):
        pagu, pakai = terpakai(dinas_id=dinas_id, tahun=tahun)
        pakai -= kurangi
        if pakai + jumlah > (pagu or 0):
            nama = UnitKerja.objects.filter(pk=dinas_id).values_list("nama", flat=True).first()
            sebut = f"anggarannya {rupiah(pagu)}" if pagu is not None else "anggarannya belum diisi"
            lewat.append(
                f"{nama or 'Tanpa perangkat daerah'} {tahun}: {sebut}, sudah direncanakan {rupiah(pakai)}, "
                f"ditambah {rupiah(jumlah)}, lebih {rupiah(pakai + jumlah - (pagu or 0))}"
            )
    return f"Melampaui anggaran. {'; '.join(lewat)}." if lewat else ""


def _kunci(dinas_tahun: Iterable[tuple[int, int]]) -> None:
    with connection.cursor() as kursor:
        for dinas_id, tahun in sorted(dinas_tahun):
            kursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
                [f"anggaran_pelatihan:{dinas_id}:{tahun}"],
            )
