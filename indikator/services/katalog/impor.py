"""Impor katalog indikator. Kuncinya perangkat daerah dan kode; versi yang sudah dipakai SKP tidak pernah berubah."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from indikator.models import Indikator, IndikatorKinerja
from indikator.queries.katalog import BIDANG_ISI, isi, jangkauan_dari
from indikator.rules.lembar_katalog import KATALOG
from indikator.services.katalog.baris import catat, kunci_unit, pasang_jangkauan
from indikator.services.katalog.isian import ANGKA, TEKS, IsianIndikator, bersihkan
from indikator.services.katalog.rujukan_impor import WilayahKatalog, nilai_kini, yang_ada
from indikator.services.katalog.tulis import tambah, ubah
from inti.galat import GalatAturan
from inti.models import BarisImpor, Impor
from inti.rules.tabel import Baris, Kolom, rapikan, tulis
from inti.services.impor import HasilBaris, Lingkup, Terapan, ditolak
from inti.services.tulis_lembar import SelTulis
from kepegawaian.models import Instansi
from kepegawaian.permissions import Akses, Izin, wajib_di
from kepegawaian.services.impor.dasar import Dasar, bedakan, tolak_yang_berubah

JUDUL = {k.nama: k.judul for k in KATALOG} | {"unit": "Perangkat daerah", "jabatan": "Jangkauan"}
VERSI_LAMA = "_versi_lama"


class AdaptorKatalog(Dasar):
    """Indikator perangkat daerah dengan jangkauannya."""

    kode = "katalog"
    judul = "Katalog indikator"
    benda = "indikator"
    lembar = "Katalog"
    kolom = KATALOG
    model = Indikator
    sebutan_kunci = "Perangkat daerah dan kodenya; tanpa kode, indikator baru."
    izin = Izin.KELOLA_INDIKATOR

    def ekspor(self, akses: Akses, lingkup: Lingkup) -> Iterator[Sequence[SelTulis]]:
        """Katalog yang boleh disentuh orang itu, versi yang berlaku; diimpor kembali tanpa diubah berarti tetap."""
        wilayah = WilayahKatalog(lingkup)
        milik = akses.unit(Izin.KELOLA_INDIKATOR)
        for (unit_id, _), satu in yang_ada(wilayah).items():
            if milik is None or unit_id in milik:
                isi_baris = {
                    "dinas": wilayah.jalur.teks(unit_id),
                    "kode": satu.kode,
                    **nilai_kini(satu, wilayah),
                }
                yield [_sel(k, isi_baris[k.nama]) for k in KATALOG]

    def wajib(self, *, oleh: Any, impor: Impor | None, instansi_id: int, sekarang: datetime) -> None:
        """Boleh: pengelola indikator di instansi itu; impor orang lain hanya bagi pengelola seluruh instansi."""
        instansi = Instansi.objects.get(pk=instansi_id)
        milik_sendiri = impor is None or impor.pengirim_id == oleh.pk
        wajib_di(
            oleh,
            Izin.KELOLA_INDIKATOR,
            pada=instansi.hari_pada(sekarang),
            instansi_id=instansi_id,
            unit_ids=() if milik_sendiri else None,
        )

    def banding(self, baris: Iterable[Baris], lingkup: Lingkup) -> Iterator[HasilBaris]:
        """Bandingkan dengan versi yang berlaku. Enam kueri, berapa pun barisnya."""
        wilayah = WilayahKatalog(lingkup)
        ada = yang_ada(wilayah)
        nama = {(unit, i.nama.casefold()): i.kode for (unit, _), i in ada.items() if i.aktif}
        terlihat: dict[tuple[int, str], int] = {}
        for b in baris:
            yield self._satu(b, wilayah, ada, nama, terlihat)

    def _satu(
        self,
        b: Baris,
        wilayah: WilayahKatalog,
        ada: dict[tuple[int, str], Indikator],
        nama: dict[tuple[int, str], str],
        terlihat: dict[tuple[int, str], int],
    ) -> HasilBaris:
        kunci = f"{b.teks('kode')} {b.teks('nama')}".strip()
        unit_id = _dinas(b, wilayah)
        lama = ada.get((unit_id or 0, b.teks("kode").casefold())) if b.teks("kode") else None
        if unit_id and b.teks("kode") and lama is None:
            b.tolak(
                JUDUL["kode"], "Kode ini tidak ada di perangkat daerah itu. Kosongkan untuk indikator baru."
            )
        if unit_id:
            _kembar(b, unit_id, lama, nama, terlihat)
        _jangkauan(b, wilayah)
        if not b.ditolak:
            _isian(b, lama)
        if b.ditolak:
            return ditolak(b, kunci)
        if lama is None:
            sesudah = {bidang: b.nilai.get(bidang) for bidang in (*BIDANG_ISI, "jangkauan")}
            hasil = self.baru(b.nomor, kunci, sesudah | {"unit_id": unit_id}, b.nilai)
        else:
            semula = nilai_kini(lama, wilayah)
            beda = bedakan(KATALOG, semula, b.nilai)
            hasil = self.hasil(b.nomor, kunci, lama.pk, beda)
        hasil.catatan = [c.ke_dict() for c in b.catatan]
        return hasil

    def terapkan(self, perubahan: list[HasilBaris], lingkup: Lingkup) -> Terapan:
        """Tambah yang baru; yang berubah di tempat, atau menjadi versi baru bila sudah dipakai SKP."""
        wilayah, hasil = WilayahKatalog(lingkup), Terapan()
        lama = Indikator.objects.select_related("unit__instansi").prefetch_related("jangkauan")
        ubahan = lama.in_bulk([h.objek_id for h in perubahan if h.objek_id is not None])
        for h in perubahan:
            sesudah = dict(h.sesudah or {})
            teks = sesudah.pop("jangkauan", None)
            if h.objek_id is None:
                unit = wilayah.dinas[sesudah.pop("unit_id")]
                baru = tambah(
                    instansi=wilayah.instansi,
                    unit=unit,
                    jangkauan=wilayah.jangkauan(teks or ""),
                    oleh=lingkup.oleh,
                    sekarang=lingkup.sekarang,
                    **_isian_lengkap(sesudah),
                )
                hasil.dibuat[h.nomor] = baru.pk
                continue
            satu = ubahan[h.objek_id]
            jadi = ubah(
                indikator=satu,
                jangkauan=jangkauan_dari(satu) if teks is None else wilayah.jangkauan(teks),
                oleh=lingkup.oleh,
                sekarang=lingkup.sekarang,
                **_isian_lengkap(isi(satu) | sesudah),
            )
            if jadi.pk != satu.pk:
                hasil.dibuat[h.nomor] = jadi.pk
                hasil.semula[h.nomor] = {VERSI_LAMA: satu.pk}
        return hasil

    def batalkan(self, baris: list[BarisImpor], lingkup: Lingkup) -> None:
        """Hapus yang baru, hidupkan lagi versi lama, kembalikan yang berubah; yang sudah dipakai menolak semuanya."""
        wilayah = WilayahKatalog(lingkup)
        kini = (
            Indikator.objects.select_for_update(of=("self",))
            .prefetch_related("jangkauan")
            .in_bulk([b.objek_id for b in baris if b.objek_id is not None])
        )
        tolak_yang_berubah(b.kunci for b in baris if not _masih_sama(b, kini.get(b.objek_id or 0), wilayah))
        for b in baris:
            self._kembalikan(b, kini[b.objek_id or 0], wilayah, lingkup)

    def _kembalikan(self, b: BarisImpor, kini: Indikator, wilayah: WilayahKatalog, lingkup: Lingkup) -> None:
        kunci_unit(kini.unit_id)
        sebelum = dict(b.sebelum or {})
        lama_id = sebelum.pop(VERSI_LAMA, None)
        if b.keadaan == BarisImpor.Keadaan.BARU or lama_id is not None:
            catat("katalog.dihapus", kini, oleh=lingkup.oleh, sekarang=lingkup.sekarang)
            aktif = kini.aktif
            kini.delete()
            Indikator.objects.filter(pk=lama_id or 0).update(aktif=aktif)
            return
        teks = sebelum.pop("jangkauan", None)
        for bidang, nilai in _asli(sebelum).items():
            setattr(kini, bidang, nilai)
        kini.save(update_fields=list(sebelum) or None)
        if teks is not None:
            pasang_jangkauan(kini, wilayah.jangkauan(teks))
        catat("katalog.dikembalikan", kini, oleh=lingkup.oleh, sekarang=lingkup.sekarang)


def _sel(kolom: Kolom, nilai: Any) -> SelTulis:
    """Angka tetap angka; pilihan ditulis dengan labelnya."""
    return nilai if isinstance(nilai, Decimal) else tulis(kolom, nilai)


def _dinas(b: Baris, wilayah: WilayahKatalog) -> int | None:
    if not b.teks("dinas"):
        return None
    try:
        unit_id = wilayah.jalur.cari(b.teks("dinas"))
    except ValueError as galat:
        b.tolak(JUDUL["dinas"], str(galat))
        return None
    if unit_id not in wilayah.dinas:
        b.tolak(JUDUL["dinas"], "Katalog dimiliki perangkat daerah. Tulis dinas, badan, atau kecamatannya.")
    elif not wilayah.memuat(unit_id):
        b.tolak(JUDUL["dinas"], "Perangkat daerah ini di luar wilayah Anda. Minta admin BKD mengubahnya.")
    return unit_id


def _kembar(
    b: Baris,
    unit_id: int,
    lama: Indikator | None,
    nama: dict[tuple[int, str], str],
    terlihat: dict[tuple[int, str], int],
) -> None:
    """Nama kembar di perangkat daerah yang sama, di berkas atau di katalog."""
    tertulis = rapikan(b.teks("nama")).casefold()
    if not tertulis:
        return
    if (unit_id, tertulis) in terlihat:
        b.tolak(
            JUDUL["nama"],
            f"Nama ini sudah ada di baris {terlihat[unit_id, tertulis]}. Sisakan satu baris saja.",
        )
    terlihat.setdefault((unit_id, tertulis), b.nomor)
    pemilik = nama.get((unit_id, tertulis))
    if pemilik is not None and (lama is None or pemilik != lama.kode):
        b.tolak(
            JUDUL["nama"],
            f"Nama ini sudah dipakai {pemilik}. Tulis kodenya untuk mengubahnya, atau bedakan namanya.",
        )


def _jangkauan(b: Baris, wilayah: WilayahKatalog) -> None:
    """Tulisan jangkauan menjadi tulisan baku, supaya urutan dan huruf besar tidak dihitung berubah."""
    if "jangkauan" not in b.nilai:
        return
    try:
        b.nilai["jangkauan"] = wilayah.sebut(wilayah.jangkauan(b.teks("jangkauan")))
    except ValueError as galat:
        b.tolak(JUDUL["jangkauan"], str(galat))


def _isian(b: Baris, lama: Indikator | None) -> None:
    """Tolak isian yang mustahil dengan alasan yang sama seperti di formulir; pilihan yang kosong menjadi teks kosong."""
    b.nilai |= {k: "" for k in TEKS if k in b.nilai and b.nilai[k] is None}
    try:
        bersihkan(
            _isian_lengkap(
                (isi(lama) if lama else {}) | {k: v for k, v in b.nilai.items() if k in BIDANG_ISI}
            )
        )
    except GalatAturan as galat:
        b.tolak(JUDUL.get(galat.bidang or "nama", JUDUL["nama"]), galat.pesan)


def _isian_lengkap(nilai: dict[str, Any]) -> IsianIndikator:
    return {k: v for k, v in nilai.items() if k in BIDANG_ISI}  # type: ignore[return-value]


def _asli(nilai: dict[str, Any]) -> dict[str, Any]:
    """Angka yang tersimpan sebagai teks JSON menjadi Decimal lagi."""
    return {k: Decimal(v) if k in ANGKA and v is not None else v for k, v in nilai.items()}


def _masih_sama(b: BarisImpor, kini: Indikator | None, wilayah: WilayahKatalog) -> bool:
    if kini is None or IndikatorKinerja.semua.filter(katalog=kini).exists():
        return False
    tertulis = _asli({k: v for k, v in (b.sesudah or {}).items() if k != "unit_id"})
    semua = nilai_kini(kini, wilayah)
    return all((semua[k] or None) == (v or None) for k, v in tertulis.items())
