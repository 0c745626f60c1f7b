"""Menentukan keadaan tiap baris unit: baru, berubah, tetap, atau ditolak beserta sebabnya."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from inti.rules.format import tanggal
from inti.rules.tabel import Baris
from inti.services.impor import HasilBaris, ditolak
from kepegawaian.models import UnitKerja
from kepegawaian.rules.impor import UNIT
from kepegawaian.rules.impor.jalur import lingkaran, ringkas
from kepegawaian.services.impor.dasar import Beda, Dasar, Wilayah, bedakan
from kepegawaian.services.impor.unit.susunan import Susunan

DI_LUAR = "Unit ini di luar wilayah Anda. Minta admin BKD mengubahnya."
BERTANGGAL = ("nama", "singkatan", "induk")


class Pembanding:
    """Satu berkas: unit yang dituju tiap baris, induknya, dan selisihnya."""

    def __init__(self, adaptor: Dasar, wilayah: Wilayah, baris: Iterable[Baris]) -> None:
        self.adaptor = adaptor
        self.wilayah = wilayah
        self.susunan = Susunan(wilayah)
        self.baris = list(baris)
        self.tujuan: dict[int, int] = {}
        self.induk: dict[int, int | None] = {}

    def __iter__(self) -> Iterator[HasilBaris]:
        alamat = {b.nomor: self.susunan.alamat(b) for b in self.baris}
        self._tujuan(alamat)
        self.susunan.daftarkan((alamat[n], unit) for n, unit in self.tujuan.items())
        for b in self.baris:
            if b.nomor in self.tujuan:
                self._periksa_induk(b)
        self._tolak_lingkaran()
        for b in self.baris:
            yield self._hasil(b, alamat[b.nomor])

    def _tujuan(self, alamat: dict[int, str]) -> None:
        """Unit yang dimaksud tiap baris; ganda di berkas ditolak."""
        terlihat: dict[object, int] = {}
        for b in self.baris:
            if not b.teks("nama"):
                continue
            kode = b.teks("kode")
            if kode and int(kode) not in self.susunan.unit:
                b.tolak("Kode", f"Kode {kode} tidak ada atau sudah tidak berlaku. Kosongkan untuk unit baru.")
                continue
            unit = int(kode) if kode else (self.susunan.jalur.tepat(alamat[b.nomor]) or -b.nomor)
            kunci = unit if unit > 0 else ringkas(alamat[b.nomor])
            if kunci in terlihat:
                b.tolak(
                    "Kode" if kode else "Nama",
                    f"Unit ini sudah ada di baris {terlihat[kunci]}. Sisakan satu baris saja.",
                )
                continue
            terlihat[kunci] = b.nomor
            self.tujuan[b.nomor] = unit

    def _periksa_induk(self, b: Baris) -> None:
        unit = self.tujuan[b.nomor]
        lama = self.susunan.letak(unit, self._hari(b)).induk if unit > 0 else None
        if "induk" not in b.nilai:
            self.induk[unit] = lama
            if unit < 0:
                b.tolak("Induk", "Unit baru perlu induk. Isi jalur unit di atasnya.")
            return
        tertulis = b.teks("induk")
        if not tertulis:
            self.induk[unit] = None
            if (unit > 0 and lama is not None) or (unit < 0 and self.susunan.akar is not None):
                b.tolak("Induk", "Induk hanya kosong untuk puncak pohon. Isi jalur unit di atasnya.")
            return
        try:
            self.induk[unit] = self.susunan.cari_induk(tertulis)
        except ValueError as galat:
            b.tolak("Induk", str(galat))
            return
        if self.induk[unit] == unit:
            b.tolak("Induk", "Unit tidak dapat menjadi induknya sendiri. Isi unit lain di atasnya.")
        elif unit < 0:
            self._periksa_mulai(b, self.induk[unit])

    def _periksa_mulai(self, b: Baris, induk: int | None) -> None:
        sejak = b.nilai.get("sejak")
        atas = self.susunan.unit.get(induk or 0)
        if atas is None or not isinstance(sejak, date):
            return
        if sejak < atas["sejak"]:
            b.tolak(
                "Sejak", f"Induknya baru berlaku {tanggal(atas['sejak'])}. Tulis hari itu atau sesudahnya."
            )
        if atas["sampai"] is not None:
            b.tolak("Induk", f"Induknya berakhir {tanggal(atas['sampai'])}. Pilih unit penggantinya.")

    def _hari(self, b: Baris) -> date:
        berlaku = b.nilai.get("berlaku")
        return berlaku if isinstance(berlaku, date) else self.wilayah.hari

    def _tolak_lingkaran(self) -> None:
        """Induk sesudah berkas diterapkan tidak boleh kembali ke unit itu sendiri."""
        kini = {u: self.susunan.letak(u, self.wilayah.hari).induk for u in self.susunan.unit} | self.induk
        nama = {self.tujuan[b.nomor]: b.teks("nama") for b in self.baris if b.nomor in self.tujuan}
        for b in self.baris:
            unit = self.tujuan.get(b.nomor)
            rantai = lingkaran(kini, unit) if unit is not None else []
            if len(rantai) > 2:
                sebut = " → ".join(nama.get(u) or self.susunan.jalur.teks(u) for u in rantai)
                b.tolak("Induk", f"Induknya melingkar: {sebut}. Ubah induk salah satunya.")

    def _hasil(self, b: Baris, alamat: str) -> HasilBaris:
        unit = self.tujuan.get(b.nomor)
        if b.ditolak or unit is None:
            return ditolak(b, alamat)
        hasil = self._baru(b, unit, alamat) if unit < 0 else self._lama(b, unit, alamat)
        if any(c.tolak for c in b.catatan):
            return ditolak(b, alamat)
        hasil.catatan = [c.ke_dict() for c in b.catatan]
        return hasil

    def _baru(self, b: Baris, unit: int, alamat: str) -> HasilBaris:
        induk = self.induk[unit]
        if not self._di_wilayah(induk):
            b.tolak("Induk", DI_LUAR)
        sesudah: dict[str, Any] = {
            "nama": b.nilai["nama"],
            "singkatan": b.teks("singkatan"),
            "jenis": b.nilai["jenis"],
            "induk": induk,
            "urutan": b.nilai.get("urutan") or 0,
            "sejak": b.nilai["sejak"],
            "sumber": b.teks("sumber"),
        }
        return self.adaptor.baru(b.nomor, alamat, sesudah, b.nilai)

    def _di_wilayah(self, induk: int | None) -> bool:
        """Induk baru dianggap di wilayah bila rantai ke atasnya bertemu unit di wilayah."""
        langkah = 0
        while induk is not None and induk < 0 and langkah < 20:
            induk, langkah = self.induk.get(induk), langkah + 1
        return self.wilayah.seluruh or (induk is not None and induk > 0 and self.wilayah.memuat(induk))

    def _lama(self, b: Baris, unit: int, alamat: str) -> HasilBaris:
        letak, isi = self.susunan.letak(unit, self._hari(b)), self.susunan.unit[unit]
        lama = {
            "nama": letak.nama,
            "singkatan": letak.singkatan,
            **{k: isi[k] for k in ("jenis", "urutan", "sejak", "sumber")},
        }
        baru = {k: v for k, v in b.nilai.items() if not (k == "urutan" and v is None)}
        beda = bedakan(UNIT, lama, baru)
        self._beda_induk(beda, unit, letak.induk)
        if "sejak" in beda.sesudah:
            b.tolak("Sejak", "Hari mulai unit tidak diubah lewat impor. Kembalikan ke isi ekspor.")
        if "jenis" in beda.sesudah and UnitKerja.Jenis.PEMDA in (
            beda.sebelum["jenis"],
            beda.sesudah["jenis"],
        ):
            b.tolak("Jenis", "Puncak pohon tetap berjenis pemerintah daerah. Kembalikan jenisnya.")
        self._periksa_ubah(b, unit, beda)
        return self.adaptor.hasil(b.nomor, alamat, unit, beda)

    def _beda_induk(self, beda: Beda, unit: int, lama: int | None) -> None:
        baru = self.induk.get(unit)
        if baru != lama:
            beda.sebelum["induk"], beda.sesudah["induk"] = lama, baru
            beda.banding.append(["Induk", self._sebut(lama), self._sebut(baru)])

    def _sebut(self, unit: int | None) -> str:
        if unit is None:
            return ""
        if unit > 0:
            return self.susunan.jalur.teks(unit)
        return next(b.teks("nama") for b in self.baris if b.nomor == -unit)

    def _periksa_ubah(self, b: Baris, unit: int, beda: Beda) -> None:
        if not beda.sesudah:
            return
        if not self.wilayah.memuat(unit):
            b.tolak(beda.banding[0][0], DI_LUAR)
        if "induk" in beda.sesudah and not self._di_wilayah(beda.sesudah["induk"]):
            b.tolak("Induk", DI_LUAR)
        if not any(k in beda.sesudah for k in BERTANGGAL):
            return
        hari = self._hari(b)
        beda.sesudah |= {"berlaku": hari, "dasar": b.teks("dasar")}
        if not b.teks("dasar"):
            b.tolak(
                "Dasar perubahan",
                f"{beda.banding[0][0]} berubah, jadi perlu dasarnya. Isi nomor peraturan atau SK.",
            )
        if hari < self.susunan.unit[unit]["sejak"]:
            b.tolak("Perubahan berlaku", "Hari ini sebelum unitnya mulai. Pilih hari sesudahnya.")
        elif tutup := self.susunan.periode_tutup(hari):
            b.tolak(
                "Perubahan berlaku",
                f"{tutup[-1]} sudah ditutup dengan susunan lama. Pilih hari sesudah periode itu.",
            )
