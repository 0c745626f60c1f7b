"""Isian sebuah indikator: bentuknya, dan apa yang ditolak sebelum disimpan."""

from decimal import Decimal
from typing import NotRequired, TypedDict

from indikator.models import Aspek, Indikator, Polaritas
from inti.galat import GalatAturan

TANPA_TARGET = (Polaritas.RENTANG, Polaritas.YA_TIDAK, Polaritas.TANGGAL)


class IsianIndikator(TypedDict):
    """Yang ditulis orang tentang indikator; acuan adalah usul target dan bobot bagi SKP."""

    nama: str
    satuan: str
    polaritas: str
    aspek: str
    definisi: NotRequired[str]
    formula: NotRequired[str]
    sumber_data: NotRequired[str]
    target_acuan: NotRequired[Decimal | None]
    bawah_acuan: NotRequired[Decimal | None]
    atas_acuan: NotRequired[Decimal | None]
    bobot_acuan: NotRequired[Decimal | None]
    sasaran: NotRequired[str]
    asal: NotRequired[str]
    catatan_sumber: NotRequired[str]


TEKS = (
    "nama",
    "satuan",
    "polaritas",
    "aspek",
    "definisi",
    "formula",
    "sumber_data",
    "sasaran",
    "asal",
    "catatan_sumber",
)
ANGKA = ("target_acuan", "bawah_acuan", "atas_acuan", "bobot_acuan")


def bersihkan(isian: IsianIndikator) -> dict[str, object]:
    """Lengkapi dan rapikan isian. Menolak yang kosong, di luar pilihan, atau mustahil untuk polaritasnya."""
    teks = {bidang: str(isian.get(bidang) or "").strip() for bidang in TEKS}
    angka: dict[str, Decimal | None] = {
        "target_acuan": isian.get("target_acuan"),
        "bawah_acuan": isian.get("bawah_acuan"),
        "atas_acuan": isian.get("atas_acuan"),
        "bobot_acuan": isian.get("bobot_acuan"),
    }
    if not teks["nama"]:
        raise GalatAturan("Nama indikator kosong. Tulis apa yang diukur.", bidang="nama")
    if not teks["satuan"]:
        raise GalatAturan("Satuan kosong. Tulis misalnya %, orang, atau dokumen.", bidang="satuan")
    for bidang, pilihan in (("polaritas", Polaritas.values), ("aspek", Aspek.values)):
        if teks[bidang] not in pilihan:
            raise GalatAturan(f"Pilih {bidang} dari daftar.", bidang=bidang)
    if teks["asal"] and teks["asal"] not in Indikator.Asal.values:
        raise GalatAturan("Pilih asal indikator dari daftar, atau kosongkan.", bidang="asal")
    for bidang, batas in (
        ("nama", 300),
        ("satuan", 60),
        ("sumber_data", 300),
        ("sasaran", 400),
        ("catatan_sumber", 400),
    ):
        if len(teks[bidang]) > batas:
            raise GalatAturan(f"Isian ini paling panjang {batas} huruf. Ringkas dahulu.", bidang=bidang)
    _periksa_angka(teks["polaritas"], angka)
    return {**teks, **angka}


def _periksa_angka(polaritas: str, angka: dict[str, Decimal | None]) -> None:
    """Acuan boleh kosong; bila diisi harus mungkin menjadi target (lihat rules.capaian.periksa_sasaran)."""
    target, bawah, atas, bobot = (angka[b] for b in ANGKA)
    if bobot is not None and not 0 < bobot <= 100:
        raise GalatAturan("Bobot acuan harus lebih dari 0 dan paling besar 100.", bidang="bobot_acuan")
    for bidang in ("target_acuan", "bawah_acuan", "atas_acuan"):
        nilai = angka[bidang]
        if nilai is not None and nilai < 0:
            raise GalatAturan("Angka acuan tidak boleh kurang dari 0.", bidang=bidang)
    if polaritas in TANPA_TARGET and target is not None:
        raise GalatAturan(
            "Polaritas ini tidak memakai target angka. Kosongkan target acuan.", bidang="target_acuan"
        )
    if polaritas == Polaritas.MAKSIMAL and target == 0:
        raise GalatAturan("Target harus lebih dari 0, karena realisasi dibagi target.", bidang="target_acuan")
    if polaritas == Polaritas.RENTANG:
        _periksa_rentang(bawah, atas)
    elif bawah is not None or atas is not None:
        raise GalatAturan(
            "Batas bawah dan atas hanya untuk polaritas “Di dalam rentang”. Kosongkan keduanya.",
            bidang="bawah_acuan",
        )


def _periksa_rentang(bawah: Decimal | None, atas: Decimal | None) -> None:
    if bawah is None and atas is None:
        return
    if bawah is None or atas is None:
        raise GalatAturan("Isi batas bawah dan batas atas, atau kosongkan keduanya.", bidang="atas_acuan")
    if atas == 0 or bawah > atas:
        raise GalatAturan(
            "Batas atas harus lebih dari 0 dan tidak di bawah batas bawah.", bidang="atas_acuan"
        )
