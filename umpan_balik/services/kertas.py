"""Survei yang diambil di kertas: disalin lewat lembar kerja, dilihat dahulu, lalu diterapkan sekaligus.

Kuncinya titik dan nomor lembar, sehingga berkas yang diunggah dua kali tidak menambah suara. Suara kertas berlabel
kertas, masuk nilai layanan, dan tidak pernah masuk nilai seseorang: siapa pun yang menyalin dapat mengisinya.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Final
from uuid import UUID, uuid5

from inti.models import BarisImpor, Impor
from inti.rules.tabel import Baris
from inti.services.impor import HasilBaris, Lingkup, Terapan, ditolak
from inti.services.tulis_lembar import SelTulis
from kepegawaian.models import Instansi
from kepegawaian.permissions import Akses, Izin, wajib_di
from kepegawaian.services.impor.dasar import Dasar, Wilayah, bedakan, tolak_yang_berubah
from umpan_balik.models import LembarKertas, Survei, TitikLayanan
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.queries.titik import titik_terkelola
from umpan_balik.rules.lembar_kertas import KERTAS, rapikan_nomor

RUANG: Final = UUID("5d0f6f0e-6b1f-4e0a-9a53-0f1f2a6c7d11")
HARI_PALING_LAMA: Final = 366
JUDUL: Final = {k.nama: k.judul for k in KERTAS}
KOSONG: Final = "Lembar ini belum diisi, jadi dilewati."


@dataclass(frozen=True)
class WilayahKertas(Wilayah):
    """Titik yang boleh diisi orang itu, menurut kode pendeknya."""

    @cached_property
    def titik(self) -> dict[str, TitikLayanan]:
        return {t.kode_pendek.casefold(): t for t in titik_terkelola(self.akses)}

    @cached_property
    def titik_lain(self) -> frozenset[str]:
        semua = TitikLayanan.objects.filter(layanan__instansi=self.lingkup.instansi_id)
        return frozenset(k.casefold() for k in semua.values_list("kode_pendek", flat=True))

    @cached_property
    def lembar(self) -> dict[tuple[int, str], Survei]:
        ada = LembarKertas.objects.filter(titik__in=[t.pk for t in self.titik.values()])
        return {(satu.titik_id, satu.nomor): satu.survei for satu in ada.select_related("survei")}


class AdaptorKertas(Dasar):
    """Survei kertas."""

    kode = "kertas"
    judul = "Survei kertas"
    benda = "lembar"
    lembar = "Survei kertas"
    kolom = KERTAS
    model = Survei
    sebutan_kunci = "Kode titik dan nomor lembar; lembar yang sama hanya dihitung sekali."
    izin = Izin.KELOLA_TITIK

    def wajib(self, *, oleh: Any, impor: Impor | None, instansi_id: int, sekarang: datetime) -> None:
        """Boleh: pengelola titik di instansi itu; impor orang lain hanya bagi pengelola seluruh instansi."""
        instansi = Instansi.objects.get(pk=instansi_id)
        milik_sendiri = impor is None or impor.pengirim_id == oleh.pk
        wajib_di(
            oleh,
            Izin.KELOLA_TITIK,
            pada=instansi.hari_pada(sekarang),
            instansi_id=instansi_id,
            unit_ids=() if milik_sendiri else None,
        )

    def ekspor(self, akses: Akses, lingkup: Lingkup) -> Iterator[Sequence[SelTulis]]:
        """Lembar yang sudah disalin di titik orang itu; diimpor kembali tanpa diubah berarti tetap."""
        ada = LembarKertas.objects.filter(titik__in=titik_terkelola(akses)).select_related("survei", "titik")
        for satu in ada.order_by("titik", "nomor").iterator(chunk_size=2_000):
            nilai = _nilai(satu.survei) | {"titik": satu.titik.kode_pendek, "nomor": satu.nomor}
            yield [nilai[k.nama] for k in KERTAS]

    def banding(self, baris: Iterable[Baris], lingkup: Lingkup) -> Iterator[HasilBaris]:
        """Bandingkan dengan lembar yang sudah disalin. Enam kueri, berapa pun barisnya."""
        wilayah = WilayahKertas(lingkup)
        terlihat: dict[tuple[int, str], int] = {}
        for b in baris:
            yield self._satu(b, wilayah, terlihat)

    def _satu(self, b: Baris, wilayah: WilayahKertas, terlihat: dict[tuple[int, str], int]) -> HasilBaris:
        nomor = b.teks("nomor")
        kunci = f"{nomor} {b.teks('titik')}".strip()
        titik = _titik(b, wilayah)
        isian = {u: b.nilai.get(u) for u in Survei.UNSUR}
        if titik is not None and nomor:
            lain = terlihat.setdefault((titik.pk, nomor), b.nomor)
            if lain != b.nomor:
                b.tolak(JUDUL["nomor"], f"Lembar ini sudah ada di baris {lain}. Sisakan satu baris saja.")
        terisi = any(n is not None for n in isian.values())
        if terisi:
            _periksa(b, wilayah.hari)
        if b.ditolak or titik is None:
            return ditolak(b, kunci)
        lama = wilayah.lembar.get((titik.pk, nomor))
        if not terisi:
            hasil = self.hasil(b.nomor, kunci, None, bedakan((), {}, {}))
            hasil.catatan = [{"kolom": "", "pesan": KOSONG, "tolak": False}]
            return hasil
        nilai = {"tanggal": b.nilai.get("tanggal"), **isian}
        if lama is None:
            return self.baru(b.nomor, kunci, nilai | {"titik_id": titik.pk, "nomor": nomor}, b.nilai)
        return self.hasil(b.nomor, kunci, lama.pk, bedakan(KERTAS, _nilai(lama), nilai))

    def terapkan(self, perubahan: list[HasilBaris], lingkup: Lingkup) -> Terapan:
        """Tulis suara baru dan perbaikannya. Jumlah kueri tetap."""
        hasil = Terapan()
        baru = [h for h in perubahan if h.objek_id is None]
        titik = TitikLayanan.objects.select_related("layanan").in_bulk(
            {h.sesudah["titik_id"] for h in baru if h.sesudah}
        )
        dibuat = Survei.objects.bulk_create(
            _survei(dict(h.sesudah or {}), titik, lingkup.sekarang) for h in baru
        )
        LembarKertas.objects.bulk_create(
            LembarKertas(survei=s, titik_id=s.titik_id, nomor=(h.sesudah or {})["nomor"])
            for h, s in zip(baru, dibuat, strict=True)
        )
        hasil.dibuat = {h.nomor: s.pk for h, s in zip(baru, dibuat, strict=True)}
        lama = Survei.objects.in_bulk([h.objek_id for h in perubahan if h.objek_id is not None])
        for h in perubahan:
            if h.objek_id is not None:
                _pasang(lama[h.objek_id], h.sesudah or {})
        if lama:
            Survei.objects.bulk_update(lama.values(), ["tanggal", *Survei.UNSUR])
        return hasil

    def batalkan(self, baris: list[BarisImpor], lingkup: Lingkup) -> None:
        """Hapus suara yang ditambahkan dan kembalikan yang diperbaiki; yang diperbaiki lagi sesudahnya menolak semuanya."""
        kini = Survei.objects.in_bulk([b.objek_id for b in baris if b.objek_id is not None])
        tolak_yang_berubah(b.kunci for b in baris if not _masih_sama(b, kini.get(b.objek_id or 0)))
        hapus = [b.objek_id or 0 for b in baris if b.keadaan == BarisImpor.Keadaan.BARU]
        Survei.objects.filter(pk__in=hapus, sumber=Survei.Sumber.KERTAS).delete()
        kembali = [b for b in baris if b.keadaan == BarisImpor.Keadaan.BERUBAH]
        for b in kembali:
            _pasang(kini[b.objek_id or 0], b.sebelum or {})
        Survei.objects.bulk_update([kini[b.objek_id or 0] for b in kembali], ["tanggal", *Survei.UNSUR])


def baris_templat(titik: TitikLayanan, nomor: Sequence[str]) -> Iterator[Sequence[SelTulis]]:
    """Baris templat yang kode titik dan nomor lembarnya sudah terisi."""
    for satu in nomor:
        yield [titik.kode_pendek, satu, *[None] * (len(KERTAS) - 2)]


def nomor_lembar(bulan: date, dari: int, banyak: int) -> list[str]:
    """202610-001 dan seterusnya."""
    return [rapikan_nomor(f"{bulan:%Y%m}-{n:03d}") for n in range(dari, dari + banyak)]


def _titik(b: Baris, wilayah: WilayahKertas) -> TitikLayanan | None:
    kode = b.teks("titik").replace(" ", "").casefold()
    titik = wilayah.titik.get(kode)
    if kode and titik is None:
        di_luar = kode in wilayah.titik_lain
        b.tolak(
            JUDUL["titik"],
            "Titik ini di luar wilayah Anda. Minta pengelolanya menyalin lembarnya."
            if di_luar
            else "Kode titik ini tidak ada. Lihat kanan atas lembar kertasnya, atau halaman titik layanan.",
        )
    return titik


def _periksa(b: Baris, hari_ini: date) -> None:
    """Lembar yang berisi jawaban harus bertanggal wajar dan disetujui pengisinya."""
    tanggal = b.nilai.get("tanggal")
    if "tanggal" not in b.nilai and "tanggal" in b.mentah:
        pass  # sudah ditolak pembaca sel
    elif not isinstance(tanggal, date):
        b.tolak(JUDUL["tanggal"], "Isi tanggal layanannya, seperti tertulis di lembar.")
    elif tanggal > hari_ini:
        b.tolak(JUDUL["tanggal"], "Tanggal ini belum sampai. Periksa bulan dan tahunnya.")
    elif tanggal < hari_ini - timedelta(days=HARI_PALING_LAMA):
        b.tolak(JUDUL["tanggal"], "Lembar lebih dari setahun lalu tidak disalin lagi. Periksa tahunnya.")
    if b.nilai.get("setuju") is not True:
        b.tolak(
            JUDUL["setuju"],
            "Hanya lembar yang persetujuannya dicentang yang disalin. Kosongkan jawabannya bila tidak.",
        )


def _nilai(survei: Survei) -> dict[str, Any]:
    return {"tanggal": survei.tanggal, "setuju": True} | {u: getattr(survei, u) for u in Survei.UNSUR}


def _survei(isi: dict[str, Any], titik: dict[int, TitikLayanan], sekarang: datetime) -> Survei:
    di = titik[isi["titik_id"]]
    survei = Survei(
        instansi_id=di.layanan.instansi_id,
        unit_id=di.layanan.unit_id,
        layanan=di.layanan,
        titik=di,
        sumber=Survei.Sumber.KERTAS,
        kunci=uuid5(RUANG, f"{di.pk}|{isi['nomor']}"),
        sidik="",
        pelacak=secrets.token_hex(32),
        setuju_versi=VERSI_KINI,
        setuju_waktu=sekarang,
    )
    _pasang(survei, isi)
    return survei


def _pasang(survei: Survei, isi: dict[str, Any]) -> None:
    """Pasang tanggal dan jawaban yang ada di `isi`; tanggal dari JSON dibaca kembali."""
    for bidang in ("tanggal", *Survei.UNSUR):
        if bidang in isi:
            nilai = isi[bidang]
            setattr(survei, bidang, date.fromisoformat(nilai) if isinstance(nilai, str) else nilai)


def _masih_sama(b: BarisImpor, kini: Survei | None) -> bool:
    if kini is None or kini.sumber != Survei.Sumber.KERTAS:
        return False
    semula = Survei()
    _pasang(semula, b.sesudah or {})
    return all(
        getattr(semula, k) == getattr(kini, k) for k in ("tanggal", *Survei.UNSUR) if k in (b.sesudah or {})
    )
