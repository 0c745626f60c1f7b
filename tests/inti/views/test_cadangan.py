"""Alarm cadangan: di halaman admin BKD, dan di alamat pemantau; salinan pulihan mengaku di setiap halaman."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from inti.models import Cadangan, Pemasangan
from kepegawaian.models import Peran
from mutu.catat import catat
from tests.klien import masuk
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db
ALARM, SALINAN = "Batasnya 26 jam", "Salinan yang dipulihkan"


def dicadangkan(*, jam: float) -> None:
    saat = timezone.now() - timedelta(hours=jam)
    Cadangan.objects.create(nama=f"asn-{jam}", selesai_pada=saat, ukuran=1, detik=1, sidik="0" * 64)


def test_admin_bkd_dan_pemantau_tahu_bila_lebih_dari_26_jam_tanpa_cadangan(
    client: Client, settings: Any
) -> None:
    settings.CADANGAN_WAJIB = True
    d = pabrik.dunia("Kota Alarm", staf=2)
    admin, staf = d.staf
    Peran.objects.create(pegawai=admin, jenis="admin_bkd", sejak=timezone.localdate() - timedelta(days=9))

    def keadaan() -> tuple[bool, bool, int]:
        di_admin, di_staf = (ALARM in masuk(o).get("/profil/").content.decode() for o in (admin, staf))
        return di_admin, di_staf, client.get("/sehat/cadangan/").status_code

    belum = keadaan()
    dicadangkan(jam=27)
    basi = keadaan()
    dicadangkan(jam=25)
    segar = keadaan()
    catat(
        "B4",
        f"(admin, staf, pemantau) belum pernah {belum}, 27 jam {basi}, 25 jam {segar}",
        lulus=belum == basi == (True, False, 503) and segar == (False, False, 200),
    )
    assert belum == basi == (True, False, 503)
    assert segar == (False, False, 200)


def test_mode_contoh_tidak_menanti_cadangan(client: Client) -> None:
    jawaban = client.get("/sehat/cadangan/")
    assert (jawaban.status_code, jawaban.content) == (200, b"cadangan terakhir: belum pernah\n")


def test_salinan_pulihan_mengaku_di_setiap_halaman(settings: Any) -> None:
    settings.CADANGAN_WAJIB = True
    (staf,) = pabrik.dunia("Kota Salinan", staf=1).staf
    assert SALINAN not in masuk(staf).get("/profil/").content.decode()
    Pemasangan.objects.update_or_create(
        pk=1, defaults={"sidik": "pulihan:asn-1", "disahkan_pada": timezone.now()}
    )
    assert SALINAN in masuk(staf).get("/profil/").content.decode()


def test_basis_data_mati_menjadi_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def mati() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", mati)
    assert client.get("/sehat/cadangan/").status_code == 503
