"""Layar penghargaan: panitia ditunjuk, calon dihitung, diputus dengan berita acara, dan piagamnya diperiksa siapa pun."""

import io

import segno

from inti.models import Dokumen
from inti.services.dokumen import keterangan
from pelatihan.models import CalonPenghargaan, SidangPenghargaan
from pelatihan.services.penghargaan import cetak_piagam
from tests.e2e.cerita.putaran import Putaran
from tests.e2e.langkah import Orang


def menunjuk_panitia(bkd: Orang, p: Putaran) -> None:
    bkd.buka("/penghargaan/")
    bkd.ikuti("Panitia", tepat=True)
    for siapa in (p.kepala, p.anggota):
        bkd.isian("NIP anggota").fill(siapa.nip)
        bkd.tekan("Tunjuk")
        bkd.terbaca("Anggota panitia ditunjuk")


def bersidang(kepala: Orang, p: Putaran) -> SidangPenghargaan:
    """Menutup sebelum semua diputus ditolak; tiap putusan beralasan."""
    assert p.kedua is not None
    kepala.buka("/penghargaan/")
    kepala.isi.locator("[name=periode]").select_option(label=p.kedua.triwulan.nama)
    kepala.tekan("Hitung calon dan buka sidang")
    kepala.terbaca(p.budi.nama)
    kepala.terbaca("Sangat Baik 2 periode berturut-turut")
    kepala.terbaca("Triwulan III 2026")
    kepala.terbaca("Rata-rata nilai naik")
    satu = SidangPenghargaan.objects.get()
    kepala.ikuti("Tutup sidang")
    kepala.isian(p.anggota.nama).check()
    kepala.tekan("Tutup sidang")
    kepala.ditolak()
    assert kepala.isian(p.anggota.nama).is_checked()
    for calon in satu.calon.order_by("pk"):
        kepala.buka(f"/penghargaan/sidang/{satu.pk}/")
        kepala.ikuti(f"Putus {calon.nama}")
        putusan = "diberikan" if calon.pegawai_id == p.budi.pk else "tidak"
        kepala.isi.locator(f"[name=putusan][value={putusan}]").check()
        kepala.isi.locator("[name=alasan]").fill("Dibahas dan disepakati panitia.")
        kepala.tekan("Simpan")
        kepala.terbaca(f"Putusan atas {calon.nama} dicatat")
    kepala.ikuti("Tutup sidang")
    kepala.isian(p.anggota.nama).check()
    kepala.isi.locator("[name=catatan]").fill("Sidang singkat.")
    kepala.tekan("Tutup sidang")
    kepala.terbaca("piagamnya terbit")
    acara = _unduh(kepala, f"/penghargaan/sidang/{satu.pk}/berita-acara/")
    assert acara.startswith(b"%PDF")
    return satu


def menerima_piagam(budi: Orang, p: Putaran) -> str:
    """PDF-nya sama dengan yang dicetak dari naskah; alamat di kode QR-nya dikembalikan."""
    budi.buka("/penghargaan/")
    budi.terbaca("Sangat Baik 2 periode berturut-turut")
    calon = CalonPenghargaan.objects.get(pegawai=p.budi)
    alamat = budi.isi.get_by_role("link", name="Piagam (PDF)").get_attribute("href")
    assert alamat is not None
    pdf = _unduh(budi, alamat)
    assert pdf.startswith(b"%PDF") and pdf == cetak_piagam(calon)
    dokumen = Dokumen.objects.get(jenis="penghargaan", objek_id=calon.pk)
    isi = keterangan(dokumen, instansi="", subjudul="", contoh=False)
    gambar = io.BytesIO()
    segno.make(isi["alamat"], error="m").save(gambar, kind="svg", border=1, xmldecl=False)
    assert isi["qr"] == gambar.getvalue().decode()
    return str(isi["alamat"])


def diperiksa_siapa_pun(tamu: Orang, alamat: str, p: Putaran) -> None:
    """Tamu yang memindai QR membaca keadaan dokumennya, bukan nama penerimanya."""
    tamu.buka(alamat.removeprefix(tamu.situs))
    tamu.terbaca("Dokumen ini berlaku")
    tamu.terbaca("Piagam penghargaan")
    tamu.terbaca(Dokumen.objects.get(jenis="penghargaan").nomor)
    tamu.tidak_terbaca(p.budi.nama)


def _unduh(orang: Orang, alamat: str) -> bytes:
    jawaban = orang.halaman.context.request.get(f"{orang.situs}{alamat}")
    assert jawaban.ok, jawaban.status
    return jawaban.body()
