"""Layar putaran pelatihan: memilih, menyetujui, merencanakan, hadir, sertifikat, dampak, dan rencana pembinaan."""

from datetime import date
from pathlib import Path

from kepegawaian.models import Pegawai
from pelatihan.models import Pelatihan, Pembinaan, Rekomendasi, Sesi, Usulan
from tests.e2e.cerita.putaran import DITOLAK, MULAI_SESI, PDF, PILIHAN, SELESAI_SESI, Putaran
from tests.e2e.langkah import Orang

ALASAN = "Sudah saya ikuti di kantor lama pada 2024."
SASARAN, UKURAN = "Periksa ulang setiap berkas sebelum dikirim.", "Dua puluh berkas tanpa perbaikan."


def memilih_dan_menolak(ratna: Orang, p: Putaran) -> None:
    """Dari hasil ke saran beralasan; satu dipilih, satu ditolak dengan alasan."""
    ratna.buka("/hasil/")
    ratna.terbaca("Pelatihan yang disarankan")
    ratna.buka("/pelatihan/")
    for satu in Rekomendasi.objects.filter(pegawai=p.ratna):
        ratna.terbaca(satu.judul)
        ratna.terbaca(satu.alasan)
    ratna.terbaca("60,00 dari 100,00")
    ratna.ikuti(DITOLAK)
    ratna.tekan("Catat")
    ratna.ditolak()
    ratna.isi.locator("[name=alasan]").fill(ALASAN)
    ratna.tekan("Catat")
    ratna.diterima()
    ratna.terbaca(ALASAN)
    ratna.tekan(PILIHAN, tepat=False)
    ratna.terbaca(f"Pelatihan dipilih: {PILIHAN}.")


def _centang_semua(orang: Orang, banyak: int) -> None:
    kotak = orang.isi.locator("[name=pilih]")
    assert kotak.count() == banyak
    for satu in kotak.all():
        satu.check()


def menyetujui(kepala: Orang, p: Putaran) -> None:
    kepala.buka("/pelatihan/persetujuan/")
    kepala.terbaca(p.ratna.nama)
    _centang_semua(kepala, len(p.peserta))
    kepala.tekan("Setujui yang dicentang")
    kepala.terbaca(f"{len(p.peserta)} usulan disetujui")


def merencanakan(bkd: Orang, p: Putaran) -> None:
    """Tanpa anggaran dan dengan anggaran yang kurang dikatakan, centangnya tinggal; dengan anggaran cukup masuk."""
    bkd.buka("/pelatihan/rencana/")
    _centang_semua(bkd, len(p.peserta))
    bkd.tekan("Masukkan ke rencana")
    bkd.ditolak()
    bkd.terbaca("anggarannya belum diisi")
    for pagu, cukup in (("1.000.000", False), ("4.000.000", True)):
        kartu = bkd.isi.locator("form", has_text="Pagu pelatihan")
        kartu.locator("[name=dinas]").select_option(label=p.d.dinas.nama)
        kartu.locator("[name=jumlah]").fill(pagu)
        bkd.tekan("Tetapkan anggaran", di=kartu)
        _centang_semua(bkd, len(p.peserta))
        bkd.tekan("Masukkan ke rencana")
        if not cukup:
            bkd.ditolak()
            assert bkd.isi.locator("[name=pilih]:checked").count() == len(p.peserta)
    bkd.terbaca(f"{len(p.peserta)} usulan masuk rencana")
    bkd.terbaca("Rp 1.000.000")  # sisa: 4 juta − 6 × 500 ribu
    unduhan = bkd.halaman.context.request.get(f"{bkd.situs}/pelatihan/rencana/unduh/")
    assert unduhan.ok and unduhan.body().startswith(b"PK")


def membuka_sesi(bkd: Orang) -> Sesi:
    bkd.buka(f"/pelatihan/katalog/{Pelatihan.objects.get(judul=PILIHAN).pk}/")
    bkd.ikuti("Sesi baru")
    isian: dict[str, date | str] = {
        "mulai": MULAI_SESI,
        "selesai": SELESAI_SESI,
        "batas_daftar": MULAI_SESI,
        "kursi": "6",
        "tempat": "Aula BKD",
        "biaya": "500.000",
    }
    for nama, nilai in isian.items():
        bkd.isi.locator(f"[name={nama}]").fill(str(nilai))
    bkd.isi.locator("[name=buka]").check()
    bkd.tekan("Simpan sesi")
    bkd.terbaca("Sesi disimpan")
    return Sesi.objects.get()


def mendaftar(ratna: Orang, p: Putaran) -> None:
    ratna.buka("/pelatihan/usulan/")
    ratna.ikuti(PILIHAN)
    ratna.terbaca("Aula BKD")
    ratna.tekan("Daftar")
    ratna.terbaca("terdaftar di sesi")
    sesi = Sesi.objects.get()
    kalender = ratna.halaman.context.request.get(f"{ratna.situs}/pelatihan/sesi/{sesi.pk}/kalender.ics")
    assert f"DTSTART;VALUE=DATE:{MULAI_SESI:%Y%m%d}" in kalender.text()


def mencatat_hadir(bkd: Orang, p: Putaran) -> None:
    bkd.buka("/pelatihan/rencana/sesi/")
    bkd.ikuti(PILIHAN)
    for satu in p.peserta:
        bkd.isi.locator(f"[name=hadir_{Usulan.objects.get(pegawai=satu).pk}][value=ya]").check()
    bkd.tekan("Simpan kehadiran")
    bkd.terbaca(f"{len(p.peserta)} usulan dicatat kehadirannya")


def menyerahkan_sertifikat(ratna: Orang, p: Putaran, folder: Path) -> None:
    """Nomor yang lupa diisi diminta dan berkasnya tidak hilang."""
    pdf = folder / "Sertifikat mutu.pdf"
    pdf.write_bytes(PDF)
    ratna.buka("/")
    ratna.terbaca("sertifikat")
    ratna.buka(f"/pelatihan/usulan/{Usulan.objects.get(pegawai=p.ratna).pk}/")
    ratna.isian("Pilih berkas").set_input_files(pdf)
    if ratna.ragam.berskrip:
        ratna.isi.get_by_role("button", name=f"Hapus {pdf.name}").wait_for()
    ratna.tekan("Serahkan sertifikat")
    ratna.ditolak()
    ratna.terbaca(pdf.name)
    ratna.isian("Nomor sertifikat").fill("MUTU-1/2026")
    ratna.tekan("Serahkan sertifikat")
    ratna.terbaca("Sertifikat diserahkan")


def menghitung_jp(bkd: Orang, p: Putaran) -> None:
    bkd.buka("/pelatihan/rencana/sertifikat/")
    _centang_semua(bkd, len(p.peserta))
    bkd.tekan("Nyatakan benar, hitung JP")
    bkd.terbaca("JP-nya dihitung")


def melihat_jp(ratna: Orang) -> None:
    """Beranda: jam pelajaran yang sudah dihitung, sebagai angka dan sebagai batang."""
    ratna.buka("/")
    batang = ratna.halaman.get_by_role("progressbar", name="JP yang sudah dihitung")
    assert (batang.get_attribute("value"), batang.get_attribute("max")) == ("6", "20")
    ratna.buka("/pelatihan/usulan/")
    ratna.terbaca("MUTU-1/2026")


def yang_ditolak_tidak_kembali(ratna: Orang, rekan: Orang, p: Putaran) -> None:
    """Pada hasil yang baru; rekan yang sama kurangnya dan tidak menolak tetap disarankan pelatihan itu."""
    assert p.kedua is not None
    for orang, siapa, ada in ((ratna, p.ratna, False), (rekan, p.serupa[0], True)):
        baru = Rekomendasi.objects.filter(pegawai=siapa, periode=p.kedua.triwulan)
        assert baru.filter(pelatihan__judul=DITOLAK).exists() is ada
        assert not baru.filter(pelatihan__judul=PILIHAN).exists() or siapa == p.serupa[0]
        orang.buka("/pelatihan/")
        if ada:
            # Saran lamanya tidak dapat ditanggapi lagi: satu pelatihan, satu tombol.
            assert orang.isi.get_by_role("button", name=DITOLAK).count() == 1
            orang.terbaca("Disarankan lagi dari hasil yang lebih baru")
        else:
            assert orang.isi.get_by_role("button", name=DITOLAK).count() == 0
            orang.terbaca(ALASAN)


def membaca_dampak(ratna: Orang, p: Putaran) -> None:
    """Sebelum dan sesudah dengan banyaknya orang, di samping yang serupa, dan dikatakan bukan bukti sebab."""
    ratna.buka("/pelatihan/katalog/")
    ratna.ikuti(PILIHAN)
    ratna.ikuti("Sebelum dan sesudah")
    ratna.terbaca("dari 60,00 menjadi 92,50")
    baris = ratna.isi.get_by_role("row")
    for nama, isi in (("Ikut pelatihan ini", "32,50"), ("Serupa, tidak ikut", "4,50"), ("Selisih", "28,00")):
        satu = baris.filter(has_text=nama).inner_text()
        assert isi in satu and "6" in satu, satu
    ratna.terbaca("Ini hubungan, bukan bukti sebab")


def menyusun_pembinaan(kepala: Orang, p: Putaran) -> Pembinaan:
    """Sasaran pada satu indikator, tanggal pertemuan, lalu ditetapkan."""
    kepala.buka("/pembinaan/tim/")
    kepala.ikuti(p.dedi.nama)
    kepala.ikuti("Tambah sasaran")
    kepala.isi.locator("[name=teks]").fill(SASARAN)
    kepala.isi.locator("[name=ukuran]").fill(UKURAN)
    kepala.isi.locator("[name=batas]").fill("2026-12-15")
    kepala.tekan("Simpan")
    kepala.ditolak()
    kepala.isi.locator("[name=acuan]").select_option(index=1)
    kepala.tekan("Simpan")
    kepala.terbaca(SASARAN)
    kepala.ikuti("Jadwalkan pertemuan")
    kepala.isi.locator("[name=tanggal]").fill("2026-10-21")
    kepala.isi.locator("[name=pokok]").fill("Membahas sasaran.")
    kepala.tekan("Simpan")
    kepala.tekan("Tetapkan rencana")
    kepala.terbaca("Rencana pembinaan ditetapkan")
    return Pembinaan.objects.get(pegawai=p.dedi)


def menyerahkan_bukti(dedi: Orang, rencana: Pembinaan, folder: Path) -> None:
    pdf = folder / "Rekap berkas.pdf"
    pdf.write_bytes(PDF)
    dedi.buka("/pembinaan/")
    dedi.buka(f"/pembinaan/{rencana.pk}/")
    dedi.ikuti("Serahkan bukti")
    dedi.isian("Pilih berkas").set_input_files(pdf)
    if dedi.ragam.berskrip:
        dedi.isi.get_by_role("button", name=f"Hapus {pdf.name}").wait_for()
    dedi.tekan("Serahkan bukti")
    dedi.terbaca("Bukti diserahkan")
    dedi.isian("Catatan untuk penilai").fill("Sepuluh berkas pertama.")
    dedi.tekan("Minta ditinjau")
    dedi.terbaca("Penilai Anda diminta meninjau")


def meninjau(kepala: Orang, rencana: Pembinaan, hasil: str, alasan: str) -> None:
    kepala.buka(f"/pembinaan/{rencana.pk}/")
    kepala.ikuti("Tinjau sasarannya")
    sasaran = rencana.sasaran.get()
    if rencana.asal is not None:
        kepala.terbaca(f"ada di rencana {rencana.asal.periode.nama}")
    kepala.isi.locator(f"[name=hasil_{sasaran.pk}][value={hasil}]").check()
    kepala.tekan("Simpan tinjauan")
    kepala.ditolak()
    kepala.isi.locator(f"[name=alasan_{sasaran.pk}]").fill(alasan)
    kepala.tekan("Simpan tinjauan")
    kepala.terbaca(alasan)
    rencana.refresh_from_db()


def siapa_diteruskan(kepala: Orang, dedi: Pegawai) -> Pembinaan:
    """Rencana baru meneruskan yang lama, dengan sasaran yang belum tercapai."""
    lama, baru = Pembinaan.objects.filter(pegawai=dedi).order_by("pk")
    assert (lama.status, baru.asal_id) == ("diteruskan", lama.pk)
    kepala.buka("/pembinaan/tim/")
    kepala.ikuti(dedi.nama)
    kepala.terbaca("Meneruskan rencana Triwulan III 2026")
    kepala.terbaca(SASARAN)
    return baru
