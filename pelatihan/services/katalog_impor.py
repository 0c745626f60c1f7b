"""Impor katalog pelatihan. Kuncinya judul; usulan yang sudah ada tidak tersentuh."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import ProtectedError

from inti.galat import GalatAturan
from inti.models import BarisImpor, Impor
from inti.rules.tabel import Baris, rapikan
from inti.services.impor import HasilBaris, Lingkup, Terapan, ditolak
from inti.services.jejak import catat_banyak
from inti.services.tulis_lembar import SelTulis
from kepegawaian.models import Instansi
from kepegawaian.permissions import Akses, Izin
from kepegawaian.services.impor.dasar import Dasar, bedakan, tolak_yang_berubah
from pelatihan.models import Pelatihan
from pelatihan.permissions import wajib_kelola_katalog
from pelatihan.queries.lembar_pelatihan import isi_lembar, nilai_kini
from pelatihan.rules.lembar_pelatihan import PELATIHAN
from pelatihan.services.katalog import IsianPelatihan, atur_aktif, tambah, ubah

BAWAAN: dict[str, Any] = {
    "jp_usulan": False,
    "penyelenggara": "",
    "kompetensi": "",
    "biaya": 0,
    "prasyarat": "",
    "sumber": "",
    "aktif": True,
}
# Yang ikut berubah tanpa tertulis di lembar; disimpan supaya pembatalan mengembalikan persis.
SEMULA = "_tersirat"


class AdaptorPelatihan(Dasar):
    """Katalog pelatihan beserta bentuk SIASN, biaya, dan prasyaratnya."""

    kode = "pelatihan"
    judul = "Katalog pelatihan"
    benda = "pelatihan"
    lembar = "Pelatihan"
    kolom = PELATIHAN
    model = Pelatihan
    sebutan_kunci = "Judul pelatihan. Judul yang sama berarti pelatihan yang sama."
    izin = Izin.KELOLA_PERIODE

    def wajib(self, *, oleh: Any, impor: Impor | None, instansi_id: int, sekarang: datetime) -> None:
        """Boleh: pengurus katalog pelatihan instansi itu."""
        wajib_kelola_katalog(oleh, instansi=Instansi.objects.get(pk=instansi_id), sekarang=sekarang)

    def ekspor(self, akses: Akses, lingkup: Lingkup) -> Iterator[Sequence[SelTulis]]:
        """Seluruh katalog; diimpor kembali tanpa diubah berarti tetap."""
        if akses.unit(Izin.KELOLA_PERIODE) is None:
            for satu in _semua(lingkup).order_by("judul").iterator(chunk_size=500):
                yield isi_lembar(satu)

    def banding(self, baris: Iterable[Baris], lingkup: Lingkup) -> Iterator[HasilBaris]:
        """Bandingkan dengan katalog. Satu kueri; prasyarat boleh pelatihan yang ada di berkas yang sama."""
        semua = list(baris)
        ada = {p.judul.casefold(): p for p in _semua(lingkup)}
        di_berkas = {b.teks("judul").casefold() for b in semua}
        terlihat: dict[str, int] = {}
        for b in semua:
            kunci = b.teks("judul").casefold()
            if kunci and kunci in terlihat:
                b.tolak("Judul", f"Judul ini sudah ada di baris {terlihat[kunci]}. Sisakan satu baris saja.")
            terlihat.setdefault(kunci, b.nomor)
            prasyarat = rapikan(b.teks("prasyarat")).casefold()
            if prasyarat and prasyarat not in ada and prasyarat not in di_berkas:
                b.tolak(
                    "Prasyarat", "Judul ini tidak ada di katalog dan tidak ada di berkas. Periksa ejaannya."
                )
            elif prasyarat and prasyarat == kunci:
                b.tolak("Prasyarat", "Pelatihan tidak dapat mensyaratkan dirinya sendiri. Kosongkan.")
            yield self._satu(b, ada.get(kunci))

    def _satu(self, b: Baris, lama: Pelatihan | None) -> HasilBaris:
        if b.ditolak:
            return ditolak(b, b.teks("judul"))
        nilai = {k: BAWAAN.get(k) if v is None else v for k, v in b.nilai.items()}
        if lama is None:
            hasil = self.baru(b.nomor, b.teks("judul"), BAWAAN | nilai, nilai)
        else:
            nilai["judul"] = lama.judul
            hasil = self.hasil(b.nomor, lama.judul, lama.pk, bedakan(PELATIHAN, nilai_kini(lama), nilai))
        hasil.catatan = [c.ke_dict() for c in b.catatan]
        return hasil

    def terapkan(self, perubahan: list[HasilBaris], lingkup: Lingkup) -> Terapan:
        """Tambah semua yang baru dahulu, lalu pasang prasyarat dan tulis yang berubah."""
        instansi, hasil = Instansi.objects.get(pk=lingkup.instansi_id), Terapan()
        for h in perubahan:
            if h.objek_id is None:
                isi = dict(h.sesudah or {})
                baru = tambah(
                    instansi=instansi,
                    judul=isi["judul"],
                    bentuk=isi["kode_bentuk"],
                    jp=int(isi["jp"]),
                    biaya=int(isi["biaya"]),
                    oleh=lingkup.oleh,
                    sekarang=lingkup.sekarang,
                    **{k: isi[k] for k in ("jp_usulan", "penyelenggara", "kompetensi", "sumber")},
                )
                hasil.dibuat[h.nomor] = baru.pk
        ada = {p.judul.casefold(): p for p in _semua(lingkup)}
        menurut_id = {p.pk: p for p in ada.values()}
        for h in perubahan:
            satu = menurut_id[h.objek_id if h.objek_id is not None else hasil.dibuat[h.nomor]]
            if h.objek_id is not None:
                hasil.semula[h.nomor] = {SEMULA: {"bentuk": satu.bentuk, "tanda": satu.tanda}}
            self._tulis(satu, h.sesudah or {}, ada, lingkup)
        return hasil

    def batalkan(self, baris: list[BarisImpor], lingkup: Lingkup) -> None:
        """Hapus yang baru dan kembalikan yang berubah; yang sudah dipakai atau diubah lagi menolak semuanya."""
        ids = [b.objek_id for b in baris if b.objek_id is not None]
        kini = _semua(lingkup).in_bulk(ids)
        tolak_yang_berubah(
            b.kunci for b in baris if b.objek_id not in kini or not _masih_sama(b, kini[b.objek_id])
        )
        ada = {p.judul.casefold(): p for p in _semua(lingkup)}
        baru = [kini[b.objek_id] for b in baris if b.keadaan == BarisImpor.Keadaan.BARU and b.objek_id]
        for b in baris:
            if b.keadaan == BarisImpor.Keadaan.BERUBAH and b.objek_id is not None:
                sebelum = dict(b.sebelum or {})
                tersirat = sebelum.pop(SEMULA, {})
                self._tulis(kini[b.objek_id], sebelum, ada, lingkup)
                Pelatihan.objects.filter(pk=b.objek_id).update(**tersirat)
        Pelatihan.objects.filter(pk__in=[p.pk for p in baru]).update(prasyarat=None)
        try:
            Pelatihan.objects.filter(pk__in=[p.pk for p in baru]).delete()
        except ProtectedError as galat:
            tolak_yang_berubah(sorted({str(getattr(p, "pelatihan", p)) for p in galat.protected_objects}))
        catat_banyak(
            aksi="pelatihan.dihapus",
            objek_jenis="pelatihan",
            butir=[(p.pk or 0, {"judul": p.judul}) for p in baru],
            oleh=lingkup.oleh,
            sekarang=lingkup.sekarang,
            instansi_id=lingkup.instansi_id,
            alasan="Pembatalan impor.",
        )

    def _tulis(
        self, satu: Pelatihan, sesudah: dict[str, Any], ada: dict[str, Pelatihan], lingkup: Lingkup
    ) -> None:
        isi = nilai_kini(satu) | sesudah
        aktif, judul_prasyarat = isi.pop("aktif"), isi.pop("prasyarat") or ""
        prasyarat = ada.get(rapikan(judul_prasyarat).casefold()) if judul_prasyarat else None
        isi["kode_bentuk"] = int(isi["kode_bentuk"])
        isi |= {k: int(isi[k] or 0) for k in ("jp", "biaya")}
        beda = nilai_kini(satu) | {"aktif": None} != isi | {
            "kode_bentuk": str(isi["kode_bentuk"]),
            "prasyarat": prasyarat.judul if prasyarat else "",
            "aktif": None,
        }
        if beda:
            try:
                ubah(
                    pelatihan=satu,
                    isi=IsianPelatihan(**isi, prasyarat=prasyarat),
                    oleh=lingkup.oleh,
                    sekarang=lingkup.sekarang,
                )
            except GalatAturan as galat:
                raise GalatAturan(f"{satu.judul}: {galat.pesan}") from galat
        atur_aktif(pelatihan=satu, aktif=bool(aktif), oleh=lingkup.oleh, sekarang=lingkup.sekarang)


def _semua(lingkup: Lingkup) -> Any:
    return Pelatihan.objects.filter(instansi_id=lingkup.instansi_id).select_related("prasyarat", "instansi")


def _masih_sama(b: BarisImpor, kini: Pelatihan) -> bool:
    if kini.usulan.exists() or kini.rekomendasi.exists() or kini.sesi.exists():
        return b.keadaan != BarisImpor.Keadaan.BARU
    semua = nilai_kini(kini)
    return all((semua[k] or None) == (v or None) for k, v in (b.sesudah or {}).items() if k in semua)
