"""Isi galeri: contoh rekaan untuk setiap komponen. Bukan data; tidak dibaca halaman lain."""

import datetime as dt
from decimal import Decimal as D

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from inti.forms import AngkaField
from inti.templatetags.daftar_ikon import IKON
from inti.templatetags.inti_komponen import CAP, STATUS


class ContohFormulir(forms.Form):
    """Semua jenis bidang yang dipakai halaman."""

    realisasi = AngkaField(
        label="Realisasi",
        help_text="Dari 1 Oktober sampai 31 Desember 2026. Contoh: 95,79",
        max_value=100,
        widget=forms.TextInput(attrs={"class": "angka sempit", "inputmode": "decimal"}),
        error_messages={"max_value": "Realisasi harus antara 0 dan 100 %%. Mungkin maksud Anda 91,0."},
    )
    aspek = forms.ChoiceField(
        label="Aspek",
        choices=[("", "Pilih satu"), ("kuantitas", "Kuantitas"), ("waktu", "Waktu")],
        error_messages={"required": "Pilih satu aspek."},
    )
    cerita = forms.CharField(
        label="Apa yang Anda kerjakan",
        required=False,
        help_text="Dua atau tiga kalimat. Jangan tulis nama atau NIK warga.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    rating = forms.ChoiceField(
        label="Rating perilaku kerja",
        choices=[("di_atas", "Di Atas Ekspektasi"), ("sesuai", "Sesuai Ekspektasi")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih satu rating."},
    )
    bukti = forms.FileField(
        label="Bukti dukung", required=False, help_text="PDF, JPG, PNG, XLSX, atau DOCX. Paling besar 10 MB."
    )
    paham = forms.BooleanField(
        label="Saya sudah membaca indikator ini",
        error_messages={"required": "Centang bila Anda sudah membaca indikatornya."},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["rating"].penjelasan = {  # type: ignore[attr-defined]
            "di_atas": "Menjadi contoh, tanpa diminta",
            "sesuai": "Memenuhi yang disepakati",
        }


class ContohSaringan(forms.Form):
    q = forms.CharField(label="Cari", required=False, widget=forms.SearchInput(attrs={"placeholder": "nama"}))
    aspek = forms.ChoiceField(
        label="Aspek",
        required=False,
        choices=[("", "Semua"), ("kuantitas", "Kuantitas"), ("waktu", "Waktu")],
    )
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua"), ("draf", "Draf"), ("ditutup", "Ditutup")]
    )


WARNA = (
    ("mori", "Mori, dasar"),
    ("kain", "Kain, kartu"),
    ("tinta", "Tinta, teks"),
    ("utama", "Nila, tindakan"),
    ("panel", "Nila tua, panel"),
    ("kunyit", "Kunyit, kini"),
    ("soga", "Soga, hangat"),
    ("daun", "Daun, selesai"),
    ("mengkudu", "Mengkudu, henti"),
    ("jingga", "Jingga, perbaiki"),
    ("langit", "Langit, diproses"),
    ("ungu", "Ungu, ditetapkan"),
)

# Hanya untuk menggambar; tabel yang berlaku ada di penilaian.rules.predikat.
TABEL = {
    ("di_atas", "di_bawah"): "kurang",
    ("di_atas", "sesuai"): "baik",
    ("di_atas", "di_atas"): "sangat_baik",
    ("sesuai", "di_bawah"): "kurang",
    ("sesuai", "sesuai"): "baik",
    ("sesuai", "di_atas"): "baik",
    ("di_bawah", "di_bawah"): "sangat_kurang",
    ("di_bawah", "sesuai"): "butuh_perbaikan",
    ("di_bawah", "di_atas"): "butuh_perbaikan",
}

UNSUR = (
    ("Persyaratan", D("3.42"), D("3.40"), False),
    ("Sistem, mekanisme, dan prosedur", D("3.31"), D("3.22"), False),
    ("Waktu penyelesaian", D("3.12"), D("2.98"), False),
    ("Penanganan pengaduan, saran, dan masukan", D("3.02"), D("3.08"), True),
)


def _butir(*baris: tuple[str, ...], kunci: tuple[str, ...]) -> list[dict[str, str]]:
    return [dict(zip(kunci, b, strict=True)) for b in baris]


def _dokumen() -> dict[str, object]:
    langkah = ("judul", "ket", "keadaan")
    return {
        "tahap": _butir(
            ("Draf", "8 Des 2026", "lewat"),
            ("Diajukan", "10 Des 2026", "lewat"),
            ("Disetujui", "hari ini", "kini"),
            ("Ditetapkan", "tenggat 29 Jan 2027", ""),
            kunci=langkah,
        ),
        "linimasa": _butir(
            ("SKP ditetapkan", "29 Januari 2026", "lewat"),
            ("Laporan triwulan IV", "tenggat 31 Desember 2026 pukul 23.59 WIB (17 hari lagi)", "kini"),
            ("Hasil tampil", "29 Januari 2027", ""),
            kunci=langkah,
        ),
        "tonggak": _butir(
            ("SKP ditetapkan", "29 Januari 2026", "lewat"),
            ("Triwulan I–III dinilai", "terakhir 12 Oktober 2026", "lewat"),
            ("Laporan triwulan IV", "tenggat 31 Desember 2026", "kini"),
            ("Hasil tahunan tampil", "29 Januari 2027", ""),
            kunci=langkah,
        ),
        "petak": _butir(
            ("Sudah melapor", "6.914", "dari 8.540 pegawai, 81 %"),
            ("Menunggu dinilai", "1.203", "paling lama 9 hari"),
            ("Keberatan terbuka", "14", "2 lewat 10 hari"),
            ("IKM tahun ini", "81,46", "mutu B, naik 0,86"),
            kunci=("judul", "nilai", "ket"),
        ),
        "banding": _butir(
            ("Target", "95,00 %"), ("Realisasi", "91,00 %"), ("Capaian", "95,79"), kunci=("judul", "nilai")
        ),
        "titipan": {"tanda": "contoh", "berkas": True, "nama": ["SK Kenaikan Pangkat 2026.pdf"]},
        "berkas": [
            {
                "nama": "Rekap tindak lanjut aduan TW IV.pdf",
                "ket": "1,8 MB, terkirim 09.10 WIB",
                "hapus_nama": "hapus",
                "hapus_nilai": "1",
            },
            {"nama": "IMG_20261212_093355.jpg", "ket": "8,1 MB, terkirim 09.11 WIB", "jenis": "gambar"},
            {
                "nama": "Rekap aduan Desember.mov",
                "ket": "Tidak dikirim: 312 MB, batasnya 10 MB",
                "gagal": True,
            },
        ],
        "bukti": _butir(
            ("Berita acara 540 NIK.pdf", "#lb", "dokumen"),
            ("Daftar NIK (disamarkan).xlsx", "#lb", "tabel"),
            ("Foto loket, 2 Des.jpg", "#lb", "gambar"),
            ("Berita di laman dinas", "#lb", "tautan"),
            kunci=("nama", "url", "jenis"),
        ),
    }


def _tugas() -> list[dict[str, object]]:
    return [
        {
            "tanggal": dt.date(2026, 12, 18),
            "judul": "Perbaiki bukti: aduan ditindaklanjuti",
            "url": "#tgs",
            "ket": "“Tanggal pada rekap belum terbaca.” Tenggat pukul 23.59 WIB (4 hari lagi).",
            "tombol": "Perbaiki",
            "mendesak": True,
            "status": "perlu_perbaikan",
        },
        {
            "tanggal": dt.date(2026, 12, 31),
            "judul": "Lapor capaian triwulan IV",
            "url": "#tgs",
            "ket": "2 dari 4 indikator belum dilaporkan. Tenggat pukul 23.59 WIB (17 hari lagi).",
            "tombol": "Lapor",
        },
    ]


def _nota() -> list[dict[str, object]]:
    kunci = ("uraian", "ket", "ket_sempit", "capaian", "bobot", "nilai", "jenis")
    akta = "Persentase penerbitan akta kelahiran 0–18 tahun"
    aduan = "Persentase aduan ditindaklanjuti ≤ 2 hari kerja"
    hasil = _butir(
        (akta, "98,70 : 98,00 × 100", " = 100,71, bobot 60 %", "100,71", "× 60 %", "60,43", ""),
        (aduan, "91,00 : 95,00 × 100", " = 95,79, bobot 40 %", "95,79", "× 40 %", "38,32", ""),
        ("Nilai hasil kerja", "", "", "", "100 %", "98,74", "jumlah"),
        kunci=kunci,
    )
    gabungan = _butir(
        ("Hasil kerja × 0,6", "", "", "98,74", "× 0,6", "59,24", ""),
        ("Perilaku kerja × 0,4", "", "", "105,82", "× 0,4", "42,33", ""),
        ("Nilai akhir 2026", "", "", "", "", "101,57", "total"),
        kunci=kunci,
    )
    return [{"judul": "Hasil kerja", "baris": hasil}, {"judul": "Gabungan", "baris": gabungan}]


def _grafik() -> dict[str, object]:
    return {
        "tren": [("TW I", D("88.1")), ("TW II", D("90.4")), ("TW III", D("93.7")), ("TW IV", D("95.8"))],
        "tren_lubang": [("2022", D("77.12")), ("2023", None), ("2024", D("79.4")), ("2025", D("80.6"))],
        "sasaran": D(95),
        "spark": [D("97.0"), D("99.1"), D("102.2"), D("104.7")],
        "spark_turun": [D("99.0"), D("98.0"), D("95.0"), D("93.0")],
        "sebaran": list(
            zip(
                ("Sangat Kurang", "Kurang", "Butuh Perbaikan", "Baik", "Sangat Baik"),
                (0, 1, 3, 14, 6),
                strict=True,
            )
        ),
        "batang_mendatar": [
            ("SKP disetujui", 90, "54 dari 60, 90 %"),
            ("Laporan lengkap", 45, "27 dari 60, 45 %"),
        ],
        "arti_angka": [
            {
                "sebutan": "SKP disetujui",
                "arti": "Orang yang SKP tahunnya sudah disetujui.",
                "url": "#gr2",
                "tautan": "Siapa yang belum",
            },
        ],
        "sebaran_tiga": [("Di bawah", 3), ("Sesuai", 15), ("Di atas", 6)],
        "pola": [2, 3, 6, 11, 2],
        "unsur": UNSUR,
        "bobot": [30, 20, 25, 15, 15],
        "hari_bagian": [
            (dt.date(2026, 1, 1), dt.date(2026, 6, 30), "Pengelola Data, Kecamatan Cempaka"),
            (dt.date(2026, 7, 1), dt.date(2026, 12, 31), "Administrator Database, Disdukcapil"),
        ],
        "mulai": dt.date(2026, 1, 1),
        "selesai": dt.date(2026, 12, 31),
        "hari_ini": dt.date(2026, 12, 14),
    }


def isi() -> dict[str, object]:
    zona = timezone.get_current_timezone()
    return {
        **_dokumen(),
        **_grafik(),
        "warna": WARNA,
        "ikon_semua": sorted(IKON),
        "status_semua": list(STATUS),
        "cap_semua": list(CAP),
        "tabel": TABEL,
        "tugas": _tugas(),
        "tab": [
            {"judul": "Hasil kerja", "url": "#tl", "kini": True},
            {"judul": "Perilaku kerja", "url": "#tl"},
            {"judul": "Catatan", "url": "#tl"},
        ],
        "nota": _nota(),
        "laman": Paginator(range(171), 7).page(3),
        "sekarang": dt.datetime(2026, 12, 14, 9, 12, tzinfo=zona),
        "batas": dt.datetime(2026, 12, 31, 23, 59, tzinfo=zona),
        "batas_lewat": dt.datetime(2026, 12, 11, 23, 59, tzinfo=zona),
        "angka_contoh": D("1234.5"),
        "nip_contoh": "199203142019032004",
        "arti": [
            {
                "label": "Di atas ekspektasi",
                "arti": "Hasilnya melampaui yang dijanjikan, dan buktinya menunjukkan itu.",
                "contoh": "Dijanjikan 12 berkas sebulan, selesai 15 tanpa satu pun kembali.",
            },
        ],
        "ketikan": [
            {
                "id": 0,
                "utas": "contoh",
                "versi": 1,
                "dasar": "1",
                "json": "{}",
                "disimpan": dt.datetime(2026, 12, 14, 9, 8, tzinfo=zona),
                "baris": [("keterangan", "Keterangan", "Rekap bulanan sudah ditandatangani.")],
            }
        ],
    }
