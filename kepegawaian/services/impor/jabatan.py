"""Impor jabatan. Kuncinya nama; mengubah yang sudah ada hanya oleh pengelola seluruh instansi."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import ProtectedError

from inti.models import BarisImpor
from inti.rules.tabel import Baris, rapikan
from inti.services.impor import HasilBaris, Lingkup, Terapan, ditolak
from inti.services.jejak import catat_banyak
from kepegawaian.models import Jabatan
from kepegawaian.rules.impor import JABATAN
from kepegawaian.services.impor.dasar import Dasar, Wilayah, bedakan, sejson, tolak_yang_berubah
from kepegawaian.services.organisasi import MasukanJabatan, tambah_jabatan_banyak

BIDANG = ("nama", "jenis", "jenjang", "kelas", "sumber")
UBAHAN = ("nama", "jenis", "jenjang", "kelas", "sumber")


class AdaptorJabatan(Dasar):
    """Nama jabatan, jenis, jenjang, dan kelas."""

    kode = "jabatan"
    judul = "Jabatan"
    benda = "jabatan"
    lembar = "Jabatan"
    sebutan_kunci = "Nama jabatan. Nama yang sama berarti jabatan yang sama."
    kolom = JABATAN
    model = Jabatan

    def banding(self, baris: Iterable[Baris], lingkup: Lingkup) -> Iterator[HasilBaris]:
        """Bandingkan dengan semua jabatan instansi itu. Tiga kueri."""
        wilayah = Wilayah(lingkup)
        ada = {
            rapikan(isi["nama"]).casefold(): isi
            for isi in Jabatan.objects.filter(instansi_id=lingkup.instansi_id).values("pk", *BIDANG)
        }
        terlihat: dict[str, int] = {}
        for b in baris:
            nama = b.teks("nama")
            kunci = nama.casefold()
            if nama and kunci in terlihat:
                b.tolak("Nama", f"Nama ini sudah ada di baris {terlihat[kunci]}. Sisakan satu baris saja.")
            elif nama:
                terlihat[kunci] = b.nomor
            yield self._satu(b, ada.get(kunci), wilayah)

    def _satu(self, b: Baris, lama: dict[str, Any] | None, wilayah: Wilayah) -> HasilBaris:
        nama = b.teks("nama")
        if b.ditolak:
            return ditolak(b, nama)
        if lama is None:
            nilai = {"jenjang": "", "kelas": None, "sumber": "", **b.nilai}
            hasil = self.baru(b.nomor, nama, {k: nilai[k] for k in BIDANG}, b.nilai)
        else:
            beda = bedakan(JABATAN, lama, b.nilai)
            if beda.sesudah and not wilayah.seluruh:
                b.tolak(beda.banding[0][0], "Jabatan dipakai bersama. Minta admin BKD mengubahnya.")
                return ditolak(b, nama)
            hasil = self.hasil(b.nomor, nama, lama["pk"], beda)
        hasil.catatan = [c.ke_dict() for c in b.catatan]
        return hasil

    def terapkan(self, perubahan: list[HasilBaris], lingkup: Lingkup) -> Terapan:
        """Tambah yang baru, tulis kolom yang berubah."""
        instansi = Wilayah(lingkup).instansi
        baru = [h for h in perubahan if h.keadaan == BarisImpor.Keadaan.BARU]
        dibuat = tambah_jabatan_banyak(
            instansi=instansi,
            masukan=[MasukanJabatan(**(h.sesudah or {})) for h in baru],
            oleh=lingkup.oleh,
            sekarang=lingkup.sekarang,
        )
        self._tulis(
            {h.objek_id: (h.sebelum or {}, h.sesudah or {}) for h in perubahan if h.objek_id is not None},
            lingkup,
            "jabatan.diubah",
        )
        return Terapan({h.nomor: j.pk for h, j in zip(baru, dibuat, strict=True)})

    def _tulis(
        self, ubah: dict[int, tuple[dict[str, Any], dict[str, Any]]], lingkup: Lingkup, aksi: str
    ) -> None:
        kena = list(Jabatan.objects.filter(pk__in=ubah))
        for j in kena:
            for bidang, nilai in ubah[j.pk][1].items():
                setattr(j, bidang, nilai)
        Jabatan.objects.bulk_update(kena, UBAHAN, batch_size=500)
        catat_banyak(
            aksi=aksi,
            objek_jenis="jabatan",
            butir=[(pk, {"dulu": dulu, "kini": kini}) for pk, (dulu, kini) in ubah.items()],
            oleh=lingkup.oleh,
            sekarang=lingkup.sekarang,
            instansi_id=lingkup.instansi_id,
            alasan="Impor jabatan.",
        )

    def batalkan(self, baris: list[BarisImpor], lingkup: Lingkup) -> None:
        """Hapus yang baru dan kembalikan yang berubah; yang sudah dipakai atau diubah lagi menolak semuanya."""
        kini = {
            isi["pk"]: isi
            for isi in Jabatan.objects.filter(pk__in=[b.objek_id for b in baris]).values("pk", *BIDANG)
        }
        tolak_yang_berubah(
            b.kunci
            for b in baris
            if b.objek_id not in kini
            or any(sejson(kini[b.objek_id][k]) != v for k, v in (b.sesudah or {}).items())
        )
        self._tulis(
            {
                b.objek_id: (b.sesudah or {}, b.sebelum or {})
                for b in baris
                if b.keadaan == BarisImpor.Keadaan.BERUBAH and b.objek_id is not None
            },
            lingkup,
            "jabatan.dikembalikan",
        )
        baru = {
            b.objek_id: b.kunci
            for b in baris
            if b.keadaan == BarisImpor.Keadaan.BARU and b.objek_id is not None
        }
        try:
            Jabatan.objects.filter(pk__in=baru).delete()
        except ProtectedError as galat:
            tolak_yang_berubah(
                sorted({str(getattr(p, "jabatan", p)) for p in galat.protected_objects}) or ["jabatan"]
            )
        catat_banyak(
            aksi="jabatan.dihapus",
            objek_jenis="jabatan",
            butir=[(pk, {"nama": nama}) for pk, nama in baru.items()],
            oleh=lingkup.oleh,
            sekarang=lingkup.sekarang,
            instansi_id=lingkup.instansi_id,
            alasan="Pembatalan impor.",
        )
