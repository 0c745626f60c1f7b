"""Arti tiap angka dasbor dan alamat daftar di baliknya; kalimatnya sama dengan docs/aturan/dasbor.md."""

from urllib.parse import urlencode

from django.urls import reverse

from asn_kinerja.queries.dasbor.isi import Dasbor
from penilaian.queries.dasbor import Langkah

Arti = list[dict[str, str]]


def langkah(d: Dasbor, alamat: str) -> Arti:
    """Tiga langkah periode berjalan; tiap angka bertautan ke orang yang belum."""
    kalimat = {
        Langkah.SKP: "Orang yang SKP tahunnya sudah disetujui pada penempatannya di akhir periode.",
        Langkah.LAPOR: "Orang yang semua indikatornya sudah diserahkan, atau diputuskan penilainya dikecualikan atau "
        "tidak dilaporkan. Tanpa SKP yang disetujui tidak dihitung.",
        Langkah.NILAI: "Orang yang kedua ratingnya sudah ditetapkan penilainya.",
    }
    awal = f"{reverse('dasbor_tertinggal')}?{alamat}"
    return [
        _satu("Orang", "Yang akan mendapat hasil periode ini, sama dengan yang dihitung penutupan."),
        *(
            _satu(str(satu.label), teks, f"{awal}&{urlencode({'langkah': satu.value})}", "Siapa yang belum")
            for satu, teks in kalimat.items()
        ),
        _satu(
            "Terlambat",
            "Unit yang belum selesai pada langkah yang tenggatnya sudah lewat; SKP memakai tenggat tahunnya.",
        ),
    ]


def hasil(d: Dasbor) -> Arti:
    """Periode tertutup; daftar orang hanya bagi pembaca hasil unit."""
    awal = _hasil_unit(d)
    return [
        _satu(
            "Mendapat hasil", "Orang yang mendapat hasil pada periode ini, versi terbaru tiap orang.", awal
        ),
        _satu(
            "Hasil lengkap",
            "Nilai akhir dan kedua ratingnya ada. Yang tidak lengkap menyebut apa yang kurang di hasilnya.",
            f"{awal}&predikat=tidak_lengkap" if awal else "",
            "Yang tidak lengkap",
        ),
    ]


def sebaran(d: Dasbor) -> Arti:
    """Bentuk, bukan jatah; bagi yang tidak membaca hasil orang, sebagian disimpan."""
    kalimat = "Banyaknya orang tiap predikat, dari tabel dua rating yang ditetapkan penilai. Tidak ada jatah predikat."
    if d.baca_hasil:
        return [_satu("Sebaran", f"{kalimat} Putusan keberatan ikut.", _hasil_unit(d), "Siapa saja")]
    return [
        _satu("Sebaran", f"{kalimat} Menurut penutupan; putusan keberatan sesudahnya tidak ikut."),
        _satu(
            "Yang disimpan",
            "Kelompok di bawah lima orang, kelompok terkecil berikutnya bila perlu, dan seluruhnya bila semua orang "
            "berpredikat sama: peran Anda tidak membaca hasil tiap orang.",
        ),
    ]


def indikator(*, katalog: bool) -> Arti:
    """Aspek dan tinjauan."""
    url = reverse("indikator:katalog") if katalog else ""
    tinjauan = reverse("indikator:tinjauan") if katalog else ""
    return [
        _satu(
            "Bagian tiap aspek",
            "Indikator kinerja dalam SKP tahun ini yang disetujui, menurut aspeknya; yang dihentikan tidak dihitung.",
            url,
            "Katalog indikator",
        ),
        _satu(
            "Sulit dicapai, tidak relevan",
            "Tinjauan dari yang diukur sepanjang tahun ini, tanpa nama penulisnya.",
            tinjauan,
            "Semua tinjauan",
        ),
    ]


def keberatan(d: Dasbor) -> Arti:
    """Keberatan atas hasil periode tertutup."""
    url = ""
    if d.baca_hasil and d.masa_hasil:
        url = f"{reverse('penilaian:keberatan_daftar')}?{urlencode({'periode': d.masa_hasil.pk})}"
    return [
        _satu(
            "Diajukan", "Semua keberatan atas hasil periode itu, juga yang ditarik.", url, "Daftar keberatan"
        ),
        _satu(
            "Belum diputus",
            "Menunggu tanggapan penilai atau putusan; lewat tenggat bila jam putusannya habis.",
        ),
        _satu("Hasil diubah", "Putusan yang melahirkan hasil baru; selebihnya hasil tetap."),
    ]


def banding() -> Arti:
    """Kolom halaman perbandingan."""
    return [
        _satu(
            "Hasil lengkap",
            "Bagian orang yang nilai akhir dan kedua ratingnya ada.",
            reverse("penilaian:hasil_unit"),
            "Hasil unit",
        ),
        _satu(
            "Capaian",
            "Capaian organisasi: rata-rata nilai hasil kerja pegawainya. Sebutannya setara menurut ambang kebijakan, "
            "lalu 70 dan 50.",
        ),
        _satu("Baik ke atas", "Bagian orang berpredikat Baik atau Sangat Baik dari semua yang mendapat hasil."),
        _satu(
            "IKM",
            "Indeks kepuasan masyarakat tahun ini seperti di halaman umum; yang belum terbit kosong.",
            reverse("umpan_balik:ikm"),
            "Kepuasan warga",
        ),
        _satu(
            "Tren",
            "Paling banyak delapan bagian tahun terakhir yang ditutup; yang tanpa rekap memutus garisnya.",
        ),
    ]


def _hasil_unit(d: Dasbor) -> str:
    if not d.baca_hasil or d.masa_hasil is None:
        return ""
    return f"{reverse('penilaian:hasil_unit')}?{urlencode({'periode': d.masa_hasil.pk})}"


def _satu(sebutan: str, arti: str, url: str = "", tautan: str = "Lihat daftarnya") -> dict[str, str]:
    return {"sebutan": sebutan, "arti": arti, "url": url, "tautan": tautan}
