"""Perbandingan dua naskah dalam kata, untuk ditampilkan baris demi baris."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indikator.models import KUALITATIF, RHK, Aspek, IndikatorKinerja, TargetTriwulan
from indikator.queries.skp.adendum import Perbandingan
from indikator.queries.teks import sasaran_teks
from indikator.rules.berakhlak import NILAI
from indikator.rules.naskah import Beda, Isi
from inti.rules.format import KOSONG, angka_ringkas, persen

KATA = {"tetap": "Tetap", "diubah": "Diubah", "ditambah": "Ditambah", "dihentikan": "Dihentikan"}
BENDA = {"rhk": "RHK", "indikator": "Indikator", "lampiran": "Lampiran", "ekspektasi": "Ekspektasi khusus"}
ROMAWI = ("I", "II", "III", "IV")
NAMA_NILAI = {str(n.kode): n.nama for n in NILAI}


@dataclass(frozen=True, slots=True)
class Rincian:
    """Satu hal yang berbeda."""

    apa: str
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class BarisBanding:
    """Satu RHK, indikator, lampiran, atau ekspektasi; keadaannya disebut dengan kata."""

    kata: str
    benda: str
    judul: str
    rincian: list[Rincian]

    @property
    def label(self) -> str:
        return KATA[self.kata]


def baris_banding(p: Perbandingan) -> list[BarisBanding]:
    """Yang berbeda saja, urut seperti di naskah baru; yang dihentikan di belakang."""
    berbeda = [b for b in p.baris if b.kata != "tetap"]
    return [BarisBanding(b.kata, BENDA[b.jenis], _judul(b), _rincian(b)) for b in [*berbeda, *p.lain]]


def jumlah_tetap(p: Perbandingan) -> int:
    """Banyaknya indikator yang sama persis."""
    return sum(b.kata == "tetap" and b.jenis == "indikator" for b in p.baris)


def target_teks(isi: Isi) -> str:
    """Sasaran indikator naskah dengan satuannya; kualitatif: kriteria keberhasilannya."""
    if isi["polaritas"] == KUALITATIF:
        return str(isi["kriteria"])
    angka = {n: Decimal(isi[n]) if isi[n] is not None else None for n in ("target", "bawah", "atas")}
    hari = {n: date.fromisoformat(isi[n]) if isi[n] else None for n in ("mulai", "tenggat")}
    return sasaran_teks(IndikatorKinerja(polaritas=isi["polaritas"], satuan=isi["satuan"], **angka, **hari))


def triwulan_teks(isi: Isi) -> str:
    """ "I 10, II 20, III 30, IV 40 (dijumlahkan)"; kosong bila target setahun tidak dibagi."""
    if not isi.get("triwulan"):
        return ""
    akumulasi, *bagian = isi["triwulan"]
    cara = TargetTriwulan.Akumulasi(akumulasi).label.partition(":")[0].lower()
    angka = ", ".join(f"{ke} {angka_ringkas(Decimal(b), 4)}" for ke, b in zip(ROMAWI, bagian, strict=True))
    return f"{angka} ({cara})"


def _judul(b: Beda) -> str:
    if b.jenis == "ekspektasi":
        return NAMA_NILAI.get(b.isi["nama"], str(b.isi["nama"]))
    return str(b.isi["nama"] if b.jenis != "rhk" else b.isi["teks"])


def _rincian(b: Beda) -> list[Rincian]:
    """Yang berbeda; pada yang ditambah atau dihentikan, yang kosong dan yang sudah menjadi judul tidak diulang."""
    lama, baru = (_bagian(b.jenis, isi) if isi else {} for isi in (b.lama, b.baru))
    judul = "" if b.lama and b.baru else _judul(b)
    return [
        Rincian(apa, lama.get(apa) or KOSONG, baru.get(apa) or KOSONG)
        for apa in dict.fromkeys([*lama, *baru])
        if lama.get(apa, "") != baru.get(apa, "") and not (judul and judul in {lama.get(apa), baru.get(apa)})
    ]


def _bagian(jenis: str, isi: Isi) -> dict[str, str]:
    if jenis == "rhk":
        jenis_rhk = RHK.Jenis(isi["jenis"]).label
        return {"Rencana hasil kerja": isi["teks"], "Jenis": jenis_rhk, "Mendukung": isi["mendukung"]}
    if jenis == "indikator":
        return {
            "Nama": isi["nama"],
            "Aspek": str(Aspek(isi["aspek"]).label),
            "Kriteria" if isi["polaritas"] == KUALITATIF else "Target": target_teks(isi),
            "Bobot": persen(Decimal(isi["bobot"])),
            "Target triwulan": triwulan_teks(isi),
        }
    return {"Isi": "; ".join(isi["isi"])}
