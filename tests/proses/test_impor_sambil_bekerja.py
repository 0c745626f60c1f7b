"""C7: seribu pegawai diimpor selagi mereka masuk dan mengirim laporan; tiap tulisan tetap milik orangnya."""

import os
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from indikator.models import IndikatorKinerja, Realisasi
from inti.models import Impor
from inti.services import impor as mesin
from inti.services.tulis_lembar import LembarTulis, tulis_xlsx
from kepegawaian.models import Pegawai
from kepegawaian.queries.impor import kolom_tulis
from kepegawaian.services.impor import ADAPTOR
from mutu.catat import catat
from tests.penilaian import pabrik
from tests.proses.dunia import berjalan_besar
from tests.proses.panggung import Panggung, panggung, tunggu
from tests.proses.peramban import Jawaban, kirim

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
ORANG = int(os.environ.get("ORANG", "1000"))
PENGIRIM = 12
SANDI = "rahasia-sekali-9"
CEPAT = {"UJI_KIRIM": "0.5", "UJI_DETAK": "5"}


def lembar(d: pabrik.Dunia) -> bytes:
    """Berkas impor: gelar setiap orang menjadi empat angka terakhir NIP-nya, dari bawah ke atas."""
    adaptor = ADAPTOR["pegawai"]
    baris = [
        [p.nip, p.nama, "", gelar(p.nip), "PNS", "III/b", "Laki-laki", p.tanggal_lahir, "", ""]
        for p in reversed(d.staf)
    ]
    with tulis_xlsx([LembarTulis(adaptor.lembar, kolom_tulis(adaptor.kolom), baris)]) as berkas:
        return berkas.read()


def gelar(nip: str) -> str:
    return f"G.{nip[-8:]}"


def impor(d: pabrik.Dunia, p: Panggung) -> Impor:
    """Unggah, pratinjau oleh pekerja, terapkan oleh pekerja."""
    adaptor, oleh = ADAPTOR["pegawai"], pabrik.admin(d)
    kiriman = SimpleUploadedFile("pegawai.xlsx", lembar(d))
    satu = mesin.unggah(adaptor=adaptor, kiriman=kiriman, oleh=oleh, sekarang=timezone.now())

    def sampai(status: str) -> None:
        def tiba() -> bool:
            satu.refresh_from_db()
            return satu.status == status

        tunggu(tiba, batas=900, apa=f"impor {status}", ekor=p.ekor)

    sampai("siap")
    mesin.minta_terapkan(impor=satu, adaptor=adaptor, oleh=oleh, sekarang=timezone.now())
    sampai("diterapkan")
    return satu


class Pengirim:
    """Banyak orang yang masuk lalu melapor, masing-masing dari alamatnya sendiri, putaran demi putaran."""

    def __init__(self, d: pabrik.Dunia, porta: int) -> None:
        self.d, self.porta, self.jawaban = d, porta, list[Jawaban]()
        self.ik = {i.skp.pegawai_id: i.pk for i in IndikatorKinerja.objects.select_related("skp")}
        self.kunci, self.berhenti, self.urut = threading.Lock(), threading.Event(), 0

    def satu(self, nomor: int, siapa: Pegawai) -> None:
        dari = f"127.{nomor // 62500 % 250 + 1}.{nomor // 250 % 250}.{nomor % 250 + 1}"
        masuk = kirim(
            self.porta, siapa.pk, "/masuk/", {"nip": siapa.nip, "sandi": SANDI}, tanda="masuk", dari=dari
        )
        hasil = [masuk]
        if masuk.status == 302 and masuk.kuki:
            alamat = reverse("indikator:capaian_lapor", args=[self.d.triwulan.pk, self.ik[siapa.pk]])
            isi = {"nilai": "90", "keterangan": siapa.nip, "versi": "0", "aksi": "simpan"}
            hasil.append(kirim(self.porta, siapa.pk, alamat, isi, masuk.kuki, tanda="lapor", dari=dari))
        with self.kunci:
            self.jawaban += hasil

    def bekerja(self) -> None:
        """Semua orang sekurangnya sekali; sesudah itu sampai impornya selesai."""
        while True:
            with self.kunci:
                nomor, self.urut = self.urut, self.urut + 1
            if nomor >= len(self.d.staf) and self.berhenti.is_set():
                return
            self.satu(nomor, self.d.staf[nomor % len(self.d.staf)])

    @contextmanager
    def berjalan(self) -> Iterator[None]:
        regu = [threading.Thread(target=self.bekerja) for _ in range(PENGIRIM)]
        for utas in regu:
            utas.start()
        try:
            yield
        finally:
            self.berhenti.set()
            for utas in regu:
                utas.join()


def keliru(d: pabrik.Dunia, jawaban: list[Jawaban]) -> list[Any]:
    """Laporan, sesi, atau data diri yang bukan milik orangnya."""
    nip = {p.pk: p.nip for p in d.staf}
    hasil: list[Any] = [
        ("laporan", r.pk)
        for r in Realisasi.objects.select_related("indikator__skp")
        if not r.keterangan == nip[r.pegawai_id] == nip[r.indikator.skp.pegawai_id]
    ]
    hasil += [
        ("data diri", p.nip)
        for p in Pegawai.objects.filter(pk__in=nip)
        if (p.nip, p.gelar_belakang) != (nip[p.pk], gelar(p.nip))
    ]
    sesi = import_module(settings.SESSION_ENGINE).SessionStore
    for j in jawaban:
        if (
            j.kuki
            and j.kirim == "masuk"
            and sesi(j.kuki.split("=", 1)[1]).get(SESSION_KEY) not in (str(j.siapa), None)
        ):
            hasil.append(("sesi", j.siapa))
    return hasil


def test_seribu_pegawai_diimpor_selagi_mereka_masuk_dan_mengirim(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "berkas"
    d = berjalan_besar("Kota Impor", orang=ORANG)
    Pegawai.objects.filter(instansi=d.instansi).update(password=make_password(SANDI, hasher="md5"))
    with panggung(tmp_path, **CEPAT) as p:
        p.nyalakan_antrean()
        p.pekerja()
        p.penjadwal()
        pengirim = Pengirim(d, p.web())
        with pengirim.berjalan():
            tunggu(lambda: len(pengirim.jawaban) > 20, batas=300, apa="orang mulai masuk")
            awal = len(pengirim.jawaban)
            satu = impor(d, p)
            selama = len(pengirim.jawaban) - awal
    jawaban = pengirim.jawaban
    galat = Counter(j.status for j in jawaban if j.status == 0 or j.status >= 500)
    lapor = {j.siapa for j in jawaban if j.kirim == "lapor" and j.status == 302 and "masuk" not in j.tujuan}
    salah = keliru(d, jawaban)
    catat(
        "C7",
        f"{satu.berubah} pegawai berubah oleh impor selagi {selama} permintaan dijawab; {len(lapor)} dari {ORANG} orang masuk dan "
        f"laporannya diterima, {len(salah)} pemilik keliru, {sum(galat.values())} galat peladen",
        lulus=not salah and not galat and len(lapor) == ORANG == satu.berubah and selama > 0,
    )
    assert not galat, galat
    assert salah == [] and len(lapor) == ORANG == satu.berubah and selama > 0
    tukar_dua(d)
    assert len(keliru(d, [])) == 2, "pemeriksa ini harus menemukan laporan yang tertukar"


def tukar_dua(d: pabrik.Dunia) -> None:
    """Pembanding: isi laporan dua orang tertukar."""
    satu, dua = Realisasi.objects.order_by("pk")[:2]
    for r, isi in ((satu, dua.keterangan), (dua, satu.keterangan)):
        Realisasi.objects.filter(pk=r.pk).update(keterangan=isi)
