"""Menemukan tiap jenis halaman: dari menu dan tautan, sebagai tiap akun contoh satu pemda."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from asn_kinerja.queries.akun_contoh import Akun, akun_contoh
from kepegawaian.models import Instansi, Pegawai
from umpan_balik.models import TitikLayanan

TAMU = "Tamu"
# Yang bekerja dengan orang lain lebih dahulu: halaman penuh lebih berguna dipotret daripada yang kosong.
URUTAN = (
    TAMU,
    "Pegawai",
    "Pejabat penilai",
    "Admin BKD",
    "Admin dinas",
    "Petugas layanan",
    "Pimpinan",
    "Auditor",
    "Pegawai baru pindah",
)
# Halaman yang isinya lain untuk tiap peran; selebihnya satu potret tiap jenis halaman.
TIAP_PERAN = {"beranda"}
TAUTAN = re.compile(r'<a\s[^>]*href="([^"#]+)')
JUDUL = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
# Halaman galat dan yang alamatnya tidak tertaut dari mana pun.
TAMBAHAN = {TAMU: ("/masuk/", "/tidak-ada/"), "Pegawai": ("/tidak-ada/", "/periode/baru/")}
BUKAN_HALAMAN = {"kepegawaian:keluar", "account_logout", "inti:galeri"}


@dataclass(frozen=True, slots=True)
class Laman:
    """Satu halaman yang akan dipotret; `nip` kosong bagi tamu."""

    jenis: str
    peran: str
    nip: str
    alamat: str
    judul: str

    @property
    def berkas(self) -> str:
        """Nama berkas tanpa akhiran, misalnya "indikator-skp_rinci"."""
        return self.jenis.replace(":", "-")


def pelaku(instansi: Instansi) -> list[Akun]:
    """Akun contoh pemda itu, satu untuk tiap peran, menurut URUTAN."""
    semua: dict[str, Akun] = {}
    for akun in akun_contoh(pada=timezone.localdate()):
        if akun.pemda == instansi.nama:
            semua.setdefault(akun.peran, akun)
    return [semua[peran] for peran in URUTAN if peran in semua]


def pintu_tamu(instansi: Instansi) -> list[str]:
    """Alamat yang didatangi warga dari poster, surat, atau mesin pencari."""
    titik = TitikLayanan.objects.filter(layanan__instansi=instansi).order_by("pk").first()
    alamat = [reverse("publik"), reverse("publik_instansi", args=[instansi.slug])]
    if titik:
        alamat.append(reverse("umpan_balik:survei", args=[titik.token]))
    return alamat


def jelajahi(instansi: Instansi) -> Iterator[Laman]:
    """Satu halaman dari tiap jenis, sebagai orang pertama yang dapat membukanya."""
    sudah: set[str] = set()
    for peran, nip in [(TAMU, ""), *((a.peran, a.nip) for a in pelaku(instansi))]:
        klien = Client(SERVER_NAME="127.0.0.1")
        if nip:
            klien.force_login(Pegawai.objects.get(nip=nip), backend="kepegawaian.backend.NipBackend")
        mulai = [reverse("beranda")] if nip else pintu_tamu(instansi)
        yield from _satu_orang(klien, peran, nip, [*mulai, *TAMBAHAN.get(peran, ())], sudah)


def _satu_orang(klien: Client, peran: str, nip: str, antre: list[str], sudah: set[str]) -> Iterator[Laman]:
    dilihat: set[str] = set()
    while antre:
        alamat = antre.pop(0)
        jenis = _jenis(alamat, peran)
        if jenis is None or jenis in dilihat:
            continue
        jawaban = klien.get(alamat)
        if not jawaban.get("Content-Type", "").startswith("text/html"):
            dilihat.add(jenis)
            continue
        if jawaban.status_code in (301, 302):
            antre.insert(0, urljoin(alamat, jawaban["Location"]))
            dilihat.add(jenis)
            continue
        dilihat.add(jenis)
        isi = jawaban.content.decode()
        antre += [urljoin(alamat, unescape(satu)) for satu in TAUTAN.findall(isi)]
        if jawaban.status_code != 200:
            jenis = f"galat_{jawaban.status_code}"
        if jenis not in sudah:
            sudah.add(jenis)
            yield Laman(jenis, peran, nip, alamat, _judul(isi))


def _jenis(alamat: str, peran: str) -> str | None:
    """Nama pola alamat; None bila bukan halaman kami."""
    bagian = urlsplit(alamat)
    if bagian.netloc or bagian.scheme:
        return None
    try:
        nama = str(resolve(bagian.path).view_name)
    except Resolver404:
        return "galat_404"
    if nama in BUKAN_HALAMAN:
        return None
    return f"{nama}-{peran.lower().replace(' ', '_')}" if nama in TIAP_PERAN else nama


def _judul(isi: str) -> str:
    cocok = JUDUL.search(isi)
    return unescape(re.sub(r"<[^>]+>|\s+", " ", cocok[1])).strip() if cocok else ""
