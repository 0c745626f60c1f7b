"""Nota hitung: tiap langkah nilai sebagai kalimat yang dapat dibaca orang.

Angka di kalimat dibulatkan 2 desimal untuk dibaca; ``angka`` menyimpan angka
utuhnya, sehingga langkah dapat diperiksa ulang.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from indikator.rules.angka import bulatkan, dua_desimal, jumlah, sebagai_teks, tampil
from indikator.rules.hasil_kerja import HasilIndikator, HasilKerja, tampil_bobot
from indikator.rules.kebijakan import Aturan
from indikator.rules.kelompok import LABEL_KELOMPOK, Kelompok
from indikator.rules.kualitatif import LABEL_EKSPEKTASI, Ekspektasi
from penilaian.rules.kalibrasi import Dikalibrasi
from penilaian.rules.perilaku import HasilKelompok, HasilPerilaku
from penilaian.rules.predikat import LABEL_PREDIKAT, LABEL_RATING, Predikat, Rating
from penilaian.rules.ruas import Gabungan, HasilRuas, Keadaan, sebutan


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
    if hasil.kualitatif:
        return (*baris, _langkah_tengah(hasil))
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


def _langkah_tengah(hasil: HasilKerja) -> Langkah:
    """SKP kualitatif: rating tengah menurut bobot sebagai ganti nilai."""
    if hasil.tengah is None:
        return Langkah("hasil", "Rating tengah belum ada: masih ada indikator yang belum diberi rating.", "")
    bobot = ", ".join(
        f"{LABEL_EKSPEKTASI[e].lower()} {tampil_bobot(jumlah(h.indikator.bobot for h in hasil.indikator if h.rating is e))}"
        for e in Ekspektasi
    )
    uraian = f"Bobot tiap rating: {bobot}. Rating tengahnya {LABEL_EKSPEKTASI[hasil.tengah].lower()}, tanpa nilai angka."
    return Langkah("hasil", uraian, hasil.tengah.value, {"jumlah_bobot": sebagai_teks(hasil.jumlah_bobot)})


def _langkah_indikator(h: HasilIndikator) -> Langkah:
    bobot = h.indikator.bobot
    kalimat = f"{h.indikator.sebutan}: {h.uraian}; bobot {tampil_bobot(bobot)}."
    angka = {"bobot": sebagai_teks(bobot)}
    if h.capaian is not None:
        angka["capaian"] = sebagai_teks(h.capaian)
    hasil = "" if h.capaian is None else dua_desimal(h.capaian)
    if h.rating is not None:
        hasil = h.rating.value
    return Langkah(f"capaian.{h.indikator.kode}", kalimat, hasil, angka)


def langkah_ruas(gabungan: Gabungan) -> tuple[Langkah, ...]:
    """Tiap ruas dengan hari dan nilainya, lalu gabungannya menurut hari bila lebih dari satu yang dihitung."""
    baris: list[Langkah] = []
    for h in gabungan.ruas:
        if not h.ruas.utama:
            baris += [
                Langkah(f"r{h.nomor}.{satu.langkah}", satu.uraian, satu.hasil, satu.angka)
                for satu in map(_langkah_indikator, h.kerja.indikator)
            ]
        baris.append(_langkah_satu_ruas(h))
    if len(gabungan.dihitung) > 1:
        baris.append(_langkah_gabungan(gabungan))
    return tuple(baris)


def _langkah_satu_ruas(h: HasilRuas) -> Langkah:
    teks = sebutan(h)
    hari = f"{h.ruas.hari} hari" + (
        f", tidak termasuk {h.ruas.jeda} hari cuti atau pelatihan" if h.ruas.jeda else ""
    )
    if h.keadaan is Keadaan.TERLALU_SINGKAT:
        akhir = "terlalu singkat menurut kebijakan, tidak ikut dihitung"
    elif h.keadaan is Keadaan.SELURUHNYA_JEDA:
        akhir = "seluruhnya cuti atau pelatihan, tidak ikut dihitung"
    elif h.kerja.nilai is not None:
        akhir = f"nilai hasil kerja {tampil(h.kerja.nilai)}"
    else:
        akhir = "tanpa nilai angka"
    angka = {"hari": str(h.ruas.hari), "jeda": str(h.ruas.jeda)}
    hasil = ""
    if h.dihitung and h.kerja.nilai is not None:
        angka["nilai"], hasil = sebagai_teks(h.kerja.nilai), dua_desimal(h.kerja.nilai)
    return Langkah(f"ruas.{h.nomor}", f"{teks[0].upper()}{teks[1:]}, {hari}: {akhir}.", hasil, angka)


def _langkah_gabungan(gabungan: Gabungan) -> Langkah:
    ikut, nilai = gabungan.dihitung, gabungan.nilai
    hari = sum(h.ruas.hari for h in ikut)
    if nilai is None:
        return Langkah(
            "ruas", "Nilai hasil kerja gabungan belum dapat dihitung: ada ruas yang belum bernilai.", ""
        )
    suku = " + ".join(f"{h.ruas.hari} × {tampil(h.kerja.nilai)}" for h in ikut if h.kerja.nilai is not None)
    uraian = f"Nilai hasil kerja gabungan menurut hari = ({suku}) : {hari} = {tampil(nilai)}."
    return Langkah("ruas", uraian, dua_desimal(nilai), {"hari": str(hari), "nilai": sebagai_teks(nilai)})


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


def langkah_rating_kualitatif(hasil: HasilKerja, usulan: Rating | None, ditetapkan: Rating | None) -> Langkah:
    """Usul dari rating tengah, dan rating yang ditetapkan pejabat penilai."""
    if usulan is not None:
        uraian = f"Usul rating hasil: rating tengah indikator, {LABEL_RATING[usulan]}."
    elif hasil.tengah is not None:
        uraian = "Kebijakan ini tidak mengusulkan rating bagi SKP kualitatif."
    else:
        uraian = "Belum ada usul rating karena belum semua indikator diberi rating."
    if ditetapkan is None:
        uraian += " Rating belum ditetapkan."
    else:
        beda = ", berbeda dari usul" if usulan is not None and ditetapkan is not usulan else ""
        uraian += f" Ditetapkan {LABEL_RATING[ditetapkan]}{beda}."
    angka = {} if usulan is None else {"usulan": usulan.value}
    return Langkah("rating.hasil", uraian, ditetapkan.value if ditetapkan else "", angka)


def langkah_kalibrasi(utama: Dikalibrasi | None, gabungan: Gabungan | None) -> tuple[Langkah, ...]:
    """Rating yang dipindahkan rapat kalibrasi, tiap ruas; tanpa kalibrasi tidak ada langkahnya."""
    lain = ((f"r{h.nomor}.kalibrasi", h.ruas.kalibrasi) for h in gabungan.ruas) if gabungan else ()
    return tuple(
        Langkah(kode, satu.kalimat, satu.menjadi.kode)
        for kode, satu in (*lain, ("kalibrasi", utama))
        if satu is not None
    )


LANGKAH_AKHIR_KUALITATIF = Langkah(
    "akhir", "SKP ini ditulis kualitatif, jadi tidak ada nilai akhir berupa angka.", ""
)


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
