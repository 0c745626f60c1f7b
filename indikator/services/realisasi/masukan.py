"""Isian laporan capaian dan pemeriksaan nilainya."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from indikator.models import IndikatorKinerja, Polaritas
from indikator.queries.hitungan import nilai_realisasi, sasaran_dari
from indikator.rules.capaian import capaian
from indikator.services.skp.masukan import periksa_angka
from inti.galat import GalatAturan
from inti.rules.tautan import periksa_tautan

BUKTI_TERBANYAK: Final = 20
KETERANGAN_TERPANJANG: Final = 4000
JUDUL_TERPANJANG: Final = 200
_periksa_url = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class MasukanRealisasi:
    """Laporan satu indikator. `nilai` ya/tidak: 1 atau 0.

    `tautan` dan `berkas_ids` adalah seluruh bukti sesudah disimpan; yang tidak disebut dilepas dari laporan.
    `versi`: 0 bila orang melihat formulir kosong, None bila tidak diperiksa.
    """

    indikator_id: int
    nilai: Decimal | None = None
    tanggal: date | None = None
    keterangan: str = ""
    tautan: list[tuple[str, str]] = field(default_factory=list)
    berkas_ids: list[int] = field(default_factory=list)
    versi: int | None = None


def periksa_isian(
    masukan: MasukanRealisasi, indikator: IndikatorKinerja, *, hari: date, ajukan: bool
) -> None:
    """Tolak nilai yang mustahil; saat diajukan juga nilai kosong dan laporan tanpa bukti."""
    if masukan.nilai is not None:
        periksa_angka(masukan.nilai, kata="Realisasi", bidang="nilai")
    if len(masukan.keterangan) > KETERANGAN_TERPANJANG:
        raise GalatAturan(
            f"Keterangan {len(masukan.keterangan)} huruf, batasnya {KETERANGAN_TERPANJANG}. "
            "Pindahkan rinciannya ke bukti.",
            bidang="keterangan",
        )
    if len(masukan.berkas_ids) + len(masukan.tautan) > BUKTI_TERBANYAK:
        raise GalatAturan(
            f"Paling banyak {BUKTI_TERBANYAK} bukti untuk satu laporan. Gabungkan beberapa menjadi satu PDF.",
            bidang="berkas",
        )
    for judul, url in masukan.tautan:
        _periksa_tautan(judul, url)
    _periksa_nilai(masukan, indikator, hari=hari, ajukan=ajukan)
    if ajukan and not masukan.berkas_ids and not masukan.tautan:
        raise GalatAturan("Belum ada bukti. Pilih berkas atau tempel tautan, lalu ajukan.", bidang="berkas")


def _periksa_nilai(
    masukan: MasukanRealisasi, indikator: IndikatorKinerja, *, hari: date, ajukan: bool
) -> None:
    if indikator.kualitatif:
        _periksa_cerita(masukan, ajukan=ajukan)
        return
    bidang = "tanggal" if indikator.polaritas == Polaritas.TANGGAL else "nilai"
    if indikator.polaritas == Polaritas.YA_TIDAK and masukan.nilai not in {None, Decimal(0), Decimal(1)}:
        raise GalatAturan("Pilih ya atau tidak.", bidang="nilai")
    isi = nilai_realisasi(polaritas=indikator.polaritas, nilai=masukan.nilai, tanggal=masukan.tanggal)
    if isi is None:
        if ajukan:
            raise GalatAturan("Realisasi masih kosong. Isi dahulu, atau simpan sebagai draf.", bidang=bidang)
        return
    if bidang == "tanggal" and masukan.tanggal is not None and masukan.tanggal > hari:
        raise GalatAturan(
            "Tanggal realisasi belum terjadi. Isi tanggal paling lambat hari ini.", bidang=bidang
        )
    try:
        capaian(sasaran_dari(indikator), realisasi=isi)
    except ValueError as galat:
        raise GalatAturan(str(galat), bidang=bidang) from galat


def _periksa_cerita(masukan: MasukanRealisasi, *, ajukan: bool) -> None:
    """Kualitatif: yang dilaporkan cerita dan bukti; angka atau tanggal tidak diterima."""
    if masukan.nilai is not None or masukan.tanggal is not None:
        raise GalatAturan("Indikator ini kualitatif. Ceritakan hasilnya, tanpa angka.", bidang="keterangan")
    if ajukan and not masukan.keterangan.strip():
        raise GalatAturan(
            "Ceritakan apa yang tercapai dibanding kriterianya, atau simpan sebagai draf.",
            bidang="keterangan",
        )


def _periksa_tautan(judul: str, url: str) -> None:
    if len(url) > 500:
        raise GalatAturan(
            "Tautan ini terlalu panjang. Pakai tautan berbagi yang lebih pendek.", bidang="tautan"
        )
    if len(judul) > JUDUL_TERPANJANG:
        raise GalatAturan(f"Judul tautan paling banyak {JUDUL_TERPANJANG} huruf.", bidang="tautan")
    try:
        periksa_tautan(url)
    except ValueError as galat:
        raise GalatAturan(str(galat), bidang="tautan") from galat
    try:
        _periksa_url(url)
    except ValidationError as galat:
        raise GalatAturan(
            f"“{url[:60]}” bukan alamat yang dapat dibuka. Salin seluruh alamatnya, diawali https://.",
            bidang="tautan",
        ) from galat


def judul_tautan(judul: str, url: str) -> str:
    """Judul yang tampil: yang ditulis orang, atau nama situsnya."""
    return " ".join(judul.split()) or (urlsplit(url).hostname or url)[:JUDUL_TERPANJANG]


def mungkin_keliru_koma(indikator: IndikatorKinerja, nilai: Decimal | None) -> Decimal | None:
    """Angka yang mungkin dimaksud bila komanya terlewat: 910 dengan target 95 → 91,0. None bila wajar.

    Hanya saran: capaian di atas target memang ada, jadi yang dicurigai sekurangnya lima kali sasarannya dan
    menjadi dekat dengan sasaran itu bila dibagi 10 atau 100.
    """
    acuan = indikator.atas if indikator.polaritas == Polaritas.RENTANG else indikator.target
    if nilai is None or not acuan or nilai < 5 * acuan:
        return None
    for pembagi in (10, 100, 1000):
        usul = nilai / pembagi
        if acuan * 3 / 5 <= usul <= acuan * 3 / 2 and usul == usul.quantize(Decimal("0.0001")):
            return usul
    return None
