"""Setiap alamat × setiap peran: tabelnya di tests/izin_semua_url.txt, dibaca manusia, dijaga mesin.

Alamat baru tanpa baris menggagalkan uji. Memperbarui tabel sesudah dibaca: ASN_TULIS_TABEL=1 make test ARGS=tests/test_izin_semua_url.py
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from indikator.models import (
    SKP,
    Bukti,
    CatatanHarian,
    Indikator,
    IndikatorKinerja,
    Kebijakan,
    Periode,
    PolaSKP,
    Realisasi,
    Tinjauan,
)
from indikator.services import pemahaman
from indikator.services.skp.paket import minta_paket
from indikator.services.skp.pola import buat_pola
from inti.models import Dokumen, Impor, PaketDokumen
from inti.services import berkas as layanan_berkas
from inti.services import impor as mesin_impor
from kepegawaian import sesi
from kepegawaian.models import (
    LaporanAtasan,
    LetakUnit,
    Pegawai,
    PejabatPenilai,
    Peran,
    PerbaikanData,
    UnitKerja,
)
from kepegawaian.permissions import Akses
from kepegawaian.services import laporan as layanan_laporan
from kepegawaian.services import organisasi as layanan_organisasi
from kepegawaian.services import perbaikan as layanan_perbaikan
from kepegawaian.services.impor import ADAPTOR
from mutu.catat import catat
from pelatihan.models import Rekomendasi
from penilaian.models import Hasil
from tests import benda_langsung, benda_pelatihan, benda_pembinaan, benda_penilaian, benda_warga
from tests.benda_langsung import BendaLangsung
from tests.benda_pelatihan import BendaPelatihan
from tests.benda_pembinaan import BendaPembinaan
from tests.benda_penilaian import BendaPenilaian
from tests.benda_warga import BendaWarga
from tests.dunia import KENARI, Dunia, bangun
from tests.sapuan import TIDAK_DISIMPAN, Saksi, bersesi, menyapu
from umpan_balik import tanda
from umpan_balik.models import JagaTitik, Penugasan, TitikLayanan

# Daftar pemda memang untuk umum; halaman masuk menyebut akun semua pemda hanya dalam mode contoh.
BOLEH_MENYEBUT_KOTA_LAIN = {"publik", "account_login", "kepegawaian:masuk"}
# Data contoh bergantung pada hari pemasangan; tabelnya dibaca pada satu hari yang tetap.
HARI_UJI = datetime(2026, 11, 18, 3, 0, tzinfo=UTC)
TABEL = Path(__file__).with_suffix("").parent / "izin_semua_url.txt"
# Dibagi supaya beberapa pekerja dapat menyapu bersamaan.
BAGIAN = 6
PERAN = (
    "tamu",
    "pegawai",
    "rekan",
    "penilai",
    "penilai_lain",
    "atasan_penilai",
    "admin_bkd",
    "admin_dinas",
    "admin_dinas_lain",
    "petugas",
    "pimpinan",
    "auditor",
    "nonaktif",
    "sesi_habis",
    "tetangga",
)


# Halaman warga tanpa akun.
LAYANAN_WARGA = {
    "publik_skm",
    "umpan_balik:aspirasi_umum",
    "umpan_balik:lacak_nilai",
    "umpan_balik:lacak_profil",
    "umpan_balik:musyawarah",
    "umpan_balik:musyawarah_daftar",
    "umpan_balik:musyawarah_dukung",
    "umpan_balik:musyawarah_terima",
    "umpan_balik:musyawarah_usulkan",
    "umpan_balik:survei_cari",
    "umpan_balik:survei_hitungan",
}
# Yang diperiksa pada setiap jawaban sapuan (tests/sapuan.py), dan baris mutunya.
SAKSI = {"kepala": "SC3", "tolak": "V16.3.2", "menulis": "V3.5.3", "tanya": "V14.2.1"}
Tabel = dict[tuple[str, str], dict[str, str]]


@dataclass
class Benda:
    """Benda milik kota A yang alamatnya disapu."""

    tahun: Periode
    berjalan: Periode
    ditutup: Periode
    pegawai: Pegawai
    skp: SKP
    indikator: IndikatorKinerja
    katalog: Indikator
    realisasi: Realisasi
    bukti: Bukti
    hasil: Hasil
    penugasan: Penugasan
    titik: TitikLayanan
    jaga: JagaTitik
    tinjauan: Tinjauan
    rekomendasi: Rekomendasi
    laporan: LaporanAtasan
    unit: UnitKerja
    dokumen: Dokumen
    paket: PaketDokumen
    pola: PolaSKP
    impor: Impor
    draf_kebijakan: Kebijakan
    langsung: BendaLangsung
    pelatihan: BendaPelatihan
    pembinaan: BendaPembinaan
    penilaian: BendaPenilaian
    warga: BendaWarga


def semua_alamat() -> Iterator[str]:
    def jalan(pola: list[URLPattern | URLResolver], ruang: str) -> Iterator[str]:
        for satu in pola:
            if isinstance(satu, URLResolver):
                yield from jalan(satu.url_patterns, f"{satu.namespace}:" if satu.namespace else ruang)
            else:
                yield f"{ruang}{satu.name}"

    yield from jalan(get_resolver().url_patterns, "")


def kumpulkan(dunia: Dunia) -> Benda:
    pegawai = dunia.peran["pegawai"]
    assert pegawai is not None
    berjalan = Periode.objects.get(instansi=dunia.a, status="diproses", jenis="triwulan")
    skp = SKP.objects.get(pegawai=pegawai, periode=berjalan.induk)
    realisasi = Realisasi.objects.filter(pegawai=pegawai, periode=berjalan, bukti__isnull=False).order_by(
        "pk"
    )[0]
    katalog = Indikator.objects.filter(instansi=dunia.a).order_by("pk")[0]
    sekarang = timezone.now()
    tinjauan = pemahaman.tinjau(
        indikator=skp.indikator.filter(katalog__isnull=False)[0].katalog,
        periode=berjalan.induk,
        jenis=Tinjauan.Jenis.PERTANYAAN,
        catatan="Apakah pasien rujukan ikut dihitung?",
        oleh=pegawai,
        sekarang=sekarang,
    )
    laporan = layanan_laporan.laporkan(
        pegawai=pegawai,
        usulan=dunia.peran["penilai_lain"],
        alasan="Saya ditugaskan di Badan Kepegawaian sejak bulan lalu.",
        oleh=pegawai,
        sekarang=sekarang,
    )
    admin, rekan = dunia.peran["admin_bkd"], dunia.peran["rekan"]
    assert admin is not None and rekan is not None
    titik = TitikLayanan.objects.filter(layanan__instansi=dunia.a).order_by("pk")[0]
    titik.kunci_kios = "kios0123456789kios01234567"
    titik.save(update_fields=["kunci_kios"])
    bukti = _bukti_berkas(realisasi, pegawai)
    hasil = Hasil.objects.select_related("periode__instansi", "pegawai").get(pegawai=pegawai)
    return Benda(
        tahun=berjalan.induk,
        berjalan=berjalan,
        ditutup=Periode.objects.get(instansi=dunia.a, status="ditutup"),
        pegawai=pegawai,
        skp=skp,
        indikator=realisasi.indikator,
        katalog=katalog,
        realisasi=realisasi,
        bukti=bukti,
        hasil=hasil,
        penugasan=Penugasan.objects.filter(periode=berjalan, penilai=pegawai).order_by("pk")[0],
        titik=titik,
        jaga=titik.jaga.all()[0],
        tinjauan=tinjauan,
        rekomendasi=Rekomendasi.objects.filter(instansi=dunia.a).order_by("pk")[0],
        laporan=laporan,
        unit=skp.penempatan.unit,
        dokumen=Dokumen.objects.get(jenis="skp", objek_id=skp.pk, keadaan="berlaku"),
        paket=_paket(dunia, berjalan.induk, sekarang),
        pola=_pola(dunia, skp, sekarang),
        impor=_impor(dunia),
        draf_kebijakan=Kebijakan.objects.create(
            instansi=dunia.a, nama="Draf uji", penjelasan="Draf.", aturan=berjalan.kebijakan.aturan
        ),
        langsung=benda_langsung.buat(pegawai, sekarang=sekarang),
        pelatihan=benda_pelatihan.buat(pegawai, bukti.berkas, admin, sekarang=sekarang),
        pembinaan=benda_pembinaan.buat(hasil, bukti.berkas, admin, sekarang=sekarang),
        penilaian=benda_penilaian.buat(hasil, bukti.berkas, hasil.periode, admin, sekarang=sekarang),
        warga=benda_warga.buat(titik, pegawai, rekan, berjalan, admin, sekarang=sekarang),
    )


def _impor(dunia: Dunia) -> Impor:
    admin = dunia.peran["admin_bkd"]
    assert admin is not None
    kiriman = SimpleUploadedFile("pegawai.csv", b"NIP,Nama\n198609262015051001,Budi\n")
    return mesin_impor.unggah(
        adaptor=ADAPTOR["pegawai"], kiriman=kiriman, oleh=admin, sekarang=timezone.now()
    )


def _paket(dunia: Dunia, tahun: Periode, sekarang: datetime) -> PaketDokumen:
    """Paket cetak yang diminta pejabat penilai; orang lain tidak melihatnya."""
    penilai = dunia.peran["penilai"]
    assert penilai is not None
    return minta_paket(tahun=tahun, lingkup="bawahan", oleh=penilai, sekarang=sekarang)


def _pola(dunia: Dunia, sumber: SKP, sekarang: datetime) -> PolaSKP:
    """Pola buatan pejabat penilai dari SKP pegawai."""
    penilai = dunia.peran["penilai"]
    assert penilai is not None
    return buat_pola(
        nama="Tim loket",
        sumber=sumber,
        rhk_ids=list(sumber.rhk.values_list("pk", flat=True)),
        oleh=penilai,
        sekarang=sekarang,
    )


def _catatan_berkas(b: "Benda") -> CatatanHarian:
    sekarang = timezone.now()
    return CatatanHarian.objects.create(
        instansi_id=b.pegawai.instansi_id,
        pegawai=b.pegawai,
        indikator=b.indikator,
        hari=sekarang.date(),
        uraian="Rekap",
        berkas=b.bukti.berkas,
        dicatat_pada=sekarang,
        dicatat_oleh=b.pegawai,
    )


def _bukti_berkas(realisasi: Realisasi, pegawai: Pegawai) -> Bukti:
    kiriman = SimpleUploadedFile("rekap.pdf", b"%PDF-1.4\n%%EOF\n", content_type="application/pdf")
    sekarang = timezone.now()
    return Bukti.objects.create(
        realisasi=realisasi,
        berkas=layanan_berkas.simpan(kiriman=kiriman, oleh=pegawai, sekarang=sekarang),
        judul="rekap.pdf",
        ditambah_pada=sekarang,
        ditambah_oleh=pegawai,
    )


def _khusus(b: Benda) -> PejabatPenilai:
    """Mulai tahun depan, supaya penilai hari ini tidak berubah."""
    assert b.laporan.usulan is not None
    return PejabatPenilai.objects.get_or_create(
        pegawai=b.pegawai, penilai=b.laporan.usulan, sejak=date(2027, 1, 1), alasan="SP 1/2027"
    )[0]


def _peran_nanti(b: Benda) -> Peran:
    """Mulai tahun depan, supaya kewenangan hari ini tidak berubah."""
    return Peran.objects.get_or_create(
        pegawai=b.pegawai, jenis=Peran.Jenis.PETUGAS_LAYANAN, unit=b.unit, sejak=date(2027, 1, 1)
    )[0]


def _letak_nanti(b: Benda) -> LetakUnit:
    """Nama baru mulai tahun depan, supaya susunan hari ini tidak berubah; diulang tidak menambah apa pun."""
    layanan_organisasi.ubah_unit(
        unit=b.unit,
        nama="Nama Tahun Depan",
        singkatan=b.unit.singkatan,
        jenis=b.unit.jenis,
        urutan=b.unit.urutan,
        sejak=date(2027, 1, 1),
        dasar="Perda 1/2027",
        oleh=None,
        sekarang=timezone.now(),
    )
    return LetakUnit.objects.get(unit=b.unit, sejak=date(2027, 1, 1))


def _usul(b: Benda) -> PerbaikanData:
    """Usul kedua untuk bidang yang sama mengembalikan yang pertama."""
    return layanan_perbaikan.ajukan(
        pegawai=b.pegawai,
        bidang="gelar_belakang",
        isi="S.Kep.",
        alasan="Ijazah baru.",
        bukti=SimpleUploadedFile("ijazah.pdf", b"%PDF-1.4\n%%EOF\n", content_type="application/pdf"),
        oleh=b.pegawai,
        sekarang=timezone.now(),
    )


Argumen = Callable[[Benda], Mapping[str, Any]]


def tanpa(_: Benda) -> Mapping[str, Any]:
    return {}


# Alamat berargumen → argumen benda milik kota A. Alamat tanpa argumen tidak perlu disebut.
ARGUMEN: dict[str, Argumen] = {
    "publik_instansi": lambda b: {"slug": "kota-uji"},
    "publik_unduh": lambda b: {"slug": "kota-uji"},
    "publik_skm": lambda b: {"slug": "kota-uji", "laporan_id": b.warga.laporan.pk},
    "jejak_rinci": lambda b: {"jenis": "skp", "nomor": b.skp.pk},
    **{
        f"kepegawaian:impor_{nama}": lambda b: {"pk": b.impor.pk}
        for nama in ("rinci", "ditolak", "terapkan", "batalkan", "tinggalkan", "ulangi")
    },
    **{
        f"kepegawaian:impor_{nama}": lambda _: {"jenis": "pegawai"} for nama in ("jenis", "templat", "ekspor")
    },
    **{
        f"kepegawaian:{nama}": lambda b: {"pk": b.unit.pk}
        for nama in ("unit", "unit_ubah", "unit_pindah", "unit_gabung", "unit_tutup")
    },
    "kepegawaian:unit_batalkan": lambda b: {"pk": b.unit.pk, "letak": _letak_nanti(b).pk},
    "kepegawaian:jabatan_ubah": lambda b: {"pk": b.skp.penempatan.jabatan_id},
    "kepegawaian:laporan_atasan_rinci": lambda b: {"pk": b.laporan.pk},
    "kepegawaian:laporan_atasan_proses": lambda b: {"pk": b.laporan.pk},
    "kepegawaian:pegawai_rinci": lambda b: {"pk": b.pegawai.pk},
    "kepegawaian:beri_kode": lambda b: {"pk": b.pegawai.pk},
    "kepegawaian:keluarkan_pegawai": lambda b: {"pk": b.pegawai.pk},
    "kepegawaian:pegawai_ubah": lambda b: {"pk": b.pegawai.pk},
    "kepegawaian:pegawai_nomor": lambda b: {"pk": b.pegawai.pk},
    "kepegawaian:pegawai_nonaktifkan": lambda b: {"pk": b.pegawai.pk},
    "kepegawaian:pegawai_aktifkan": lambda b: {"pk": b.pegawai.pk},
    "kepegawaian:penempatan_akhiri": lambda b: {"pk": b.skp.penempatan_id},
    "kepegawaian:penempatan_batalkan": lambda b: {"pk": b.skp.penempatan_id},
    "kepegawaian:penempatan_betulkan": lambda b: {"pk": b.skp.penempatan_id},
    "kepegawaian:penilai_khusus_akhiri": lambda b: {"pk": _khusus(b).pk},
    "kepegawaian:peran_cabut": lambda b: {"pk": _peran_nanti(b).pk},
    "kepegawaian:perbaikan_rinci": lambda b: {"pk": _usul(b).pk},
    "kepegawaian:perbaikan_bukti": lambda b: {"pk": _usul(b).pk},
    "kepegawaian:lepas_faktor": lambda b: {"pk": b.pegawai.pk},
    "kepegawaian:sandi_pulih_atur": lambda b: {"pk": b.pegawai.pk, "token": "palsu"},
    "kepegawaian:sesi_keluarkan": lambda b: {"pk": 1},
    "kepegawaian:surel_konfirmasi": lambda b: {"kode": "palsu"},
    "mfa_edit_webauthn": lambda b: {"pk": 1},
    "mfa_remove_webauthn": lambda b: {"pk": 1},
    "indikator:periode_rinci": lambda b: {"periode_id": b.berjalan.pk},
    "indikator:periode_buka": lambda b: {"periode_id": b.berjalan.pk},
    "indikator:periode_tenggat": lambda b: {"periode_id": b.berjalan.pk},
    "indikator:katalog_rinci": lambda b: {"indikator_id": b.katalog.pk},
    "indikator:katalog_ubah": lambda b: {"indikator_id": b.katalog.pk},
    "indikator:katalog_tarik": lambda b: {"indikator_id": b.katalog.pk},
    "indikator:katalog_tawarkan": lambda b: {"indikator_id": b.katalog.pk},
    "indikator:tinjauan_jawab": lambda b: {"tinjauan_id": b.tinjauan.pk},
    "indikator:pemahaman": lambda b: {"periode_id": b.tahun.pk},
    "indikator:pemahaman_belum": lambda b: {"periode_id": b.tahun.pk},
    "indikator:pemahaman_tanya": lambda b: {
        "periode_id": b.tahun.pk,
        "indikator_id": b.tinjauan.indikator_id,
    },
    "indikator:skp_mulai": lambda b: {"periode_id": b.tahun.pk},
    "indikator:skp_rinci": lambda b: {"skp_id": b.skp.pk},
    "indikator:skp_bobot": lambda b: {"skp_id": b.skp.pk},
    "indikator:skp_ajukan": lambda b: {"skp_id": b.skp.pk},
    "indikator:skp_tarik": lambda b: {"skp_id": b.skp.pk},
    "indikator:skp_cetak": lambda b: {"skp_id": b.skp.pk},
    "indikator:skp_adendum": lambda b: {"skp_id": b.skp.pk},
    "indikator:skp_adendum_buang": lambda b: {"skp_id": b.skp.pk},
    "indikator:skp_naskah": lambda b: {"skp_id": b.skp.pk},
    "indikator:skp_naskah_rinci": lambda b: {"skp_id": b.skp.pk, "nomor": b.skp.naskah.nomor},
    "indikator:skp_pdf": lambda b: {"skp_id": b.skp.pk, "nomor": b.skp.naskah.nomor},
    "indikator:skp_lampiran": lambda b: {"skp_id": b.skp.pk},
    "indikator:skp_salin": lambda b: {"skp_id": b.skp.pk},
    "indikator:skp_cara": lambda b: {"skp_id": b.skp.pk},
    "indikator:skp_dialog": lambda b: {"skp_id": b.skp.pk},
    "indikator:periksa_skp_ekspektasi": lambda b: {"skp_id": b.skp.pk},
    "indikator:cetak_skp_paket": lambda b: {"paket_id": b.paket.pk},
    "indikator:cetak_skp_unduh": lambda b: {"paket_id": b.paket.pk},
    "indikator:pola_skp_baru": lambda b: {"skp_id": b.skp.pk},
    "indikator:pola_skp_rinci": lambda b: {"pola_id": b.pola.pk},
    "indikator:pola_skp_terapkan": lambda b: {"pola_id": b.pola.pk},
    "indikator:pola_skp_batalkan": lambda b: {"pola_id": b.pola.pk},
    "dokumen_periksa": lambda b: {"kode": b.dokumen.kode},
    "indikator:skp_rhk_tambah": lambda b: {"skp_id": b.skp.pk},
    "indikator:skp_rhk_ubah": lambda b: {"skp_id": b.skp.pk, "rhk_id": b.indikator.rhk_id},
    "indikator:skp_rhk_hapus": lambda b: {"skp_id": b.skp.pk, "rhk_id": b.indikator.rhk_id},
    "indikator:skp_indikator_pilih": lambda b: {"skp_id": b.skp.pk, "rhk_id": b.indikator.rhk_id},
    "indikator:skp_indikator_tambah": lambda b: {"skp_id": b.skp.pk, "rhk_id": b.indikator.rhk_id},
    "indikator:skp_indikator_ubah": lambda b: {"skp_id": b.skp.pk, "indikator_id": b.indikator.pk},
    "indikator:skp_indikator_hapus": lambda b: {"skp_id": b.skp.pk, "indikator_id": b.indikator.pk},
    "indikator:pohon_cabang": lambda b: {"rhk_id": b.indikator.rhk_id},
    "indikator:periksa_skp_rinci": lambda b: {"skp_id": b.skp.pk},
    "indikator:capaian_terima": lambda b: {"nomor": b.realisasi.nomor},
    "indikator:capaian_lapor": lambda b: {"periode_id": b.berjalan.pk, "indikator_id": b.indikator.pk},
    "indikator:capaian_tarik": lambda b: {"periode_id": b.berjalan.pk, "indikator_id": b.indikator.pk},
    "indikator:periksa_capaian_orang": lambda b: {"periode_id": b.berjalan.pk, "pegawai_id": b.pegawai.pk},
    "indikator:periksa_capaian_putus": lambda b: {
        "periode_id": b.berjalan.pk,
        "pegawai_id": b.pegawai.pk,
        "indikator_id": b.indikator.pk,
    },
    "indikator:bukti": lambda b: {"bukti_id": b.bukti.pk},
    "indikator:skp_triwulan": lambda b: {"skp_id": b.skp.pk, "indikator_id": b.indikator.pk},
    "indikator:harian_bawahan": lambda b: {"pegawai_id": b.pegawai.pk},
    "indikator:harian_berkas": lambda b: {"catatan_id": _catatan_berkas(b).pk},
    "umpan_balik:isi_360": lambda b: {"penugasan_id": b.penugasan.pk},
    "umpan_balik:tolak_360": lambda b: {"penugasan_id": b.penugasan.pk},
    "umpan_balik:putus_usul": lambda b: {"usul_id": b.warga.usul_penilai.pk},
    "umpan_balik:survei_hitungan": lambda b: {"slug": "kota-uji"},
    "umpan_balik:lacak_profil": lambda b: {"tanda_lacak": "palsu"},
    "umpan_balik:lacak_nilai": lambda b: {"tanda_lacak": "palsu"},
    "umpan_balik:titik_poster_pdf": lambda b: {"titik_id": b.titik.pk, "ukuran": "a4"},
    "umpan_balik:titik_kode_pdf": lambda b: {"titik_id": b.titik.pk, "tanda_kode": "palsu"},
    "umpan_balik:ditahan_rinci": lambda b: {
        "titik_id": b.titik.pk,
        "tahun": HARI_UJI.year,
        "bulan": HARI_UJI.month,
        "tanggal": HARI_UJI.day,
    },
    "umpan_balik:skm_tindak": lambda b: {"unit_id": b.warga.unit.pk},
    "umpan_balik:skm_tindak_ubah": lambda b: {"unit_id": b.warga.unit.pk, "tindak_id": b.warga.tindak.pk},
    "umpan_balik:skm_laporan": lambda b: {"unit_id": b.warga.unit.pk},
    "umpan_balik:skm_pdf": lambda b: {"unit_id": b.warga.unit.pk, "laporan_id": b.warga.laporan.pk},
    "umpan_balik:kertas_formulir": lambda b: {"titik_id": b.titik.pk},
    "umpan_balik:kertas_templat": lambda b: {"titik_id": b.titik.pk},
    "umpan_balik:aspirasi_saring_rinci": lambda b: {"aspirasi_id": b.warga.antrean.pk},
    "umpan_balik:aspirasi_alihkan": lambda b: {"aspirasi_id": b.warga.aspirasi.pk},
    "umpan_balik:aspirasi_umum": lambda b: {"slug": "kota-uji"},
    "umpan_balik:musyawarah_terima": lambda b: {
        "tanda_terima_": tanda.buat("musyawarah", f"usul.{b.warga.usul.kunci.hex}")
    },
    "umpan_balik:musyawarah_daftar": lambda b: {"slug": "kota-uji"},
    **{
        f"umpan_balik:musyawarah{nama}": lambda b: {
            "slug": "kota-uji",
            "musyawarah_id": b.warga.musyawarah.pk,
        }
        for nama in ("", "_usulkan")
    },
    "umpan_balik:musyawarah_dukung": lambda b: {
        "slug": "kota-uji",
        "musyawarah_id": b.warga.musyawarah.pk,
        "usul_id": b.warga.usul.pk,
    },
    **{
        f"umpan_balik:musyawarah_{nama}": lambda b: {"musyawarah_id": b.warga.draf.pk}
        for nama in ("kelola_rinci", "ubah", "buka", "tutup")
    },
    "umpan_balik:musyawarah_usul": lambda b: {"usul_id": b.warga.usul.pk},
    "umpan_balik:langsung_ubah": lambda b: {"umpan_balik_id": b.langsung.ditulis.pk},
    "umpan_balik:langsung_tarik": lambda b: {"umpan_balik_id": b.langsung.ditulis.pk},
    "umpan_balik:langsung_tanggapi": lambda b: {"umpan_balik_id": b.langsung.diterima.pk},
    "umpan_balik:langsung_lapor": lambda b: {"umpan_balik_id": b.langsung.diterima.pk},
    "umpan_balik:langsung_putus": lambda b: {"laporan_id": b.langsung.laporan.pk},
    "umpan_balik:minta_tolak": lambda b: {"permintaan_id": b.langsung.permintaan.pk},
    "umpan_balik:minta_batal": lambda b: {"permintaan_id": b.langsung.diminta.pk},
    "umpan_balik:dialog_rinci": lambda b: {"dialog_id": b.langsung.dialog.pk},
    "umpan_balik:dialog_ubah": lambda b: {"dialog_id": b.langsung.dialog.pk},
    "umpan_balik:dialog_hapus": lambda b: {"dialog_id": b.langsung.dialog.pk},
    "umpan_balik:dialog_sahkan": lambda b: {"dialog_id": b.langsung.dialog.pk},
    "umpan_balik:dialog_selesai": lambda b: {"tindak_id": b.langsung.tindak.pk},
    "umpan_balik:survei": lambda b: {"token": b.titik.token},
    "umpan_balik:survei_berkode": lambda b: {"token": b.titik.token, "kode": "AAAA-BBBB"},
    "umpan_balik:survei_terima": lambda b: {"tanda_terima_": "palsu"},
    "umpan_balik:lacak_rinci": lambda b: {"tanda_lacak": "palsu"},
    "umpan_balik:lacak_tarik": lambda b: {"tanda_lacak": "palsu"},
    "umpan_balik:titik_rinci": lambda b: {"titik_id": b.titik.pk},
    "umpan_balik:titik_atur": lambda b: {"titik_id": b.titik.pk},
    "umpan_balik:jaga_akhiri": lambda b: {"titik_id": b.titik.pk, "jaga_id": b.jaga.pk},
    "umpan_balik:titik_kios": lambda b: {"titik_id": b.titik.pk},
    "umpan_balik:survei_kios": lambda b: {"token": b.titik.token, "kunci": b.titik.kunci_kios},
    "umpan_balik:survei_kios_terima": lambda b: {
        "token": b.titik.token,
        "kunci": b.titik.kunci_kios,
        "tanda_terima_": "palsu",
    },
    "umpan_balik:titik_qr": lambda b: {"titik_id": b.titik.pk},
    "umpan_balik:titik_poster": lambda b: {"titik_id": b.titik.pk},
    "umpan_balik:titik_kode": lambda b: {"titik_id": b.titik.pk, "tanda_kode": "palsu"},
    "umpan_balik:titik_kode_csv": lambda b: {"titik_id": b.titik.pk, "tanda_kode": "palsu"},
    "umpan_balik:aspirasi_rinci": lambda b: {"aspirasi_id": b.warga.aspirasi.pk},
    "umpan_balik:aspirasi_proses": lambda b: {"aspirasi_id": b.warga.aspirasi.pk},
    "penilaian:menilai_orang": lambda b: {"periode_id": b.berjalan.pk, "pegawai_id": b.pegawai.pk},
    "penilaian:penutupan": lambda b: {"periode_id": b.berjalan.pk},
    "penilaian:penutupan_ulangi": lambda b: {"periode_id": b.berjalan.pk},
    "penilaian:tutup": lambda b: {"periode_id": b.berjalan.pk},
    "penilaian:hasil_rinci": lambda b: {"hasil_id": b.hasil.pk},
    "penilaian:rincian": lambda b: {"hasil_id": b.hasil.pk},
    "penilaian:keberatan": lambda b: {"hasil_id": b.hasil.pk},
    "penilaian:hasil_dibaca": lambda b: {"hasil_id": b.hasil.pk},
    "penilaian:hasil_pdf": lambda b: {"hasil_id": b.hasil.pk, "bentuk": "evaluasi"},
    "penilaian:hasil_siasn": lambda b: {"periode_id": b.ditutup.pk, "jenis": "json"},
    **{
        f"penilaian:keberatan_{nama}": lambda b: {"keberatan_id": b.penilaian.keberatan.pk}
        for nama in ("rinci", "tanggapi", "putus", "tunjuk", "tarik")
    },
    "penilaian:keberatan_bukti": lambda b: {
        "keberatan_id": b.penilaian.keberatan.pk,
        "bukti_id": b.penilaian.bukti.pk,
    },
    **{
        f"penilaian:kalibrasi_{nama}": lambda b: {"kalibrasi_id": b.penilaian.pindah.kalibrasi_id}
        for nama in ("papan", "tutup", "pdf", "unduh")
    },
    **{
        f"penilaian:kalibrasi_{nama}": lambda b: {
            "kalibrasi_id": b.penilaian.pindah.kalibrasi_id,
            "pegawai_id": b.pegawai.pk,
        }
        for nama in ("orang", "pindah")
    },
    "penilaian:kalibrasi_tarik": lambda b: {
        "kalibrasi_id": b.penilaian.pindah.kalibrasi_id,
        "pindah_id": b.penilaian.pindah.pk,
    },
    "penilaian:kalibrasi_buka": lambda b: {
        "periode_id": b.berjalan.pk,
        "unit_id": b.penilaian.pindah.kalibrasi.unit_id,
    },
    "penilaian:buka": lambda b: {"periode_id": b.ditutup.pk},
    "penilaian:buka_putus": lambda b: {"usul_id": b.penilaian.buka.pk},
    "penilaian:rekap": lambda b: {"periode_id": b.ditutup.pk},
    "penilaian:ruas": lambda b: {"periode_id": b.berjalan.pk},
    "penilaian:catatan_hapus": lambda b: {"catatan_id": b.penilaian.catatan.pk},
    "penilaian:ruas_nilai": lambda b: {"periode_id": b.berjalan.pk, "penempatan_id": b.skp.penempatan_id},
    "penilaian:jeda_batalkan": lambda b: {"jeda_id": b.penilaian.jeda.pk},
    "penilaian:kebijakan_ubah": lambda b: {"kebijakan_id": b.draf_kebijakan.pk},
    "penilaian:kebijakan_pratinjau": lambda b: {"kebijakan_id": b.draf_kebijakan.pk},
    "penilaian:kebijakan_tetapkan": lambda b: {"kebijakan_id": b.draf_kebijakan.pk},
    "penilaian:kebijakan_buang": lambda b: {"kebijakan_id": b.draf_kebijakan.pk},
    "penilaian:kebijakan_rinci": lambda b: {"kebijakan_id": b.berjalan.kebijakan_id},
    "penilaian:prakiraan": lambda b: {"periode_id": b.berjalan.pk},
    "penilaian:coba": lambda b: {"periode_id": b.berjalan.pk},
    **{
        f"pelatihan:{nama}": lambda b: {"pelatihan_id": b.pelatihan.pelatihan.pk}
        for nama in (
            "katalog_rinci",
            "katalog_ubah",
            "katalog_tarik",
            "katalog_tawarkan",
            "usulkan",
            "sesi_baru",
        )
    },
    **{
        f"pelatihan:sesi_{nama}": lambda b: {"sesi_id": b.pelatihan.sesi.pk}
        for nama in ("kalender", "rinci", "ubah", "hadir", "batalkan", "tutup")
    },
    **{
        f"pelatihan:usulan_{nama}": lambda b: {"usulan_id": b.pelatihan.usulan.pk}
        for nama in ("rinci", "tarik", "daftar", "batal", "urungkan_hadir", "sertifikat", "berkas")
    },
    "pelatihan:profil_orang": lambda b: {"pegawai_id": b.pegawai.pk},
    "pelatihan:talenta_orang": lambda b: {"pegawai_id": b.pegawai.pk},
    "pelatihan:dampak": lambda b: {"pelatihan_id": b.pelatihan.pelatihan.pk},
    **{
        f"pelatihan:pembinaan_{nama}": lambda b: {"pembinaan_id": b.pembinaan.pembinaan.pk}
        for nama in ("rinci", "sasaran", "pertemuan", "tetapkan", "ajukan", "tinjau")
    },
    **{
        f"pelatihan:pembinaan_{nama}": lambda b: {
            "pembinaan_id": b.pembinaan.pembinaan.pk,
            "sasaran_id": b.pembinaan.sasaran.pk,
        }
        for nama in ("hapus", "bukti")
    },
    "pelatihan:pembinaan_catat": lambda b: {
        "pembinaan_id": b.pembinaan.pembinaan.pk,
        "pertemuan_id": b.pembinaan.pertemuan.pk,
    },
    "pelatihan:pembinaan_berkas": lambda b: {"bukti_id": b.pembinaan.bukti.pk},
    "pelatihan:penghargaan_akhiri": lambda b: {"anggota_id": b.pembinaan.anggota.pk},
    **{
        f"pelatihan:penghargaan_{nama}": lambda b: {"sidang_id": b.pembinaan.sidang.pk}
        for nama in ("sidang", "tutup", "berita_acara")
    },
    **{
        f"pelatihan:penghargaan_{nama}": lambda b: {"calon_id": b.pembinaan.calon.pk}
        for nama in ("putus", "piagam")
    },
    "pelatihan:terima": lambda b: {"pk": b.rekomendasi.pk},
    "pelatihan:tolak": lambda b: {"pk": b.rekomendasi.pk},
}


def klien(pegawai: Pegawai | None, *, masuk: datetime | None = None) -> Client:
    """Peramban yang sudah masuk; `masuk` sebagai pengelola pada saat itu, misalnya kemarin."""
    satu = Client(raise_request_exception=False)
    if pegawai is not None:
        satu.force_login(pegawai, backend="kepegawaian.backend.NipBackend")
    if masuk is not None:
        isi = satu.session
        sesi.buka(isi, pengelola=True, sekarang=masuk)
        isi.save()
    return satu


def klien_peran(dunia: Dunia, peran: str) -> Client:
    if peran == "sesi_habis":
        return klien(dunia.peran["admin_bkd"], masuk=timezone.now() - timedelta(days=1))
    return klien(dunia.peran[peran])


def minta(satu: Client, cara: str, alamat: str, **kepala: str) -> tuple[HttpResponse, bytes]:
    """Jawaban dan isinya. Yang tertulis digulung balik, kukinya dikembalikan.

    Karena itu keluar atau ganti sandi di satu sel tidak mengubah sel berikutnya.
    """
    kue = satu.cookies.copy()
    with transaction.atomic():
        jawaban = satu.get(alamat, **kepala) if cara == "GET" else satu.post(alamat, {}, **kepala)
        transaction.set_rollback(True)
    satu.cookies = kue
    return jawaban, b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content


def kode_dari(jawaban: HttpResponse) -> str:
    """Kode jawaban; pengalihan ke halaman masuk ditulis "masuk"."""
    if jawaban.status_code == 302 and jawaban["Location"].startswith(reverse("kepegawaian:masuk")):
        return "masuk"
    return str(jawaban.status_code)


def jawab(satu: Client, cara: str, alamat: str, bekas: list[str], saksi: Saksi | None = None) -> str:
    """Kode jawaban satu sel; kenari kota lain di dalamnya ditambahkan ke `bekas`."""
    kue = satu.cookies.copy()
    if saksi is not None:
        saksi.mulai()
    jawaban, isi = minta(satu, cara, alamat)
    if saksi is not None:
        saksi.periksa(f"{cara} {alamat}", cara, jawaban, isi, bersesi=bersesi(kue))
    if KENARI.encode() in isi:
        bekas.append(f"{cara} {alamat}")
    return kode_dari(jawaban)


@dataclass
class Sapuan:
    """Peramban tiap peran, dan kota yang disapu; dibangun sekali untuk semua bagian di satu pekerja."""

    benda: Benda
    peramban: dict[str, Client]
    berkas: Path
    saksi: Saksi = field(default_factory=Saksi)


@pytest.fixture(scope="module")
def sapuan(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sapuan]:
    """Seluruhnya di dalam satu transaksi yang digulung balik."""
    berkas = tmp_path_factory.mktemp("izin")
    lain = {
        "MEDIA_ROOT": berkas,
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }
    with (
        menyapu(),
        django_db_blocker.unblock(),
        override_settings(**lain),
        time_machine.travel(HARI_UJI),
        transaction.atomic(),
    ):
        dunia = bangun(sekarang=timezone.now())
        yield Sapuan(kumpulkan(dunia), {peran: klien_peran(dunia, peran) for peran in PERAN}, berkas)
        transaction.set_rollback(True)


def alamat_bagian(bagian: int) -> list[str]:
    """Seperenam alamat, berselang-seling supaya tiap bagian sama beratnya."""
    return sorted(set(semua_alamat()))[bagian::BAGIAN]


def sapu(sapuan: Sapuan, daftar: list[str], saksi: Saksi | None = None) -> tuple[Tabel, list[str]]:
    """Tanyai setiap alamat dengan GET dan POST sebagai setiap peran."""
    kenari: list[str] = []
    hasil: Tabel = {}
    for nama in daftar:
        alamat = reverse(nama, kwargs=dict(ARGUMEN.get(nama, tanpa)(sapuan.benda)))
        for cara in ("GET", "POST"):
            baris = {}
            for peran in PERAN:
                bekas: list[str] = []
                baris[peran] = jawab(sapuan.peramban[peran], cara, alamat, bekas, saksi)
                if peran != "tetangga" and nama not in BOLEH_MENYEBUT_KOTA_LAIN:
                    kenari += [f"{peran}: {satu}" for satu in bekas]
            hasil[nama, cara] = baris
    return hasil, kenari


def baca_tabel() -> Tabel:
    hasil: Tabel = {}
    for baris in TABEL.read_text(encoding="utf-8").splitlines():
        if baris and not baris.startswith("#"):
            nama, cara, *kode = baris.split()
            hasil[nama, cara] = dict(zip(PERAN, kode, strict=True))
    return hasil


def tulis_tabel(hasil: Tabel) -> None:
    """Timpa baris alamat yang disapu; baris alamat yang sudah tidak ada dibuang."""
    ada = set(semua_alamat())
    hasil = {kunci: kode for kunci, kode in (baca_tabel() | hasil).items() if kunci[0] in ada}
    lebar = max(len(n) for n, _ in hasil) + 1
    kepala = "# alamat".ljust(lebar) + "cara " + " ".join(p.rjust(max(5, len(p))) for p in PERAN)
    baris = [
        nama.ljust(lebar) + cara.ljust(5) + " ".join(kode[p].rjust(max(5, len(p))) for p in PERAN)
        for (nama, cara), kode in sorted(hasil.items())
    ]
    TABEL.write_text("\n".join([kepala, *baris]) + "\n", encoding="utf-8")


def test_tabel_memuat_tepat_alamat_yang_ada() -> None:
    ada = {(nama, cara) for nama in semua_alamat() for cara in ("GET", "POST")}
    tabel = set(baca_tabel())
    assert not ada - tabel, f"alamat tanpa baris: {sorted(ada - tabel)}"
    assert not tabel - ada, f"baris tanpa alamat: {sorted(tabel - ada)}"
    assert sorted(n for bagian in range(BAGIAN) for n in alamat_bagian(bagian)) == sorted({n for n, _ in ada})


@pytest.mark.django_db
@pytest.mark.parametrize("bagian", range(BAGIAN))
def test_setiap_alamat_menjawab_setiap_peran_menurut_tabel(sapuan: Sapuan, bagian: int) -> None:
    with override_settings(MEDIA_ROOT=sapuan.berkas):  # bukan folder milik satu uji
        hasil, kenari = sapu(sapuan, alamat_bagian(bagian))
    if os.environ.get("ASN_TULIS_TABEL"):
        tulis_tabel(hasil)
        pytest.fail("Tabel ditulis ulang; baca bedanya, lalu jalankan lagi tanpa ASN_TULIS_TABEL.")
    tabel = baca_tabel()
    beda = [
        f"{nama} {cara} sebagai {peran}: {kode[peran]}, menurut tabel {tabel[nama, cara][peran]}"
        for (nama, cara), kode in hasil.items()
        if (nama, cara) in tabel
        for peran in PERAN
        if kode[peran] != tabel[nama, cara][peran]
    ]
    galat_peladen = [
        f"{n} {c} sebagai {p}"
        for (n, c), kode in hasil.items()
        for p, k in kode.items()
        if k >= "500" and k.isdigit()
    ]
    sel = sum(len(kode) for kode in hasil.values())
    bersih = not (galat_peladen or beda or kenari)
    catat(
        "A1",
        f"bagian {bagian + 1}: {sel} sel, {len(beda)} menyimpang, {len(galat_peladen)} galat peladen",
        lulus=bersih,
    )
    assert not galat_peladen, "5xx: " + ", ".join(galat_peladen)
    assert not beda, "\n".join(beda)
    assert not kenari, "isi kota lain terlihat: " + "; ".join(kenari)


@pytest.mark.panjang
@pytest.mark.django_db
def test_setiap_jawaban_berkepala_dan_setiap_penolakan_tercatat_sekali(sapuan: Sapuan) -> None:
    """Sapuan yang sama dengan saksi: kepala penjaga, satu baris log tiap penolakan, GET tanpa tulisan, tanya tanpa rahasia."""
    with override_settings(MEDIA_ROOT=sapuan.berkas), sapuan.saksi.melihat() as saksi:
        for bagian in range(BAGIAN):
            sapu(sapuan, alamat_bagian(bagian), saksi)
    for rupa, id_baris in SAKSI.items():
        salah = saksi.salah[rupa]
        catat(
            id_baris,
            f"{saksi.banyak} jawaban, {saksi.ditolak} di antaranya penolakan: {len(salah)} menyimpang",
            lulus=not salah,
        )
    assert saksi.ditolak > 1_000
    assert not any(saksi.salah.values()), "\n".join(s for semua in saksi.salah.values() for s in semua[:20])


# Seperti dikirim htmx: potongan tidak boleh melewati pintu yang menjaga halamannya.
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "isi", "HTTP_HX_CURRENT_URL": "http://testserver/"}


@pytest.mark.panjang
@pytest.mark.django_db
def test_potongan_htmx_dan_unduhan_menjawab_menurut_tabel_yang_sama(sapuan: Sapuan) -> None:
    """Juga saran ketik, ekspor, cetak, berkas, dan PDF; kenari kota lain tidak ada di dalamnya. Admin Django tidak dipasang."""
    tabel, beda, sel, unduhan = baca_tabel(), [], 0, set()
    bersesi_semua, tersimpan = 0, []
    with override_settings(MEDIA_ROOT=sapuan.berkas):
        for nama in sorted(set(semua_alamat())):
            alamat = reverse(nama, kwargs=dict(ARGUMEN.get(nama, tanpa)(sapuan.benda)))
            boleh = {"tetangga"} if nama not in BOLEH_MENYEBUT_KOTA_LAIN else set(PERAN)
            for cara, peran in product(("GET", "POST"), PERAN):
                peramban = sapuan.peramban[peran]
                jawaban, isi = minta(peramban, cara, alamat, **HTMX)
                sel += 1
                if jawaban.status_code == 200 and "html" not in jawaban.headers.get("Content-Type", ""):
                    unduhan.add(nama)
                asing = peran not in boleh and KENARI.encode() in isi
                if asing or kode_dari(jawaban) != tabel[nama, cara][peran]:
                    beda.append(f"{nama} {cara} sebagai {peran}: {jawaban.status_code} {'kenari' * asing}")
                if bersesi(peramban.cookies):
                    bersesi_semua += 1
                    if not TIDAK_DISIMPAN.search(jawaban.headers.get("Cache-Control", "")):
                        tersimpan.append(f"{nama} {cara} sebagai {peran}")
    catat("V14.3.2", f"{bersesi_semua} jawaban kepada yang masuk, {len(tersimpan)} boleh disimpan peramban",
          lulus=not tersimpan)  # fmt: skip
    admin = [nama for nama in semua_alamat() if nama.startswith("admin:")]
    catat("A2", f"{sel} sel sebagai potongan htmx, {len(unduhan)} alamat di antaranya unduhan, cetak, atau PDF: "
          f"{len(beda)} menyimpang; {len(admin)} alamat admin Django", lulus=not (beda or admin))  # fmt: skip
    assert len(unduhan) >= 20
    assert not beda, "\n".join(beda[:60])
    assert not admin
    assert not tersimpan, "\n".join(tersimpan[:20])


@pytest.mark.django_db
def test_kembarannya_tanpa_pintu_izin_tidak_lagi_cocok_dengan_tabel(
    sapuan: Sapuan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seolah setiap orang memegang setiap izin: tiap pintu yang 403 bagi pegawai biasa harus terbuka, dan tabelnya berbeda."""
    tabel = baca_tabel()
    pintu = ("indikator:periode_baru", "umpan_balik:titik", "kepegawaian:pegawai_baru", "jejak")
    monkeypatch.setattr(Akses, "boleh", lambda *_, **__: True)
    monkeypatch.setattr(Akses, "unit", lambda *_: None)
    for nama in pintu:
        assert tabel[nama, "GET"]["pegawai"] == "403"
        assert jawab(sapuan.peramban["pegawai"], "GET", reverse(nama), []) == "200", nama


# Argumennya jenis data, bukan benda milik satu kota; isinya tetap hanya milik kota sendiri (lihat kenari).
BUKAN_BENDA = {"kepegawaian:impor_jenis", "kepegawaian:impor_templat", "kepegawaian:impor_ekspor"}
# Dipanggil skrip halaman: orang tanpa sesi dijawab 403, bukan dialihkan ke halaman masuk.
DIPANGGIL_SKRIP = {"draf", "draf_buang", "indikator:bukti_unggah"}


def test_kota_lain_selalu_404_untuk_benda_kota_ini() -> None:
    """Dibaca dari tabel: tetangga tidak pernah mendapat 200 atau 403 untuk alamat yang menyebut benda."""
    umum = {
        # Menyebut diri sendiri atau kode rahasia, bukan benda milik kota; sebagian meminta sandi lebih dahulu.
        "kepegawaian:sandi_pulih_atur",
        "kepegawaian:surel_konfirmasi",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "dokumen_periksa",
        "publik_instansi",
        "publik_unduh",
        "umpan_balik:lacak_rinci",
        "umpan_balik:lacak_tarik",
        "umpan_balik:survei",
        "umpan_balik:survei_berkode",
        "umpan_balik:survei_kios",
        "umpan_balik:survei_kios_terima",
        "umpan_balik:survei_terima",
        *LAYANAN_WARGA,
    }
    salah = [
        f"{nama} {cara}: {kode['tetangga']}"
        for (nama, cara), kode in baca_tabel().items()
        if nama in ARGUMEN and nama not in umum | BUKAN_BENDA and kode["tetangga"] not in {"404", "405"}
    ]
    assert not salah, "\n".join(salah)


def test_sesi_yang_habis_dan_akun_nonaktif_sama_dengan_tamu() -> None:
    beda = [
        f"{nama} {cara}: {peran} {kode[peran]}, tamu {kode['tamu']}"
        for (nama, cara), kode in baca_tabel().items()
        for peran in ("sesi_habis", "nonaktif")
        if kode[peran] != kode["tamu"]
    ]
    assert not beda, "\n".join(beda)


@pytest.mark.django_db
@pytest.mark.parametrize("cara", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_cara_selain_baca_dan_kirim_ditolak_sebelum_menyentuh_apa_pun(
    cara: str, django_assert_num_queries: Any
) -> None:
    """Ditolak di pintu, sebelum alamatnya dibaca; karena itu satu alamat sudah mewakili semuanya."""
    with django_assert_num_queries(0):
        for alamat in ("/", "/pegawai/1/", "/static/token.css", "/tidak-ada/"):
            jawaban = Client().generic(cara, alamat, b"isi=1")
            assert (jawaban.status_code, jawaban["Allow"]) == (405, "GET, HEAD, POST")


def test_tamu_tidak_pernah_masuk_ke_halaman_pegawai() -> None:
    umum = {
        "account_login",
        "aksesibilitas",
        "bantuan",
        "inti:galeri",
        "kepegawaian:masuk",
        "kepegawaian:keluar",
        "kepegawaian:sandi_baru",
        "kepegawaian:sandi_pulih",
        "kepegawaian:sandi_pulih_atur",
        "openid_connect_callback",
        "openid_connect_login",
        "privasi",
        "publik",
        "publik_instansi",
        "publik_unduh",
        "sehat",
        "sehat_cadangan",
        "sehat_pemindai",
        "dokumen_periksa",
        "umpan_balik:lacak",
        "umpan_balik:lacak_rinci",
        "umpan_balik:lacak_tarik",
        "umpan_balik:survei",
        "umpan_balik:survei_berkode",
        "umpan_balik:survei_kios",
        "umpan_balik:survei_kios_terima",
        "umpan_balik:survei_terima",
        *LAYANAN_WARGA,
    }
    salah = [
        f"{nama} {cara}: {kode['tamu']}"
        for (nama, cara), kode in baca_tabel().items()
        if nama not in umum
        and kode["tamu"] not in {"masuk", "405", *(["403"] if nama in DIPANGGIL_SKRIP else [])}
    ]
    assert not salah, "\n".join(salah)
    assert settings.LOGIN_URL
