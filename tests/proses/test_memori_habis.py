"""K11: pekerja yang kehabisan memori saat mencetak 5.000 naskah berhenti dengan sebab yang tampak, tidak berputar."""

import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from indikator.models import SKP
from indikator.services.skp.naskah import terbitkan
from indikator.services.skp.paket import minta_paket
from inti.models import PaketDokumen, Pemberitahuan
from kepegawaian.models import Pegawai
from mutu.catat import catat
from tests.penilaian import pabrik
from tests.proses.dunia import berjalan_besar
from tests.proses.panggung import Panggung, panggung, tunggu

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
ORANG = int(os.environ.get("ORANG", "5000"))
# Disambung tiap detik, bukan tiap menit; selebihnya seperti di produk.
CEPAT = {"UJI_KIRIM": "0.5", "UJI_DETAK": "1", "UJI_PAKET": "1"}
PERCOBAAN = 5


def paket_besar() -> PaketDokumen:
    """Permintaan admin mencetak naskah SKP seluruh perangkat daerah."""
    kini, d = timezone.now(), berjalan_besar("Kota Besar", orang=ORANG)
    terbitkan(daftar=list(SKP.objects.select_related("periode", "pegawai")), oleh=d.kepala, sekarang=kini)
    return minta_paket(tahun=d.tahun, lingkup=str(d.dinas.pk), oleh=pabrik.admin(d), sekarang=kini)


def sampai_berhenti(p: Panggung, paket: PaketDokumen, *, paling_banyak: int) -> int:
    """Banyaknya percobaan sampai paketnya berhenti, atau sampai jelas tidak akan berhenti."""

    def berakhir() -> bool:
        paket.refresh_from_db()
        return paket.status not in PaketDokumen.BERJALAN or len(p.catatan("paket.txt")) > paling_banyak

    p.nyalakan_antrean()
    p.pekerja()
    p.penjadwal()
    tunggu(berakhir, batas=1200, apa="paket berhenti", ekor=p.ekor)
    return len(p.catatan("paket.txt"))


@pytest.mark.parametrize("cara", ["terbatas", "dibunuh"])
def test_memori_habis_berakhir_terhenti_dengan_sebab_bagi_pemintanya(tmp_path: Path, cara: str) -> None:
    """Dahulu hanya galat yang terhitung: pekerja yang dibunuh mengulang bagian yang sama selamanya."""
    paket = paket_besar()
    with panggung(tmp_path, **CEPAT, UJI_MEMORI=cara) as p:
        percobaan = sampai_berhenti(p, paket, paling_banyak=PERCOBAAN)
    admin = Client()
    admin.force_login(Pegawai.objects.get(pk=paket.pemohon_id))
    halaman = admin.get(reverse("indikator:cetak_skp_paket", args=[paket.pk])).content.decode()
    tampak = paket.status == "terhenti" and paket.sebab in halaman and "Minta lagi" in halaman
    kabar = Pemberitahuan.objects.filter(penerima_id=paket.pemohon_id, judul__endswith="terhenti").count()
    catat(
        "K11",
        f"{paket.total} naskah, memori {cara}: {percobaan} percobaan, berakhir {paket.status}, "
        f"sebabnya {'tampak' if tampak else 'tidak tampak'} di halaman dan kabar pemintanya",
        lulus=paket.total >= 5000 and 0 < percobaan <= PERCOBAAN and tampak and kabar == 1,
    )
    assert 0 < percobaan <= PERCOBAAN
    assert tampak and kabar == 1


def test_pembanding_percobaan_dihitung_sesudahnya_berputar_terus(tmp_path: Path) -> None:
    paket = paket_besar()
    with panggung(tmp_path, **CEPAT, UJI_MEMORI="dibunuh", UJI_TANPA="percobaan") as p:
        percobaan = sampai_berhenti(p, paket, paling_banyak=2 * PERCOBAAN)
    berputar = percobaan > 2 * PERCOBAAN and paket.status in PaketDokumen.BERJALAN
    catat("K11", f"pembanding: {percobaan} percobaan dan masih {paket.status}", lulus=berputar)
    assert berputar
