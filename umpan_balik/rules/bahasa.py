"""Kata halaman warga dalam dua bahasa. Bahasa Indonesia yang utama; nama resmi unsur tetap berbahasa Indonesia."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from inti.rules.format import tanggal as tanggal_indonesia
from umpan_balik.rules.kecurigaan import SEBAB_INGGRIS
from umpan_balik.rules.unsur import KodeUnsur


class Bahasa(StrEnum):
    """Nilai ?b= di alamat."""

    INDONESIA = "id"
    INGGRIS = "en"


def bahasa(teks: str) -> Bahasa:
    """Bahasa yang diminta alamat; yang lain dianggap Indonesia."""
    return Bahasa.INGGRIS if teks == Bahasa.INGGRIS.value else Bahasa.INDONESIA


def seberang(dalam: Bahasa) -> Bahasa:
    """Bahasa yang ditawarkan tautan ganti bahasa."""
    return Bahasa.INDONESIA if dalam is Bahasa.INGGRIS else Bahasa.INGGRIS


_AGREE: Final = ("Does not match", "Partly matches", "Matches", "Matches very well")
UNSUR_INGGRIS: Final[Mapping[KodeUnsur, tuple[str, tuple[str, str, str, str]]]] = {
    KodeUnsur.PERSYARATAN: ("Were the requirements right for the service you asked for?", _AGREE),
    KodeUnsur.PROSEDUR: ("Was the procedure easy?", ("Not easy", "Less easy", "Easy", "Very easy")),
    KodeUnsur.WAKTU: ("Was the service quick?", ("Not quick", "Less quick", "Quick", "Very quick")),
    KodeUnsur.BIAYA: ("How was the cost?", ("Very costly", "Fairly costly", "Cheap", "Free")),
    KodeUnsur.PRODUK: ("Did you get what was promised?", _AGREE),
    KodeUnsur.KOMPETENSI: (
        "Was the officer able to help you?",
        ("Not capable", "Less capable", "Capable", "Very capable"),
    ),
    KodeUnsur.PERILAKU: (
        "Was the officer polite and friendly?",
        ("Not polite", "Less polite", "Polite, friendly", "Very polite, friendly"),
    ),
    KodeUnsur.SARANA: ("How were the room and equipment?", ("Poor", "Fair", "Good", "Very good")),
    KodeUnsur.PENGADUAN: (
        "How are complaints handled?",
        ("Not at all", "Exists, does not work", "Works partly", "Handled well"),
    ),
}

KATA: Final[Mapping[Bahasa, Mapping[str, str]]] = {
    Bahasa.INDONESIA: {
        "judul": "Nilai layanan kami",
        "galat": "Galat: ",
        "perlu_diperbaiki": "hal yang perlu diperbaiki",
        "ada": "Ada",
        "tetap_ada": "Jawaban Anda tetap ada di halaman ini.",
        "h1": "Bagaimana layanan kami hari ini?",
        "pengantar": "Sembilan pertanyaan, satu ketukan tiap pertanyaan. Sekitar satu menit. Boleh ada yang dilewati.",
        "tanpa_nama": "Kami tidak meminta nama, NIK, atau nomor telepon.",
        "tetap_tanpa_kode": "Anda tetap dapat menilai tanpa kode: jawabannya masuk nilai layanan.",
        "kode_dikenali": "Kode kunjungan Anda dikenali:",
        "menjadi_nilai": "Jawaban ini juga menjadi nilai petugas yang melayani.",
        "apa_disimpan": "Apa yang disimpan dan berapa lama",
        "versi_naskah": "Naskah persetujuan versi",
        "bunyi_resmi": "Bunyi resmi sembilan pertanyaan",
        "kios_kosong": "Layar ini kembali kosong sendiri sesudah 10 menit.",
        "saran": "Saran Anda",
        "boleh_kosong": "boleh kosong",
        "jangan_nama": "Jangan tulis nama, NIK, atau nomor telepon.",
        "profil": "Tentang Anda",
        "profil_ket": "Untuk melihat apakah semua kelompok terlayani. Disimpan terpisah dari jawaban Anda.",
        "lewati": "Tidak dijawab",
        "kode": "Kode kunjungan",
        "punya_kode": "Punya kode kunjungan dari petugas?",
        "kode_ket": "28 huruf dan angka pada lembar kecil. Jawaban berkode juga menjadi nilai petugas.",
        "kirim_tanpa_kode": "Kirim tanpa kode",
        "biarkan_kosong": "Biarkan kosong",
        "kirim": "Kirim",
        "simpan": "Simpan di ponsel ini dahulu",
        "simpan_ket": "Tidak dikirim. Jawaban hanya tersimpan di ponsel ini selama 24 jam, tidak di tempat kami. Siapa pun "
        "yang memegang ponsel ini dapat membacanya.",
        "simpanan": "Jawaban yang belum dikirim disimpan di ponsel ini sampai",
        "simpanan_kode": "Kode kunjungan tidak ikut disimpan. Ketik lagi sebelum mengirim.",
        "simpanan_saran": "Saran Anda terlalu panjang untuk disimpan di ponsel: pilihan lainnya tersimpan, sarannya tidak. "
        "Ringkas sarannya lalu simpan lagi, atau kirim sekarang.",
        "simpanan_ditolak": "Tidak ada jawaban tersimpan di ponsel ini. Bila baru saja Anda simpan, tekan Kembali: isiannya "
        "masih ada di sana, lalu kirim sekarang.",
        "hapus_simpanan": "Hapus",
        "hapus_ket": "jawaban dari ponsel ini",
        "menghitung": "Sebentar, alat Anda sedang membuktikan bahwa kiriman ini bukan dari mesin.",
        "dibanjiri": "Loket ini sedang menerima sangat banyak kiriman. Jawaban Anda tetap diterima; tanpa skrip, "
        "jawabannya diperiksa dahulu.",
        "hasil_survei": "Hasil survei seluruh dinas",
        "lacak": "Lacak saran",
        "hubungi": "Hubungi kami",
        "judul_terima": "Terima kasih, jawaban diterima",
        "terima_kasih": "Terima kasih. Jawaban Anda sudah kami terima.",
        "kode_lacak_saran": "Kode lacak saran Anda",
        "kode_lacak_jawaban": "Kode lacak jawaban Anda",
        "catat": "Catat atau foto kode ini. Kami tidak bisa mengirimkannya karena tidak menyimpan nomor Anda.",
        "kode_lewat": "Kode lacak hanya ditampilkan tiga hari. Bila sudah Anda catat, kodenya tetap berlaku.",
        "suara_anda": "Suara Anda",
        "ditahan": "Suara ini diperiksa dahulu sebelum dihitung.",
        "sebabnya": "Sebabnya:",
        "ditolak": "Suara ini tidak dihitung.",
        "alasannya": "Alasannya:",
        "dihitung_petugas": "Suara ini dihitung dalam nilai layanan dan nilai petugas yang melayani Anda.",
        "dihitung": "Suara ini dihitung dalam nilai layanan.",
        "berikutnya": "Yang terjadi berikutnya",
        "paling_lambat": "Paling lambat",
        "dibaca": "petugas membaca saran Anda.",
        "dijawab": "jawaban resmi tampil pada halaman lacak.",
        "sesudah_bulan": "Setelah bulan ini berakhir:",
        "diumumkan": "nilai layanan diumumkan bersama jawaban orang lain.",
        "selesai": "Selesai",
        "kios_kembali": "Layar ini kembali ke awal sendiri sesudah 45 detik.",
        "lacak_jawaban": "Lacak jawaban",
        "lihat_hasil": "Lihat hasil survei seluruh dinas",
        "hitungan": "Berapa suara dihitung, ditahan, dan tidak dihitung",
        "pertanyaan": "Pertanyaan:",
        "tanya_loket": "tanyakan kepada petugas loket informasi",
        "cari_judul": "Ketik kode loket",
        "cari_tempat": "Survei layanan",
        "cari_ket": "Kodenya enam huruf dan angka di bawah gambar QR pada poster, misalnya H7K-3MD.",
        "cari_label": "Kode loket",
        "cari_galat": "Kode ini tidak ditemukan. Periksa enam huruf dan angkanya, atau tanyakan kepada petugas.",
        "cari_tombol": "Buka formulir",
    },
    Bahasa.INGGRIS: {
        "judul": "Rate our service",
        "galat": "Please check: ",
        "perlu_diperbaiki": "",
        "ada": "To correct:",
        "tetap_ada": "Your answers are still on this page.",
        "h1": "How was our service today?",
        "pengantar": "Nine questions, one tap each. About one minute. You may skip any of them.",
        "tanpa_nama": "We do not ask for your name, identity number or phone number.",
        "tetap_tanpa_kode": "You can still rate without a code: the answer then counts for the service.",
        "kode_dikenali": "Your visit code is recognised:",
        "menjadi_nilai": "This answer also counts for the officer who served you.",
        "apa_disimpan": "What is kept and for how long",
        "versi_naskah": "Consent text, version",
        "bunyi_resmi": "Official wording of the nine questions (in Indonesian)",
        "kios_kosong": "This screen clears itself after 10 minutes.",
        "saran": "Your remark",
        "boleh_kosong": "optional",
        "jangan_nama": "Please do not write names, identity numbers or phone numbers.",
        "profil": "About you",
        "profil_ket": "To see whether every group is served. Kept apart from your answers.",
        "lewati": "Not answered",
        "kode": "Visit code",
        "punya_kode": "Did the officer give you a visit code?",
        "kode_ket": "28 letters and digits on a small slip. An answer with a code also counts for the officer.",
        "kirim_tanpa_kode": "Send without a code",
        "biarkan_kosong": "Leave empty",
        "kirim": "Send",
        "simpan": "Save on this phone first",
        "simpan_ket": "Nothing is sent. Your answers stay on this phone only, for 24 hours, not with us. Anyone who holds "
        "this phone can read them.",
        "simpanan": "Answers not yet sent are kept on this phone until",
        "simpanan_kode": "The visit code is not kept. Type it again before you send.",
        "simpanan_saran": "Your remark is too long to be kept on the phone: your choices are kept, the remark is not. "
        "Shorten it and save again, or send now.",
        "simpanan_ditolak": "No answers are kept on this phone. If you have just saved them, go back: they are still on "
        "that page, then send now.",
        "hapus_simpanan": "Delete",
        "hapus_ket": "the answers from this phone",
        "menghitung": "One moment, your device is proving that this is not sent by a machine.",
        "dibanjiri": "This counter is receiving very many answers. Yours is accepted; without scripts it is "
        "checked first.",
        "hasil_survei": "Survey results of all offices",
        "lacak": "Follow a remark",
        "hubungi": "Contact us",
        "judul_terima": "Thank you, answer received",
        "terima_kasih": "Thank you. We have received your answer.",
        "kode_lacak_saran": "Tracking code of your remark",
        "kode_lacak_jawaban": "Tracking code of your answer",
        "catat": "Write down or photograph this code. We cannot send it because we do not keep your number.",
        "kode_lewat": "The tracking code is shown for three days only. If you noted it, it still works.",
        "suara_anda": "Your vote",
        "ditahan": "This vote is checked before it is counted.",
        "sebabnya": "Reason:",
        "ditolak": "This vote is not counted.",
        "alasannya": "Reason:",
        "dihitung_petugas": "This vote counts for the service and for the officer who served you.",
        "dihitung": "This vote counts for the service.",
        "berikutnya": "What happens next",
        "paling_lambat": "By",
        "dibaca": "an officer reads your remark.",
        "dijawab": "the official reply appears on the tracking page.",
        "sesudah_bulan": "After this month ends:",
        "diumumkan": "the figure of the service is published together with other people's answers.",
        "selesai": "Done",
        "kios_kembali": "This screen returns to the start after 45 seconds.",
        "lacak_jawaban": "Follow your answer",
        "lihat_hasil": "See the survey results of all offices",
        "hitungan": "How many votes are counted, held and not counted",
        "pertanyaan": "Questions:",
        "tanya_loket": "ask at the information counter",
        "cari_judul": "Type the counter code",
        "cari_tempat": "Service survey",
        "cari_ket": "It is the six letters and digits below the QR picture on the poster, for example H7K-3MD.",
        "cari_label": "Counter code",
        "cari_galat": "This code was not found. Check the six letters and digits, or ask an officer.",
        "cari_tombol": "Open the form",
    },
}

# Pesan layanan berbahasa Indonesia; yang berbahasa Inggris menurut tempatnya di formulir.
GALAT_INGGRIS: Final[Mapping[str, str]] = {
    "setuju": "Tick the box so that we may use your answer. If it was ticked, the text has been renewed: read it again.",
    "kode": "This visit code cannot be used: it may be mistyped, used, or out of date. You can send without a code.",
    "saran": "The remark may have at most 2,000 characters. Please shorten it.",
    "persyaratan": "Answer at least one question, or write a remark.",
    "": "This form did not arrive complete or is more than a day old. Your answers are still here; press Send again.",
}
GALAT_UNSUR_INGGRIS: Final = "Choose one of the four answers."


def galat(bidang: str, teks: str, dalam: Bahasa) -> str:
    """Pesan galat dalam bahasa itu."""
    return teks if dalam is Bahasa.INDONESIA else GALAT_INGGRIS.get(bidang, GALAT_UNSUR_INGGRIS)


def sebab(teks: str, dalam: Bahasa) -> str:
    """Sebab ditahan dalam bahasa itu."""
    return teks if dalam is Bahasa.INDONESIA else SEBAB_INGGRIS.get(teks, "an officer checks it")


def tanggal(hari: date, dalam: Bahasa) -> str:
    """30 November 2026, dalam bahasa itu."""
    return tanggal_inggris(hari) if dalam is Bahasa.INGGRIS else tanggal_indonesia(hari)


def tanggal_inggris(hari: date) -> str:
    """30 November 2026."""
    return f"{hari.day} {_BULAN[hari.month - 1]} {hari.year}"


def saat_inggris(saat: datetime) -> str:
    """16 November 2026 at 10:00 WIB; `saat` sudah dalam zona setempat."""
    return f"{tanggal_inggris(saat.date())} at {saat:%H:%M} {saat.tzname()}"


_BULAN: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
