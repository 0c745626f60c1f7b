"""Mengunduh bukti: siapa yang boleh, dan kepala jawaban yang mencegah berkas dijalankan peramban."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from indikator.models import Bukti, Periode, Realisasi
from indikator.services import realisasi as layanan
from indikator.services.realisasi import MasukanRealisasi
from inti.models import Berkas
from inti.services import berkas as layanan_berkas
from kepegawaian.models import Pegawai, PejabatPenilai, Peran
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 <script>alert(1)</script>"


def bukti(p: pabrik.Pemda, tw: Periode, *, nama: str = "rekap.pdf", ajukan: bool = True) -> Bukti:
    ik = pabrik.skp(p, p.ratna, tw.induk, status="disetujui").indikator.get()
    berkas = layanan_berkas.simpan(kiriman=SimpleUploadedFile(nama, PDF), oleh=p.ratna, sekarang=p.sekarang)
    masukan = MasukanRealisasi(indikator_id=ik.pk, nilai=Decimal(90), berkas_ids=[berkas.pk])
    layanan.laporkan(periode_id=tw.pk, masukan=[masukan], ajukan=ajukan, oleh=p.ratna, sekarang=p.sekarang)
    return Bukti.objects.get()


@dataclass
class Unduhan:
    """Jawaban yang sudah dibaca habis; klien uji menutupnya sesudah itu."""

    status_code: int
    kepala: Mapping[str, str]
    isi: bytes


def unduh(orang: Pegawai, satu: Bukti) -> Unduhan:
    klien = masuk(orang)
    jawaban = klien.get(reverse("indikator:bukti", args=[satu.pk]))
    isi = b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content
    return Unduhan(jawaban.status_code, jawaban.headers, isi)


@pytest.mark.parametrize(
    ("siapa", "status"),
    [
        ("ratna", 200),
        ("kabid", 200),
        ("admin", 200),
        ("auditor", 200),
        ("budi", 404),
        ("kadis", 404),
        ("kapus", 404),
        ("admin_dukcapil", 404),
        ("perawat", 404),
    ],
)
def test_siapa_yang_boleh_mengunduh(p: pabrik.Pemda, tw: Periode, siapa: str, status: int) -> None:
    assert unduh(getattr(p, siapa), bukti(p, tw)).status_code == status


def test_pimpinan_hanya_di_cabangnya(p: pabrik.Pemda, tw: Periode) -> None:
    satu = bukti(p, tw)
    pabrik.beri_peran(p.kadis, Peran.Jenis.PIMPINAN, p.dukcapil)
    pabrik.beri_peran(p.kadinkes, Peran.Jenis.PIMPINAN, p.dinkes)
    assert [unduh(o, satu).status_code for o in (p.kadis, p.kadinkes)] == [200, 404]


def test_pemda_lain_dan_tamu_tidak_menemukannya(p: pabrik.Pemda, tw: Periode) -> None:
    satu = bukti(p, tw)
    lain = pabrik.pemda("Kota Lain")
    assert [unduh(o, satu).status_code for o in (lain.admin, lain.auditor)] == [404, 404]
    assert Client().get(reverse("indikator:bukti", args=[satu.pk])).status_code == 302


def test_draf_hanya_untuk_pemiliknya(p: pabrik.Pemda, tw: Periode) -> None:
    satu = bukti(p, tw, ajukan=False)
    hasil = [unduh(o, satu).status_code for o in (p.ratna, p.kabid, p.admin, p.auditor)]
    assert hasil == [200, 404, 404, 404]


def test_penilai_saat_diajukan_tetap_boleh_sesudah_diganti(p: pabrik.Pemda, tw: Periode) -> None:
    satu = bukti(p, tw)
    with time_machine.travel(p.saat(2026, 11, 20), tick=False):
        PejabatPenilai.objects.create(
            pegawai=p.ratna, penilai=p.kapus, sejak=p.saat(2026, 11, 10).date(), alasan="Penugasan"
        )
        assert [unduh(o, satu).status_code for o in (p.kabid, p.kapus, p.kadinkes)] == [200, 200, 404]


def test_selalu_lampiran_tanpa_ditebak_dan_terkurung(p: pabrik.Pemda, tw: Periode) -> None:
    jawaban = unduh(p.ratna, bukti(p, tw))
    assert jawaban.isi == PDF
    kepala = jawaban.kepala
    assert kepala["Content-Disposition"] == 'attachment; filename="rekap.pdf"'
    assert kepala["X-Content-Type-Options"] == "nosniff"
    assert (
        "sandbox" in kepala["Content-Security-Policy"]
        and "script-src" not in kepala["Content-Security-Policy"]
    )
    assert "no-store" in kepala["Cache-Control"]


@pytest.mark.parametrize(
    ("nama", "bagian"),
    [
        ("Rekap “aduan” é.pdf", "filename*=utf-8''Rekap%20%E2%80%9Caduan%E2%80%9D%20%C3%A9.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "Set-Cookie"),
        ("../../etc/rahasia.pdf", 'filename="rahasia.pdf"'),
        ("jebak\u202efdp.exe.pdf", "attachment"),
    ],
)
def test_nama_berkas_yang_aneh_tidak_merusak_kepala(
    p: pabrik.Pemda, tw: Periode, nama: str, bagian: str
) -> None:
    jawaban = unduh(p.ratna, bukti(p, tw, nama=nama))
    kepala = jawaban.kepala["Content-Disposition"]
    assert kepala.startswith("attachment; ") and bagian in kepala
    assert not {"\r", "\n", "\u202e"} & set(kepala)
    assert "Set-Cookie" not in jawaban.kepala


def test_berkas_yang_hilang_dari_penyimpanan_menjadi_404(p: pabrik.Pemda, tw: Periode) -> None:
    satu = bukti(p, tw)
    assert satu.berkas is not None
    satu.berkas.isi.storage.delete(satu.berkas.isi.name)
    assert unduh(p.ratna, satu).status_code == 404


def test_bukti_tautan_tidak_dapat_diunduh(p: pabrik.Pemda, tw: Periode) -> None:
    satu = bukti(p, tw)
    tautan = Bukti.objects.create(
        realisasi=Realisasi.objects.get(),
        tautan="https://contoh.go.id/",
        judul="x",
        ditambah_pada=p.sekarang,
        ditambah_oleh=p.ratna,
    )
    assert satu.pk != tautan.pk
    assert unduh(p.ratna, tautan).status_code == 404


def test_berkas_yang_dipilih_langsung_tersimpan_dan_belum_terlampir(p: pabrik.Pemda) -> None:
    klien = masuk(p.ratna)
    jawaban = klien.post("/bukti/unggah/", {"berkas": SimpleUploadedFile("rekap.pdf", b"%PDF-1.4 isi")})
    satu = Berkas.objects.get(nama="rekap.pdf")
    assert jawaban.status_code == 200 and jawaban["X-Berkas"] == str(satu.pk)
    assert f'name="berkas_ids" value="{satu.pk}"' in jawaban.content.decode()
    assert satu.pemilik_id == p.ratna.pk and not Bukti.objects.filter(berkas=satu).exists()


def test_unggahan_yang_ditolak_menyebut_sebabnya(p: pabrik.Pemda) -> None:
    klien = masuk(p.ratna)
    ditolak = klien.post("/bukti/unggah/", {"berkas": SimpleUploadedFile("a.pdf", b"MZ bukan pdf")})
    assert ditolak.status_code == 422 and "bukan PDF, JPG" in ditolak.content.decode()
    assert ditolak["Content-Type"].startswith("text/plain"), "nama berkas tidak pernah dibaca sebagai HTML"
    assert klien.post("/bukti/unggah/").status_code == 422
    assert klien.get("/bukti/unggah/").status_code == 405
    assert Client().post("/bukti/unggah/").status_code == 403
    assert not Berkas.objects.exists()
