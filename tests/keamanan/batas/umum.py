"""Batas berkas, ketikan, lembar kerja, masuk, dan laju."""

import io
import json
import struct
import zipfile
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import time_machine
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from PIL import Image

from inti.models import Draf, KotakKeluar
from inti.rules.tabel import Kolom
from inti.services import berkas, draf, lembar
from inti.services.dokumen import paket
from inti.services.impor import terima
from inti.services.lembar import xlsx
from kepegawaian import sesi, titipan, tulisan
from kepegawaian.rules import letak, nip
from kepegawaian.services import kode, laju, laporan, perbaikan, percobaan, pulih, surel
from kepegawaian.services.organisasi import jabatan
from kepegawaian.services.percobaan import Klien
from kepegawaian.views import lanjut
from tests.keamanan.batas.dasar import DETIK, Batas, Dunia, huruf
from tests.umpan_balik.conftest import SEKARANG


def unggah(w: Dunia, isi: bytes, nama: str) -> object:
    return berkas.simpan(kiriman=SimpleUploadedFile(nama, isi), oleh=w.kota.admin, sekarang=SEKARANG)


def pdf(w: Dunia, besar: int) -> object:
    return unggah(w, b"%PDF-1.4\n" + b"0" * (besar - 9), "a.pdf")


def gambar(w: Dunia, titik: int) -> object:
    """Gambar hitam-putih selebar itu dan setinggi satu titik."""
    keluar = io.BytesIO()
    Image.new("1", (titik, 1)).save(keluar, "PNG")
    return unggah(w, keluar.getvalue(), "a.png")


def arsip(anggota: dict[str, bytes], *, padat: bool = True) -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED if padat else zipfile.ZIP_STORED) as a:
        for nama, isi in ({"word/document.xml": b""} | anggota).items():
            a.writestr(nama, isi)
    return keluar.getvalue()


def mengaku(isi: bytes, besar: int) -> bytes:
    """Arsip yang daftar isinya mengaku satu anggotanya sebesar itu; isinya tidak perlu dibuat."""
    letak_daftar = isi.rindex(b"PK\x01\x02")
    return isi[: letak_daftar + 24] + struct.pack("<I", besar) + isi[letak_daftar + 28 :]


def dokumen(w: Dunia, isi: bytes) -> object:
    return unggah(w, isi, "a.docx")


def nisbah(w: Dunia, kali: int) -> object:
    """Arsip kecil dihitung sepuluh ribu bita."""
    return dokumen(w, mengaku(arsip({"word/isi.xml": b"x"}), kali * 10_000))


def mengembang(w: Dunia, besar: int) -> object:
    """Arsip tiga juta bita: batas nisbahnya tiga ratus juta, jadi yang terasa batas besarnya."""
    isi = arsip({"word/acak.bin": bytes(range(256)) * 12_000, "word/z.xml": b"x"}, padat=False)
    return dokumen(w, mengaku(isi, besar - 3_072_000))


def anggota(w: Dunia, banyak: int) -> object:
    return dokumen(w, arsip({f"word/{n}.xml": b"" for n in range(banyak - 1)}))


def hubungan(w: Dunia, besar: int) -> object:
    return dokumen(w, arsip({"word/_rels/document.xml.rels": b"x" * besar}, padat=False))


def ketikan(w: Dunia, besar: int) -> object:
    isi = "a" * (besar - len(json.dumps({"t": [""]})))
    return simpan_draf(w, isi)


def simpan_draf(w: Dunia, isi: str, nomor: int = 0) -> object:
    baru = draf.Ketikan(f"kunci-{nomor}", f"{nomor:032x}", "tab", 1, 0, "", {"t": [isi]})
    return draf.simpan(ketikan=baru, oleh=w.kota.admin, sekarang=SEKARANG + timedelta(seconds=nomor))


def banyak_utas(w: Dunia, banyak: int) -> bool:
    """Utas lama yang melebihi batas dilupakan; diterima bila semuanya masih ada."""
    for nomor in range(banyak):
        simpan_draf(w, "a", nomor)
    return Draf.objects.filter(pemilik_id=w.kota.admin.pk).count() == banyak


def cetak(w: Dunia, banyak: int) -> object:
    return paket.minta(
        jenis="skp",
        judul="SKP",
        butir=range(1, banyak + 1),
        tugas="penilaian.tasks.cetak",
        oleh=w.kota.admin,
        sekarang=SEKARANG,
    )


def baris_csv(w: Dunia, banyak: int) -> object:
    kolom = (Kolom("nama", "Nama"),)
    isi = b"Nama\n" + b"a\n" * banyak
    return lembar.buka(isi, excel=False, kolom=kolom, lembar="A")


def besar_lembar(w: Dunia, besar: int) -> object:
    return terima._periksa_luar("a.csv", SimpleUploadedFile("a.csv", b"a" * besar))


def kolom_lembar(w: Dunia, ke: int) -> None:
    xlsx._catat(xlsx.Pindaian(10), 1, ke - 1, rumus=False)


def rumus_lembar(w: Dunia, banyak: int) -> None:
    hasil = xlsx.Pindaian(10)
    for _ in range(banyak):
        xlsx._catat(hasil, 1, 1, rumus=True)


def teks_lembar(w: Dunia, banyak: int) -> None:
    xlsx._hitung_teks(io.BytesIO(b"<si/>" * banyak))


# --- masuk dan sesi ---


def kode_masuk(w: Dunia, lama: timedelta) -> object:
    orang = w.kota.anggota[1]
    satu = kode.terbitkan(pegawai=orang, oleh=None, sekarang=SEKARANG)
    return kode.pakai(
        nip=orang.nip,
        kode=satu,
        sandi_baru="perahu-kelapa-lonceng",
        klien=Klien("10.0.0.9"),
        sekarang=SEKARANG + lama,
    )


def tautan_surel(w: Dunia, lama: timedelta) -> bool:
    orang = w.kota.anggota[1]
    surel.minta(pegawai=orang, surel="baru@contoh.go.id", oleh=orang, sekarang=SEKARANG)
    muatan = KotakKeluar.objects.filter(kunci__startswith="surel:ganti:").latest("pk").muatan
    tautan = next(kata for kata in muatan["isi"].split() if kata.startswith("http"))
    return surel.menunggu(kode=tautan.rstrip("/").rsplit("/", 1)[-1], sekarang=SEKARANG + lama) is not None


def diam(w: Dunia, lama: timedelta) -> bool:
    satu = SessionStore()
    sesi.buka(satu, pengelola=True, sekarang=SEKARANG)
    return sesi.periksa(satu, sekarang=SEKARANG + lama) is None


def umur_sesi(kelas: str) -> Any:
    def coba(w: Dunia, lama: timedelta) -> bool:
        satu = SessionStore()
        sesi.buka(satu, pengelola=kelas == "pengelola", sekarang=SEKARANG)
        satu[sesi.KUNCI] |= {"terakhir": (SEKARANG + lama).timestamp()}
        return sesi.periksa(satu, sekarang=SEKARANG + lama) is None

    return coba


def tautan_sandi(w: Dunia, detik: int) -> bool:
    orang = w.kota.anggota[1]
    with time_machine.travel(SEKARANG, tick=False) as jam:
        tanda = default_token_generator.make_token(orang)
        jam.shift(detik)
        return default_token_generator.check_token(orang, tanda)


def konfirmasi(w: Dunia, detik: int) -> bool:
    """Orang yang hanya punya OIDC: masuknya belum lama."""
    with time_machine.travel(SEKARANG, tick=False) as jam:
        minta = RequestFactory().get("/")
        minta.session, minta.user = SessionStore(), w.kota.anggota[1]
        minta.user.set_unusable_password()
        record_authentication(minta, minta.user, "socialaccount")
        jam.shift(detik)
        return lanjut.baru_dikonfirmasi(minta)


def _permintaan(banyak_berkas: int = 0) -> Any:
    minta = RequestFactory().post(
        "/x/", {f"b{n}": SimpleUploadedFile(f"{n}.pdf", b"isi") for n in range(banyak_berkas)}
    )
    minta.session = SessionStore()
    return minta


def _tulisan(isi: str) -> tulisan.Tulisan:
    return tulisan.Tulisan(alamat="/x/", isian=(("uraian", isi),), berkas=())


def umur_tulisan(w: Dunia, lama: timedelta) -> bool:
    minta = _permintaan()
    tulisan.simpan(minta, _tulisan("isi"), nip="1", sekarang=SEKARANG)
    return tulisan.ambil(minta.session, nip="1", sekarang=SEKARANG + lama) is not None


def besar_tulisan(w: Dunia, besar: int) -> bool:
    minta = _permintaan()
    tulisan.simpan(minta, _tulisan("a"), nip="1", sekarang=SEKARANG)
    isi = dict(minta.session[tulisan.KUNCI])
    isi.pop("dititip")
    return tulisan.simpan(
        minta, _tulisan("a" * (besar - len(json.dumps(isi)) + 1)), nip="1", sekarang=SEKARANG
    )


def berkas_titipan(w: Dunia, banyak: int) -> bool:
    hasil = titipan.titipkan(_permintaan(banyak))
    titipan.buang(hasil)
    return len(hasil) == banyak


# --- laju ---


def pasangan(w: Dunia, ke: int) -> None:
    percobaan.hitung(nip="1", klien=Klien("10.0.0.1"), untuk="uji", sekarang=SEKARANG)


def klien(w: Dunia, ke: int) -> None:
    percobaan.hitung(nip=f"{ke}", klien=Klien("10.0.0.1"), untuk="uji", sekarang=SEKARANG)


def akun(w: Dunia, ke: int) -> None:
    percobaan.hitung_akun(nip="1", untuk="uji", sekarang=SEKARANG)


def akun_sehari(w: Dunia, ke: int) -> None:
    percobaan.hitung_akun(nip="1", untuk="uji", sekarang=SEKARANG + timedelta(minutes=21) * ke)


def surel_pulih(w: Dunia, lama: timedelta) -> bool:
    """Permintaan kedua selama itu sesudah yang pertama, dihitung dari awal jendelanya, diantrekan lagi."""
    awal = int(SEKARANG.timestamp() // 600 * 600)
    tepat = SEKARANG.fromtimestamp(awal, tz=SEKARANG.tzinfo)
    for saat in (tepat, tepat + lama):
        pulih.minta(nip="1", klien=Klien("10.0.0.1"), sekarang=saat)
    return KotakKeluar.objects.filter(kunci__startswith="pulih:").count() == 2


def pakai(jatah: str, siapa: str) -> Any:
    def coba(w: Dunia, ke: int) -> None:
        sela = timedelta(minutes=4) if siapa == "sehari" else timedelta(0)
        laju.hitung_pakai(
            jatah=getattr(laju, jatah),
            pegawai_id=None if siapa == "tamu" else 1,
            klien=Klien("10.0.0.1"),
            sekarang=SEKARANG + sela * ke,
        )

    return coba


def _jatah(nama: str, siapa: str) -> Batas:
    return Batas(
        f"kepegawaian/services/laju.py:{nama}[{siapa}]",
        pakai(nama, siapa),
        deret=True,
        bagian=lambda jatah: getattr(jatah, siapa),
    )


# --- orang dan organisasi ---


def sebab_laporan(w: Dunia, n: int) -> None:
    laporan._periksa_laporan(w.kota.anggota[1], None, huruf(n), None)


def sebab_perbaikan(w: Dunia, n: int) -> object:
    return perbaikan._periksa(w.kota.anggota[1], "lainnya", "isi yang benar", huruf(n))


def isi_perbaikan(w: Dunia, n: int) -> object:
    return perbaikan._periksa(w.kota.anggota[1], "lainnya", huruf(n), "Salah ketik.")


def dasar_letak(w: Dunia, n: int) -> bool:
    return len(letak._gabung("", huruf(n))) == n


def kelas(w: Dunia, n: int) -> object:
    return jabatan.tambah_jabatan(
        instansi=w.kota.instansi, nama="Arsiparis", jenis="fungsional", kelas=n, oleh=None, sekarang=SEKARANG
    )


def tahun_nip(awal: int) -> Any:
    return lambda w, tahun: nip._tanggal_lahir(f"{tahun}0101{awal}")


def umur_termuda(w: Dunia, umur: int) -> None:
    nip._periksa_pengangkatan(SimpleNamespace(year=1990), 1990 + umur)  # type: ignore[arg-type]


INTI = "inti/services"
ORANG = "kepegawaian/services"
BATAS = [
    Batas("asn_kinerja/settings.py:BERKAS_MAKS_BYTE", pdf),
    Batas(f"{INTI}/berkas.py:PIKSEL_MAKS", gambar),
    Batas(f"{INTI}/berkas.py:NISBAH_ZIP_MAKS", nisbah),
    Batas(f"{INTI}/berkas.py:ISI_ZIP_MAKS", mengembang),
    Batas(f"{INTI}/berkas.py:ANGGOTA_ZIP_MAKS", anggota),
    Batas(f"{INTI}/berkas.py:HUBUNGAN_MAKS", hubungan),
    Batas(f"{INTI}/berkas.py:NAMA_MAKS", lambda w, n: len(berkas.nama_aman(huruf(n))) == n),
    Batas(f"{INTI}/draf.py:BESAR_MAKS", ketikan),
    Batas(f"{INTI}/draf.py:UTAS_TERBANYAK", banyak_utas),
    Batas(f"{INTI}/dokumen/paket.py:BUTIR_TERBANYAK", cetak),
    Batas(f"{INTI}/lembar/__init__.py:BARIS_MAKS", baris_csv),
    Batas(f"{INTI}/lembar/__init__.py:BITA_MAKS", besar_lembar),
    Batas(f"{INTI}/lembar/xlsx.py:KOLOM_MAKS", kolom_lembar),
    Batas(f"{INTI}/lembar/xlsx.py:RUMUS_MAKS", rumus_lembar),
    Batas(f"{INTI}/lembar/xlsx.py:TEKS_MAKS", teks_lembar),
    Batas(f"{ORANG}/kode.py:BERLAKU", kode_masuk, "kurang dari", DETIK),
    Batas(f"{ORANG}/surel.py:BERLAKU", tautan_surel, "kurang dari", DETIK),
    Batas("kepegawaian/sesi.py:DIAM_PENGELOLA", diam, satuan=DETIK),
    Batas(
        "kepegawaian/sesi.py:UMUR[pengelola]",
        umur_sesi("pengelola"),
        satuan=DETIK,
        bagian=lambda u: u["pengelola"],
    ),
    Batas(
        "kepegawaian/sesi.py:UMUR[pegawai]", umur_sesi("pegawai"), satuan=DETIK, bagian=lambda u: u["pegawai"]
    ),
    Batas("asn_kinerja/settings.py:PASSWORD_RESET_TIMEOUT", tautan_sandi),
    Batas("asn_kinerja/settings.py:ACCOUNT_REAUTHENTICATION_TIMEOUT", konfirmasi, "kurang dari"),
    Batas("kepegawaian/tulisan.py:UMUR", umur_tulisan, satuan=DETIK),
    Batas("kepegawaian/tulisan.py:BATAS_BYTE", besar_tulisan),
    Batas("kepegawaian/titipan.py:TERBANYAK", berkas_titipan),
    Batas(f"{ORANG}/percobaan.py:BATAS_PASANGAN", pasangan, deret=True),
    Batas(f"{ORANG}/percobaan.py:BATAS_KLIEN", klien, deret=True),
    Batas(f"{ORANG}/percobaan.py:BATAS_AKUN", akun, deret=True),
    Batas(f"{ORANG}/percobaan.py:BATAS_AKUN_SEHARI", akun_sehari, deret=True),
    Batas(f"{ORANG}/pulih.py:JENDELA", surel_pulih, "sedikitnya", DETIK),
    *(_jatah(nama, siapa) for nama in ("CARI", "UNDUH", "CETAK") for siapa in ("tiap_15_menit", "tamu")),
    _jatah("UNDUH", "sehari"),
    Batas(f"{ORANG}/laporan.py:ALASAN_MAKS", sebab_laporan),
    Batas(f"{ORANG}/perbaikan.py:ALASAN_MAKS", sebab_perbaikan),
    Batas(f"{ORANG}/perbaikan.py:ISI_MAKS", isi_perbaikan),
    Batas("kepegawaian/rules/letak.py:PANJANG_DASAR", dasar_letak),
    Batas(f"{ORANG}/organisasi/jabatan.py:KELAS_MAKS", kelas),
    Batas(f"{ORANG}/organisasi/jabatan.py:KELAS_MIN", kelas, "sedikitnya"),
    Batas("kepegawaian/rules/nip.py:TAHUN_TERLAMA", tahun_nip(0), "sedikitnya"),
    Batas("kepegawaian/rules/nip.py:TAHUN_TERBARU", tahun_nip(0)),
    Batas("kepegawaian/rules/nip.py:UMUR_TERMUDA", umur_termuda, "sedikitnya"),
]
