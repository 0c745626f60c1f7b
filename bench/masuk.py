"""Harga masuk: penyandi kata sandi, badai masuk, dan apakah lama jawaban membocorkan NIP.

`python -m bench masuk`. Lalu lintasnya hanya ke loopback, terbatas jumlah dan waktunya. Angka yang dipakai ada di
docs/keamanan/masuk.md.
"""

import http.client
import os
import random
import re
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from urllib.parse import urlencode

from django.contrib.auth.hashers import (
    Argon2PasswordHasher,
    PBKDF2PasswordHasher,
    ScryptPasswordHasher,
    check_password,
    make_password,
)
from django.test import Client
from django.test.utils import override_settings

from bench.basis import basis_sementara
from bench.beranda import granian
from bench.catat import Ukuran
from bench.isi import isi_pemda
from kepegawaian.models import Pegawai
from kepegawaian.sandi import Argon2Hemat
from mutu.catat import catat

SANDI = "perahu-kelapa-lonceng"
TIAP_GOLONGAN = 400
BADAI_PER_DETIK, BADAI_DETIK = 5, 60
PENUH_DETIK, PENUH_UTAS = 12, 4
GOLONGAN = ("dikenal", "tidak dikenal", "tidak aktif", "belum bersandi")


def ukur() -> list[Ukuran]:
    """Cetak ketiga ukuran; tidak menulis ke docs/kinerja.*."""
    _penyandi()
    with basis_sementara("asn_bench_masuk") as nama, _di_belakang_proksi():
        isi_pemda(2_000)
        golongan = _siapkan()
        _harga_cpu(golongan["dikenal"])
        with granian(nama) as port:
            # Badai memakai bilangan acak yang tetap, supaya dua kali mengukur mengirim urutan yang sama.
            acak = random.Random(20261122)
            _badai(port, golongan["dikenal"], acak)
            _bandingkan(port, golongan, acak, "masuk", _coba_masuk)
            _bandingkan(port, golongan, acak, "pulih", _coba_pulih)
    return []


def _penyandi() -> None:
    """Median lama satu pemeriksaan, bergantian supaya keramaian mesin mengenai semuanya."""
    daftar = {
        "Argon2 hemat (dipakai)": Argon2Hemat(),
        "Argon2 bawaan Django": Argon2PasswordHasher(),
        "PBKDF2 bawaan Django": PBKDF2PasswordHasher(),
        "scrypt bawaan Django": ScryptPasswordHasher(),
    }
    sidik = {nama: p.encode(SANDI, p.salt()) for nama, p in daftar.items()}
    lama: dict[str, list[float]] = defaultdict(list)
    for _ in range(15):
        for nama, p in daftar.items():
            mulai = time.perf_counter()
            p.verify(SANDI, sidik[nama])
            lama[nama].append(time.perf_counter() - mulai)
    dasar = statistics.median(lama["Argon2 hemat (dipakai)"])
    print("  penyandi: median ms satu pemeriksaan, kali yang dipakai, masuk per detik pada 2 inti")
    for nama, isi in lama.items():
        m = statistics.median(isi)
        print(f"    {nama:24} {m * 1000:7.1f}  {m / dasar:5.2f} ×  {2 / m:6.1f}/detik", flush=True)


def _siapkan() -> dict[str, list[str]]:
    """Empat golongan NIP sama banyak. Sidiknya satu untuk semua: yang diukur memeriksanya, bukan membuatnya."""
    orang = list(Pegawai.objects.order_by("pk").values_list("pk", "nip")[: 3 * TIAP_GOLONGAN])
    bagian = [orang[n * TIAP_GOLONGAN : (n + 1) * TIAP_GOLONGAN] for n in range(3)]
    if len(bagian[2]) < TIAP_GOLONGAN:
        raise RuntimeError("Pegawai di basis data pengukuran kurang.")
    sidik = make_password(SANDI, hasher="argon2")
    for n, sandi, aktif in ((0, sidik, True), (1, sidik, False), (2, make_password(None), True)):
        nomor = [pk for pk, _ in bagian[n]]
        Pegawai.objects.filter(pk__in=nomor).update(
            password=sandi, is_active=aktif, email="orang@contoh.invalid"
        )
    if not check_password(SANDI, sidik):
        raise RuntimeError("Sidik pengukuran tidak cocok.")
    terpakai = set(Pegawai.objects.values_list("nip", flat=True))
    asing = [f"19700101200001{n:04d}" for n in range(1, 10_000)]
    return dict(
        zip(
            GOLONGAN,
            (
                [nip for _, nip in bagian[0]],
                [n for n in asing if n not in terpakai][:TIAP_GOLONGAN],
                [nip for _, nip in bagian[1]],
                [nip for _, nip in bagian[2]],
            ),
            strict=True,
        )
    )


def _harga_cpu(nip: list[str]) -> None:
    """Detik prosesor Python tiap langkah, tidak terpengaruh keramaian mesin (basis datanya tidak ikut)."""
    langkah: dict[str, list[float]] = defaultdict(list)
    with override_settings(ALLOWED_HOSTS=["testserver"], STORAGES=import_module("bench.pengaturan").STORAGES):
        for satu in nip[:40]:
            klien = Client(REMOTE_ADDR=f"10.1.{len(langkah['kirim sandi'])}.9")
            for nama, minta in (
                ("halaman masuk", lambda k=klien: k.get("/masuk/")),
                ("kirim sandi", lambda k=klien, n=satu: k.post("/masuk/", {"nip": n, "sandi": SANDI})),
                ("beranda", lambda k=klien: k.get("/")),
            ):
                mulai = time.process_time()
                minta()
                langkah[nama].append(time.process_time() - mulai)
    tengah = {nama: statistics.median(isi) for nama, isi in langkah.items()}
    jumlah = sum(tengah.values())
    rinci = ", ".join(f"{nama} {isi * 1000:.0f} ms" for nama, isi in tengah.items())
    print(
        f"  prosesor per orang masuk: {rinci}; {BADAI_PER_DETIK}/detik memakai {jumlah * BADAI_PER_DETIK:.0%} satu inti"
    )


@contextmanager
def _di_belakang_proksi() -> Iterator[None]:
    """Tiap percobaan datang dari alamat lain, supaya yang terukur bukan penghitung percobaannya."""
    lama = os.environ.get("DI_BELAKANG_PROXY")
    os.environ["DI_BELAKANG_PROXY"] = "1"
    try:
        yield
    finally:
        os.environ.pop("DI_BELAKANG_PROXY")
        if lama is not None:
            os.environ["DI_BELAKANG_PROXY"] = lama


class Peramban:
    """Satu sambungan dengan kuki CSRF-nya sendiri."""

    def __init__(self, port: int, asal: str) -> None:
        self.sambungan = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.asal = asal
        self.kuki: dict[str, str] = {}
        self.tanda = ""

    def minta(self, cara: str, jalur: str, isi: dict[str, str] | None = None) -> tuple[int, bytes]:
        kepala = {"X-Forwarded-For": self.asal, "Cookie": "; ".join(f"{k}={v}" for k, v in self.kuki.items())}
        if isi is not None:
            kepala["Content-Type"] = "application/x-www-form-urlencoded"
        self.sambungan.request(cara, jalur, urlencode(isi) if isi is not None else None, kepala)
        jawaban = self.sambungan.getresponse()
        badan = jawaban.read()
        for satu in jawaban.headers.get_all("Set-Cookie") or []:
            nama, _, nilai = satu.split(";")[0].partition("=")
            self.kuki[nama] = nilai
        return jawaban.status, badan

    def buka(self, jalur: str) -> None:
        _, badan = self.minta("GET", jalur)
        ketemu = re.search(rb'name="csrfmiddlewaretoken" value="([^"]+)"', badan)
        if ketemu is None:
            raise RuntimeError(f"{jalur} tidak memuat formulir.")
        self.tanda = ketemu[1].decode()


def _asal(acak: random.Random) -> str:
    return f"10.{acak.randrange(256)}.{acak.randrange(256)}.{acak.randrange(1, 255)}"


def _masuk_lengkap(port: int, nip: str, asal: str) -> float:
    """Buka halaman, kirim sandi, buka beranda; lama seluruhnya."""
    satu = Peramban(port, asal)
    mulai = time.perf_counter()
    satu.buka("/masuk/")
    isi = {"csrfmiddlewaretoken": satu.tanda, "nip": nip, "sandi": SANDI}
    status, _ = satu.minta("POST", "/masuk/", isi)
    beranda, _ = satu.minta("GET", "/")
    lama = time.perf_counter() - mulai
    satu.sambungan.close()
    if (status, beranda) != (302, 200):
        raise RuntimeError(f"Masuk menjawab {status}, beranda {beranda}.")
    return lama


def _badai(port: int, nip: list[str], acak: random.Random) -> None:
    """3.000 orang dalam 10 menit = 5 per detik, datang acak; lalu sebanyak yang sanggup."""
    lama: list[float] = []
    gagal: list[str] = []

    def satu(nomor: str, asal: str) -> None:
        try:
            lama.append(_masuk_lengkap(port, nomor, asal))
        except Exception as galat:
            gagal.append(str(galat))

    utas = []
    mulai = time.perf_counter()
    berikut = 0.0
    while berikut < BADAI_DETIK:
        tunda = mulai + berikut - time.perf_counter()
        if tunda > 0:
            time.sleep(tunda)
        pekerja = threading.Thread(target=satu, args=(acak.choice(nip), _asal(acak)))
        pekerja.start()
        utas.append(pekerja)
        berikut += acak.expovariate(BADAI_PER_DETIK)
    for pekerja in utas:
        pekerja.join()
    urut = sorted(lama)
    print(
        f"  badai {BADAI_PER_DETIK}/detik selama {BADAI_DETIK} detik: {len(lama)} masuk, {len(gagal)} tidak selesai, "
        f"median {statistics.median(urut) * 1000:.0f} ms, p95 {urut[int(0.95 * len(urut))] * 1000:.0f} ms "
        "(halaman masuk + kirim sandi + beranda)",
        flush=True,
    )
    jumlah = _sepenuhnya(port, nip, acak)
    print(
        f"  sepenuhnya, {PENUH_UTAS} peminta: {jumlah / PENUH_DETIK:.1f} masuk/detik = "
        f"{jumlah / PENUH_DETIK / BADAI_PER_DETIK:.1f} × kebutuhan",
        flush=True,
    )


def _sepenuhnya(port: int, nip: list[str], acak: random.Random) -> int:
    hitung = [0] * PENUH_UTAS
    akhir = time.perf_counter() + PENUH_DETIK
    benih = [acak.random() for _ in range(PENUH_UTAS)]

    def terus(n: int) -> None:
        milik = random.Random(benih[n])
        while time.perf_counter() < akhir:
            _masuk_lengkap(port, milik.choice(nip), _asal(milik))
            hitung[n] += 1

    utas = [threading.Thread(target=terus, args=(n,)) for n in range(PENUH_UTAS)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    return sum(hitung)


def _coba_masuk(satu: Peramban, nip: str) -> int:
    isi = {"csrfmiddlewaretoken": satu.tanda, "nip": nip, "sandi": "tebakan-yang-keliru"}
    return satu.minta("POST", "/masuk/", isi)[0]


def _coba_pulih(satu: Peramban, nip: str) -> int:
    return satu.minta("POST", "/kata-sandi/pulih/", {"csrfmiddlewaretoken": satu.tanda, "nip": nip})[0]


def _bandingkan(
    port: int,
    golongan: dict[str, list[str]],
    acak: random.Random,
    nama: str,
    coba: Callable[[Peramban, str], int],
) -> None:
    """Tiap golongan 400 kali, urutan acak; AUC terburuk yang dapat dicapai penebak dari satu jawaban."""
    urutan = []
    for empat in zip(*golongan.values(), strict=True):
        # Satu dari tiap golongan tiap putaran, urutannya acak: keramaian mesin mengenai semuanya sama rata.
        putaran = list(zip(golongan, empat, strict=True))
        acak.shuffle(putaran)
        urutan += putaran
    lama: dict[str, list[float]] = defaultdict(list)
    jawaban: set[int] = set()
    satu = Peramban(port, _asal(acak))
    satu.buka("/masuk/" if nama == "masuk" else "/kata-sandi/pulih/")
    kuki = dict(satu.kuki)
    for nomor, (g, nip) in enumerate(urutan):
        satu.asal, satu.kuki = _asal(acak), dict(kuki)
        mulai = time.perf_counter()
        jawaban.add(coba(satu, nip))
        if nomor >= 20:
            lama[g].append(time.perf_counter() - mulai)
    if len(jawaban) != 1:
        raise RuntimeError(f"Jawabannya tidak sama: {jawaban}.")
    tengah = {g: statistics.median(isi) for g, isi in lama.items()}
    dasar = tengah["dikenal"]
    tertebak = max(auc(lama["dikenal"], lama[g]) for g in GOLONGAN[1:])
    jauh = max(abs(tengah[g] / dasar - 1) for g in GOLONGAN[1:]) * 100
    catat(
        "SC1",
        f"{nama}: AUC paling tinggi {tertebak:.3f}, beda median paling jauh {jauh:.1f} %".replace(".", ","),
        lulus=tertebak <= 0.55 and jauh <= 5,
    )
    print(f"  lama jawaban {nama} ({TIAP_GOLONGAN} tiap golongan, acak), semua menjawab {jawaban.pop()}:")
    for g in GOLONGAN:
        beda = (
            "" if g == "dikenal" else f"  {tengah[g] / dasar:5.3f} ×  AUC {auc(lama['dikenal'], lama[g]):.3f}"
        )
        print(f"    {g:16} median {tengah[g] * 1000:6.1f} ms{beda}", flush=True)


def auc(satu: list[float], lain: list[float]) -> float:
    """Peluang menebak golongannya dari satu ukuran dengan ambang terbaik arahnya; 0,5 berarti tidak tahu apa-apa."""
    semua = sorted([(v, 0) for v in satu] + [(v, 1) for v in lain])
    peringkat = sum(n for n, (_, milik) in enumerate(semua, start=1) if milik)
    u = peringkat - len(lain) * (len(lain) + 1) / 2
    nilai = u / (len(satu) * len(lain))
    return max(nilai, 1 - nilai)
