"""Perjalanan pokok, satu demi satu di kota contoh: dipakai uji tanpa skrip, skrip yang rusak, dan papan ketik saja.

Tiap perjalanan mulai dari halamannya, berakhir di basis data, dan memakai gerak-gerik Orang saja; jadi cara menjalankannya
(tanpa skrip, dengan papan ketik) ditentukan Ragam. Urutannya berarti: menilai sebelum kalibrasi, keberatan sebelum dibuka lagi.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from indikator.models import SKP, Bukti, CatatanHarian, Periode, Polaritas, Realisasi
from inti.models import Dokumen, Impor
from kepegawaian.models import Pegawai, Peran
from pelatihan.models import Usulan
from penilaian.models import Evaluasi, Hasil, PindahKalibrasi
from tests.dunia import Dunia, bangun
from tests.e2e.cerita.nilai import _ajukan_keberatan as ajukan_keberatan
from tests.e2e.cerita.suara import isi_survei, jawab_360
from tests.e2e.kota import beri_sandi
from tests.e2e.langkah import Ragam
from tests.kepegawaian.impor import alat
from umpan_balik.models import Penugasan, Survei, TitikLayanan

PDF = {"name": "rekap.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
ORANG_BARU = ("198609262015051001", "Budi Santoso")


@dataclass
class Pokok:
    """Kota contoh, periode yang berjalan dan yang ditutup, dan kode lacak warga sesudah ia mengisi survei."""

    d: Dunia
    berjalan: Periode
    ditutup: Periode
    lapor: Realisasi
    kode: str = ""

    def orang(self, peran: str) -> Pegawai:
        siapa = self.d.peran[peran]
        assert siapa is not None
        return siapa


def pasang() -> Pokok:
    """Kota uji dengan SKP rekan yang masih draf, satu laporan yang belum dibuat, dan pegawai yang belum dirating."""
    d = bangun(sekarang=timezone.now(), tetangga=False)
    beri_sandi(d.a.pk)
    berjalan = Periode.objects.get(instansi=d.a, status="diproses", jenis="triwulan")
    kosong = {f"{aksi}_{akhir}": None for aksi in ("diajukan", "diputus") for akhir in ("pada", "oleh")}
    SKP.objects.filter(pegawai=d.peran["rekan"], periode=berjalan.induk).update(
        status="draf", catatan="", **kosong
    )
    lapor = Realisasi.objects.filter(
        pegawai=d.peran["pegawai"],
        periode=berjalan,
        indikator__polaritas__in=[Polaritas.MAKSIMAL, Polaritas.MINIMAL],
    )[0]
    Bukti.objects.filter(realisasi=lapor).delete()
    Realisasi.objects.filter(pk=lapor.pk).delete()
    Evaluasi.objects.filter(periode=berjalan, pegawai=d.peran["pegawai"]).delete()
    admin_kedua = d.peran["penilai_lain"]
    Peran.objects.create(pegawai=admin_kedua, jenis=Peran.Jenis.ADMIN_BKD, sejak=date(2020, 1, 1))
    return Pokok(d, berjalan, Periode.objects.get(instansi=d.a, status="ditutup"), lapor)


def masuk(ragam: Ragam, p: Pokok) -> None:
    with ragam.orang() as orang:
        orang.masuk(p.orang("pegawai").nip)
        orang.terbaca("Yang diminta dari Anda")


def ajukan_skp(ragam: Ragam, p: Pokok) -> None:
    rekan = p.orang("rekan")
    skp = SKP.objects.get(pegawai=rekan, periode=p.berjalan.induk)
    with ragam.orang(rekan.nip) as orang:
        orang.buka(f"/skp/{skp.pk}/")
        orang.tekan("Ajukan")
        orang.diterima()
    skp.refresh_from_db()
    assert skp.status == "diajukan"


def catat_harian(ragam: Ragam, p: Pokok) -> None:
    pegawai = p.orang("pegawai")
    with ragam.orang(pegawai.nip) as orang:
        orang.buka("/harian/")
        orang.isi.locator("textarea").first.fill("Memeriksa rekap layanan loket.")
        orang.tekan("Simpan")
        orang.diterima()
    assert CatatanHarian.objects.filter(pegawai=pegawai, uraian="Memeriksa rekap layanan loket.").exists()


def laporkan(ragam: Ragam, p: Pokok) -> None:
    """Angka, uraian, dan berkas; lalu tanda terimanya."""
    pegawai, indikator = p.orang("pegawai"), p.lapor.indikator
    with ragam.orang(pegawai.nip) as orang:
        orang.buka(f"/capaian/{p.berjalan.pk}/{indikator.pk}/")
        orang.isian("Realisasi").fill(f"{indikator.target:f}".replace(".", ","))
        orang.isian("Pilih berkas atau foto").set_input_files([PDF])  # type: ignore[list-item]
        for _ in range(2):  # periksa dahulu, lalu ajukan
            orang._pergi(orang.isi.locator("button.btn-primary[type=submit]").first)
            orang.diterima()
        orang.terbaca("Laporan capaian diterima")
        orang.terbaca("rekap.pdf")
    baru = Realisasi.objects.get(indikator=indikator, periode=p.berjalan)
    assert baru.status == "diajukan" and baru.bukti.count() == 1


def setujui(ragam: Ragam, p: Pokok) -> None:
    """Penilai menyetujui laporan itu, lalu menetapkan ratingnya."""
    pegawai, penilai = p.orang("pegawai"), p.orang("penilai")
    with ragam.orang(penilai.nip) as orang:
        orang.buka(f"/periksa/capaian/{p.berjalan.pk}/{pegawai.pk}/")
        orang.tekan("Setujui yang dicentang")
    assert Realisasi.objects.get(indikator=p.lapor.indikator, periode=p.berjalan).status == "disetujui"


def tetapkan_rating(ragam: Ragam, p: Pokok) -> None:
    pegawai = p.orang("pegawai")
    with ragam.orang(p.orang("penilai").nip) as orang:
        orang.buka(f"/menilai/{p.berjalan.pk}/{pegawai.pk}/")
        for nama in ("hasil", "perilaku"):
            orang.isi.locator(f"[name=rating_{nama}][value=sesuai]").check()
            orang.isi.locator(f"[name=alasan_{nama}]").fill("Sesuai pengamatan sepanjang triwulan ini.")
        orang.tekan("Tetapkan", tepat=False)
        orang.diterima()
    assert Evaluasi.objects.get(periode=p.berjalan, pegawai=pegawai).status == "ditetapkan"


def kalibrasi(ragam: Ragam, p: Pokok) -> None:
    """Kepala dinas membuka rapat, memilih orangnya di papan, dan memindahkannya dengan alasan."""
    pegawai = p.orang("pegawai")
    with ragam.orang(p.orang("atasan_penilai").nip) as orang:
        orang.buka("/kalibrasi/")
        orang.tekan("Buka rapat kalibrasi", tepat=False)
        orang.ikuti(pegawai.nama)
        orang.isian("Pindahkan ke").select_option("di_atas.sesuai")
        orang.isian("Alasan, wajib").fill("Bukti setingkat dengan tim sebelah, dibaca bersama.")
        orang.tekan("Pindahkan")
        orang.diterima()
    assert PindahKalibrasi.objects.get().menjadi_hasil == "di_atas"


def impor(ragam: Ragam, p: Pokok) -> None:
    """Unggah, pratinjau, konfirmasi, terapkan; pekerjanya dijalankan di antara keduanya."""
    berkas = {"name": "pegawai.csv", "mimeType": "text/csv"}
    berkas["buffer"] = alat.teks_csv(("NIP", "Nama"), ORANG_BARU)  # type: ignore[assignment]
    with ragam.orang(p.orang("admin_bkd").nip) as orang:
        orang.buka("/impor/pegawai/")
        orang.isi.locator("input[type=file]").set_input_files([berkas])  # type: ignore[list-item]
        orang.tekan("Unggah dan lihat pratinjau")
        satu = alat.kerjakan(Impor.objects.latest("pk"), sekarang=timezone.now())
        orang.buka(f"/impor/{satu.pk}/")
        orang.ikuti("Periksa dan terapkan")
        orang.konfirmasi()
        orang.tekan("Terapkan 1 baris")
        alat.kerjakan(satu, sekarang=timezone.now())
        orang.buka(f"/impor/{satu.pk}/")
        orang.terbaca("Diterapkan:")
    assert Pegawai.objects.filter(nip=ORANG_BARU[0]).exists()


def formulir_warga(ragam: Ragam, p: Pokok) -> None:
    sebelum, titik = Survei.objects.count(), TitikLayanan.objects.filter(layanan__instansi=p.d.a)[0]
    with ragam.orang() as warga:
        p.kode = isi_survei(warga, f"/s/{titik.token}/", lupa=False)
    assert Survei.objects.count() == sebelum + 1


def periksa_tanda_terima(ragam: Ragam, p: Pokok) -> None:
    """Warga melacak sarannya dengan kodenya, dan siapa pun memeriksa nomor dokumen."""
    dokumen = Dokumen.objects.filter(instansi_id=p.d.a.pk, jenis="skp", keadaan="berlaku")[0]
    with ragam.orang() as warga:
        warga.buka("/lacak/")
        warga.isian("Kode lacak").fill(p.kode)
        warga.tekan("Lacak")
        warga.terbaca("Antreannya cepat.")
        warga.buka(reverse("dokumen_periksa", args=[dokumen.kode]))
        warga.terbaca("Dokumen ini berlaku")


def keberatan(ragam: Ragam, p: Pokok) -> None:
    pegawai = p.orang("pegawai")
    with ragam.orang(pegawai.nip) as orang:
        ajukan_keberatan(orang, Hasil.objects.get(pegawai=pegawai))


def usul_pelatihan(ragam: Ragam, p: Pokok) -> None:
    pegawai = p.orang("pegawai")
    sebelum = Usulan.objects.filter(pegawai=pegawai).count()
    with ragam.orang(pegawai.nip) as orang:
        orang.buka("/pelatihan/katalog/")
        orang._pergi(orang.isi.locator("table a[href^='/pelatihan/katalog/']").last)
        orang.ikuti("Usulkan", tepat=True)
        orang.isian("Mengapa Anda membutuhkannya").fill("Loket memakai aplikasi baru mulai bulan depan.")
        orang.tekan("Usulkan")
        orang.diterima()
    assert Usulan.objects.filter(pegawai=pegawai).count() == sebelum + 1


def jawab_umpan_balik(ragam: Ragam, p: Pokok) -> None:
    tugas = (
        Penugasan.objects.filter(periode=p.berjalan, penilai=p.orang("pegawai"), jawaban__isnull=True)
        .select_related("dinilai", "penilai")
        .earliest("pk")
    )
    with ragam.orang(tugas.penilai.nip) as orang:
        jawab_360(orang, tugas, tugas.dinilai.nama, kurang_dahulu=False)


def buka_kembali(ragam: Ragam, p: Pokok) -> None:
    """Diusulkan admin, disetujui admin lain; keduanya mengetik sandi lagi."""
    alamat = f"/periode/{p.ditutup.pk}/buka-kembali/"
    sampai = timezone.localtime() + timedelta(days=3)
    with ragam.orang(p.orang("admin_bkd").nip) as orang:
        orang.buka(alamat)
        orang.konfirmasi()
        orang.isian("Alasan membuka kembali").fill("Laporan satu unit keliru disalin.")
        orang.isian("Ditutup lagi pada").fill(f"{sampai:%Y-%m-%dT%H:%M}")
        orang.tekan("Kirim usul")
        orang.diterima()
    with ragam.orang(p.orang("penilai_lain").nip) as kedua:
        kedua.buka(alamat)
        kedua.konfirmasi()
        kedua.tekan("Setujui dan buka kembali")
    p.ditutup.refresh_from_db()
    assert p.ditutup.status == Periode.Status.DIPROSES


PERJALANAN: dict[str, Callable[[Ragam, Pokok], None]] = {
    "masuk": masuk,
    "mengajukan SKP": ajukan_skp,
    "catatan harian": catat_harian,
    "melapor dengan berkas": laporkan,
    "menyetujui laporan": setujui,
    "menetapkan rating": tetapkan_rating,
    "kalibrasi": kalibrasi,
    "impor": impor,
    "formulir warga": formulir_warga,
    "memeriksa tanda terima": periksa_tanda_terima,
    "keberatan": keberatan,
    "usul pelatihan": usul_pelatihan,
    "jawaban 360": jawab_umpan_balik,
    "membuka kembali periode": buka_kembali,
}


def tempuh(ragam: Ragam, p: Pokok) -> dict[str, str]:
    """Jalankan semuanya; nilainya perjalanan yang tidak selesai dengan sebabnya."""
    gagal: dict[str, str] = {}
    for nama, perjalanan in PERJALANAN.items():
        try:
            perjalanan(ragam, p)
        except Exception as galat:  # yang berikutnya tetap ditempuh
            gagal[nama] = (
                f"{type(galat).__name__}: {galat}\n{'; '.join(getattr(galat, '__notes__', []))[:1500]}"
            )
    return gagal
