"""Langkah 3: melapor dengan bukti, melihat capaian seketika, dan memeriksanya."""

from pathlib import Path

from indikator.models import Periode, Realisasi
from tests.e2e.cerita.kalender import INDIKATOR_BARU
from tests.e2e.kota import Kota
from tests.e2e.langkah import Orang, Ragam

KETERANGAN = "Tindakan dasar di poli umum dan IGD."


def laporkan(pegawai: Orang, folder: Path) -> None:
    """Indikator pertama berbukti berkas, yang kedua berbukti tautan."""
    pdf = folder / "Rekap tindakan.pdf"
    pdf.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    pegawai.terbaca("Lapor capaian")
    pegawai.buka("/pemberitahuan/")
    pegawai.terbaca("disetujui")
    pegawai.buka("/capaian/")
    pegawai.ikuti("Jumlah tindakan")
    # Tanpa bukti: ditolak dengan penjelasan, ketikannya tetap.
    pegawai.isian("Realisasi").fill("945")
    pegawai.isian("Apa yang Anda kerjakan").fill(KETERANGAN)
    pegawai.tekan("Periksa dan ajukan")
    pegawai.ditolak()
    assert pegawai.isian("Realisasi").input_value() == "945"
    assert pegawai.isian("Apa yang Anda kerjakan").input_value() == KETERANGAN
    pegawai.isian("Pilih berkas atau foto").set_input_files(pdf)
    if pegawai.ragam.berskrip:
        # Dikirim begitu dipilih; tombol hapusnya tampil sesudah sampai.
        pegawai.isi.get_by_role("button", name=f"Hapus {pdf.name}").wait_for()
    pegawai.tekan("Periksa dan ajukan")
    pegawai.tekan("Ajukan")
    pegawai.terbaca("Laporan capaian diterima")
    pegawai.terbaca("105,00")  # 945 : 900 × 100
    pegawai.terbaca("Pengaruhnya pada perkiraan hasil kerja")
    pegawai.terbaca("dari bobot 60")
    pegawai.ikuti("Lanjut:")
    pegawai.isian("Realisasi").fill("86,3")
    pegawai.isian("Tautan bukti").fill("https://contoh.go.id/rekap Rekap antrean")
    pegawai.tekan("Periksa dan ajukan")
    pegawai.tekan("Ajukan")
    pegawai.terbaca("Laporan capaian diterima")
    pegawai.terbaca("95,89")  # 86,3 : 90 × 100
    pegawai.terbaca("101,36")  # (60 × 105 + 40 × 95,888…) : 100


def periksa(penilai: Orang, triwulan: Periode, kota: Kota, ragam: Ragam) -> None:
    """Satu laporan dikembalikan dan diperbaiki, lalu semuanya disetujui."""
    nama = kota.nama(kota.pegawai)
    penilai.buka("/periksa/capaian/")
    penilai.ikuti(nama)
    penilai.terbaca("Rekap tindakan.pdf")
    penilai.ikuti(INDIKATOR_BARU)
    penilai.isian("Apa yang perlu diperbaiki").fill("Sebutkan bulan rekapnya.")
    penilai.tekan("Kembalikan dengan catatan")
    penilai.diterima()
    with ragam.orang(kota.pegawai) as pegawai:
        pegawai.buka("/capaian/")
        pegawai.ikuti(INDIKATOR_BARU)
        pegawai.terbaca("Sebutkan bulan rekapnya.")
        assert pegawai.isian("Realisasi").input_value() == "86,3"
        pegawai.isian("Apa yang Anda kerjakan").fill("Rekap antrean tiga bulan terakhir.")
        pegawai.tekan("Periksa dan ajukan lagi")
        pegawai.tekan("Ajukan lagi")
        pegawai.terbaca("Laporan capaian diterima")
        pegawai.buka(f"/prakiraan/{triwulan.pk}/")
        pegawai.terbaca("101,36")
    penilai.buka("/periksa/capaian/")
    penilai.ikuti(nama)
    penilai.tekan("Setujui yang dicentang")
    laporan = Realisasi.objects.filter(periode=triwulan, pegawai__nip=kota.pegawai)
    assert [r.status for r in laporan] == ["disetujui", "disetujui"]
