"""Id milik kota lain di jalur, tanya, formulir, dan kepala htmx: tidak ada isi yang terlihat, tidak ada baris yang berubah.

Tiga saksi: kenari pada setiap nama orang dan unit kota lain, sidik tabel baris-barisnya, dan uji sanggahan yang mematikan
satu saringan lalu harus ketahuan.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client, override_settings
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from indikator.models import RHK, SKP, Bukti, Indikator, IndikatorKinerja, Kebijakan, Periode, Tinjauan
from inti.models import Berkas, Impor
from inti.services import berkas as layanan_berkas
from kepegawaian.models import (
    Jabatan,
    LaporanAtasan,
    LetakUnit,
    Pegawai,
    PejabatPenilai,
    Penempatan,
    Peran,
    PerbaikanData,
    UnitKerja,
)
from kepegawaian.queries import pegawai as baca_pegawai
from kepegawaian.views import pintu
from mutu.catat import catat
from pelatihan.models import (
    AnggotaPanitia,
    BuktiPembinaan,
    CalonPenghargaan,
    Pelatihan,
    Pembinaan,
    PertemuanPembinaan,
    Rekomendasi,
    SasaranPembinaan,
    Sesi,
    SidangPenghargaan,
    Usulan,
)
from penilaian.models import (
    CatatanPenilai,
    Hasil,
    Jeda,
    Kalibrasi,
    Keberatan,
    PembukaanKembali,
    PindahKalibrasi,
)
from tests import benda_penilaian
from tests.dunia import KENARI, Dunia, bangun
from tests.idor import Formulir, PembacaFormulir, Penjaga, milik, tulisan
from tests.konfirmasi import sahkan
from tests.sapuan import menyapu
from tests.test_izin_semua_url import ARGUMEN, BOLEH_MENYEBUT_KOTA_LAIN, HARI_UJI, PERAN, kumpulkan
from umpan_balik.models import (
    Aspirasi,
    DialogKinerja,
    JagaTitik,
    LaporanSkm,
    LaporanUmpanBalik,
    Musyawarah,
    Penugasan,
    PermintaanUmpanBalik,
    TindakDialog,
    TindakLanjutSkm,
    TitikLayanan,
    UmpanBalik,
    Usul,
    UsulPenilai,
)

pytestmark = pytest.mark.django_db  # tanpa ini basis data uji tidak disiapkan
PALING_SEDIKIT = 5_000
FORMULIR_PALING_SEDIKIT = 100
BENIH = 20261118
# Halaman umum memang menyebut pemda mana pun; pemiliknya memegang tanda yang tidak tertebak.
UMUM = ("publik", "umpan_balik:survei", "umpan_balik:lacak", "kepegawaian:masuk", "dokumen_periksa")
# Keluar dan ganti sandi memutus sesi uji, bukan membuka data; punya ujinya sendiri.
DILEWATI = {"kepegawaian:keluar", "sehat", "sehat_cadangan", "sehat_pemindai"}
MENURUT_NAMA: dict[str, list[type[models.Model]]] = {
    "skp_id": [SKP],
    "rhk_id": [RHK],
    "indikator_id": [Indikator, IndikatorKinerja],
    "periode_id": [Periode],
    "pegawai_id": [Pegawai],
    "hasil_id": [Hasil],
    "titik_id": [TitikLayanan],
    "jaga_id": [JagaTitik],
    "bukti_id": [Bukti, BuktiPembinaan],
    "aspirasi_id": [Aspirasi],
    "tinjauan_id": [Tinjauan],
    "penugasan_id": [Penugasan],
    "umpan_balik_id": [UmpanBalik],
    "permintaan_id": [PermintaanUmpanBalik],
    "dialog_id": [DialogKinerja],
    "tindak_id": [TindakDialog, TindakLanjutSkm],
    "unit_id": [UnitKerja],
    "laporan_id": [LaporanSkm, LaporanUmpanBalik],
    "usul_id": [Usul, UsulPenilai, PembukaanKembali],
    "musyawarah_id": [Musyawarah],
    "keberatan_id": [Keberatan],
    "kalibrasi_id": [Kalibrasi],
    "pindah_id": [PindahKalibrasi],
    "jeda_id": [Jeda],
    "catatan_id": [CatatanPenilai],
    "pelatihan_id": [Pelatihan],
    "sesi_id": [Sesi],
    "usulan_id": [Usulan],
    "pembinaan_id": [Pembinaan],
    "sasaran_id": [SasaranPembinaan],
    "pertemuan_id": [PertemuanPembinaan],
    "anggota_id": [AnggotaPanitia],
    "sidang_id": [SidangPenghargaan],
    "calon_id": [CalonPenghargaan],
    "penempatan_id": [Penempatan],
    "kebijakan_id": [Kebijakan],
    "letak": [LetakUnit],
    "unit": [UnitKerja],
    "jabatan": [Jabatan],
    "pegawai": [Pegawai],
    "penilai": [Pegawai],
    "usulan": [Pegawai],
    "penempatan": [Penempatan],
    "induk": [UnitKerja, RHK],
    "dinas": [UnitKerja],
    "periode": [Periode],
}
# `pk` menurut nama alamatnya; yang pertama cocok dipakai.
MENURUT_ALAMAT: tuple[tuple[str, list[type[models.Model]]], ...] = (
    ("penempatan", [Penempatan]),
    ("penilai_khusus", [PejabatPenilai]),
    ("peran", [Peran]),
    ("perbaikan", [PerbaikanData]),
    ("laporan_atasan", [LaporanAtasan]),
    ("impor", [Impor]),
    ("jabatan", [Jabatan]),
    ("unit", [UnitKerja]),
    ("pegawai", [Pegawai]),
    ("kode", [Pegawai]),
    ("pelatihan", [Rekomendasi]),
)
# Peran yang di antara mereka melihat semua formulir.
BERFORMULIR = ("penilai", "admin_bkd", "admin_dinas")
# Peran yang tiap alamatnya dicoba dengan dua id asing; yang lain satu.
BERDUA = (*BERFORMULIR, "pegawai", "auditor")
SEMUA_KUNCI = (
    "pegawai",
    "unit",
    "penilai",
    "usulan",
    "periode",
    "skp",
    "rhk",
    "indikator",
    "dinas",
    "jabatan",
    "induk",
)


@dataclass
class Kancah:
    """Dua kota, id milik kota lain, dan yang dicatat selama menyapu."""

    dunia: Dunia
    benda: Any
    sendiri: dict[str, dict[str, Any]]
    punya: dict[type[models.Model], set[Any]]
    penjaga: Penjaga
    acak: random.Random
    klien: dict[str, Client] = field(default_factory=dict)
    permintaan: int = 0
    formulir: int = 0
    kenari: list[str] = field(default_factory=list)
    rusak: list[str] = field(default_factory=list)
    galat: list[str] = field(default_factory=list)
    tertulis: dict[str, int] = field(default_factory=dict)

    def asing(self, model: type[models.Model], banyak: int = 1) -> list[Any]:
        semua = sorted(self.punya.get(model, ()))
        return self.acak.sample(semua, min(banyak, len(semua)))

    def asing_tetap(self) -> dict[type[models.Model], list[Any]]:
        """Satu id asing tiap model, selalu yang sama."""
        return {model: sorted(semua)[:1] for model, semua in self.punya.items()}

    def asing_untuk(self, kunci: str, alamat: str = "") -> list[Any]:
        """Satu id asing tiap model yang mungkin dimaksud bidang atau argumen itu."""
        nama = kunci.rsplit("-", 1)[-1]
        daftar = MENURUT_NAMA.get(nama) or MENURUT_NAMA.get(f"{nama}_id")
        if daftar is None:
            daftar = next(
                (m for kata, m in MENURUT_ALAMAT if kata in alamat), [Pegawai, UnitKerja, SKP, Periode]
            )
        return [pk for model in daftar for pk in self.asing(model)]

    def minta(
        self, peran: str, cara: str, alamat: str, isi: dict[str, Any] | None = None, **kepala: str
    ) -> Any:
        """Satu permintaan di dalam savepoint yang digulung balik; kenari dan sidik diperiksa sebelum itu."""
        klien = self.klien[peran]
        kue = klien.cookies.copy()
        with transaction.atomic():
            jawaban = (
                klien.get(alamat, isi or {}, **kepala)
                if cara == "GET"
                else klien.post(alamat, isi or {}, **kepala)
            )
            if cara == "POST":
                kini = tulisan()
                tabel = {t for t, n in kini.items() if n != self.tertulis.get(t, 0)}
                self.tertulis = kini
                self.rusak += [f"{peran} POST {alamat} {isi}: {t}" for t in self.penjaga.berubah(tabel)]
            transaction.set_rollback(True)
        klien.cookies = kue
        self.permintaan += 1
        badan = b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content
        sebut = f"{peran} {cara} {alamat} {isi or ''}"
        if KENARI.encode() in badan or KENARI in str(jawaban.headers):
            self.kenari.append(sebut)
        if jawaban.status_code >= 500:
            self.galat.append(sebut)
        return jawaban


@pytest.fixture(scope="module")
def kancah(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Kancah]:
    """Dibangun sekali untuk kedua uji; seluruhnya di dalam satu transaksi yang digulung balik."""
    lain = {
        "MEDIA_ROOT": tmp_path_factory.mktemp("idor"),
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }
    with (
        menyapu(),
        django_db_blocker.unblock(),
        override_settings(**lain),
        time_machine.travel(HARI_UJI),
        transaction.atomic(),
    ):
        yield _bangun()
        transaction.set_rollback(True)


def _bangun() -> Kancah:
    dunia = bangun(sekarang=timezone.now())
    _lengkapi(dunia)
    benda = kumpulkan(dunia)
    punya = milik(dunia.b)
    # Sekali saja: sebagian argumen membuat bendanya.
    sendiri = {nama: dict(argumen(benda)) for nama, argumen in ARGUMEN.items()}
    kancah = Kancah(dunia, benda, sendiri, punya, Penjaga(punya), random.Random(BENIH))
    for peran in PERAN:
        if peran in {"tetangga", "sesi_habis", "nonaktif"}:
            continue
        klien = Client(raise_request_exception=False)
        siapa = dunia.peran[peran]
        if siapa is not None:
            klien.force_login(siapa, backend="kepegawaian.backend.NipBackend")
            sahkan(klien, siapa)
        kancah.klien[peran] = klien
    return kancah


def _lengkapi(dunia: Dunia) -> None:
    """Benda kota lain yang tidak ada di data contoh, semuanya berkenari; unitnya pun diberi kenari."""
    tanda = Concat(F("nama"), Value(f" {KENARI}"))
    for model, saring in ((UnitKerja, {"instansi": dunia.b}), (LetakUnit, {"unit__instansi": dunia.b})):
        model._default_manager.filter(**saring).update(nama=tanda)
    satu, dua = Pegawai.objects.filter(instansi=dunia.b, is_active=True).order_by("pk")[:2]
    unit = UnitKerja.objects.filter(instansi=dunia.b, induk__isnull=False).order_by("pk")[0]
    sekarang = timezone.now()
    berkas = layanan_berkas.simpan(
        kiriman=SimpleUploadedFile(f"{KENARI}.pdf", f"%PDF-1.4 {KENARI}\n%%EOF\n".encode()),
        oleh=satu,
        sekarang=sekarang,
    )
    PerbaikanData.objects.create(
        pegawai=satu,
        unit=unit,
        bidang="nama",
        isi_usulan=KENARI,
        alasan=KENARI,
        bukti=berkas,
        diajukan=sekarang,
        tenggat=sekarang,
    )
    LaporanAtasan.objects.create(pegawai=satu, unit=unit, alasan=KENARI, diajukan=sekarang, tenggat=sekarang)
    PejabatPenilai.objects.create(pegawai=satu, penilai=dua, sejak=date(2026, 1, 1), alasan=KENARI)
    berjalan = Periode.objects.get(instansi=dunia.b, status="diproses", jenis="triwulan")
    menetap = Pegawai.objects.filter(instansi=dunia.b, is_active=True, penempatan__kepala=False).order_by(
        "pk"
    )[0]
    benda_penilaian.dipindahkan(
        berjalan, menetap, sekarang=sekarang, alasan=f"Bukti dibaca bersama {KENARI}."
    )
    assert Berkas.objects.filter(nama__contains=KENARI).exists()


def semua_alamat() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Nama alamat dan argumennya."""

    def jalan(pola: list[URLPattern | URLResolver], ruang: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for satu in pola:
            if isinstance(satu, URLResolver):
                yield from jalan(satu.url_patterns, f"{satu.namespace}:" if satu.namespace else ruang)
            elif f"{ruang}{satu.name}" not in DILEWATI:
                yield f"{ruang}{satu.name}", tuple(satu.pattern.converters)

    yield from jalan(get_resolver().url_patterns, "")


def jalur_asing(kancah: Kancah, nama: str, argumen: tuple[str, ...], ragam: int) -> list[str]:
    """Alamat dengan semua id asing, dan dengan satu id asing di antara id milik sendiri."""
    sendiri = kancah.sendiri.get(nama, {})
    asing = {k: kancah.asing_untuk(k, nama) or [1] for k in argumen}
    hasil = [_balik(nama, argumen, {k: c[n % len(c)] for k, c in asing.items()}) for n in range(ragam)]
    if len(argumen) > 1 and sendiri:
        hasil += [_balik(nama, argumen, sendiri | {k: c[0]}) for k, c in asing.items()]
    return list(dict.fromkeys(h for h in hasil if h))


def _balik(nama: str, argumen: tuple[str, ...], isi: dict[str, Any]) -> str:
    """Alamat jadi; argumen teks yang tidak cocok diganti tanda palsu."""
    for ragam in (isi, {k: str(v) for k, v in isi.items()}, dict.fromkeys(argumen, "palsu")):
        try:
            return reverse(nama, kwargs=ragam)
        except NoReverseMatch:
            continue
    return ""


def sapu_jalur(kancah: Kancah, peran: list[str]) -> None:
    for nama, argumen in semua_alamat():
        if not argumen or nama.startswith(UMUM):
            continue
        for satu in peran:
            for n, alamat in enumerate(jalur_asing(kancah, nama, argumen, 2 if satu in BERDUA else 1)):
                htmx = (
                    {
                        "HTTP_HX_REQUEST": "true",
                        "HTTP_HX_TARGET": f"baris-{n}",
                        "HTTP_HX_CURRENT_URL": f"http://testserver{alamat}",
                    }
                    if n % 2
                    else {}
                )
                kancah.minta(satu, "GET", alamat, **htmx)
                kancah.minta(
                    satu, "POST", alamat, {"tahap": "simpan", "alasan": "Uji", "putusan": "terima"}, **htmx
                )


def sapu_tanya(kancah: Kancah, peran: list[str]) -> None:
    """Semua halaman tanpa argumen dengan id asing di tanya, satu kali biasa dan satu kali sebagai potongan htmx."""
    for n, (nama, argumen) in enumerate(semua_alamat()):
        if argumen or nama.startswith(UMUM) or nama in BOLEH_MENYEBUT_KOTA_LAIN:
            continue
        # Seperlima peran tiap halaman, bergilir; admin BKD selalu ikut sebab ia melihat paling banyak.
        for satu in {*peran[n % 5 :: 5], "admin_bkd"}:
            tanya = {k: c[0] for k in SEMUA_KUNCI if (c := kancah.asing_untuk(k))}
            kancah.minta(satu, "GET", reverse(nama), tanya | {"q": "a", "status": "semua"})


def formulir_tampil(kancah: Kancah, peran: str) -> Iterator[tuple[str, str, Formulir]]:
    """(nama alamat, tujuan, formulir) yang sungguh tampil bagi peran itu, kecuali yang memutus sesinya."""
    for nama, argumen in semua_alamat():
        if nama.startswith(UMUM) or (argumen and nama not in kancah.sendiri):
            continue
        alamat = reverse(nama, kwargs=kancah.sendiri[nama] if argumen else None)
        for tanya in _tanya_sendiri(kancah, nama):
            jawaban = kancah.minta(peran, "GET", alamat + tanya)
            if jawaban.status_code != 200 or "html" not in jawaban.headers.get("Content-Type", ""):
                continue
            pembaca = PembacaFormulir()
            pembaca.feed(jawaban.content.decode())
            for formulir in pembaca.hasil:
                tujuan = formulir.tujuan or alamat + tanya
                if "/keluar/" not in tujuan and "/masuk/" not in tujuan:
                    yield nama, tujuan, formulir


def sapu_formulir(kancah: Kancah, peran: list[str], batas: int) -> None:
    """Tiap bidang ber-id diganti id asing."""
    for satu in peran:
        terlihat: set[tuple[object, ...]] = set()
        for _, tujuan, formulir in formulir_tampil(kancah, satu):
            _ganti_bidang(kancah, satu, tujuan, formulir, terlihat, batas)


def alamat_sendiri(kancah: Kancah) -> list[str]:
    """Semua alamat, dengan argumen benda milik kota sendiri bila ada."""
    hasil = []
    for nama, argumen in semua_alamat():
        with suppress(NoReverseMatch):
            hasil.append(reverse(nama, kwargs=kancah.sendiri.get(nama) if argumen else None))
    return hasil


def _tanya_sendiri(kancah: Kancah, nama: str) -> list[str]:
    """Halaman berlangkah baru menampilkan formulirnya sesudah orangnya dipilih."""
    if nama in {"kepegawaian:penempatan_baru", "kepegawaian:penilai_khusus", "kepegawaian:peran_beri"}:
        return ["", f"?pegawai={kancah.benda.pegawai.pk}"]
    return [""]


def _ganti_bidang(
    kancah: Kancah,
    peran: str,
    tujuan: str,
    formulir: Formulir,
    terlihat: set[tuple[object, ...]],
    batas: int,
) -> None:
    for bidang in formulir.ber_id()[:batas]:
        kunci = (tujuan, bidang, formulir.tombol)
        if kunci in terlihat:
            continue
        terlihat.add(kunci)
        undian = [pk for _ in range(3) for pk in kancah.asing_untuk(bidang, tujuan)]
        for asing in dict.fromkeys(undian):
            kancah.formulir += 1
            kancah.minta(peran, "POST", tujuan, formulir.isi | {bidang: str(asing)})


def test_id_asing_tidak_membuka_dan_tidak_mengubah_apa_pun(kancah: Kancah) -> None:
    peran = list(kancah.klien)
    sapu_jalur(kancah, peran)
    sapu_tanya(kancah, peran)
    sapu_formulir(kancah, list(BERFORMULIR), batas=4)
    salah = len(kancah.kenari) + len(kancah.rusak) + len(kancah.galat)
    cukup = kancah.permintaan >= PALING_SEDIKIT and kancah.formulir >= FORMULIR_PALING_SEDIKIT
    for baris in ("A3", "V8.2.2"):
        catat(
            baris,
            f"{kancah.permintaan} permintaan, {kancah.formulir} bidang formulir, {len(kancah.kenari)} kenari, "
            f"{len(kancah.rusak)} baris berubah, {len(kancah.galat)} galat peladen",
            lulus=cukup and not salah,
        )
    assert not kancah.kenari, "\n".join(kancah.kenari[:20])
    assert not kancah.rusak, "\n".join(kancah.rusak[:20])
    assert not kancah.galat, "\n".join(kancah.galat[:20])
    assert kancah.permintaan >= PALING_SEDIKIT, kancah.permintaan
    assert kancah.formulir >= FORMULIR_PALING_SEDIKIT, kancah.formulir


def test_saringan_yang_dicabut_ketahuan(
    kancah: Kancah, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Sanggahan: tanpa saringan wilayah, kenari terlihat dan sidik berubah. Tanpa ini uji di atas dapat lulus kosong."""
    semua: Callable[..., Any] = lambda _akses, *, pada: Pegawai.objects.select_related("instansi")  # noqa: E731
    korban = kancah.asing(Pegawai)[0]
    kenari, rusak = len(kancah.kenari), len(kancah.rusak)
    alamat = reverse("kepegawaian:pegawai_rinci", args=[korban])
    kancah.minta("admin_bkd", "GET", alamat)
    assert len(kancah.kenari) == kenari
    monkeypatch.setattr(baca_pegawai, "pegawai_untuk", semua)
    kancah.minta("admin_bkd", "GET", alamat)
    assert len(kancah.kenari) == kenari + 1
    monkeypatch.setattr(pintu, "pegawai_untuk", semua)
    monkeypatch.setattr("kepegawaian.services.lingkup.wajib_kelola_pegawai", lambda *_, **__: None)
    kancah.minta("admin_bkd", "POST", reverse("kepegawaian:pegawai_ubah", args=[korban]), {"nama": "Dicuri"})
    assert any("kepegawaian_pegawai" in r for r in kancah.rusak[rusak:])
    del kancah.kenari[kenari:], kancah.rusak[rusak:]
