"""Halaman target tiap triwulan."""

import pytest
from django.urls import reverse

from indikator.models import IndikatorKinerja, TargetTriwulan
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def p() -> pabrik.Pemda:
    return pabrik.pemda()


@pytest.fixture
def ik(p: pabrik.Pemda) -> IndikatorKinerja:
    return pabrik.skp(p, p.ratna, pabrik.tahun(p)).indikator.select_related("skp").get()


def alamat(ik: IndikatorKinerja) -> str:
    return reverse("indikator:skp_triwulan", args=[ik.skp_id, ik.pk])


def test_usulnya_sudah_terisi_dan_tinggal_disimpan(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    klien = masuk(p.ratna)
    form = klien.get(alamat(ik)).context["form"]
    data = {n: form[n].value() for n in ("akumulasi", "tw1", "tw2", "tw3", "tw4", "versi")}
    assert klien.post(alamat(ik), data | {n: str(data[n]).split(".")[0] for n in data}).status_code == 302
    assert TargetTriwulan.objects.get().bagian == (95, 95, 95, 95)


def test_sebagian_kosong_ditolak_tanpa_menghilangkan_isian(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    data = {"akumulasi": "jumlah", "tw1": "20", "tw2": "", "tw3": "", "tw4": "75", "versi": ik.skp.versi}
    jawaban = masuk(p.ratna).post(alamat(ik), data)
    teks = jawaban.content.decode()
    assert "kosongkan semuanya" in teks and 'value="75"' in teks and "Galat: " in teks


def test_semua_kosong_memakai_target_setahun(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    data = {"akumulasi": "jumlah", "tw1": "", "tw2": "", "tw3": "", "tw4": "", "versi": ik.skp.versi}
    assert masuk(p.ratna).post(alamat(ik), data).status_code == 302
    assert not TargetTriwulan.objects.exists()


def test_orang_lain_tidak_menemukannya_dan_penilai_hanya_membaca(
    p: pabrik.Pemda, ik: IndikatorKinerja
) -> None:
    assert masuk(p.budi).get(alamat(ik)).status_code == 404
    assert masuk(p.kabid).get(alamat(ik)).status_code in {403, 404}
