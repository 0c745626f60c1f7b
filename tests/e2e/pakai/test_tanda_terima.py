"""U22: tanda terima tiap kiriman berisi lima bagian, masih terbuka keesokan harinya bagi pemiliknya, dan hanya baginya."""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indikator.models import Realisasi
from kepegawaian.models import LaporanAtasan, Pegawai, PerbaikanData
from mutu.catat import catat
from pelatihan.models import Usulan
from penilaian.models import Keberatan
from tests.e2e.pakai.layar import Layar
from tests.e2e.pakai.perayap import Perayap
from tests.test_izin_semua_url import HARI_UJI
from umpan_balik import tanda
from umpan_balik.models import Survei, TitikLayanan
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.queries.tanda_terima import terima_dengan_kunci
from umpan_balik.services import warga

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db]
BESOK = HARI_UJI + timedelta(days=1)
KONTAK = "BKD, telepon (0000) 000-001"
TANGGAL = r"\d{1,2} [A-Z][a-z]+ \d{4}"
BERZONA = re.compile(r"\b\d{2}\.\d{2} WI(B|TA|T)\b")
SESUDAH = re.compile(r"Sesudah ini|Yang terjadi berikutnya|Berikutnya", re.IGNORECASE)
KAPAN = re.compile(rf"(paling lambat|ditutup|sesudah)\b[^.]*({TANGGAL}|bulan)", re.IGNORECASE)


@dataclass(frozen=True)
class Tanda:
    """Satu tanda terima: alamatnya, nomornya, dan pemiliknya (None: warga tanpa akun)."""

    nama: str
    alamat: str
    nomor: str
    pemilik: Pegawai | None


def lima(teks: str, nomor: str) -> dict[str, bool]:
    """Kelima bagiannya di halaman yang terbaca orang."""
    return {
        "nomor": nomor in teks,
        "waktu berzona": bool(BERZONA.search(teks)),
        "sesudah ini apa": bool(SESUDAH.search(teks)),
        "kapan": bool(KAPAN.search(teks)),
        "kontak": KONTAK in teks,
    }


def test_pemeriksa_ini_menemukan_bagian_yang_hilang() -> None:
    """Kendali: tiap bagian yang dibuang ketahuan."""
    utuh = {
        "nomor": "Nomor KB-2026-000007.",
        "waktu berzona": "Diterima 10.42 WIB.",
        "sesudah ini apa": "Sesudah ini penilai menanggapi,",
        "kapan": "paling lambat 3 Mei 2026.",
        "kontak": KONTAK,
    }
    assert all(lima(" ".join(utuh.values()), "KB-2026-000007").values())
    for buang in utuh:
        teks = " ".join(isi for nama, isi in utuh.items() if nama != buang)
        assert not lima(teks, "KB-2026-000007")[buang], buang


def semua(perayap: Perayap) -> list[Tanda]:
    """Satu kiriman yang masih berjalan untuk tiap jenis tanda terima."""
    a = perayap.dunia.a
    r = Realisasi.objects.filter(instansi=a, status="diajukan").exclude(nomor="").order_by("pk")[0]
    terbuka = Keberatan.objects.filter(
        instansi=a, status__in=Keberatan.TERBUKA, diajukan_oleh__is_active=True
    )
    k = terbuka.order_by("pk")[0]
    u = Usulan.objects.filter(instansi=a, status=Usulan.Status.DIAJUKAN).order_by("pk")[0]
    atasan = LaporanAtasan.objects.filter(pegawai__instansi=a).exclude(status="ditutup").order_by("pk")[0]
    data = PerbaikanData.objects.filter(pegawai__instansi=a).exclude(status="ditutup").order_by("pk")[0]
    return [
        Tanda("laporan capaian", reverse("indikator:capaian_terima", args=[r.nomor]), r.nomor, r.pegawai),
        Tanda(
            "keberatan",
            reverse("penilaian:keberatan_rinci", args=[k.pk]),
            _nomor("KB", k.diajukan_pada, k.pk),
            k.diajukan_oleh,
        ),
        Tanda(
            "usulan pelatihan",
            reverse("pelatihan:usulan_rinci", args=[u.pk]),
            _nomor("UP", u.diajukan_pada, u.pk),
            u.pegawai,
        ),
        Tanda(
            "laporan atasan",
            reverse("kepegawaian:bukan_atasan"),
            _nomor("PA", atasan.diajukan, atasan.pk),
            atasan.pegawai,
        ),
        Tanda(
            "perbaikan data",
            reverse("kepegawaian:perbaikan_saya"),
            _nomor("UD", data.diajukan, data.pk),
            data.pegawai,
        ),
        _survei(TitikLayanan.objects.filter(layanan__instansi=a).order_by("pk")[0]),
    ]


def _nomor(kode: str, saat: object, pk: int) -> str:
    return f"{kode}-{saat:%Y}-{pk:06d}"


def _survei(titik: TitikLayanan) -> Tanda:
    kunci = uuid.uuid4()
    warga.kirim_survei(
        titik=titik,
        nilai=dict.fromkeys(Survei.UNSUR, 4),
        saran="Loketnya ditambah kursi.",
        setuju_versi=VERSI_KINI,
        kunci=kunci,
        kode=None,
        sidik="sidik-uji",
        sekarang=timezone.now(),
    )
    terima = terima_dengan_kunci(kunci)
    assert terima is not None
    alamat = reverse("umpan_balik:survei_terima", args=[tanda.buat("terima", str(kunci))])
    return Tanda("survei warga", alamat, terima.kode_berspasi, None)


def pembaca_lain(perayap: Perayap, satu: Tanda) -> list[Client]:
    """Semua peran yang bukan pemiliknya, dan tamu."""
    orang = [p for p in perayap.dunia.peran.values() if p is not None and p.is_active and p != satu.pemilik]
    return [*(perayap._masuk(p) for p in orang), Client()]


def test_tanda_terima_lima_bagian_keesokan_harinya_bagi_pemiliknya_saja(
    perayap: Perayap, buat_layar: Callable[..., Layar]
) -> None:
    perayap.dunia.a.kontak = KONTAK
    perayap.dunia.a.save(update_fields=["kontak"])
    kurang: dict[str, list[str]] = {}
    bocor: list[str] = []
    daftar = semua(perayap)
    layar = buat_layar(viewport={"width": 360, "height": 800})
    with time_machine.travel(BESOK):
        for satu in daftar:
            perayap.klien["pemilik"] = perayap._masuk(satu.pemilik) if satu.pemilik else Client()
            halaman = perayap.ambil("pemilik", satu.alamat)
            assert halaman is not None, f"{satu.nama} tidak terbuka bagi pemiliknya: {satu.alamat}"
            teks = layar.buka(halaman, lebar=360).locator("body").inner_text()
            kurang[satu.nama] = [nama for nama, ada in lima(teks, satu.nomor).items() if not ada]
            bocor += _bocor(perayap, satu)
        del perayap.klien["pemilik"]
    utuh = sum(not k for k in kurang.values())
    catat(
        "U22",
        f"{utuh} dari {len(daftar)} jenis tanda terima memuat 5 dari 5 bagian dan terbuka keesokan harinya bagi "
        f"pemiliknya; {len(bocor)} pembaca lain melihat nomornya",
        lulus=utuh == len(daftar) and not bocor,
    )
    assert not {nama: k for nama, k in kurang.items() if k}
    assert not bocor


def _bocor(perayap: Perayap, satu: Tanda) -> list[str]:
    """Pembaca lain yang jawabannya memuat nomor itu; warga: pemegang alamat yang diubah sehuruf."""
    if satu.pemilik is None:
        ubah = satu.alamat[:-2] + ("a" if satu.alamat[-2] != "a" else "b") + "/"
        jawab = Client(raise_request_exception=False).get(ubah)
        return [f"{satu.nama}: alamat yang diubah"] if jawab.status_code == 200 else []
    return [
        f"{satu.nama}: {klien.session.get('_auth_user_id', 'tamu')}"
        for klien in pembaca_lain(perayap, satu)
        if satu.nomor in klien.get(satu.alamat).content.decode()
    ]
