"""Empat puluh nama jalur berbahaya lewat setiap pintu unggah: yang tertulis hanya nama buatan di dalam MEDIA_ROOT.

Setiap pembukaan berkas untuk ditulis selama kiriman dicatat pengait audit Python, di mana pun letaknya.
"""

import os
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import RequestFactory
from django.urls import resolve, reverse

from inti.models import Impor
from inti.services import berkas
from kepegawaian import titipan
from mutu.catat import catat
from tests.idor import PembacaFormulir
from tests.test_idor import Kancah, kancah, semua_alamat  # noqa: F401
from tests.test_idor import _tanya_sendiri as tanya_sendiri

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CSV = b"NIP;Nama\n1;A\n"
NAMA = (
    "../../etc/passwd.pdf", "..\\..\\windows\\win.pdf", "/etc/cron.d/x.pdf", "C:\\x.pdf", "\\\\peladen\\bagi\\x.pdf",
    "....//....//x.pdf", "..%2f..%2fx.pdf", "%2e%2e/x.pdf", "..%c0%afx.pdf", "..%252fx.pdf", ".", "..", "...pdf", ".pdf",
    ".htaccess", ".ssh/authorized_keys.pdf", "x.pdf/", "x.pdf/.", "x/../../y.pdf", "./x.pdf", "~/x.pdf", "~root/x.pdf",
    "$HOME/x.pdf", "`id`.pdf", "x;rm -rf.pdf", "|id.pdf", "x\x00.pdf", "x.pdf\x00.png", "x\r\nX: y.pdf", "x\n.pdf",
    "con.pdf", "nul.pdf", "aux.pdf", "lpt1.pdf", "\u2025/\u2025/x.pdf", "\uff0e\uff0e\uff0fx.pdf", "\u202efdp.exe.pdf",
    "x\u2215y\u2216.pdf", "file:///etc/x.pdf", "a" * 300 + ".pdf", "x.pdf::$DATA", "x.pdf ", "-rf.pdf",
)  # fmt: skip
PESAN = re.compile(rb'class="pesan-galat[^>]*>(.{0,200})')
BUATAN = re.compile(r"bukti/\d+/[0-9a-f]{2}/[0-9a-f]{64}-[0-9a-f]{32}|bukti/titipan/[0-9a-f]{32}")
_tertulis: list[str] | None = None
_terpasang = False


def _pengait(kejadian: str, isi: tuple[Any, ...]) -> None:
    if _tertulis is None:
        return
    if kejadian == "open" and isinstance(isi[0], str | bytes):
        cara, bendera = isi[1], isi[2]
        menulis = (isinstance(cara, str) and set(cara) & set("wax+")) or bendera & (os.O_WRONLY | os.O_RDWR)
        if menulis:
            _tertulis.append(os.fsdecode(isi[0]))
    elif kejadian in {"os.rename", "os.link", "os.symlink"}:
        _tertulis.append(os.fsdecode(isi[1]))


@contextmanager
def mencatat_tulisan() -> Iterator[list[str]]:
    """Jalur setiap berkas yang dibuka untuk ditulis, dibuat, atau dipindahkan selama blok ini."""
    global _tertulis, _terpasang
    if not _terpasang:
        sys.addaudithook(_pengait)  # tidak dapat dilepas lagi; di luar blok ini ia diam
        _terpasang = True
    _tertulis = []
    try:
        yield _tertulis
    finally:
        _tertulis = None


def di_luar(tertulis: list[str]) -> list[str]:
    """Jalur yang bukan nama buatan di dalam MEDIA_ROOT; berkas sementara kerangka tidak dihitung."""
    akar, sementara = Path(settings.MEDIA_ROOT).resolve(), Path(tempfile.gettempdir()).resolve()
    hasil = []
    for satu in tertulis:
        jalur = Path(satu).resolve()
        if jalur.is_relative_to(akar):
            if not BUATAN.fullmatch(jalur.relative_to(akar).as_posix()):
                hasil.append(satu)
        elif satu != os.devnull and not (jalur.parent == sementara and ".upload" in jalur.name):
            hasil.append(satu)
    return hasil


def badan(isi: dict[str, str], bidang: str, nama: str, berkas: bytes, *, lima: bool) -> tuple[bytes, str]:
    """Kiriman multipart mentah: nama berkasnya sampai seperti ditulis penyerang, bukan seperti dirapikan klien uji."""
    batas = "b-atas-5b1c"
    bagian = [
        f'--{batas}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode()
        for k, v in isi.items()
    ]
    sebut = f"filename*=UTF-8''{quote(nama)}" if lima else 'filename="' + nama.replace('"', "%22") + '"'
    bagian.append(
        f'--{batas}\r\nContent-Disposition: form-data; name="{bidang}"; {sebut}\r\n'
        f"Content-Type: application/pdf\r\n\r\n".encode("utf-8", "surrogatepass")
        + berkas
        + b"\r\n"
    )
    return b"".join(bagian) + f"--{batas}--\r\n".encode(), f"multipart/form-data; boundary={batas}"


def pintu(kancah: Kancah) -> dict[str, tuple[str, str, dict[str, str], str]]:  # noqa: F811
    """Nama alamat → (peran, tujuan, isian, bidang berkas) tiap formulir berberkas yang tampil."""
    hasil: dict[str, tuple[str, str, dict[str, str], str]] = {}
    for peran in BERPINTU:
        for nama, argumen in semua_alamat():
            if argumen and nama not in kancah.sendiri:
                continue
            alamat = reverse(nama, kwargs=kancah.sendiri[nama] if argumen else None)
            for tanya in tanya_sendiri(kancah, nama):
                jawaban = kancah.minta(peran, "GET", alamat + tanya)
                if jawaban.status_code != 200 or b'type="file"' not in getattr(jawaban, "content", b""):
                    continue
                for tujuan, isi, bidang in _berberkas(jawaban.content.decode()):
                    tuju = tujuan or alamat + tanya
                    hasil.setdefault(f"{resolve(tuju.split('?')[0]).view_name} {bidang.split('-')[-1]}",
                                     (peran, tuju, isi, bidang))  # fmt: skip
    # Tanpa formulir di halaman mana pun, atau formulirnya hanya tampil pada keadaan tertentu.
    for nama in ("indikator:bukti_unggah", "pelatihan:usulan_sertifikat", "penilaian:keberatan"):
        tujuan = reverse(nama, kwargs=kancah.sendiri.get(nama))
        hasil.setdefault(f"{nama} berkas", ("pegawai", tujuan, {}, "berkas"))
    return hasil


def _berberkas(halaman: str) -> Iterator[tuple[str, dict[str, str], str]]:
    for potong in re.split(r"(?=<form\b)", halaman)[1:]:
        satu = potong.split("</form>")[0]
        bidang = re.search(r'<input[^>]*type="file"[^>]*>', satu)
        if bidang is None:
            continue
        nama = re.search(r'name="([^"]+)"', bidang.group())
        pembaca = PembacaFormulir()
        pembaca.feed(satu + "</form>")
        if nama is not None and pembaca.hasil:
            yield pembaca.hasil[0].tujuan, pembaca.hasil[0].isi, nama.group(1)


# Peran yang di antara mereka melihat semua formulir berberkas.
BERPINTU = ("pegawai", "penilai", "admin_bkd")
# Tiap pintu yang membaca request.FILES; pintu baru tanpa baris di sini menggagalkan uji.
DIKENAL = {
    "indikator:bukti_unggah berkas",
    "indikator:capaian_lapor berkas",
    "indikator:harian berkas",
    "kepegawaian:impor_jenis berkas",
    "kepegawaian:perbaikan_usul bukti",
    "pelatihan:pembinaan_bukti berkas",
    "pelatihan:usulan_sertifikat berkas",
    "penilaian:keberatan berkas",
    "penilaian:keberatan_tanggapi berkas",
}


# Isian yang membuat kirimannya diterima; tanpa itu berkasnya tidak sampai disimpan.
ISIAN = {
    "kepegawaian:perbaikan_usul bukti": {"bidang": "gelar_depan", "isi": "Ir.", "alasan": "Salah ketik."}
}


@pytest.mark.panjang
def test_empat_puluh_nama_lewat_setiap_pintu_unggah(kancah: Kancah) -> None:  # noqa: F811
    # Yang masih berjalan menahan unggahan sejenis.
    Impor.objects.filter(status__in=Impor.BERJALAN, diterapkan_pada=None).update(
        status=Impor.Status.DITINGGALKAN
    )
    pintunya = pintu(kancah)
    luar: list[str] = []
    tersimpan: dict[str, int] = defaultdict(int)
    pesan: dict[str, str] = {}
    kiriman = 0
    for nama_pintu, (peran, tujuan, isi, bidang) in pintunya.items():
        impor = "impor" in nama_pintu
        for nama in NAMA:
            akhiran = nama.replace(".pdf", ".csv") if impor else nama
            for lima in (False, True):
                mentah, jenis = badan(
                    isi | ISIAN.get(nama_pintu, {}), bidang, akhiran, CSV if impor else PDF, lima=lima
                )
                with transaction.atomic(), mencatat_tulisan() as tertulis:
                    jawaban = kancah.klien[peran].generic("POST", tujuan, mentah, jenis)
                    transaction.set_rollback(True)
                kiriman += 1
                tersimpan[nama_pintu] += bool(tertulis)
                pesan[nama_pintu] = (
                    f"{jawaban.status_code} {PESAN.findall(getattr(jawaban, 'content', b''))[:3]}"
                )
                luar += [f"{nama_pintu} {akhiran!r}: {satu}" for satu in di_luar(tertulis)]
    hampa = sorted(set(pintunya) - {n for n, k in tersimpan.items() if k})
    catat(
        "V5.3.2",
        f"{len(NAMA)} nama × {len(pintunya)} pintu unggah, {kiriman} kiriman, {sum(tersimpan.values())} tersimpan: "
        f"{len(luar)} berkas di luar tempatnya, {len(hampa)} pintu yang tidak pernah menyimpan",
        lulus=not luar and not hampa and len(NAMA) >= 40,
    )
    print(dict(tersimpan))
    assert not luar, "\n".join(luar[:30])
    assert set(pintunya) == DIKENAL, sorted(set(pintunya) ^ DIKENAL)
    assert not hampa, {nama: pesan[nama] for nama in hampa}


class Bernama(SimpleUploadedFile):
    """Kiriman yang namanya tidak pernah dirapikan kerangka, seolah pengurai multipart-nya dilewati."""

    def _get_name(self) -> str:
        return self._mentah

    def _set_name(self, nama: str) -> None:
        self._mentah = nama

    name = property(_get_name, _set_name)


class Ratna:
    pk, nama, instansi_id = 7, "Ratna Wulandari", 3


def test_nama_mentah_langsung_ke_layanan_tidak_menentukan_tempatnya(settings: Any) -> None:
    from tests.inti.services.test_berkas_jahat import SEKARANG

    luar, tersimpan = [], 0
    for nama in NAMA:
        with mencatat_tulisan() as tertulis:
            try:
                berkas.simpan(kiriman=Bernama(nama, PDF), oleh=Ratna(), sekarang=SEKARANG)  # type: ignore[arg-type]
                tersimpan += 1
            except berkas.GalatAturan:
                pass
            minta = RequestFactory().post("/x/")
            minta.FILES.setlist("b", [Bernama(nama, PDF)])
            titipan.titipkan(minta)
        luar += di_luar(tertulis)
    catat(
        "V5.3.2",
        f"{len(NAMA)} nama mentah langsung ke layanan: {tersimpan} tersimpan, {len(luar)} di luar tempatnya",
        lulus=not luar and tersimpan >= 20,
    )
    assert not luar, luar
    assert tersimpan >= 20, tersimpan


def test_pembandingnya_nama_kiriman_yang_dipakai_ketahuan(settings: Any, tmp_path: Path) -> None:
    """Penyimpan yang memakai nama kiriman: keduanya di luar tempatnya, di dalam maupun di atas MEDIA_ROOT."""
    akar = Path(settings.MEDIA_ROOT)
    akar.mkdir(parents=True)
    with mencatat_tulisan() as tertulis:
        (akar / "laporan.pdf").write_bytes(PDF)
        (akar / ".." / "laporan.pdf").write_bytes(PDF)
    assert len(di_luar(tertulis)) == 2
