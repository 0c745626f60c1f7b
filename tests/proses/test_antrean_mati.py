"""K5, K6, dan C2: web tidak pernah menunggu antrean, dan kiriman yang sama berkali-kali tetap satu laporan."""

import os
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from indikator.models import IndikatorKinerja, Realisasi
from inti.models import Jejak, KotakKeluar
from kepegawaian.models import Pegawai
from mutu.catat import catat
from penilaian.models import Evaluasi
from penilaian.services import penutupan
from tests.penilaian import pabrik
from tests.proses.dunia import berjalan, jatuh_tempo, tertutup
from tests.proses.panggung import Panggung, panggung, tunggu, ulang
from tests.proses.peramban import Jawaban, kirim, persentil, serentak, sesi

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
CEPAT = {"UJI_KIRIM": "0.5", "UJI_DETAK": "1"}
SANDI = "rahasia-sekali-9"
TAUTAN = "https://data.contoh.go.id/rekap Rekap"
LAPOR, MASUK, NILAI = 100, 50, 50


def pekerjaan(d: pabrik.Dunia, porta: int) -> list[Callable[[], Jawaban]]:
    """Seratus laporan, lima puluh masuk, dan lima puluh rating, berselang-seling."""
    # Sandi lebih dahulu: sesi yang dibuat sebelum sandinya berganti tidak berlaku lagi.
    Pegawai.objects.filter(instansi=d.instansi).update(password=make_password(SANDI, hasher="md5"))
    kuki = {siapa.pk: sesi(siapa) for siapa in Pegawai.objects.filter(instansi=d.instansi)}
    ik = {i.skp.pegawai_id: i for i in IndikatorKinerja.objects.select_related("skp")}
    lapor = [
        partial(kirim_laporan, porta, d, siapa, ik[siapa.pk], kuki[siapa.pk]) for siapa in d.staf[:LAPOR]
    ]
    masuk = [
        partial(kirim, porta, siapa.pk, "/masuk/", {"nip": siapa.nip, "sandi": SANDI}, tanda="masuk")
        for siapa in d.staf[:MASUK]
    ]
    nilai = [
        partial(
            kirim,
            porta,
            siapa.pk,
            reverse("penilaian:menilai_orang", args=[d.triwulan.pk, siapa.pk]),
            {"rating_hasil": "sesuai", "rating_perilaku": "sesuai", "versi": "0", "aksi": "draf"},
            kuki[d.kepala.pk],
            tanda="nilai",
        )
        for siapa in d.staf[:NILAI]
    ]
    return [satu for tiga in zip(lapor[::2], lapor[1::2], masuk, nilai, strict=True) for satu in tiga]


def kirim_laporan(porta: int, d: pabrik.Dunia, siapa: Pegawai, ik: IndikatorKinerja, kuki: str) -> Jawaban:
    alamat = reverse("indikator:capaian_lapor", args=[d.triwulan.pk, ik.pk])
    isi = {"nilai": "90,5", "tautan": TAUTAN, "versi": "0", "aksi": "ajukan"}
    return kirim(porta, siapa.pk, alamat, isi, kuki, tanda="lapor")


def diterima(j: Jawaban) -> bool:
    """Dibawa ke halaman berikutnya, bukan ke halaman masuk."""
    return j.status == 302 and "masuk" not in j.tujuan


def periksa_buku(hasil: list[Jawaban], d: pabrik.Dunia) -> None:
    """Yang dijawab diterima sama dengan isi basis data, satu demi satu."""
    gagal = [(j.kirim, j.status) for j in hasil if not diterima(j)]
    assert not gagal, Counter(gagal)
    tanda_terima = {j.tujuan.rstrip("/").rsplit("/", 1)[-1] for j in hasil if j.kirim == "lapor"}
    assert tanda_terima == set(Realisasi.objects.filter(instansi=d.instansi).values_list("nomor", flat=True))
    assert len(tanda_terima) == LAPOR
    assert Evaluasi.objects.filter(instansi=d.instansi, versi=1).count() == NILAI


def selama_antrean_mati(
    p: Panggung, rusak: Callable[[], None], lama: float
) -> tuple[list[Jawaban], list[pabrik.Dunia]]:
    """Kirim dua ratus formulir sesudah antrean dirusak; tiga penutupan diminta di tengahnya."""
    d = berjalan("Kota Sibuk", orang=LAPOR)
    porta = p.web()
    p.nyalakan_antrean()
    p.pekerja()
    p.penjadwal()
    siap = jatuh_tempo("Kota Pemanasan")
    tunggu(lambda: tertutup(siap), batas=120, apa="pekerja bekerja", ekor=p.ekor)
    rusak()
    mulai = time.monotonic()
    hasil = serentak(pekerjaan(d, porta), utas=4)
    periksa_buku(hasil, d)
    dunia = [jatuh_tempo(f"Kota Menunggu {n}") for n in range(3)]
    for satu in dunia:
        penutupan.minta(periode=satu.triwulan, oleh=None, sekarang=satu.triwulan.tutup_pada)
    while time.monotonic() - mulai < lama:
        time.sleep(0.1)
    return hasil, dunia


def pulih(p: Panggung, dunia: list[pabrik.Dunia]) -> float:
    """Kotak keluar habis sesudah antrean kembali; tiap penutupan selesai dan tiap surel sampai sekali."""
    detik = tunggu(
        lambda: not KotakKeluar.objects.filter(dikirim=None).exists() and all(map(tertutup, dunia)),
        batas=120,
        apa="kotak keluar kosong",
        ekor=p.ekor,
    )
    assert p.surel_ganda() == {}
    assert len(p.surel.read_text().splitlines()) == len(dunia) + 1
    return detik


def test_antrean_mati_dua_ratus_kiriman_tetap_diterima(tmp_path: Path) -> None:
    """K5."""
    with panggung(tmp_path, **CEPAT) as p:
        hasil, dunia = selama_antrean_mati(p, p.matikan_antrean, 0)
        assert not any(map(tertutup, dunia))
        p.nyalakan_antrean()
        detik = pulih(p, dunia)
    p95 = persentil([j.lama for j in hasil], 95)
    catat(
        "K5",
        f"{len(hasil)} dari {len(hasil)} diterima, p95 {p95:.2f} detik; kotak keluar kosong {detik:.0f} detik sesudah pulih",
        lulus=p95 <= 1 and detik <= 60,
    )
    assert p95 <= 1
    assert detik <= 60


def test_antrean_beku_tidak_ada_yang_menunggu(tmp_path: Path) -> None:
    """K6."""
    lama = float(os.environ.get("LAMA", "60"))
    with panggung(tmp_path, **CEPAT) as p:
        hasil, dunia = selama_antrean_mati(p, p.bekukan_antrean, lama)
        p.cairkan_antrean()
        detik = pulih(p, dunia)
    terlama = max(j.lama for j in hasil)
    catat(
        "K6",
        f"beku {lama:.0f} detik: {len(hasil)} diterima, terlama {terlama:.2f} detik; pulih {detik:.0f} detik",
        lulus=terlama <= 3 and detik <= 60,
    )
    assert terlama <= 3
    assert detik <= 60


@pytest.mark.parametrize("beku", [False, True])
def test_pembanding_antrean_di_dalam_permintaan(tmp_path: Path, beku: bool) -> None:
    """Tanpa kotak keluar, antrean yang mati menggagalkan laporan dan yang beku menahannya."""
    with panggung(tmp_path, **CEPAT) as p:
        d = berjalan("Kota Sibuk", orang=LAPOR)
        porta = p.web(UJI_TANPA="kotak")
        if beku:
            p.nyalakan_antrean()
            p.bekukan_antrean()
        lapor = [satu for satu in pekerjaan(d, porta) if satu.func is kirim_laporan][:8]
        hasil = serentak(lapor, utas=8)
    terlama, gagal = max(j.lama for j in hasil), sum(not diterima(j) for j in hasil)
    catat(
        "K6" if beku else "K5",
        f"pembanding tanpa kotak keluar: {gagal} dari 8 gagal, terlama {terlama:.1f} detik",
        lulus=gagal == 8 or terlama > 3,
    )
    assert gagal == 8 or terlama > 3


def kiriman_kembar(folder: Path, kali: int, **lingkungan: str) -> list[tuple[int, int, int]]:
    """Tiap putaran 50 kiriman bersama: (tujuan berbeda, laporan, jejak pengajuan)."""
    with panggung(folder, **CEPAT) as p:
        d = berjalan("Kota Kembar", orang=kali)
        porta = p.web(**lingkungan)
        ik = {i.skp.pegawai_id: i for i in IndikatorKinerja.objects.select_related("skp")}
        hasil = []
        for siapa in d.staf:
            kuki = sesi(siapa)
            jawaban = serentak([partial(kirim_laporan, porta, d, siapa, ik[siapa.pk], kuki)] * 50, utas=50)
            laporan = Realisasi.objects.filter(pegawai=siapa)
            jejak = Jejak.objects.filter(aksi="realisasi.diajukan", objek_id__in=laporan.values("pk"))
            hasil.append((len({(j.status, j.tujuan) for j in jawaban}), laporan.count(), jejak.count()))
        return hasil


def test_lima_puluh_kiriman_formulir_yang_sama_satu_laporan(tmp_path: Path) -> None:
    """C2: satu baris, satu jejak, dan kelima puluhnya mendapat tanda terima yang sama."""
    kali = ulang(100)
    hasil = kiriman_kembar(tmp_path, kali)
    catat(
        "C2",
        f"{hasil.count((1, 1, 1))} dari {kali} putaran × 50 kiriman: satu laporan, tanda terima yang sama",
        lulus=set(hasil) == {(1, 1, 1)},
    )
    assert set(hasil) == {(1, 1, 1)}


def test_pembanding_tanpa_pengenal_kiriman_ulang(tmp_path: Path) -> None:
    hasil = kiriman_kembar(tmp_path, 2, UJI_TANPA="kiriman_ulang")
    keliru = sum(tujuan > 1 for tujuan, _, _ in hasil)
    catat(
        "C2", f"pembanding tanpa pengenal kiriman ulang: {keliru} dari {len(hasil)} keliru", lulus=keliru > 0
    )
    assert all(tujuan > 1 for tujuan, _, _ in hasil)
