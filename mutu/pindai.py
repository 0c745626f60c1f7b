"""Pemindai umum (wapiti dan sqlmap) terhadap peladen contoh di mesin sendiri, sebagai tiap peran.

Dipakai dengan lingkungan peladen itu (DATABASE_URL, SECRET_KEY, MODE_CONTOH=1); caranya di docs/keamanan/pindai.md:

    python -m mutu.pindai --alamat http://127.0.0.1:8741 --alat /tmp/pindai/bin --hasil /tmp/hasil

Sesi tiap peran dibuat langsung di basis data contoh, jadi tidak ada sandi yang dipakai. Yang dipindai isinya berubah:
pakai basis data sekali pakai. Alamat selain mesin sendiri ditolak.
"""

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

# Memutus sesinya sendiri, bukan membuka apa pun.
LEWATI = ("/keluar/", "/sandi", "/faktor", "/akun/", "/perangkat/", "/masuk/oidc")
# Semua modul yang tidak memanggil mesin lain.
MODUL = "crlf,cookieflags,csp,exec,file,htaccess,http_headers,ldap,methods,permanentxss,redirect,sql,timesql,upload,xss"
SEDANG = 2
PERAN = (
    "tamu",
    "pegawai",
    "pejabat penilai",
    "admin dinas",
    "admin bkd",
    "petugas layanan",
    "pimpinan",
    "auditor",
)


@dataclass
class Kiriman:
    """Satu permintaan yang dapat diuji: GET berparameter atau formulir POST."""

    cara: str
    jalur: str
    isi: dict[str, str]

    @property
    def bentuk(self) -> tuple[str, str, tuple[str, ...]]:
        """Sama bila hanya nomornya yang berbeda."""
        return self.cara, re.sub(r"\d+", "0", self.jalur), tuple(sorted(self.isi))


class Pembaca(HTMLParser):
    """Tautan dan formulir satu halaman."""

    def __init__(self) -> None:
        super().__init__()
        self.tautan: list[str] = []
        self.formulir: list[tuple[str, str, dict[str, str]]] = []
        self._pilih = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        if tag == "a" and a.get("href"):
            self.tautan.append(a["href"])
        elif tag == "form":
            self.formulir.append((a.get("method", "get").upper(), a.get("action", ""), {}))
        elif not self.formulir:
            return
        elif tag == "select":
            self._pilih = a.get("name", "")
        elif tag == "option" and self._pilih and a.get("value"):
            self.formulir[-1][2].setdefault(self._pilih, a["value"])
        elif tag in {"input", "textarea"} and a.get("name") and a.get("type") != "file":
            self.formulir[-1][2][a["name"]] = a.get("value") or "1"

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._pilih = ""


@dataclass
class Jelajah:
    """Halaman yang terjangkau satu peran, dan kiriman yang dapat diuji di dalamnya."""

    alamat: str
    kuki: str
    kiriman: dict[tuple[str, str, tuple[str, ...]], Kiriman] = field(default_factory=dict)
    halaman: int = 0

    def jalan(self, batas: int) -> None:
        antre, terlihat = ["/", "/publik/"], set()
        while antre and self.halaman < batas:
            satu = antre.pop(0)
            bagian = urlsplit(satu)
            bentuk = re.sub(r"\d+", "0", bagian.path), tuple(sorted(k for k, _ in parse_qsl(bagian.query)))
            if bentuk in terlihat or bagian.path.startswith(LEWATI):
                continue
            terlihat.add(bentuk)
            satu, pembaca = self._buka(satu)
            bagian = urlsplit(satu)
            self.halaman += 1
            antre += [
                self._jalur(urljoin(satu, t))
                for t in pembaca.tautan
                if self._sendiri(urljoin(self.alamat + satu, t))
            ]
            if bagian.query:
                self._catat(Kiriman("GET", bagian.path, dict(parse_qsl(bagian.query))))
            for cara, tujuan, isi in pembaca.formulir:
                ke = urljoin(satu, tujuan or satu)
                if (
                    isi
                    and self._sendiri(urljoin(self.alamat, ke))
                    and not urlsplit(ke).path.startswith(LEWATI)
                ):
                    self._catat(Kiriman(cara, self._jalur(ke), isi))

    def _sendiri(self, alamat: str) -> bool:
        return alamat.startswith(("/", self.alamat)) and not alamat.startswith("//")

    def _jalur(self, alamat: str) -> str:
        bagian = urlsplit(alamat)
        return bagian.path + (f"?{bagian.query}" if bagian.query else "")

    def _buka(self, jalur: str) -> tuple[str, Pembaca]:
        """Alamat sesudah pengalihan, dan isinya."""
        pembaca = Pembaca()
        permintaan = urllib.request.Request(self.alamat + jalur, headers={"Cookie": self.kuki})
        try:
            with urllib.request.urlopen(
                permintaan, timeout=20
            ) as jawaban:  # alamatnya sudah dipastikan mesin sendiri
                jalur = self._jalur(jawaban.geturl())
                if "html" in jawaban.headers.get("Content-Type", ""):
                    pembaca.feed(jawaban.read().decode("utf-8", "replace"))
        except urllib.error.HTTPError:
            pass
        return jalur, pembaca

    def _catat(self, kiriman: Kiriman) -> None:
        self.kiriman.setdefault(kiriman.bentuk, kiriman)


def kuki_peran() -> dict[str, str]:
    """Kuki sesi dan CSRF satu akun contoh tiap peran; tamu hanya kuki CSRF."""
    import django

    django.setup()
    from django.conf import settings
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client
    from django.utils import timezone

    from asn_kinerja.queries.akun_contoh import akun_contoh
    from kepegawaian.models import Pegawai

    hasil: dict[str, str] = {}
    for akun in akun_contoh(pada=timezone.localdate()):
        nama = akun.peran.lower()
        if nama in hasil or nama not in PERAN:
            continue
        orang = Pegawai.objects.get(nip=akun.nip)
        klien = Client()
        klien.force_login(orang)
        sesi = klien.session
        # Sandi sekali lagi sudah diketik: halaman yang memintanya ikut dipindai.
        sesi["account_authentication_methods"] = [
            {"method": "password", "at": time.time() + 86_400, "reauthenticated": True}
        ]
        sesi["account_authentication_methods_user"] = str(orang.pk)
        sesi.save()
        hasil[nama] = f"{settings.SESSION_COOKIE_NAME}={sesi.session_key}"
    csrf = f"{settings.CSRF_COOKIE_NAME}={_get_new_csrf_string()}"
    return {"tamu": csrf, **{nama: f"{kuki}; {csrf}" for nama, kuki in hasil.items()}}


def wapiti(alat: Path, alamat: str, nama: str, kuki: str, hasil: Path, detik: int) -> list[dict[str, Any]]:
    """Temuan wapiti sebagai satu peran."""
    laporan = hasil / f"wapiti_{nama.replace(' ', '_')}.json"
    lewati = [bagian for satu in LEWATI for bagian in ("-x", f"{alamat}{satu}*")]
    perintah = [
        str(alat / "wapiti"), "-u", f"{alamat}/", "-s", f"{alamat}/publik/", "-C", kuki, "--drop-set-cookie",
        "-m", MODUL, "-d", "6", "--max-links-per-page", "40", "--max-files-per-dir", "25", "--max-parameters", "25",
        "-S", "polite", "--max-scan-time", str(detik), "--max-attack-time", str(max(20, detik // 8)), "-t", "20",
        "--flush-session", "--store-session", str(hasil / f"sesi_{nama.replace(' ', '_')}"), "--no-bugreport",
        "--tasks", "4", "-f", "json", "-o", str(laporan), "-v", "1", *lewati,
    ]  # fmt: skip
    with (hasil / f"wapiti_{nama.replace(' ', '_')}.log").open("w") as log:
        subprocess.run(perintah, stdout=log, stderr=subprocess.STDOUT, check=False, timeout=detik * 3 + 300)
    if not laporan.exists():
        raise RuntimeError(f"wapiti berhenti tanpa laporan; lihat {hasil}")
    isi = json.loads(laporan.read_text())
    return [
        {"peran": nama, "jenis": jenis, **satu}
        for bagian in ("vulnerabilities", "anomalies")
        for jenis, daftar in isi[bagian].items()
        for satu in daftar
    ]


def tulis_catatan_sqlmap(alamat: str, kuki: str, kiriman: list[Kiriman], berkas: Path) -> None:
    """Permintaan dalam bentuk catatan proksi yang dibaca `sqlmap -l`."""
    tuan = urlsplit(alamat).netloc
    token = kuki.rsplit("=", 1)[-1]
    baris = []
    for satu in kiriman:
        badan = urlencode(satu.isi | ({"csrfmiddlewaretoken": token} if satu.cara == "POST" else {}))
        jalur = satu.jalur if satu.cara == "POST" else f"{urlsplit(satu.jalur).path}?{badan}"
        kepala = f"{satu.cara} {jalur} HTTP/1.1\nHost: {tuan}\nCookie: {kuki}\nReferer: {alamat}/\n"
        if satu.cara == "POST":
            kepala += f"Content-Type: application/x-www-form-urlencoded\n\n{badan}\n"
        garis = "=" * 54
        baris.append(f"{garis}\n00:00:00  {alamat}  [127.0.0.1]\n{garis}\n{kepala}\n{garis}\n\n\n\n")
    berkas.write_text("".join(baris))


def sqlmap(
    alat: Path, alamat: str, nama: str, kuki: str, kiriman: list[Kiriman], hasil: Path, detik: int
) -> tuple[int, list[dict[str, str]]]:
    """(parameter yang selesai diuji, temuan) pada tingkat 2 risiko 2; berhenti pada batas waktunya."""
    berkas = hasil / f"sqlmap_{nama.replace(' ', '_')}.txt"
    temuan = hasil / f"sqlmap_{nama.replace(' ', '_')}.csv"
    catatan = hasil / f"sqlmap_{nama.replace(' ', '_')}.log"
    tulis_catatan_sqlmap(alamat, kuki, kiriman, berkas)
    perintah = [
        str(alat / "sqlmap"), "-l", str(berkas), "--batch", "--level", "2", "--risk", "2", "--dbms", "PostgreSQL",
        "--technique", "BEUST", "--time-sec", "2", "--threads", "4", "--disable-coloring", "--flush-session",
        "--skip", "csrfmiddlewaretoken,Cookie,Referer,User-Agent",
        "--ignore-code", "400,403,404,405,413", "--output-dir", str(hasil / "sqlmap"), "--results-file", str(temuan),
    ]  # fmt: skip
    with catatan.open("w") as log, suppress(subprocess.TimeoutExpired):
        subprocess.run(perintah, stdout=log, stderr=subprocess.STDOUT, check=False, timeout=detik)
    selesai = len(re.findall(r"does not seem to be injectable|is vulnerable", catatan.read_text()))
    isi = list(csv.DictReader(temuan.open())) if temuan.exists() else []
    return selesai, [satu for satu in isi if satu.get("Technique(s)")]


def main(argumen: list[str]) -> int:
    """Kode keluar 0 bila tidak ada temuan sedang ke atas dan tidak ada suntikan."""
    pilihan = argparse.ArgumentParser(prog="mutu.pindai")
    pilihan.add_argument("--alamat", default="http://127.0.0.1:8741")
    pilihan.add_argument("--alat", type=Path, required=True, help="folder berisi wapiti dan sqlmap")
    pilihan.add_argument("--hasil", type=Path, required=True)
    pilihan.add_argument("--detik", type=int, default=300, help="paling lama tiap peran tiap alat")
    pilihan.add_argument("--peran", default=",".join(PERAN))
    pilihan.add_argument("--tanpa", default="", help="wapiti atau sqlmap")
    isi = pilihan.parse_args(argumen)
    if urlsplit(isi.alamat).hostname not in {"127.0.0.1", "localhost"}:
        print("Hanya peladen di mesin sendiri.", file=sys.stderr)
        return 2
    isi.hasil.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_kinerja.settings")
    kuki = kuki_peran()
    semua: list[dict[str, Any]] = []
    suntikan: list[dict[str, str]] = []
    ringkas: list[str] = []
    teruji_semua: set[tuple[str, str, tuple[str, ...]]] = set()
    for nama in isi.peran.split(","):
        jelajah = Jelajah(isi.alamat, kuki[nama])
        jelajah.jalan(400)
        # Saringan dahulu; yang sama bentuknya diuji sekali, sebagai peran pertama yang melihatnya.
        baru = [k for bentuk, k in jelajah.kiriman.items() if bentuk not in teruji_semua]
        kiriman = sorted(baru, key=lambda k: k.cara)
        teruji_semua |= set(jelajah.kiriman)
        teruji = 0
        bocor: list[dict[str, str]] = []
        if isi.tanpa != "sqlmap" and kiriman:
            teruji, bocor = sqlmap(isi.alat, isi.alamat, nama, kuki[nama], kiriman, isi.hasil, isi.detik)
        temuan = (
            wapiti(isi.alat, isi.alamat, nama, kuki[nama], isi.hasil, isi.detik)
            if isi.tanpa != "wapiti"
            else []
        )
        berat = [t for t in temuan if int(str(t["level"])) >= SEDANG]
        semua, suntikan = semua + temuan, suntikan + bocor
        ringkas.append(f"{nama}: {jelajah.halaman} halaman, {len(kiriman)} kiriman, "
                       f"sqlmap {teruji} parameter {len(bocor)} bocor, "
                       f"wapiti {len(temuan)} temuan {len(berat)} sedang ke atas")  # fmt: skip
        print(ringkas[-1], flush=True)
    berat = [t for t in semua if int(str(t["level"])) >= SEDANG]
    (isi.hasil / "ringkas.json").write_text(
        json.dumps({"ringkas": ringkas, "temuan": semua, "suntikan": suntikan}, indent=1)
    )
    for satu in berat:
        print(
            satu["peran"],
            satu["jenis"],
            satu["method"],
            satu["path"],
            satu.get("parameter"),
            str(satu["info"])[:200],
        )
    return 1 if berat or suntikan else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
