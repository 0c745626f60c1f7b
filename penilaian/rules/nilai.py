"""Nilai akhir seorang pegawai dari indikator, perilaku, rating, dan kebijakan.

Semua dihitung tanpa pembulatan; angka akhir dibulatkan setengah ke atas ke 2
desimal, baru kemudian digolongkan. Yang kurang disebut namanya dan tidak pernah
dianggap nol. Lihat docs/aturan/nilai_akhir.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from indikator.rules.angka import bulatkan, dua_desimal, sebagai_teks, teliti
from indikator.rules.hasil_kerja import (
    HasilIndikator,
    HasilKerja,
    IndikatorDinilai,
    MasukanKeliru,
    hitung_hasil_kerja,
)
from indikator.rules.kebijakan import Aturan
from indikator.rules.kelompok import LABEL_KELOMPOK
from indikator.rules.kualitatif import UsulKualitatif
from penilaian.rules.kalibrasi import Dikalibrasi
from penilaian.rules.langkah import (
    LANGKAH_AKHIR_KUALITATIF,
    Langkah,
    langkah_akhir,
    langkah_hasil,
    langkah_kalibrasi,
    langkah_perilaku,
    langkah_predikat,
    langkah_rating,
    langkah_rating_kualitatif,
    langkah_ruas,
)
from penilaian.rules.perilaku import (
    HasilKelompok,
    HasilPerilaku,
    MasukanPerilaku,
    hitung_perilaku,
)
from penilaian.rules.predikat import (
    LABEL_PREDIKAT,
    Predikat,
    Rating,
    predikat,
    usulan_rating,
)
from penilaian.rules.ruas import Gabungan, Ruas, gabungkan_ruas, kurang_ruas, periksa_ruas


@dataclass(frozen=True, slots=True)
class Masukan:
    """Semua yang membentuk hasil seorang pegawai dalam satu periode.

    ``ruas`` kosong bagi yang sepanjang periode di satu penempatan tanpa jeda. ``indikator`` milik ruas utama, dan
    ``rating_*`` yang berlaku bagi seluruh periode: gabungan tiap ruas sesudah kalibrasinya, kecuali diputus lain dalam
    keberatan. ``kalibrasi`` keterangan ruas utama; angkanya sudah ada di dalam rating.
    """

    indikator: tuple[IndikatorDinilai, ...]
    perilaku: MasukanPerilaku
    aturan: Aturan
    rating_hasil: Rating | None = None
    rating_perilaku: Rating | None = None
    ruas: tuple[Ruas, ...] = ()
    kalibrasi: Dikalibrasi | None = None


@dataclass(frozen=True, slots=True)
class HasilHitung:
    """Hasil beserta langkahnya. Nilai sudah dibulatkan; ``_utuh`` belum."""

    indikator: tuple[HasilIndikator, ...]
    kualitatif: bool
    kelompok: tuple[HasilKelompok, ...]
    nilai_hasil_utuh: Decimal | None
    nilai_perilaku_utuh: Decimal | None
    nilai_akhir_utuh: Decimal | None
    usulan_hasil: Rating | None
    usulan_perilaku: Rating | None
    predikat: Predikat | None
    keterangan_kurang: Mapping[str, str]
    langkah: tuple[Langkah, ...]
    gabungan: Gabungan | None = None

    @property
    def nilai_hasil(self) -> Decimal | None:
        """Nilai hasil kerja, 2 desimal."""
        return _bulat(self.nilai_hasil_utuh)

    @property
    def nilai_perilaku(self) -> Decimal | None:
        """Nilai perilaku kerja, 2 desimal."""
        return _bulat(self.nilai_perilaku_utuh)

    @property
    def nilai_akhir(self) -> Decimal | None:
        """Nilai akhir, 2 desimal."""
        return _bulat(self.nilai_akhir_utuh)

    @property
    def kurang(self) -> tuple[str, ...]:
        """Nama yang kurang, berurut: indikator, hasil, kelompok, perilaku, rating."""
        return tuple(self.keterangan_kurang)

    def ke_dict(self) -> dict[str, object]:
        """Bentuk JSON yang dicetak ``penilaian.rules.periksa``."""
        return {
            "indikator": [
                {
                    "kode": h.indikator.kode,
                    "bobot": sebagai_teks(h.indikator.bobot),
                    "capaian": None if h.capaian is None else dua_desimal(h.capaian),
                    "status": h.status.value,
                    "uraian": h.uraian,
                    **({"rating": h.rating} if h.indikator.kualitatif else {}),
                }
                for h in self.indikator
            ],
            "nilai_hasil": _teks(self.nilai_hasil),
            "nilai_perilaku": _teks(self.nilai_perilaku),
            "nilai_akhir": _teks(self.nilai_akhir),
            "usulan_rating": {"hasil": self.usulan_hasil, "perilaku": self.usulan_perilaku},
            "predikat": self.predikat,
            "predikat_label": LABEL_PREDIKAT[self.predikat] if self.predikat else None,
            "kurang": list(self.kurang),
            "keterangan_kurang": dict(self.keterangan_kurang),
            "langkah": [langkah.ke_dict() for langkah in self.langkah],
            **({} if self.gabungan is None else _ruas_ke_dict(self.gabungan)),
        }


@teliti
def hitung(masukan: Masukan) -> HasilHitung:
    """Menghitung semua nilai dan mencatat tiap langkahnya.

    Menolak (ValueError) jumlah bobot yang bukan 100, angka negatif, jawaban di
    luar 1–5, dan sasaran yang tidak mungkin. Yang belum ada disebut dalam
    ``kurang`` dan tidak membuat penolakan.
    """
    aturan = masukan.aturan
    hasil = hitung_hasil_kerja(masukan.indikator, aturan=aturan)
    gabungan = _gabungan(masukan, hasil)
    kualitatif = gabungan.kualitatif if gabungan else hasil.kualitatif
    nilai_hasil = gabungan.nilai if gabungan else hasil.nilai
    perilaku = hitung_perilaku(masukan.perilaku, aturan=aturan)
    akhir = gabungkan(nilai_hasil, perilaku.nilai, aturan=aturan)
    usulan_hasil = _usulan(nilai_hasil, aturan)
    rating_tengah = kualitatif and _hanya_utama(gabungan)
    if rating_tengah:
        usulan_hasil = _usulan_kualitatif(hasil, aturan)
    usulan_perilaku = _usulan(perilaku.nilai, aturan)
    rating_hasil, rating_perilaku = masukan.rating_hasil, masukan.rating_perilaku
    predikatnya = (
        predikat(hasil=rating_hasil, perilaku=rating_perilaku) if rating_hasil and rating_perilaku else None
    )
    return HasilHitung(
        indikator=hasil.indikator,
        kualitatif=kualitatif,
        kelompok=perilaku.kelompok,
        nilai_hasil_utuh=nilai_hasil,
        nilai_perilaku_utuh=perilaku.nilai,
        nilai_akhir_utuh=akhir,
        usulan_hasil=usulan_hasil,
        usulan_perilaku=usulan_perilaku,
        predikat=predikatnya,
        keterangan_kurang=_kurang(masukan, hasil, perilaku, gabungan),
        gabungan=gabungan,
        langkah=(
            *langkah_hasil(hasil),
            *(langkah_ruas(gabungan) if gabungan else ()),
            *langkah_perilaku(perilaku),
            LANGKAH_AKHIR_KUALITATIF
            if kualitatif
            else langkah_akhir(hasil=nilai_hasil, perilaku=perilaku.nilai, akhir=akhir, aturan=aturan),
            *langkah_kalibrasi(masukan.kalibrasi, gabungan),
            langkah_rating_kualitatif(hasil, usulan_hasil, rating_hasil)
            if rating_tengah
            else langkah_rating("hasil", nilai_hasil, usulan_hasil, rating_hasil, aturan=aturan),
            langkah_rating("perilaku", perilaku.nilai, usulan_perilaku, rating_perilaku, aturan=aturan),
            langkah_predikat(hasil=rating_hasil, perilaku=rating_perilaku, predikat=predikatnya),
        ),
    )


@teliti
def gabungkan(hasil: Decimal | None, perilaku: Decimal | None, *, aturan: Aturan) -> Decimal | None:
    """Nilai akhir = hasil·w + perilaku·(1−w), dari nilai yang belum dibulatkan."""
    if hasil is None or perilaku is None:
        return None
    return hasil * aturan.bobot_hasil + perilaku * aturan.bobot_perilaku


def _gabungan(masukan: Masukan, hasil: HasilKerja) -> Gabungan | None:
    """Gabungan ruas, atau kosong bagi yang sepanjang periode di satu penempatan; menolak ruas yang tidak mungkin."""
    if not masukan.ruas:
        return None
    salah = periksa_ruas(masukan.ruas)
    if salah:
        raise MasukanKeliru(salah)
    return gabungkan_ruas(masukan.ruas, utama=hasil, aturan=masukan.aturan)


def _hanya_utama(gabungan: Gabungan | None) -> bool:
    """Rating tengah satu SKP hanya mewakili orangnya bila tidak ada ruas lain yang dihitung."""
    return gabungan is None or [h.ruas.utama for h in gabungan.dihitung] == [True]


def _beberapa(gabungan: Gabungan | None) -> bool:
    """Lebih dari satu ruas dihitung."""
    return gabungan is not None and len(gabungan.dihitung) > 1


def _usulan(nilai: Decimal | None, aturan: Aturan) -> Rating | None:
    return None if nilai is None else usulan_rating(bulatkan(nilai), aturan=aturan)


def _usulan_kualitatif(hasil: HasilKerja, aturan: Aturan) -> Rating | None:
    """Rating tengah indikatornya, kecuali kebijakan meniadakan usul itu."""
    if hasil.tengah is None or aturan.usul_kualitatif is UsulKualitatif.TANPA:
        return None
    return Rating(hasil.tengah.value)


def _kurang(
    masukan: Masukan, hasil: HasilKerja, perilaku: HasilPerilaku, gabungan: Gabungan | None
) -> dict[str, str]:
    """Nama yang kurang → kalimat yang menjelaskan apa yang harus dilakukan."""
    kurang = kurang_ruas(gabungan) if gabungan else {}
    if gabungan is None or gabungan.utama_dihitung:
        kurang |= _kurang_hasil(hasil)
    for k in perilaku.kelompok:
        if k.kurang:
            kurang[k.kelompok.value] = f"{LABEL_KELOMPOK[k.kelompok]} tidak dihitung: {k.alasan}."
    if perilaku.nilai is None:
        kurang["perilaku"] = "Belum ada kelompok penilai yang cukup, sehingga nilai perilaku belum ada."
    tiap = " di tiap ruas" if _beberapa(gabungan) else ""
    if masukan.rating_hasil is None:
        kurang["rating.hasil"] = f"Rating hasil kerja belum ditetapkan pejabat penilai{tiap}."
    if masukan.rating_perilaku is None:
        kurang["rating.perilaku"] = f"Rating perilaku kerja belum ditetapkan pejabat penilai{tiap}."
    return kurang


def _kurang_hasil(hasil: HasilKerja) -> dict[str, str]:
    kurang = {
        i.kode: f"{i.sebutan}: sudah dilaporkan, tetapi belum diberi rating pejabat penilai."
        if i.menunggu_rating
        else f"{i.sebutan}: belum dilaporkan. Laporkan capaiannya, atau minta atasan memutuskan "
        "dikecualikan atau tidak dilaporkan."
        for i in hasil.belum_dilaporkan
    }
    if not kurang and hasil.nilai is None and hasil.tengah is None:
        kurang["hasil"] = (
            "Semua indikator dikecualikan, sehingga nilai hasil kerja belum ada."
            if hasil.indikator
            else "Belum ada indikator dalam SKP, sehingga nilai hasil kerja belum ada."
        )
    return kurang


def _ruas_ke_dict(gabungan: Gabungan) -> dict[str, object]:
    return {
        "ruas": [
            {
                "nomor": h.nomor,
                "sejak": h.ruas.sejak.isoformat(),
                "sampai": h.ruas.sampai.isoformat(),
                "hari": h.ruas.hari,
                "keadaan": h.keadaan.value,
                "nilai": _teks(_bulat(h.kerja.nilai)),
            }
            for h in gabungan.ruas
        ],
        "rating_ruas": {"hasil": gabungan.rating_hasil, "perilaku": gabungan.rating_perilaku},
    }


def _bulat(nilai: Decimal | None) -> Decimal | None:
    return None if nilai is None else bulatkan(nilai)


def _teks(nilai: Decimal | None) -> str | None:
    return None if nilai is None else f"{nilai:f}"
