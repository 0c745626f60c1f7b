"""Pengecualian atas penilai yang mengikuti organisasi."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from inti.galat import GalatAturan
from inti.rules.format import tanggal
from inti.services.jejak import catat
from kepegawaian.models import Pegawai, PejabatPenilai, Penempatan
from kepegawaian.queries.orang import berlaku
from kepegawaian.queries.penilai import penilai_pada
from kepegawaian.services.bentrok import jelaskan_bentrok
from kepegawaian.services.lingkup import kunci_instansi
from kepegawaian.services.wewenang import wajib_kelola_pegawai, wajib_seinstansi

TINGKAT_MAKS = 12


@transaction.atomic
def khususkan(
    *,
    pegawai: Pegawai,
    penilai: Pegawai,
    sejak: date,
    sampai: date | None = None,
    alasan: str,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> PejabatPenilai:
    """Tetapkan penilai `pegawai` di luar yang mengikuti organisasi; yang berjalan berakhir sehari sebelumnya.

    Kiriman kedua yang persis sama mengembalikan pengecualian yang sudah ada.
    Menolak: tanpa alasan, diri sendiri, penilai yang tidak aktif, lingkaran (yang dinilai menilai penilainya),
    pengecualian lain yang sudah dijadwalkan, dan pegawai di luar kewenangan `oleh`.
    """
    wajib_seinstansi(pegawai.instansi_id, penilai)
    wajib_kelola_pegawai(
        oleh, instansi=pegawai.instansi, sekarang=sekarang, unit_ids=unit_pegawai(pegawai, sejak)
    )
    _periksa(pegawai, penilai, sejak, sampai, alasan)
    # Dikunci seinstansi: A→B dan B→A yang bersamaan tidak saling melihat bila hanya orangnya yang dikunci.
    kunci_instansi(pegawai.instansi)
    kembar = PejabatPenilai.objects.filter(
        pegawai=pegawai, penilai=penilai, sejak=sejak, sampai=sampai
    ).first()
    if kembar is not None:
        return kembar
    _tolak_lingkaran(pegawai, penilai, sejak)
    baris = _tulis(pegawai, penilai, sejak, sampai, alasan.strip())
    catat(
        aksi="penilai.dikhususkan",
        objek_jenis="pegawai",
        objek_id=pegawai.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=pegawai.instansi_id,
        isi={
            "penilai": penilai.pk,
            "sejak": sejak.isoformat(),
            "sampai": sampai.isoformat() if sampai else None,
        },
        alasan=alasan,
    )
    return baris


@transaction.atomic
def akhiri_khusus(
    *, khusus: PejabatPenilai, sampai: date, alasan: str, oleh: Pegawai | None, sekarang: datetime
) -> None:
    """Hari terakhir pengecualian; sesudahnya penilai mengikuti organisasi lagi. Sebelum mulainya: dihapus.

    Menolak: tanpa alasan, di luar kewenangan, dan hari sesudah akhirnya yang sekarang. Yang sudah hilang dibiarkan.
    """
    pegawai = khusus.pegawai
    hari_ini = pegawai.instansi.hari_pada(sekarang)
    wajib_kelola_pegawai(
        oleh, instansi=pegawai.instansi, sekarang=sekarang, unit_ids=unit_pegawai(pegawai, hari_ini)
    )
    if not alasan.strip():
        raise GalatAturan("Tulis alasannya; alasan itu tercatat di jejak.", bidang="alasan")
    baris = PejabatPenilai.objects.select_for_update().filter(pk=khusus.pk).first()
    if baris is None or baris.sampai == sampai:
        return
    if baris.sampai is not None and sampai > baris.sampai:
        raise GalatAturan(
            f"Pengecualian ini sudah berakhir {tanggal(baris.sampai)}. Untuk memperpanjang, buat yang baru.",
            bidang="sampai",
        )
    nomor = baris.pk
    if sampai < baris.sejak:
        baris.delete()
    else:
        baris.sampai = sampai
        baris.save(update_fields=["sampai"])
    catat(
        aksi="penilai.pengecualian_diakhiri",
        objek_jenis="pegawai",
        objek_id=pegawai.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=pegawai.instansi_id,
        isi={"pengecualian": nomor, "penilai": khusus.penilai_id, "sampai": sampai.isoformat()},
        alasan=alasan.strip(),
    )


def unit_pegawai(pegawai: Pegawai, pada: date) -> set[int] | None:
    """Unit definitif pegawai pada hari itu; None bila belum ditempatkan, sehingga hanya admin seluruh instansi yang boleh."""
    unit = set(
        Penempatan.objects.filter(
            berlaku(pada), pegawai=pegawai, jenis=Penempatan.Jenis.DEFINITIF
        ).values_list("unit_id", flat=True)
    )
    return unit or None


def _tulis(
    pegawai: Pegawai, penilai: Pegawai, sejak: date, sampai: date | None, alasan: str
) -> PejabatPenilai:
    """Akhiri pengecualian yang berjalan, lalu tulis yang baru; pegawainya dikunci selama itu."""
    Pegawai.objects.select_for_update(no_key=True).get(pk=pegawai.pk)
    masih_berjalan = Q(sampai__isnull=True) | Q(sampai__gte=sejak)
    PejabatPenilai.objects.filter(masih_berjalan, pegawai=pegawai, sejak__lt=sejak).update(
        sampai=sejak - timedelta(days=1)
    )
    baris = PejabatPenilai(pegawai=pegawai, penilai=penilai, sejak=sejak, sampai=sampai, alasan=alasan)
    with jelaskan_bentrok({"penilai_khusus_satu": lambda: _sudah_dijadwalkan(pegawai, sejak)}):
        baris.save()
    return baris


def _periksa(pegawai: Pegawai, penilai: Pegawai, sejak: date, sampai: date | None, alasan: str) -> None:
    if not alasan.strip():
        raise GalatAturan("Tulis alasannya, misalnya nomor surat perintah.", bidang="alasan")
    if pegawai.pk == penilai.pk:
        raise GalatAturan(
            "Seseorang tidak dapat menilai dirinya sendiri. Pilih orang lain.", bidang="penilai"
        )
    if not penilai.is_active:
        raise GalatAturan(f"{penilai.nama} sudah tidak aktif. Pilih orang lain.", bidang="penilai")
    if sampai is not None and sampai < sejak:
        raise GalatAturan(
            "Hari terakhir tidak boleh sebelum hari mulai. Perbaiki salah satunya.", bidang="sampai"
        )


def _tolak_lingkaran(pegawai: Pegawai, penilai: Pegawai, pada: date) -> None:
    """Naiki rantai penilai dari calon; bila sampai ke pegawai itu sendiri, keduanya saling menilai."""
    kini: int | None = penilai.pk
    for _ in range(TINGKAT_MAKS):
        jawaban = penilai_pada(pada=pada, pegawai_ids=[kini]).get(kini) if kini is not None else None
        kini = jawaban.penilai_id if jawaban else None
        if kini == pegawai.pk:
            raise GalatAturan(
                f"{penilai.nama} berada di bawah penilaian {pegawai.nama} pada {tanggal(pada)}. Pilih orang lain.",
                bidang="penilai",
            )


def _sudah_dijadwalkan(pegawai: Pegawai, sejak: date) -> GalatAturan:
    ada = PejabatPenilai.objects.filter(pegawai=pegawai, sejak__gte=sejak).order_by("sejak").first()
    kapan = f" mulai {tanggal(ada.sejak)}" if ada else ""
    return GalatAturan(
        f"{pegawai.nama} sudah punya penilai khusus{kapan}. Pilih hari mulai sesudahnya.", bidang="sejak"
    )
