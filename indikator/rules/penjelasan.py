"""Cara menilai dengan kata biasa, dan contoh hitung dengan target orang itu sendiri.

Contoh bukan nilai: realisasinya dikarang dari target, hanya supaya orang melihat angkanya dikerjakan.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from indikator.rules.angka import SERATUS, bagi, bulatkan, jumlah, tampil, teliti
from indikator.rules.capaian import Capaian, Polaritas, Realisasi, RumusMinimal, Sasaran
from indikator.rules.hasil_kerja import IndikatorDinilai, capaian_indikator, hitung_hasil_kerja, tampil_bobot
from indikator.rules.kebijakan import Aturan
from indikator.rules.kelompok import LABEL_KELOMPOK
from indikator.rules.kualitatif import LABEL_EKSPEKTASI, Ekspektasi, UsulKualitatif

PERILAKU_CONTOH: Final = Decimal(95)
BAGIAN_CONTOH: Final = (Decimal(1), Decimal("0.96"), Decimal("1.03"))
BAGIAN_SEKITAR: Final = (Decimal("0.9"), Decimal(1), Decimal("1.1"))
KALIMAT_MINIMAL: Final = {
    RumusMinimal.DUA_T_KURANG_R: "(2 × target − realisasi) : target × 100",
    RumusMinimal.T_PER_R: "target : realisasi × 100",
    RumusMinimal.R_PER_T: "realisasi : target × 100",
}


KALIMAT_KUALITATIF: Final = {
    UsulKualitatif.TENGAH: "Tanpa angka: tiap indikator diberi rating beralasan oleh pejabat penilai. "
    "Usul rating hasil kerjanya rating tengah menurut bobot.",
    UsulKualitatif.TANPA: "Tanpa angka: tiap indikator diberi rating beralasan oleh pejabat penilai, "
    "yang juga menetapkan rating hasil kerjanya tanpa usul.",
}


@dataclass(frozen=True, slots=True)
class Kalimat:
    """Satu bagian cara menilai."""

    judul: str
    isi: str


@dataclass(frozen=True, slots=True)
class BarisContoh:
    """Satu indikator dalam contoh hitung; ``bagian`` adalah bobot × capaian : 100."""

    nama: str
    bobot: Decimal
    realisasi: Realisasi
    capaian: Capaian
    bagian: Decimal


@dataclass(frozen=True, slots=True)
class Contoh:
    """Contoh dari indikator sampai nilai akhir, semuanya dibulatkan 2 desimal untuk ditampilkan."""

    baris: tuple[BarisContoh, ...]
    hasil: Decimal
    perilaku: Decimal
    bagian_hasil: Decimal
    bagian_perilaku: Decimal
    akhir: Decimal


def jelaskan(aturan: Aturan) -> tuple[Kalimat, ...]:
    """Cara menilai menurut kebijakan itu, urut dari yang paling besar bobotnya."""
    persen_hasil = tampil_bobot(aturan.bobot_hasil * SERATUS)
    persen_perilaku = tampil_bobot(aturan.bobot_perilaku * SERATUS)
    sesuai, di_atas = tampil_bobot(aturan.ambang_sesuai), tampil_bobot(aturan.ambang_di_atas)
    return (
        Kalimat("Nilai akhir", f"Hasil kerja {persen_hasil} %, perilaku kerja {persen_perilaku} %."),
        Kalimat(
            "Hasil kerja",
            "Capaian tiap indikator dikali bobotnya, lalu dijumlahkan. "
            f"Capaian satu indikator dihitung paling tinggi {tampil_bobot(aturan.batas_capaian)}.",
        ),
        Kalimat("Perilaku kerja", f"Dinilai oleh {_kelompok(aturan)}."),
        Kalimat(
            "Rating",
            f"Angka di bawah {sesuai} berarti Di Bawah Ekspektasi, {sesuai} sampai sebelum {di_atas} Sesuai "
            f"Ekspektasi, {di_atas} ke atas Di Atas Ekspektasi. Angka hanya mengusulkan; "
            "pejabat penilai yang menetapkan, dan perbedaannya perlu alasan.",
        ),
        Kalimat("SKP kualitatif", KALIMAT_KUALITATIF[aturan.usul_kualitatif]),
        Kalimat("Makin kecil makin baik", f"Capaiannya {KALIMAT_MINIMAL[aturan.rumus_minimal]}."),
    )


@teliti
def _kelompok(aturan: Aturan) -> str:
    """atasan 60 %, rekan 20 % (paling sedikit 3 orang), …; yang berbobot 0 tidak disebut."""
    dipakai = [k for k in aturan.kelompok if k.bobot > 0]
    total = jumlah(k.bobot for k in dipakai)
    kata = []
    for k in dipakai:
        bagian = tampil_bobot(bulatkan(bagi(k.bobot, total) * SERATUS, 1))
        minimal = f" (paling sedikit {k.min_n} orang)" if k.min_n > 1 else ""
        kata.append(f"{LABEL_KELOMPOK[k.kelompok].lower()} {bagian} %{minimal}")
    return ", ".join(kata)


@teliti
def contoh_hitung(indikator: Sequence[tuple[str, Sasaran, Decimal | None]], *, aturan: Aturan) -> Contoh:
    """Contoh dengan target nyata dan realisasi karangan di sekitar target.

    Bobot dipakai bila semuanya ada dan berjumlah 100, selain itu dibagi rata. Menolak (ValueError) daftar
    kosong dan sasaran yang tidak mungkin.
    """
    if not indikator:
        raise ValueError("Contoh memerlukan sekurangnya satu indikator bertarget.")
    bobot = _bobot([b for _, _, b in indikator])
    dinilai = tuple(
        IndikatorDinilai(
            kode=f"C{urut}",
            bobot=b,
            sasaran=sasaran,
            realisasi=_realisasi(sasaran, BAGIAN_CONTOH[urut % len(BAGIAN_CONTOH)]),
            nama=nama,
        )
        for urut, ((nama, sasaran, _), b) in enumerate(zip(indikator, bobot, strict=True))
    )
    hasil = hitung_hasil_kerja(dinilai, aturan=aturan).nilai
    assert hasil is not None  # semua berealisasi
    nilai_hasil = hasil * aturan.bobot_hasil
    nilai_perilaku = PERILAKU_CONTOH * aturan.bobot_perilaku
    return Contoh(
        baris=tuple(_baris(i, aturan=aturan) for i in dinilai),
        hasil=bulatkan(hasil),
        perilaku=PERILAKU_CONTOH,
        bagian_hasil=bulatkan(nilai_hasil),
        bagian_perilaku=bulatkan(nilai_perilaku),
        akhir=bulatkan(nilai_hasil + nilai_perilaku),
    )


@teliti
def contoh_capaian(sasaran: Sasaran, *, aturan: Aturan) -> tuple[tuple[Realisasi, Capaian], ...]:
    """Beberapa realisasi karangan dengan capaiannya, dari yang kurang sampai yang lebih."""
    if sasaran.polaritas is Polaritas.YA_TIDAK:
        realisasi: tuple[Realisasi, ...] = (False, True)
    elif sasaran.polaritas is Polaritas.RENTANG:
        assert sasaran.bawah is not None and sasaran.atas is not None
        realisasi = (
            bulatkan(sasaran.bawah * Decimal("0.9"), 2),
            sasaran.bawah,
            sasaran.atas,
            bulatkan(sasaran.atas * Decimal("1.1"), 2),
        )
    else:
        realisasi = tuple(dict.fromkeys(_realisasi(sasaran, b) for b in BAGIAN_SEKITAR))
    return tuple((r, capaian_indikator(sasaran, realisasi=r, aturan=aturan)) for r in realisasi)


def _baris(i: IndikatorDinilai, *, aturan: Aturan) -> BarisContoh:
    assert i.realisasi is not None
    capaian = capaian_indikator(i.sasaran, realisasi=i.realisasi, aturan=aturan)
    return BarisContoh(
        i.nama, i.bobot, i.realisasi, capaian, bulatkan(bagi(i.bobot * capaian.nilai, SERATUS))
    )


def _bobot(bobot: Sequence[Decimal | None]) -> list[Decimal]:
    ada = [b for b in bobot if b is not None]
    if len(ada) == len(bobot) and jumlah(ada) == SERATUS:
        return ada
    rata = bagi(SERATUS, Decimal(len(bobot))).quantize(Decimal("0.01"))
    sisa = SERATUS - rata * (len(bobot) - 1)
    return [sisa, *[rata] * (len(bobot) - 1)]


def _realisasi(sasaran: Sasaran, bagian: Decimal) -> Realisasi:
    """Realisasi karangan, sehalus targetnya: target bulat mendapat realisasi bulat."""
    if sasaran.polaritas is Polaritas.YA_TIDAK:
        return True
    if sasaran.polaritas is Polaritas.TANGGAL:
        assert sasaran.tenggat is not None
        return sasaran.tenggat
    if sasaran.polaritas is Polaritas.RENTANG:
        assert sasaran.bawah is not None and sasaran.atas is not None
        return bulatkan(bagi(sasaran.bawah + sasaran.atas, Decimal(2)), 4)
    assert sasaran.target is not None
    arah = bagian if sasaran.polaritas is Polaritas.MAKSIMAL else 2 - bagian
    desimal = 0 if sasaran.target == sasaran.target.to_integral_value() else 2
    return bulatkan(sasaran.target * arah, desimal)


def uraian_realisasi(realisasi: Realisasi) -> str:
    """Realisasi contoh untuk dibaca orang."""
    if isinstance(realisasi, bool):
        return "ya" if realisasi else "tidak"
    if isinstance(realisasi, Decimal):
        teks = tampil(realisasi, 4)
        return teks.rstrip("0").rstrip(",") if "," in teks else teks
    if isinstance(realisasi, Ekspektasi):
        return LABEL_EKSPEKTASI[realisasi].lower()
    return realisasi.strftime("%d-%m-%Y")
