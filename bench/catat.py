"""Menulis hasil pengukuran: halaman untuk orang dan daftar untuk mesin."""

import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.db import connection

TEMPAT = Path(__file__).resolve().parent.parent / "docs"


@dataclass(frozen=True, slots=True)
class Ukuran:
    """Satu angka dengan pembandingnya; `rasio` = nilai : pembanding (detik), atau pembanding : nilai (laju)."""

    nama: str
    n: int
    nilai: float
    satuan: str
    pembanding: str
    nilai_pembanding: float
    rasio: float
    kueri: int | None = None


def tulis(hasil: list[Ukuran], *, hari: date) -> None:
    """Ganti angka yang nama dan besarnya diukur kali ini; yang lain di berkas tetap."""
    berkas = TEMPAT / "kinerja.json"
    lama = json.loads(berkas.read_text()) if berkas.exists() else []
    diukur = {(h.nama, h.n) for h in hasil}
    baru = [satu for satu in lama if (satu["nama"], satu["n"]) not in diukur]
    baru += [_baris(h, hari) for h in hasil]
    urutan = list(dict.fromkeys(satu["nama"] for satu in baru))
    baru.sort(key=lambda satu: (urutan.index(satu["nama"]), satu["n"]))
    berkas.write_text(json.dumps(baru, indent=2, ensure_ascii=False) + "\n")
    (TEMPAT / "kinerja.md").write_text(halaman(baru, mesin=mesin()))


def _baris(h: Ukuran, hari: date) -> dict[str, object]:
    isi = {k: (round(v, 3) if isinstance(v, float) else v) for k, v in asdict(h).items()}
    if h.kueri is None:
        del isi["kueri"]
    return isi | {"tanggal": hari.isoformat()}


def mesin() -> str:
    """Inti, Python, dan PostgreSQL tempat mengukur."""
    with connection.cursor() as kursor:
        kursor.execute("SHOW server_version")
        versi = kursor.fetchone()[0].split()[0]
        kursor.execute("SHOW fsync")
        fsync = kursor.fetchone()[0]
    return (
        f"{os.cpu_count()} inti {platform.machine()}, Python {platform.python_version()}, "
        f"PostgreSQL {versi} (fsync {fsync})"
    )


JUDUL = {
    "penutupan": (
        "Penutupan periode",
        "Dari permintaan sampai hasil tampil: nama dilepas, nilai, nota, sidik, rekap, buku, dan pemberitahuan, oleh "
        "dua pekerja. Pembandingnya satu `INSERT … SELECT` polos yang meringkas baris yang sama ke tabel sementara: "
        "tanpa nota, sidik, kunci, langkah, atau ketelitian 40 desimal. Tiap pegawai punya empat indikator berlaporan, "
        "enam jawaban 360, dan satu evaluasi.",
    ),
    "penutupan_bernota": (
        "Penutupan di samping hitungannya sendiri",
        "Pembandingnya pernyataan penutupan yang sama, dengan nota dan sidik, dalam satu transaksi ke tabel tanpa indeks. "
        "Selisihnya harga untuk aman dimatikan kapan saja, melepas nama, merantai buku, dan memberi tahu semua orang.",
    ),
    "rekomendasi": (
        "Saran pelatihan",
        "Sekali jalan oleh satu pekerja: tiap orang dibaca notanya, jawaban 360, suara warga, dan asesmennya; potretnya "
        "ditulis, dan pelatihan terbaik dicari dari katalog contoh dalam sisa JP-nya. Pembandingnya penutupan periode yang "
        "sama oleh dua pekerja. Kueri dihitung tiap 500 orang.",
    ),
    "rekomendasi_memori": (
        "Memori pekerja saran pelatihan",
        "Puncak memori proses yang membuat saran itu; hasilnya dibaca dan ditulis tiap 500 orang. Batasnya 300 MB.",
    ),
    "rekomendasi_pertumbuhan": (
        "Pertumbuhan waktu saran pelatihan",
        "Pangkat waktunya terhadap banyaknya orang, dari ukuran terkecil ke terbesar: 1 berarti sebanding. Batasnya 1,1.",
    ),
    "cetak_skp": (
        "PDF SKP satu paket",
        "1.000 SKP menjadi satu arsip oleh satu pekerja latar: dibaca dari naskahnya, dicetak typst dengan kode QR, "
        "ditulis per bagian, digabung. Pembandingnya typst saja atas data yang sudah jadi.",
    ),
    "impor_pratinjau": (
        "Pratinjau impor pegawai",
        "Dari pekerja mengambil berkas Excel sampai semua barisnya tersimpan sebagai pratinjau: separuh tetap, seperlima "
        "berubah, sisanya baru. Pembandingnya membuka berkas yang sama dan membaca semua selnya, tanpa basis data. "
        "Batas yang dijaga: 10.000 baris 20 detik dan 300 MB; 100.000 baris 60 detik dan 400 MB.",
    ),
    "impor_terapkan": (
        "Menerapkan impor pegawai",
        "Membaca dan membandingkan ulang, lalu menulis yang baru dan yang berubah beserta jejak dan riwayat barisnya, dalam "
        "satu transaksi. Pembandingnya pratinjau berkas yang sama.",
    ),
    "riwayat_tambah": (
        "Menambah penempatan dengan riwayat baris",
        "Satu `INSERT … SELECT` langsung ke tabel, bergantian dengan dan tanpa pemicu riwayat. n banyaknya baris.",
    ),
    "riwayat_ubah": (
        "Mengubah penempatan dengan riwayat baris",
        "Satu `UPDATE` dua kolom atas semua baris itu; tiap riwayatnya memuat hanya kolom yang berubah.",
    ),
    "riwayat_hapus": (
        "Menghapus penempatan dengan riwayat baris",
        "Satu `DELETE` atas semua baris itu; tiap riwayatnya memuat baris seutuhnya.",
    ),
    "riwayat_penutupan": (
        "Penutupan dengan riwayat baris",
        "Penutupan yang sama, bergantian dengan dan tanpa pemicu riwayat; yang tercepat dari tiga. Penutupan hanya menulis "
        "empat baris riwayat: hasil, buku, dan rekap sudah beku sendiri.",
    ),
    "segel_menyegel": (
        "Menyegel jejak lama",
        "Sejuta baris jejak disegel dari awal, di samping sekadar menghitung sha256 tiap baris. n banyaknya baris.",
    ),
    "segel_memeriksa": (
        "Memeriksa rantai segel",
        "`verifikasi_jejak` atas sejuta baris itu, di samping sekadar menghitung sha256 tiap baris. n banyaknya baris.",
    ),
    "penilai_semua": (
        "Penilai semua orang pada satu hari",
        "Satu kueri untuk seluruh pemda, dengan letak unit, Plt., Plh., dan penilai khusus hari itu. Pembandingnya kueri "
        "yang sama diputar untuk satu orang demi satu; rasionya berapa kali lebih cepat.",
    ),
    "halaman_pohon": (
        "Halaman pohon organisasi",
        "Seluruh permintaan halaman organisasi. Banyaknya unit ada di kolom pertama; jumlah kuerinya tidak boleh berubah.",
    ),
    "kiriman_warga": (
        "Kiriman formulir warga",
        "Sembilan jawaban tanpa saran dikirim ke formulir umum, tiap kali oleh orang dan titik yang lain, di samping view "
        "Django kosong dengan satu INSERT pada peladen yang sama, bergantian dalam satu kali jalan. Kuerinya termasuk awal "
        "dan akhir transaksi; n banyaknya kiriman.",
    ),
    "beranda_pegawai": (
        "Beranda pegawai",
        "Permintaan per detik ke beranda pegawai yang sudah masuk, di samping view Django kosong dengan satu kueri, pada "
        "peladen yang sama, tanpa simpanan sementara. Jumlah kueri tidak boleh berubah bila pegawainya bertambah.",
    ),
    "beranda_atasan": ("Beranda atasan", "Seperti beranda pegawai, oleh kepala dinas dengan lima bawahan."),
    "beranda_pimpinan": ("Beranda pimpinan", "Seperti beranda pegawai, oleh pimpinan seluruh pemda."),
    "beranda_dinas": ("Beranda admin dinas", "Seperti beranda pegawai, oleh admin satu dinas."),
    "beranda_admin": ("Beranda admin BKD", "Seperti beranda pegawai, oleh admin BKD seluruh pemda."),
    "papan_tim": (
        "Papan tim",
        "Halaman papan tim kepala dinas pada periode berjalan, lima bawahan dengan laporannya, dihitung baru tiap kali.",
    ),
    "dasbor": (
        "Dasbor admin BKD",
        "Seluruh halaman di dalam proses, tanpa simpanan: kelengkapan tiap perangkat daerah pada periode berjalan, sebaran "
        "periode tertutup dari rekap, indikator, dan keberatan; di samping view Django kosong dengan satu kueri. Jumlah "
        "kueri tidak boleh berubah bila pegawainya bertambah.",
    ),
    "dasbor_tertinggal": (
        "Daftar orang di balik dasbor",
        "Siapa yang ratingnya belum ditetapkan di seluruh pemda, halaman pertama.",
    ),
    "dasbor_banding": (
        "Perbandingan perangkat daerah",
        "Halaman pimpinan: tiap perangkat daerah dari rekap dan halaman umum.",
    ),
    "pembaca_saat_penutupan": (
        "Pembaca selama penutupan",
        "Lima puluh orang membuka beranda, capaian, dan hasilnya bergiliran tiap dua detik, sementara periodenya ditutup "
        "oleh proses lain di mesin yang sama. Waktu yang tidak dilampaui 95 % halaman, di samping pembaca yang sama tanpa "
        "penutupan. Batasnya dua kali.",
    ),
}


def angka(nilai: object) -> str:
    """Titik ribuan; pecahan dua desimal dengan koma."""
    teks = f"{nilai:,.2f}" if isinstance(nilai, float) else f"{nilai:,}"
    return teks.replace(",", " ").replace(".", ",").replace(" ", ".")


def halaman(baris: list[dict[str, object]], *, mesin: str) -> str:
    """docs/kinerja.md seutuhnya."""
    isi = [
        "# Kinerja",
        "",
        "Ditulis oleh `make bench`; jangan disunting tangan.",
        "",
        f"Terakhir diukur pada {mesin}.",
    ]
    isi += ["Milidetik bergantung pada mesinnya; rasio dan jumlah kueri yang dijaga.", ""]
    for nama in dict.fromkeys(str(b["nama"]) for b in baris):
        judul, uraian = JUDUL.get(nama, (nama, ""))
        milik = [b for b in baris if b["nama"] == nama]
        berkueri = any("kueri" in b for b in milik)
        isi += [f"## {judul}", "", uraian, ""]
        kepala = ["Pegawai", str(milik[0]["satuan"]), f"pembanding ({milik[0]['pembanding']})", "rasio"]
        isi.append("| " + " | ".join([*kepala, *(["kueri"] if berkueri else []), "tanggal"]) + " |")
        isi.append("|" + "---:|" * (len(kepala) + berkueri) + "---|")
        for b in milik:
            sel = [angka(b["n"]), angka(b["nilai"]), angka(b["nilai_pembanding"]), angka(b["rasio"])]
            sel += [angka(b["kueri"])] if berkueri else []
            isi.append("| " + " | ".join([*sel, str(b["tanggal"])]) + " |")
        isi.append("")
    return "\n".join(isi)
