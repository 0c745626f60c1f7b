"""Menyalin RHK dan indikator dari SKP tahun sebelumnya; targetnya dipastikan pemiliknya satu per satu."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from indikator.models import RHK, SKP, Indikator, IndikatorKinerja
from indikator.queries.skp.salinan import sudah_ada, sumber_salinan
from indikator.services.langkah import Aksi
from indikator.services.skp.kunci import cocokkan_versi, kunci_skp, simpan_skp
from indikator.services.skp.masukan import INDIKATOR_TERBANYAK, RHK_TERBANYAK
from indikator.services.skp.pendekatan import sesuaikan
from indikator.services.skp.susun import nomor_berikut
from inti.galat import GalatAturan
from kepegawaian.models import Pegawai

SASARAN = (
    "satuan",
    "polaritas",
    "aspek",
    "bobot",
    "target",
    "bawah",
    "atas",
    "kriteria",
    "polaritas_angka",
)


@transaction.atomic
def salin_dari_lalu(
    *, skp: SKP, indikator_ids: Collection[int], versi: int, oleh: Pegawai, sekarang: datetime
) -> int:
    """Salin indikator terpilih beserta RHK-nya; kembalikan banyaknya yang baru. Yang sudah ada dilewati.

    Target ikut tetapi bertanda belum dipastikan: SKP tidak dapat diajukan sebelum tiap indikatornya dibuka dan disimpan.
    Yang ditulis dengan cara lain disesuaikan dengan cara SKP ini, bunyinya tetap. Tanggal digeser ke tahun ini;
    katalog memakai versi yang masih ditawarkan; tautan ke RHK pimpinan tidak ikut.
    Menolak: tanpa pilihan, indikator di luar SKP tahun sebelumnya, dan yang melampaui batas isi SKP.
    """
    if not indikator_ids:
        raise GalatAturan("Belum ada yang dipilih. Centang indikator yang akan disalin.")
    baris, _ = kunci_skp(
        skp_id=skp.pk, periode_id=skp.periode_id, aksi=Aksi.SUSUN, oleh=oleh, sekarang=sekarang
    )
    sumber = sumber_salinan(baris)
    lama = (
        list(
            sumber.indikator.filter(pk__in=indikator_ids)
            .select_related("rhk", "katalog")
            .order_by("rhk__urutan", "urutan", "pk")
        )
        if sumber
        else []
    )
    if sumber is None or len(lama) != len(set(indikator_ids)):
        raise GalatAturan(
            "Sebagian pilihan tidak ada lagi di SKP tahun sebelumnya. Muat ulang, lalu pilih lagi."
        )
    ada = sudah_ada(baris)
    baru = [i for i in lama if (i.rhk.teks, i.nama) not in ada]
    if not baru:
        return 0
    cocokkan_versi(baris, versi)
    _tulis(baris, baru, geser=baris.periode.mulai.year - sumber.periode.mulai.year)
    isi = {"sumber_id": sumber.pk, "indikator": [i.nama for i in baru]}
    simpan_skp(baris, aksi="skp.disalin", oleh=oleh, sekarang=sekarang, isi=isi)
    return len(baru)


def _tulis(skp: SKP, lama: list[IndikatorKinerja], *, geser: int) -> None:
    tempat = {r.teks: r for r in skp.rhk.order_by("-urutan", "-pk")}
    urutan = max((r.urutan for r in tempat.values()), default=0)
    for satu in (i.rhk for i in lama):
        if satu.teks not in tempat:
            urutan += 1
            tempat[satu.teks] = RHK.objects.create(skp=skp, teks=satu.teks, jenis=satu.jenis, urutan=urutan)
    awal = nomor_berikut(skp)
    if len(tempat) > RHK_TERBANYAK or skp.indikator.count() + len(lama) > INDIKATOR_TERBANYAK:
        raise GalatAturan(
            f"Satu SKP memuat paling banyak {RHK_TERBANYAK} RHK dan {INDIKATOR_TERBANYAK} indikator. Kurangi pilihan."
        )
    katalog = _katalog_kini(skp, lama)
    IndikatorKinerja.objects.bulk_create(
        sesuaikan(
            IndikatorKinerja(
                skp=skp,
                rhk=tempat[i.rhk.teks],
                katalog=katalog.get((i.katalog.unit_id, i.katalog.kode)) if i.katalog else None,
                kode=f"IK{nomor}",
                urutan=nomor,
                nama=i.nama,
                dipastikan=False,
                mulai=_geser(i.mulai, geser),
                tenggat=_geser(i.tenggat, geser),
                **{n: getattr(i, n) for n in SASARAN},
            ),
            skp.pendekatan,
        )
        for nomor, i in enumerate(lama, start=awal)
    )


def _katalog_kini(skp: SKP, lama: list[IndikatorKinerja]) -> dict[tuple[int, str], Indikator]:
    """Versi katalog yang masih ditawarkan dan bersatuan sama; selain itu indikatornya menjadi tulisan sendiri."""
    kunci = {(i.katalog.unit_id, i.katalog.kode): i for i in lama if i.katalog}
    ditawarkan = Indikator.objects.filter(
        instansi_id=skp.instansi_id, aktif=True, kode__in={kode for _, kode in kunci}
    )
    return {
        (k.unit_id, k.kode): k
        for k in ditawarkan
        if (asal := kunci.get((k.unit_id, k.kode)))
        and (k.nama, k.aspek) == (asal.nama, asal.aspek)
        and (asal.kualitatif or (k.satuan, k.polaritas) == (asal.satuan, asal.polaritas))
    }


def _geser(hari: date | None, tahun: int) -> date | None:
    """Tanggal yang sama pada tahun lain; 29 Februari menjadi 28."""
    if hari is None:
        return None
    if (hari.month, hari.day) == (2, 29):
        hari = hari.replace(day=28)
    return hari.replace(year=hari.year + tahun)
