"""Pola SKP: penilai membagikan RHK dan indikator kepada beberapa bawahan sekaligus, sebagai draf yang mereka lengkapi."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from indikator.models import RHK, SKP, IndikatorKinerja, PenerapanPola, PolaSKP
from indikator.permissions import hari_setempat, wajib_penilai_semua
from indikator.queries.skp.lembar import DAPAT_DISUSUN
from indikator.queries.skp.pola import SEBAB
from indikator.services import alamat
from indikator.services.kunci import kunci_bersama
from indikator.services.skp.kunci import simpan_skp
from indikator.services.skp.masukan import INDIKATOR_TERBANYAK, RHK_TERBANYAK
from indikator.services.skp.pendekatan import sesuaikan
from indikator.services.skp.susun import nomor_berikut, penempatan_pada
from inti.galat import GalatAturan, TidakBerhak
from inti.services import jejak, kotak
from kepegawaian.models import Pegawai

ANGKA = ("bobot", "target", "bawah", "atas")
TANGGAL = ("mulai", "tenggat")
KATA = ("nama", "satuan", "polaritas", "aspek", "katalog_id")
# Pola yang lebih tua daripada SKP kualitatif tidak memuatnya.
KATA_KUALITATIF = ("kriteria", "polaritas_angka")


@dataclass(slots=True)
class HasilPola:
    """Yang menerima pola, dan yang dilewati beserta sebabnya."""

    diterapkan: list[Pegawai] = field(default_factory=list)
    dilewati: list[tuple[Pegawai, str]] = field(default_factory=list)


@transaction.atomic
def buat_pola(
    *, nama: str, sumber: SKP, rhk_ids: Collection[int], oleh: Pegawai, sekarang: datetime
) -> PolaSKP:
    """Salin RHK terpilih dari SKP bawahan menjadi pola. Nama yang sama pada tahun itu mengembalikan pola yang ada.

    Menolak: nama kosong, tanpa RHK, RHK di luar SKP itu, SKP yang masih draf, dan bukan pejabat penilainya.
    """
    nama = " ".join(nama.split())[:120]
    if not nama:
        raise GalatAturan("Beri nama pola, supaya mudah dikenali.", bidang="nama")
    if not rhk_ids:
        raise GalatAturan("Belum ada RHK yang dipilih. Centang RHK yang dibagikan.")
    kunci_bersama(periode_id=sumber.periode_id, sekarang=sekarang)
    hari = hari_setempat(oleh.instansi, sekarang=sekarang)
    wajib_penilai_semua(oleh, pemilik_ids=[sumber.pegawai_id], pada=hari)
    rhk = list(sumber.rhk.filter(pk__in=rhk_ids).prefetch_related("indikator").order_by("urutan", "pk"))
    if sumber.status == "draf" or len(rhk) != len(set(rhk_ids)):
        raise GalatAturan("Isi SKP itu sudah berubah. Muat ulang, lalu pilih lagi.")
    pola, baru = PolaSKP.objects.get_or_create(
        dibuat_oleh=oleh,
        periode_id=sumber.periode_id,
        nama=nama,
        defaults={
            "instansi_id": sumber.instansi_id,
            "isi": [_isi_rhk(r) for r in rhk],
            "dibuat_pada": sekarang,
        },
    )
    if baru:
        jejak.catat(
            aksi="skp.pola_dibuat",
            objek_jenis="pola_skp",
            objek_id=pola.pk,
            oleh=oleh,
            sekarang=sekarang,
            isi={"nama": nama, "rhk": len(rhk)},
        )
    return pola


def _isi_rhk(rhk: RHK) -> dict[str, Any]:
    indikator = sorted(rhk.indikator.all(), key=lambda i: (i.urutan, i.pk))
    return {
        "teks": rhk.teks,
        "jenis": rhk.jenis,
        "pimpinan_id": rhk.pimpinan_id,
        "indikator": [
            {n: getattr(i, n) for n in (*KATA, *KATA_KUALITATIF)}
            | {n: None if getattr(i, n) is None else str(getattr(i, n)) for n in (*ANGKA, *TANGGAL)}
            for i in indikator
        ],
    }


@transaction.atomic
def terapkan_pola(
    *, pola: PolaSKP, pegawai_ids: Collection[int], oleh: Pegawai, sekarang: datetime
) -> HasilPola:
    """Tambahkan isi pola ke SKP tiap orang; yang belum mulai dibuatkan draf. Tulisan mereka tidak pernah diubah.

    RHK yang bunyinya sudah ada dilewati; targetnya bertanda belum dipastikan. Yang SKP-nya menunggu, disetujui, atau
    sudah menerima pola ini dilewati dengan sebab. Satu saja yang bukan bawahan `oleh` menolak semuanya.
    """
    if pola.dibuat_oleh_id != oleh.pk:
        raise TidakBerhak("Pola hanya dapat dibagikan oleh pembuatnya.")
    kunci_bersama(periode_id=pola.periode_id, sekarang=sekarang)
    hari = hari_setempat(oleh.instansi, sekarang=sekarang)
    wajib_penilai_semua(oleh, pemilik_ids=pegawai_ids, pada=hari)
    hasil = HasilPola()
    for orang in Pegawai.objects.filter(pk__in=pegawai_ids).order_by("pk"):
        try:
            with transaction.atomic():
                _terapkan_satu(pola, orang, hari=hari, oleh=oleh, sekarang=sekarang)
        except GalatAturan as galat:
            hasil.dilewati.append((orang, galat.pesan))
        else:
            hasil.diterapkan.append(orang)
    return hasil


def _terapkan_satu(pola: PolaSKP, orang: Pegawai, *, hari: date, oleh: Pegawai, sekarang: datetime) -> None:
    pada = min(max(hari, pola.periode.mulai), pola.periode.selesai)
    penempatan = penempatan_pada(pegawai=orang, pada=pada)
    skp, baru = SKP.objects.select_for_update(of=("self",)).get_or_create(
        periode_id=pola.periode_id,
        penempatan=penempatan,
        defaults={"instansi_id": pola.instansi_id, "pegawai": orang},
    )
    if PenerapanPola.objects.filter(pola=pola, skp_nomor=skp.pk, dibatalkan_pada__isnull=True).exists():
        raise GalatAturan("Sudah menerima pola ini, tidak perlu diulang.")
    if skp.status not in DAPAT_DISUSUN:
        raise GalatAturan(SEBAB[skp.status])  # type: ignore[index]
    rhk = _tambahkan(skp, pola)
    if not rhk:
        raise GalatAturan("Semua RHK pola ini sudah ada di SKP-nya.")
    isi = {"pola_id": pola.pk, "rhk": len(rhk)}
    simpan_skp(skp, aksi="skp.pola_diterapkan", oleh=oleh, sekarang=sekarang, isi=isi)
    PenerapanPola.objects.create(
        pola=pola,
        skp_nomor=skp.pk,
        pegawai=orang,
        rhk_nomor=[r.pk for r in rhk],
        skp_baru=baru,
        versi=skp.versi,
        diterapkan_pada=sekarang,
        diterapkan_oleh=oleh,
    )
    kotak.beri_tahu(
        penerima_id=orang.pk,
        instansi_id=skp.instansi_id,
        judul=f"{pola.periode.nama}: {oleh.nama} menambahkan RHK ke draf SKP Anda",
        isi=f"Dari pola “{pola.nama}”. Lengkapi, pastikan targetnya, lalu ajukan.",
        tautan=alamat.skp(skp.pk),
        kunci=f"skp:{skp.pk}:pola:{pola.pk}:{skp.versi}",
        sekarang=sekarang,
    )


def _tambahkan(skp: SKP, pola: PolaSKP) -> list[RHK]:
    ada = set(skp.rhk.values_list("teks", flat=True))
    isi = [r for r in pola.isi if r["teks"] not in ada]
    indikator = [(r["teks"], i) for r in isi for i in r["indikator"]]
    if len(ada) + len(isi) > RHK_TERBANYAK or skp.indikator.count() + len(indikator) > INDIKATOR_TERBANYAK:
        raise GalatAturan("SKP-nya sudah penuh. Kurangi RHK di sana lebih dahulu.")
    milik = RHK.objects.filter(skp__pegawai_id=pola.dibuat_oleh_id, skp__periode_id=pola.periode_id)
    masih = set(milik.values_list("pk", flat=True))
    urutan = skp.rhk.count()
    rhk = RHK.objects.bulk_create(
        RHK(
            skp=skp,
            teks=r["teks"],
            jenis=r["jenis"],
            urutan=urutan + n,
            pimpinan_id=r["pimpinan_id"] if r["pimpinan_id"] in masih else None,
        )
        for n, r in enumerate(isi, start=1)
    )
    tempat = {r.teks: r for r in rhk}
    IndikatorKinerja.objects.bulk_create(
        sesuaikan(
            IndikatorKinerja(
                skp=skp,
                rhk=tempat[teks],
                kode=f"IK{nomor}",
                urutan=nomor,
                dipastikan=False,
                **{n: i[n] for n in KATA},
                **{n: None if i[n] is None else Decimal(i[n]) for n in ANGKA},
                **{n: i.get(n, "") for n in KATA_KUALITATIF},
                **{n: None if i[n] is None else date.fromisoformat(i[n]) for n in TANGGAL},
            ),
            skp.pendekatan,
        )
        for nomor, (teks, i) in enumerate(indikator, start=nomor_berikut(skp))
    )
    return rhk


@transaction.atomic
def batalkan_pola(
    *, pola: PolaSKP, penerapan_ids: Collection[int], oleh: Pegawai, sekarang: datetime
) -> HasilPola:
    """Tarik kembali RHK yang ditambahkan, selama pemiliknya belum menyentuh SKP-nya; selain itu dilewati.

    SKP yang lahir karena pola itu ikut terhapus. Yang sudah dibatalkan dilewati tanpa pesan.
    """
    if pola.dibuat_oleh_id != oleh.pk:
        raise TidakBerhak("Pola hanya dapat dibatalkan oleh pembuatnya.")
    kunci_bersama(periode_id=pola.periode_id, sekarang=sekarang)
    hasil = HasilPola()
    semua = pola.penerapan.filter(pk__in=penerapan_ids, dibatalkan_pada__isnull=True)
    for satu in semua.select_for_update(of=("self",)).select_related("pegawai").order_by("skp_nomor"):
        skp = SKP.objects.select_for_update().filter(pk=satu.skp_nomor).first()
        if skp is None or skp.versi != satu.versi or skp.status not in DAPAT_DISUSUN:
            hasil.dilewati.append((satu.pegawai, "SKP-nya sudah disentuh pemiliknya."))
            continue
        skp.rhk.filter(pk__in=satu.rhk_nomor).delete()
        simpan_skp(skp, aksi="skp.pola_dibatalkan", oleh=oleh, sekarang=sekarang, isi={"pola_id": pola.pk})
        if satu.skp_baru:
            skp.delete()
        satu.dibatalkan_pada, satu.dibatalkan_oleh = sekarang, oleh
        satu.save(update_fields=["dibatalkan_pada", "dibatalkan_oleh"])
        hasil.diterapkan.append(satu.pegawai)
    return hasil
