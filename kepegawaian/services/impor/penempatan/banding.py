"""Menentukan keadaan tiap baris penempatan."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from inti.models import BarisImpor
from inti.rules.format import tanggal
from inti.rules.tabel import Baris, rapikan
from inti.services.impor import HasilBaris, ditolak
from kepegawaian.queries.sekitar import periode_ditutup
from kepegawaian.rules import nip as aturan_nip
from kepegawaian.rules.impor import PENEMPATAN
from kepegawaian.rules.impor.tumpang import SELAMANYA, Letak
from kepegawaian.services.impor.dasar import Beda, Dasar, Wilayah, bedakan
from kepegawaian.services.impor.penempatan.bentrok import DEFINITIF, tolak_bentrok
from kepegawaian.services.impor.penempatan.rujukan import Orang, Rujukan

TAK_TERDAFTAR = (
    "NIP ini belum terdaftar di pemerintah daerah Anda. Impor pegawainya dahulu, atau periksa angkanya."
)
DI_LUAR = "Unit ini di luar wilayah Anda. Minta admin BKD menempatkannya."
PINDAH = (
    "Penempatan yang sudah ada tidak pindah unit atau jenis. Isi Sampai di baris ini, lalu tambah baris baru."
)

SEHARI = timedelta(days=1)


class Pembanding:
    """Satu berkas penempatan. `letak` keadaan tiap baris sesudah diterapkan; `lama` barisnya yang sudah ada."""

    def __init__(self, adaptor: Dasar, wilayah: Wilayah, baris: Iterable[Baris]) -> None:
        self.adaptor = adaptor
        self.wilayah = wilayah
        self.baris = [self._rapikan_nip(b) for b in baris]
        self.rujukan = Rujukan(wilayah, (b.teks("nip") for b in self.baris))
        self.letak: dict[int, Letak] = {}
        self.lama: dict[int, Letak] = {}
        self.diakhiri: dict[int, list[Letak]] = {}
        self._terlihat: dict[object, int] = {}
        self._mulai = {
            (b.teks("nip"), DEFINITIF, b.nilai.get("sejak"))
            for b in self.baris
            if b.teks("jenis") == DEFINITIF
        }
        self._ditutup: dict[tuple[date, date], list[str]] = {}

    def __iter__(self) -> Iterator[HasilBaris]:
        for b in self.baris:
            self._baca(b)
        tolak_bentrok(self)
        for b in self.baris:
            yield self._hasil(b)

    def _rapikan_nip(self, b: Baris) -> Baris:
        if b.teks("nip"):
            try:
                b.nilai["nip"] = aturan_nip.baca(b.teks("nip")).nomor
            except ValueError as galat:
                b.tolak("NIP", str(galat))
        return b

    def _baca(self, b: Baris) -> None:
        orang = self.rujukan.orang.get(b.teks("nip"))
        if orang is None:
            if b.teks("nip") and not b.ditolak:
                b.tolak("NIP", TAK_TERDAFTAR)
            return
        if (nama := b.teks("nama_pegawai")) and rapikan(orang.nama).casefold() != nama.casefold():
            b.tolak("Nama", f"NIP ini milik {orang.nama}. Perbaiki NIP atau namanya.")
        unit, jabatan = self._unit(b), self._jabatan(b)
        sejak = b.nilai.get("sejak")
        if unit is None or jabatan is None or not isinstance(sejak, date) or not b.teks("jenis"):
            return
        kini = Letak(
            id=0,
            pegawai=orang.id,
            unit=unit,
            jabatan=jabatan,
            jenis=b.teks("jenis"),
            kepala=bool(b.nilai.get("kepala")),
            sejak=sejak,
            sampai=s if isinstance(s := b.nilai.get("sampai"), date) else None,
            dasar=b.teks("dasar"),
            baris=b.nomor,
        )
        self._pasangkan(b, orang, kini)

    def _unit(self, b: Baris) -> int | None:
        if not b.teks("unit"):
            return None
        try:
            return self.rujukan.susunan.jalur.cari(b.teks("unit"))
        except ValueError as galat:
            b.tolak("Unit", str(galat))
            return None

    def _jabatan(self, b: Baris) -> int | None:
        if not b.teks("jabatan"):
            return None
        jabatan = self.rujukan.jabatan.get(b.teks("jabatan").casefold())
        if jabatan is None:
            b.tolak(
                "Jabatan",
                f"Jabatan “{b.teks('jabatan')[:80]}” belum ada. Impor jabatannya dahulu, atau periksa namanya.",
            )
        return jabatan

    def _pasangkan(self, b: Baris, orang: Orang, kini: Letak) -> None:
        """Baris ini penempatan yang mana; ganda di berkas ditolak."""
        milik = self.rujukan.milik[orang.id]
        if nomor := b.teks("nomor"):
            lama = milik.get(int(nomor))
            if lama is None:
                b.tolak("Nomor", "Nomor ini bukan penempatan pegawai itu. Kosongkan untuk penempatan baru.")
                return
        else:
            lama = _cocok(kini, milik.values())
        kunci: object = lama.id if lama else (orang.id, kini.jenis, kini.sejak, kini.unit)
        if kunci in self._terlihat:
            b.tolak(
                "NIP", f"Penempatan ini sudah ada di baris {self._terlihat[kunci]}. Sisakan satu baris saja."
            )
            return
        self._terlihat[kunci] = b.nomor
        if lama is not None:
            self.lama[b.nomor] = lama
            kini = self._gabung(b, lama, kini)
        self._periksa(b, orang, kini, lama)
        self.letak[b.nomor] = kini

    def _gabung(self, b: Baris, lama: Letak, kini: Letak) -> Letak:
        """Kolom yang tidak ada di berkas tetap seperti semula; begitu pula akhir yang ditentukan baris sesudahnya."""
        isi: dict[str, Any] = {k: getattr(lama, k) for k in ("kepala", "sampai", "dasar") if k not in b.nilai}
        if kini.sampai is None and lama.sampai is not None and self._disambung(b, lama):
            isi["sampai"] = lama.sampai
        return replace(kini, id=lama.id, **isi)

    def _disambung(self, b: Baris, lama: Letak) -> bool:
        """Apakah baris lain di berkas mulai tepat sehari sesudah penempatan ini berakhir."""
        return lama.sampai is not None and (b.teks("nip"), lama.jenis, lama.sampai + SEHARI) in self._mulai

    def _periksa(self, b: Baris, orang: Orang, kini: Letak, lama: Letak | None) -> None:
        if kini.sampai is not None and kini.sampai < kini.sejak:
            b.tolak("Sampai", "Hari terakhir sebelum hari mulai. Perbaiki salah satunya.")
        if lama is None and not orang.aktif:
            b.tolak("NIP", f"{orang.nama} tidak aktif. Aktifkan dahulu lewat halamannya.")
        if lama is not None and (lama.unit != kini.unit or lama.jenis != kini.jenis):
            b.tolak("Unit" if lama.unit != kini.unit else "Jenis", PINDAH)
            return
        if lama is None or _inti(lama) != _inti(kini):
            if not self.wilayah.memuat(kini.unit):
                b.tolak("Unit", DI_LUAR)
            self._periksa_unit(b, kini)
            if lama is not None:
                self._periksa_ditutup(b, lama, kini)

    def _periksa_unit(self, b: Baris, kini: Letak) -> None:
        unit = self.rujukan.susunan.unit[kini.unit]
        if kini.sejak < unit["sejak"]:
            b.tolak(
                "Mulai", f"Unitnya baru berlaku {tanggal(unit['sejak'])}. Tulis hari itu atau sesudahnya."
            )
        if unit["sampai"] is not None and kini.akhir > unit["sampai"]:
            b.tolak(
                "Unit",
                f"Unit ini hanya berlaku sampai {tanggal(unit['sampai'])}. Pilih penggantinya, atau isi Sampai.",
            )

    def _periksa_ditutup(self, b: Baris, lama: Letak, kini: Letak) -> None:
        """Hari yang berubah tidak boleh menyentuh periode yang sudah ditutup."""
        rentang = []
        if lama.sejak != kini.sejak:
            rentang.append(("Mulai", min(lama.sejak, kini.sejak), max(lama.sejak, kini.sejak)))
        if lama.akhir != kini.akhir:
            rentang.append(("Sampai", min(lama.akhir, kini.akhir), max(lama.akhir, kini.akhir)))
        if (lama.kepala, lama.jabatan) != (kini.kepala, kini.jabatan):
            rentang.append(("Kepala" if lama.kepala != kini.kepala else "Jabatan", lama.sejak, lama.akhir))
        for kolom, dari, sampai in rentang:
            if tutup := self._tutup(dari, sampai):
                b.tolak(
                    kolom,
                    f"{tutup[-1]} sudah ditutup dan memuat hari yang berubah. Kembalikan isinya, atau minta admin BKD membuka periodenya.",
                )

    def _tutup(self, dari: date, sampai: date) -> list[str]:
        if (dari, sampai) not in self._ditutup:
            self._ditutup[dari, sampai] = periode_ditutup(
                instansi_id=self.wilayah.instansi.pk, dari=dari, sampai=min(sampai, SELAMANYA)
            )
        return self._ditutup[dari, sampai]

    def _hasil(self, b: Baris) -> HasilBaris:
        orang = self.rujukan.orang.get(b.teks("nip"))
        kunci = f"{b.teks('nip') or b.mentah.get('nip', '')} {orang.nama if orang else b.teks('nama_pegawai')}".strip()
        kini = self.letak.get(b.nomor)
        if b.ditolak or kini is None:
            return ditolak(b, kunci)
        lama = self.lama.get(b.nomor)
        hasil = self._baru(b, kunci, kini) if lama is None else self._berubah(b, kunci, lama, kini)
        hasil.catatan = [c.ke_dict() for c in b.catatan]
        return hasil

    def _baru(self, b: Baris, kunci: str, kini: Letak) -> HasilBaris:
        hasil = self.adaptor.baru(b.nomor, kunci, isi_letak(kini), {**b.nilai, "kepala": kini.kepala})
        if akhir := self.diakhiri.get(b.nomor):
            hasil.sebelum = {"diakhiri": [[p.id, p.sampai] for p in akhir]}
        return hasil

    def _berubah(self, b: Baris, kunci: str, lama: Letak, kini: Letak) -> HasilBaris:
        beda = bedakan(PENEMPATAN, _nilai(lama), _nilai(kini))
        if lama.jabatan != kini.jabatan:
            nama = self.rujukan.nama_jabatan
            beda = Beda(
                beda.sebelum | {"jabatan": lama.jabatan},
                beda.sesudah | {"jabatan": kini.jabatan},
                [*beda.banding, ["Jabatan", nama[lama.jabatan], nama[kini.jabatan]]],
            )
        hasil = self.adaptor.hasil(b.nomor, kunci, lama.id, beda)
        if hasil.keadaan == BarisImpor.Keadaan.BERUBAH:
            hasil.isi = {"Unit": self.rujukan.sebut_unit(kini.unit)}
        return hasil


def isi_letak(p: Letak) -> dict[str, Any]:
    """Penempatan baru sebagai data yang ditulis."""
    return {
        "pegawai": p.pegawai,
        "unit": p.unit,
        "jabatan": p.jabatan,
        "jenis": p.jenis,
        "kepala": p.kepala,
        "sejak": p.sejak,
        "sampai": p.sampai,
        "dasar": p.dasar,
    }


def _nilai(p: Letak) -> dict[str, Any]:
    return {"kepala": p.kepala, "sejak": p.sejak, "sampai": p.sampai, "dasar": p.dasar}


def _inti(p: Letak) -> tuple[object, ...]:
    return (p.unit, p.jabatan, p.jenis, p.kepala, p.sejak, p.sampai, rapikan(p.dasar))


def _cocok(kini: Letak, milik: Iterable[Letak]) -> Letak | None:
    """Penempatan yang sama menurut jenis, hari mulai, dan unit; definitif cukup jenis dan hari mulai."""
    calon = [p for p in milik if p.jenis == kini.jenis and p.sejak == kini.sejak]
    tepat = [p for p in calon if p.unit == kini.unit]
    if tepat:
        return tepat[0]
    return calon[0] if calon and kini.jenis == DEFINITIF else None
