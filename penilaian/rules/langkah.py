"""Nota hitung: tiap langkah nilai sebagai kalimat yang dapat dibaca orang.

Angka di kalimat dibulatkan 2 desimal untuk dibaca; ``angka`` menyimpan angka
utuhnya, sehingga langkah dapat diperiksa ulang.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from indikator.rules.angka import bulatkan, dua_desimal, sebagai_teks, tampil
from indikator.rules.hasil_kerja import HasilIndikator, HasilKerja, tampil_bobot
from indikator.rules.kebijakan import Aturan
from indikator.rules.kelompok import LABEL_KELOMPOK, Kelompok
from penilaian.rules.perilaku import HasilKelompok, HasilPerilaku
from penilaian.rules.predikat import LABEL_PREDIKAT, LABEL_RATING, Predikat, Rating


@dataclass(frozen=True, slots=True)
class Langkah:
    """Satu baris nota: kode langkah, kalimat, angka utuh, dan hasilnya."""

    langkah: str
    uraian: str
    hasil: str
    angka: Mapping[str, str] = field(default_factory=dict)

    def ke_dict(self) -> dict[str, object]:
        """Bentuk JSON."""
        return {
            "langkah": self.langkah,
            "uraian": self.uraian,
            "angka": dict(self.angka),
            "hasil": self.hasil,
        }


def langkah_hasil(hasil: HasilKerja) -> tuple[Langkah, ...]:
    """Satu langkah per indikator, lalu nilai hasil kerja."""
    baris = tuple(_langkah_indikator(h) for h in hasil.indikator)
    if hasil.nilai is None:
        return (*baris, Langkah("hasil", "Nilai hasil kerja belum dapat dihitung.", ""))
    total = hasil.nilai * hasil.jumlah_bobot
    uraian = (
        f"Nilai hasil kerja = jumlah (bobot × capaian) : jumlah bobot = "
        f"{tampil(total)} : {tampil_bobot(hasil.jumlah_bobot)} = {tampil(hasil.nilai)}."
    )
    angka = {
        "jumlah_bobot": sebagai_teks(hasil.jumlah_bobot),
        "nilai": sebagai_teks(hasil.nilai),
    }
    return (*baris, Langkah("hasil", uraian, dua_desimal(hasil.nilai), angka))


def _langkah_indikator(h: HasilIndikator) -> Langkah:
    bobot = h.indikator.bobot
    kalimat = f"{h.indikator.sebutan}: {h.uraian}; bobot {tampil_bobot(bobot)}."
    angka = {"bobot": sebagai_teks(bobot)}
    if h.capaian is not None:
        angka["capaian"] = sebagai_teks(h.capaian)
    hasil = "" if h.capaian is None else dua_desimal(h.capaian)
    return Langkah(f"capaian.{h.indikator.kode}", kalimat, hasil, angka)


def langkah_perilaku(hasil: HasilPerilaku) -> tuple[Langkah, ...]:
    """Satu langkah per kelompok penilai, lalu nilai perilaku."""
    baris = tuple(_langkah_kelompok(k) for k in hasil.kelompok)
    if hasil.nilai is None:
        return (*baris, Langkah("perilaku", "Nilai perilaku belum dapat dihitung.", ""))
    suku = " + ".join(
        f"{tampil_bobot(k.bobot)} × {tampil(k.nilai)}" for k in hasil.kelompok if k.nilai is not None
    )
    uraian = f"Nilai perilaku = ({suku}) : {tampil_bobot(hasil.jumlah_bobot)} = {tampil(hasil.nilai)}."
    angka = {
        "jumlah_bobot": sebagai_teks(hasil.jumlah_bobot),
        "nilai": sebagai_teks(hasil.nilai),
    }
    return (*baris, Langkah("perilaku", uraian, dua_desimal(hasil.nilai), angka))


def _langkah_kelompok(k: HasilKelompok) -> Langkah:
    kode, label = f"perilaku.{k.kelompok}", LABEL_KELOMPOK[k.kelompok]
    angka = {"bobot": sebagai_teks(k.bobot), "n": str(k.n), "min_n": str(k.min_n)}
    if k.nilai is None or k.rata_jawaban is None:
        uraian = f"{label} tidak dihitung: {k.alasan}; bobot {tampil_bobot(k.bobot)} keluar."
        return Langkah(kode, uraian, "", angka)
    angka |= {"rata_jawaban": sebagai_teks(k.rata_jawaban), "nilai": sebagai_teks(k.nilai)}
    if k.kelompok is Kelompok.MASYARAKAT:
        awal = f"{label}, {k.n} jawaban: nilai petugas {tampil(k.rata_jawaban)}"
    else:
        awal = f"{label}, {k.n} orang: rata-rata {tampil(k.rata_jawaban)} dari 5"
    uraian = f"{awal}, menjadi {tampil(k.nilai)}; bobot {tampil_bobot(k.bobot)}."
    return Langkah(kode, uraian, dua_desimal(k.nilai), angka)


def langkah_akhir(
    *, hasil: Decimal | None, perilaku: Decimal | None, akhir: Decimal | None, aturan: Aturan
) -> Langkah:
    """Gabungan hasil kerja dan perilaku; nilai mendukung, tidak menentukan."""
    if hasil is None or perilaku is None or akhir is None:
        return Langkah("akhir", "Nilai akhir belum dapat dihitung.", "")
    uraian = (
        f"Nilai akhir = {tampil_bobot(aturan.bobot_hasil)} × {tampil(hasil)} + "
        f"{tampil_bobot(aturan.bobot_perilaku)} × {tampil(perilaku)} = {tampil(akhir)}."
    )
    angka = {
        "bobot_hasil": sebagai_teks(aturan.bobot_hasil),
        "hasil": sebagai_teks(hasil),
        "perilaku": sebagai_teks(perilaku),
        "nilai": sebagai_teks(akhir),
    }
    return Langkah("akhir", uraian, dua_desimal(akhir), angka)


def langkah_rating(
    nama: str,
    nilai: Decimal | None,
    usulan: Rating | None,
    ditetapkan: Rating | None,
    *,
    aturan: Aturan,
) -> Langkah:
    """Usul rating dari angka, dan rating yang ditetapkan pejabat penilai."""
    if nilai is None or usulan is None:
        uraian = "Belum ada usul rating karena nilainya belum dapat dihitung."
    else:
        uraian = (
            f"Usul rating {nama}: {tampil(bulatkan(nilai))} berarti {LABEL_RATING[usulan]} "
            f"(sesuai mulai {tampil(aturan.ambang_sesuai)}, "
            f"di atas mulai {tampil(aturan.ambang_di_atas)})."
        )
    if ditetapkan is None:
        uraian += " Rating belum ditetapkan."
    elif usulan is not None and ditetapkan is not usulan:
        uraian += f" Ditetapkan {LABEL_RATING[ditetapkan]}, berbeda dari usul."
    else:
        uraian += f" Ditetapkan {LABEL_RATING[ditetapkan]}."
    angka = {} if nilai is None else {"nilai": dua_desimal(nilai)}
    if usulan is not None:
        angka["usulan"] = usulan.value
    return Langkah(f"rating.{nama}", uraian, ditetapkan.value if ditetapkan else "", angka)


def langkah_predikat(*, hasil: Rating | None, perilaku: Rating | None, predikat: Predikat | None) -> Langkah:
    """Predikat dibaca dari tabel sembilan kotak."""
    if hasil is None or perilaku is None or predikat is None:
        uraian = "Predikat belum ada: kedua rating harus ditetapkan lebih dahulu."
        return Langkah("predikat", uraian, "")
    uraian = (
        f"Hasil kerja {LABEL_RATING[hasil]} dan perilaku kerja {LABEL_RATING[perilaku]}: "
        f"predikat {LABEL_PREDIKAT[predikat]} (tabel PermenPANRB 6/2022)."
    )
    return Langkah("predikat", uraian, predikat.value)
