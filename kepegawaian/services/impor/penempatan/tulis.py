"""Menulis dan mengembalikan penempatan dari impor."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import ProtectedError

from inti.galat import GalatAturan
from inti.models import BarisImpor
from inti.services.impor import HasilBaris, Terapan
from inti.services.jejak import catat_banyak
from kepegawaian.models import Jabatan, Pegawai, Penempatan, UnitKerja
from kepegawaian.services.bentrok import jelaskan_bentrok
from kepegawaian.services.impor.dasar import Wilayah, sejson, tolak_yang_berubah
from kepegawaian.services.impor.potong import potongan
from kepegawaian.services.penempatan import MasukanPenempatan, tetapkan_banyak

K = BarisImpor.Keadaan
BIDANG = ("jabatan_id", "kepala", "sejak", "sampai", "dasar")
POTONG = 2_000
BERTUMPANG = GalatAturan("Ada penempatan yang bertumpang. Muat ulang pratinjaunya, lalu periksa tanggalnya.")


def terapkan(perubahan: list[HasilBaris], wilayah: Wilayah) -> Terapan:
    """Perubahan tanggal dahulu (yang menyusut mendahului), lalu yang baru; definitif lama berakhir sendiri."""
    berubah = [h for h in perubahan if h.keadaan == K.BERUBAH and h.objek_id is not None]
    ubah({h.objek_id or 0: h.sesudah or {} for h in berubah})
    _jejak(
        "penempatan.dibetulkan",
        [(h.objek_id or 0, {"dulu": h.sebelum, "kini": h.sesudah}) for h in berubah],
        wilayah,
        "Impor penempatan.",
    )
    hasil = Terapan()
    for putaran in _putaran([h for h in perubahan if h.keadaan == K.BARU]):
        for potong in potongan(putaran, POTONG):
            baris = tetapkan_banyak(
                instansi=wilayah.instansi,
                masukan=_masukan(potong),
                oleh=wilayah.lingkup.oleh,
                sekarang=wilayah.lingkup.sekarang,
            )
            hasil.dibuat |= {h.nomor: p.pk for h, p in zip(potong, baris, strict=True)}
    return hasil


def _putaran(baru: list[HasilBaris]) -> list[list[HasilBaris]]:
    """Definitif kedua seseorang masuk putaran kedua, urut hari mulai: satu putaran satu definitif tiap orang."""
    hasil: dict[int, list[HasilBaris]] = defaultdict(list)
    ke: dict[int, int] = defaultdict(int)
    for h in sorted(baru, key=lambda x: (x.sesudah or {})["sejak"]):
        isi = h.sesudah or {}
        if isi["jenis"] == Penempatan.Jenis.DEFINITIF:
            hasil[ke[isi["pegawai"]]].append(h)
            ke[isi["pegawai"]] += 1
        else:
            hasil[0].append(h)
    return [hasil[n] for n in sorted(hasil)]


def _masukan(potong: list[HasilBaris]) -> list[MasukanPenempatan]:
    isi = [h.sesudah or {} for h in potong]
    orang = Pegawai.objects.select_related("instansi").in_bulk([i["pegawai"] for i in isi])
    unit = UnitKerja.objects.in_bulk({i["unit"] for i in isi})
    jabatan = Jabatan.objects.in_bulk({i["jabatan"] for i in isi})
    return [
        MasukanPenempatan(
            pegawai=orang[i["pegawai"]],
            unit=unit[i["unit"]],
            jabatan=jabatan[i["jabatan"]],
            **{k: i[k] for k in ("jenis", "kepala", "sejak", "sampai", "dasar")},
        )
        for i in isi
    ]


def ubah(isi: dict[int, dict[str, Any]]) -> None:
    """Tulis bidang yang disebut. Yang menyusut ditulis lebih dahulu, supaya tidak sempat bertumpang."""
    menyusut: list[Penempatan] = []
    melebar: list[Penempatan] = []
    for p in Penempatan.objects.filter(pk__in=isi):
        dulu = (p.sejak, p.sampai or date.max, p.kepala)
        for bidang, nilai in isi[p.pk].items():
            setattr(p, "jabatan_id" if bidang == "jabatan" else bidang, _hari(bidang, nilai))
        kini = (p.sejak, p.sampai or date.max, p.kepala)
        luas = kini[0] < dulu[0] or kini[1] > dulu[1] or (kini[2] and not dulu[2])
        (melebar if luas else menyusut).append(p)
    with jelaskan_bentrok(
        {nama: (lambda: BERTUMPANG) for nama in ("penempatan_satu_definitif", "penempatan_satu_kepala")}
    ):
        Penempatan.objects.bulk_update(menyusut, BIDANG, batch_size=500)
        Penempatan.objects.bulk_update(melebar, BIDANG, batch_size=500)


def _hari(bidang: str, nilai: Any) -> Any:
    return date.fromisoformat(nilai) if bidang in ("sejak", "sampai") and isinstance(nilai, str) else nilai


def kembalikan(baris: list[BarisImpor], wilayah: Wilayah) -> None:
    """Hapus yang baru, lanjutkan yang ikut berakhir, kembalikan yang berubah; yang diubah lagi menolak semuanya."""
    diakhiri = {
        pk: (sampai, date.fromisoformat((b.sesudah or {})["sejak"]))
        for b in baris
        if b.keadaan == K.BARU
        for pk, sampai in (b.sebelum or {}).get("diakhiri", [])
    }
    _periksa(baris, diakhiri)
    baru = {b.objek_id: b.kunci for b in baris if b.keadaan == K.BARU and b.objek_id is not None}
    for ids in potongan(baru, POTONG):
        try:
            Penempatan.objects.filter(pk__in=ids).delete()
        except ProtectedError as galat:
            kena = {getattr(p, "penempatan_id", None) for p in galat.protected_objects}
            tolak_yang_berubah(
                [baru[pk] for pk in sorted(k for k in kena if k in baru)] or ["sebagian penempatan baru"]
            )
    semula = {b.objek_id: b.sebelum or {} for b in baris if b.keadaan == K.BERUBAH and b.objek_id is not None}
    # Yang berubah sekaligus ikut berakhir: nilai dari berkas semula yang menentukan.
    for pk, (sampai, _) in diakhiri.items():
        semula[pk] = {"sampai": sampai} | semula.get(pk, {})
    ubah(semula)
    _jejak("penempatan.dikembalikan", [(pk, {"kini": isi}) for pk, isi in semula.items()], wilayah, BATAL)
    _jejak("penempatan.dihapus", [(pk, {"kunci": kunci}) for pk, kunci in baru.items()], wilayah, BATAL)


BATAL = "Pembatalan impor penempatan."


def _periksa(baris: list[BarisImpor], diakhiri: dict[int, tuple[str | None, date]]) -> None:
    ids = [b.objek_id for b in baris if b.objek_id is not None]
    kini = {p.pk: p for p in Penempatan.objects.filter(pk__in=[*ids, *diakhiri])}
    beda = []
    for b in baris:
        p = kini.get(b.objek_id or 0)
        harus = dict(b.sesudah or {})
        if b.objek_id in diakhiri:
            harus.pop("sampai", None)
        if p is None or any(_nilai(p, k) != v for k, v in harus.items()):
            beda.append(b.kunci)
    for pk, (_, mulai) in diakhiri.items():
        sampai = kini[pk].sampai if pk in kini else None
        if sampai is None or (mulai - sampai).days != 1:
            beda.append(f"penempatan nomor {pk}")
    tolak_yang_berubah(beda)


def _nilai(p: Penempatan, bidang: str) -> Any:
    return sejson(getattr(p, f"{bidang}_id" if bidang in ("pegawai", "unit", "jabatan") else bidang))


def _jejak(aksi: str, butir: list[tuple[int, dict[str, Any]]], wilayah: Wilayah, alasan: str) -> None:
    catat_banyak(
        aksi=aksi,
        objek_jenis="penempatan",
        butir=butir,
        oleh=wilayah.lingkup.oleh,
        sekarang=wilayah.lingkup.sekarang,
        instansi_id=wilayah.instansi.pk,
        alasan=alasan,
    )
