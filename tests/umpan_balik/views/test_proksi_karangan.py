"""Seribu suara dengan seribu X-Forwarded-For karangan: penghitung tetap melihat satu pengirim."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from mutu.catat import catat
from tests.umpan_balik.conftest import Kota
from tests.umpan_balik.views.test_warga import JAWABAN
from umpan_balik import tanda
from umpan_balik.models import Survei
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.rules.kecurigaan import SEALAMAT_SEHARI
from umpan_balik.sidik import PANJANG_KUNCI_ALAMAT

pytestmark = [pytest.mark.django_db, pytest.mark.panjang]
PROKSI = ("HTTP_X_FORWARDED_PROTO", "https")
SUARA = 1_000


def kirim(kota: Kota, nomor: int, terusan: str) -> None:
    """Satu suara dari ponsel yang berbeda-beda, supaya hanya alamatnya yang dapat menyatukan mereka."""
    isi = JAWABAN | {"setuju": str(VERSI_KINI), "tanda": tanda.formulir_baru(kota.titik.token)}
    jawaban = Client().post(
        reverse("umpan_balik:survei", args=[kota.titik.token]),
        isi,
        headers={"user-agent": f"Ponsel {nomor}", "x-forwarded-for": terusan},
        REMOTE_ADDR="203.0.113.7",
        secure=True,
    )
    assert jawaban.status_code == 302


def pengirim() -> set[str]:
    """Pengirim yang dilihat penghitung hari itu."""
    return {satu[:PANJANG_KUNCI_ALAMAT] for satu in Survei.objects.values_list("sidik", flat=True)}


@pytest.mark.parametrize("proksi", [None, PROKSI], ids=["langsung", "di belakang proksi"])
def test_seribu_suara_berkepala_karangan_tetap_satu_pengirim(
    kota: Kota, proksi: tuple[str, str] | None
) -> None:
    ekor = ", 198.18.0.9" if proksi else ""
    with override_settings(SECURE_PROXY_SSL_HEADER=proksi):
        for n in range(SUARA):
            kirim(kota, n, f"198.51.{n // 250}.{n % 250}{ekor}")
    langsung = Survei.objects.filter(alasan_ditahan="").count()
    catat("V15.3.4", f"{SUARA} suara {'di belakang proksi' if proksi else 'langsung'}: {len(pengirim())} klien, "
          f"{langsung} dihitung langsung", lulus=len(pengirim()) == 1 and langsung <= SEALAMAT_SEHARI)  # fmt: skip
    assert Survei.objects.count() == SUARA
    assert len(pengirim()) == 1
    assert langsung <= SEALAMAT_SEHARI


def test_pembandingnya_butir_pertama_yang_dipercaya_memberi_banyak_pengirim(
    kota: Kota, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "umpan_balik.views.survei.alamat", lambda r: r.headers["x-forwarded-for"].split(",")[0]
    )
    for n in range(20):
        kirim(kota, n, f"198.51.100.{n}, 198.18.0.9")
    assert len(pengirim()) == 20
