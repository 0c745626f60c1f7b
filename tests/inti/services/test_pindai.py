"""Pemindai antivirus di satu pintu: yang terjangkit ditolak, yang belum terperiksa ditahan, tidak ada yang hilang."""

import inspect
import io
import logging
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import ForeignKey
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string
from PIL import Image

from indikator.models import Realisasi
from indikator.services.realisasi import unggah
from inti.galat import GalatAturan
from inti.models import Berkas, Impor, Jejak, KotakKeluar, Pemberitahuan
from inti.services import berkas as layanan
from inti.services import pindai
from inti.services.impor import terima as terima_impor
from inti.services.pindai import pintu
from inti.services.pindai.clamd import PemindaiDiam, PemindaiMenolak, temuan
from kepegawaian.services import perbaikan
from kepegawaian.services.impor import ADAPTOR
from mutu.catat import catat
from tests import clamd
from tests.clamd import EICAR, NAMA, ClamdTiruan, clamd_sungguhan, clamd_tiruan
from tests.indikator import pabrik
from tests.indikator.views.test_bukti import bukti
from tests.klien import masuk

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n"
AKHIR = b"trailer<</Root 1 0 R>>\n%%EOF\n"
DOCX, XLSX = "word/document.xml", "xl/workbook.xml"


@dataclass
class Ratna:
    pk: int = 7
    nama: str = "Ratna"
    instansi_id: int = 3


def arsip(*anggota: tuple[str, bytes], tingkat: int = zipfile.ZIP_DEFLATED) -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", tingkat) as satu:
        for nama, isi in (("[Content_Types].xml", b"<Types/>"), *anggota):
            satu.writestr(nama, isi)
    return keluar.getvalue()


def pdf(*, mampat: bool) -> bytes:
    if not mampat:
        return PDF + EICAR + b"\n" + AKHIR
    aliran = zlib.compress(EICAR)
    kepala = f"2 0 obj<</Length {len(aliran)}/Filter/FlateDecode>>stream\n".encode()
    return PDF + kepala + aliran + b"\nendstream endobj\n" + AKHIR


def jpeg() -> bytes:
    keluar = io.BytesIO()
    Image.new("RGB", (8, 8)).save(keluar, "JPEG")
    return keluar.getvalue() + EICAR


TERJANGKIT = {
    "polos.pdf": EICAR,
    "mentah.pdf": pdf(mampat=False),
    "mampat.pdf": pdf(mampat=True),
    "surat.docx": arsip((DOCX, b"<document/>"), ("word/embeddings/1.bin", EICAR)),
    "simpan.docx": arsip((DOCX, b"<document/>"), ("word/media/a.txt", EICAR), tingkat=zipfile.ZIP_STORED),
    "dalam.docx": arsip((DOCX, b"<document/>"), ("word/embeddings/a.zip", arsip(("a.com", EICAR)))),
    "data.xlsx": arsip((XLSX, b"<workbook/>"), ("xl/media/1.bin", EICAR)),
    "foto.jpg": jpeg(),
}
BERSIH = {
    "rekap.pdf": PDF + AKHIR,
    "surat.docx": arsip((DOCX, b"<document/>")),
    "data.xlsx": arsip((XLSX, b"<workbook/>")),
}


@pytest.fixture(autouse=True)
def _pemutus_baru(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pintu, "pemutus", pintu.Pemutus())


@pytest.fixture
def pemindai(settings: Any) -> Iterator[ClamdTiruan]:
    with clamd_tiruan() as satu:
        settings.CLAMD_URL = satu.alamat
        yield satu


def simpan(nama: str = "rekap.pdf", isi: bytes = PDF + AKHIR, oleh: Any = None) -> Berkas:
    return layanan.simpan(
        kiriman=SimpleUploadedFile(nama, isi), oleh=oleh or Ratna(), sekarang=timezone.now()
    )


def diterima(nama: str, isi: bytes) -> bool:
    try:
        simpan(nama, isi)
    except GalatAturan as galat:
        assert "antivirus" in galat.pesan, galat.pesan
        return False
    return True


@pytest.mark.parametrize("sungguhan", [False, True], ids=["tiruan", "clamd"])
def test_eicar_dalam_tiap_bentuk_ditolak_dan_yang_bersih_diterima(
    settings: Any, tmp_path: Path, sungguhan: bool
) -> None:
    if sungguhan and not clamd.program():
        pytest.skip("clamd tidak terpasang; isi CLAMD_PROGRAM")
    with clamd_sungguhan(tmp_path) if sungguhan else clamd_tiruan() as satu:
        settings.CLAMD_URL = satu if isinstance(satu, str) else satu.alamat
        lolos = [nama for nama, isi in TERJANGKIT.items() if diterima(nama, isi)]
        jujur = [nama for nama, isi in BERSIH.items() if diterima(nama, isi)]
    apa = "clamd sungguhan" if sungguhan else "tiruan clamd"
    utuh = not lolos and len(jujur) == len(BERSIH)
    catat(
        "V5.4.3",
        f"{apa}: {len(TERJANGKIT) - len(lolos)} dari {len(TERJANGKIT)} EICAR ditolak (PDF, DOCX, XLSX, arsip di dalam "
        f"arsip, foto), {len(jujur)} dari {len(BERSIH)} bersih diterima",
        lulus=utuh,
    )
    assert utuh, lolos
    assert set(Berkas.objects.values_list("pindai", flat=True)) == {"bersih"}


def test_pembanding_tanpa_kait_eicar_lolos(pemindai: ClamdTiruan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layanan, "periksa_kiriman", lambda **_: Berkas.Pindai.BERSIH)
    # Yang isinya tidak sesuai namanya tetap ditolak sebab lain.
    lolos = sum(diterima(nama, isi) for nama, isi in TERJANGKIT.items() if nama != "polos.pdf")
    catat("V5.4.3", f"pembanding tanpa kait: {lolos} dari {len(TERJANGKIT) - 1} lolos", lulus=lolos > 0)
    assert lolos == len(TERJANGKIT) - 1
    assert pemindai.diperiksa == 0


def test_penolakan_menyebut_sebab_langkah_dan_tercatat_di_log(
    pemindai: ClamdTiruan, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "keamanan"), pytest.raises(GalatAturan) as galat:
        simpan("surat.docx", TERJANGKIT["surat.docx"])
    assert galat.value.bidang == "berkas"
    for kata in ("surat.docx", NAMA, "antivirus", "kirim salinan yang bersih", "pengelola TI"):
        assert kata in galat.value.pesan
    (baris,) = [r.getMessage() for r in caplog.records if r.name == "keamanan"]
    assert "pegawai=7" in baris and NAMA in baris and "surat.docx" in baris
    assert not Berkas.objects.exists()


def test_tanpa_pemindai_seperti_sebelumnya(settings: Any) -> None:
    assert settings.CLAMD_URL == ""
    satu = simpan()
    assert (satu.pindai, satu.tertahan) == ("tanpa", False)


class TestPemindaiDiam:
    """Kirimannya diterima, berkasnya ditahan, dan diperiksa sesudah pemindai kembali."""

    def test_ditahan_lalu_dilepas(self, settings: Any) -> None:
        settings.CLAMD_URL = "tcp://127.0.0.1:1"
        p = pabrik.pemda()
        satu = bukti(p, pabrik.triwulan(p))
        alamat = reverse("indikator:bukti", args=[satu.pk])
        assert satu.berkas is not None and satu.berkas.tertahan
        jawaban = masuk(p.ratna).get(alamat)
        assert jawaban.status_code == 409
        assert "sedang diperiksa" in jawaban.content.decode()
        assert pindai.pindai_yang_antre(sekarang=timezone.now()) == 0
        assert masuk(p.ratna).get(alamat).status_code == 409
        with clamd_tiruan() as hidup:
            settings.CLAMD_URL = hidup.alamat
            assert pindai.pindai_yang_antre(sekarang=timezone.now()) == 1
        lepas = masuk(p.ratna).get(alamat)
        assert lepas.status_code == 200
        assert b"".join(lepas).startswith(b"%PDF")

    def test_yang_menggantung_tidak_menahan_kiriman_berikutnya(
        self, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pintu, "temuan", lambda isi, alamat: temuan(isi, alamat=alamat, seluruhnya=0.5))
        with clamd_tiruan("diam") as satu:
            settings.CLAMD_URL = satu.alamat
            mulai = time.monotonic()
            assert simpan().pindai == "menunggu"
            pertama, mulai = time.monotonic() - mulai, time.monotonic()
            assert [simpan().pindai for _ in range(5)] == ["menunggu"] * 5
            assert pertama < 2
            assert time.monotonic() - mulai < 0.5

    def test_sesudah_jeda_satu_yang_mencoba_dan_pulih(
        self, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.CLAMD_URL = "tcp://127.0.0.1:1"
        assert simpan().pindai == "menunggu"
        with clamd_tiruan() as satu:
            settings.CLAMD_URL = satu.alamat
            assert simpan().pindai == "menunggu"
            monkeypatch.setattr(pintu.pemutus, "_sampai", time.monotonic() - 1)
            assert simpan().pindai == "bersih"
            assert simpan().pindai == "bersih"

    @pytest.mark.parametrize("cara", ["diam", "tetes", "putus", "tolak"])
    def test_tiap_cara_diam_berakhir_dalam_batasnya(self, cara: str) -> None:
        with clamd_tiruan(cara) as satu:
            mulai = time.monotonic()
            with pytest.raises(PemindaiDiam) as galat:
                temuan(b"isi", alamat=satu.alamat, seluruhnya=1)
            assert time.monotonic() - mulai < 2
        assert isinstance(galat.value, PemindaiMenolak) == (cara == "tolak")

    def test_penolakan_satu_berkas_tidak_memutus_yang_lain(self, settings: Any) -> None:
        with clamd_tiruan("tolak") as satu:
            settings.CLAMD_URL = satu.alamat
            pintu.pemutus._sampai = time.monotonic() - 1
            assert simpan().pindai == "menunggu"
            satu.cara = "periksa"
            assert simpan().pindai == "bersih"

    def test_soket_unix(self, tmp_path: Path) -> None:
        with pytest.raises(PemindaiDiam):
            temuan(b"isi", alamat=f"unix://{tmp_path}/tidak-ada.ctl")


class TestTemuanKemudian:
    """Berkas yang sudah diterima: tertahan, dan yang berkepentingan diberi tahu."""

    def test_pengirim_dan_penilai_diberi_tahu(self, settings: Any, caplog: pytest.LogCaptureFixture) -> None:
        settings.CLAMD_URL = "tcp://127.0.0.1:1"
        p = pabrik.pemda()
        satu = bukti(p, pabrik.triwulan(p))
        assert satu.berkas is not None
        Path(satu.berkas.isi.path).write_bytes(TERJANGKIT["mentah.pdf"])
        type(p.ratna).objects.filter(pk__in=[p.ratna.pk, p.kabid.pk]).update(email="orang@contoh.id")
        Realisasi.objects.update(diputus_pada=p.sekarang, diputus_oleh=p.kabid, status="disetujui")
        with clamd_tiruan() as hidup:
            settings.CLAMD_URL = hidup.alamat
            kini = timezone.now()
            assert pindai.pindai_yang_antre(sekarang=kini) == 1
            assert pindai.pindai_yang_antre(sekarang=kini + timedelta(minutes=1)) == 0
        settings.CLAMD_URL = ""
        satu.berkas.refresh_from_db()
        assert (satu.berkas.pindai, satu.berkas.temuan) == ("tertahan", NAMA)
        kabar = dict(
            Pemberitahuan.objects.filter(kunci__startswith="berkas-ditahan").values_list(
                "penerima_id", "judul"
            )
        )
        assert kabar.keys() == {p.ratna.pk, p.kabid.pk}
        assert "sudah Anda putus" in kabar[p.kabid.pk]
        assert KotakKeluar.objects.filter(kunci__startswith="surel:berkas-ditahan").count() == 2
        assert Jejak.objects.filter(aksi="berkas.ditahan", objek_id=satu.berkas.pk).count() == 1
        assert any("terjangkit ditahan" in r.getMessage() for r in caplog.records)
        for orang in (p.ratna, p.kabid):
            jawaban = masuk(orang).get(reverse("indikator:bukti", args=[satu.pk]))
            assert jawaban.status_code == 409
            assert NAMA in jawaban.content.decode()

    def test_belum_diputus_cukup_pengirimnya(self, settings: Any) -> None:
        settings.CLAMD_URL = "tcp://127.0.0.1:1"
        p = pabrik.pemda()
        satu = bukti(p, pabrik.triwulan(p))
        assert satu.berkas is not None
        Path(satu.berkas.isi.path).write_bytes(EICAR)
        with clamd_tiruan() as hidup:
            settings.CLAMD_URL = hidup.alamat
            pindai.pindai_yang_antre(sekarang=timezone.now())
        kabar = Pemberitahuan.objects.filter(kunci__startswith="berkas-ditahan")
        assert list(kabar.values_list("penerima_id", flat=True)) == [p.ratna.pk]

    def test_berkas_sebelum_ada_pemindai_ikut_diperiksa_sesudah_yang_ditahan(
        self, settings: Any, pemindai: ClamdTiruan
    ) -> None:
        alamat, settings.CLAMD_URL = settings.CLAMD_URL, ""
        lama = simpan()
        Path(lama.isi.path).write_bytes(EICAR)
        settings.CLAMD_URL = alamat
        assert not lama.tertahan
        baru = simpan()
        Berkas.objects.filter(pk=baru.pk).update(pindai="menunggu")
        assert pindai.pindai_yang_antre(sekarang=timezone.now()) == 2
        lama.refresh_from_db()
        baru.refresh_from_db()
        assert (lama.pindai, baru.pindai) == ("tertahan", "bersih")

    def test_berkas_yang_memacetkan_pemindai_tidak_menahan_yang_lain(
        self, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.CLAMD_URL = "tcp://127.0.0.1:1"
        macet = [simpan(isi=PDF + b"macet" + AKHIR) for _ in range(3)]
        sehat = simpan()

        def tanya(isi: bytes, **_: Any) -> str:
            if b"macet" in isi:
                raise PemindaiDiam("terlalu lama")
            return ""

        monkeypatch.setattr(pindai.antrean, "temuan", tanya)
        kini = timezone.now()
        assert pindai.pindai_yang_antre(sekarang=kini) == 0
        assert pindai.pindai_yang_antre(sekarang=kini + timedelta(minutes=1)) == 1
        sehat.refresh_from_db()
        assert sehat.pindai == "bersih"
        assert {Berkas.objects.get(pk=b.pk).pindai for b in macet} == {"menunggu"}


def test_hanya_satu_tempat_melahirkan_berkas() -> None:
    """Pintu lain tidak ada: konstruktor Berkas hanya dipanggil layanan berkas, sesudah menanyakan pemindai."""
    akar = Path(__file__).resolve().parents[3]
    aplikasi = ("inti", "kepegawaian", "indikator", "umpan_balik", "penilaian", "pelatihan", "asn_kinerja")
    pemanggil = {
        str(f.relative_to(akar))
        for app in aplikasi
        for f in (akar / app).rglob("*.py")
        for kata in (" Berkas(", "(Berkas(", "Berkas.objects.create", "Berkas.objects.bulk_create")
        if kata in f.read_text().replace("class Berkas(", "")
    }
    assert pemanggil == {"inti/services/berkas.py"}
    pemakai = {
        str(f.relative_to(akar))
        for app in aplikasi
        for f in (akar / app).rglob("*.py")
        if "berkas_baru(" in f.read_text()
    }
    assert pemakai == {"inti/services/berkas.py", "inti/services/impor/terima.py"}
    for satu in pemakai:
        assert "periksa_kiriman(" in (akar / satu).read_text()


@pytest.mark.django_db(transaction=True)
def test_pemindai_yang_lambat_tidak_ditunggu_sambil_memegang_kunci(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ketiga pintu kiriman berkas memindai sebelum transaksinya dimulai."""
    di_dalam: list[bool] = []

    def mencatat(**_: object) -> Berkas.Pindai:
        di_dalam.append(connection.in_atomic_block)
        return Berkas.Pindai.BERSIH

    monkeypatch.setattr(layanan, "periksa_kiriman", mencatat)
    monkeypatch.setattr(terima_impor, "periksa_kiriman", mencatat)
    p = pabrik.pemda()

    def satu(nama: str = "a.pdf", isi: bytes = PDF + AKHIR) -> SimpleUploadedFile:
        return SimpleUploadedFile(nama, isi)

    unggah.unggah_bukti(kiriman=satu(), oleh=p.ratna, sekarang=p.sekarang)
    usul = perbaikan.ajukan(
        pegawai=p.ratna,
        bidang="gelar_belakang",
        isi="S.KM.",
        alasan="ijazah baru",
        bukti=satu(),
        oleh=p.ratna,
        sekarang=p.sekarang,
    )
    terima_impor.unggah(
        adaptor=ADAPTOR["pegawai"],
        kiriman=satu("orang.csv", b"nip,nama\n1,Ani\n"),
        oleh=p.admin,
        sekarang=p.sekarang,
    )
    assert (di_dalam, usul.bukti.pindai, Berkas.objects.count()) == ([False] * 3, "bersih", 3)


def test_setiap_benda_yang_menunjuk_berkas_punya_pemakaian(settings: Any) -> None:
    """Benda baru yang menunjuk Berkas ditulis juga di pemakaian_berkas aplikasinya, kecuali impor yang mengabarkan sendiri."""
    sumber = {}
    for alamat in settings.PEMAKAIAN_BERKAS:
        fungsi = import_string(alamat)
        assert fungsi(berkas_id=0) == []
        sumber[alamat.split(".")[0]] = inspect.getsource(fungsi)
    penunjuk = {
        acuan.field.model
        for acuan in Berkas._meta.get_fields(include_hidden=True)
        if acuan.auto_created and isinstance(getattr(acuan, "field", None), ForeignKey)
    } - {Impor}
    assert len(penunjuk) >= 6
    for model in penunjuk:
        assert f"{model.__name__}.objects" in sumber[model._meta.app_label], model


def test_halaman_pemantau(client: Any, settings: Any) -> None:
    alamat = reverse("sehat_pemindai")
    assert "tidak dipasang" in client.get(alamat).content.decode()
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    satu = simpan()
    assert client.get(alamat).status_code == 200
    Berkas.objects.filter(pk=satu.pk).update(dibuat=timezone.now() - timedelta(minutes=11))
    jawaban = client.get(alamat)
    assert jawaban.status_code == 503
    assert "1 berkas menunggu" in jawaban.content.decode()
