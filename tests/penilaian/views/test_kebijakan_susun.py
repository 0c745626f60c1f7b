"""Menyusun kebijakan: pengaruhnya terbaca pada orang contoh sebelum ditetapkan, dan tidak ada isian yang hilang."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from indikator.models import Kebijakan
from penilaian.forms.kebijakan import KebijakanForm, awal_dari
from penilaian.models import Hasil
from penilaian.queries.kebijakan import pengaruh
from penilaian.services import penutupan
from tests.penilaian import acak, pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def jam() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(pabrik.SEKARANG, tick=False) as jalan:
        yield jalan


def kiriman(kebijakan: Kebijakan | None = None, **lain: Any) -> dict[str, Any]:
    """Isian formulir seperti yang tampil, dengan beberapa yang diganti."""
    form = KebijakanForm(initial=awal_dari(kebijakan))
    data = {nama: form[nama].value() for nama in form.fields}
    bawaan = {"nama": "Capaian", "penjelasan": "Hasil kerja lebih berat."}
    return {k: v for k, v in (data | bawaan | lain).items() if v not in (None, False)}


def ditutup(orang: int = 12) -> tuple[pabrik.Dunia, Any]:
    d = pabrik.dunia(staf=0)
    acak.isi(d, orang=orang, benih=11)
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SEKARANG)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SEKARANG)
    return d, pabrik.admin(d)


def test_dari_formulir_ke_versi_yang_ditetapkan(client: Client) -> None:
    d, admin = ditutup()
    client.force_login(admin)
    jawab = client.post(reverse("penilaian:kebijakan_baru"), kiriman(d.kebijakan, bobot_hasil="100"))
    draf = Kebijakan.objects.get(status="draf")
    assert jawab.url == reverse("penilaian:kebijakan_pratinjau", args=[draf.pk])
    laman = client.get(jawab.url)
    assert laman.context["lama"] == d.kebijakan
    assert [b.judul for b in laman.context["beda"]] == ["Nilai akhir"]
    assert "Rating" in [b.judul for b in laman.context["sama"]]
    isi = laman.content.decode()
    assert "Hasil kerja 100 %" in isi and "Hasil yang sudah ditutup tidak berubah" in isi
    client.post(reverse("penilaian:kebijakan_tetapkan", args=[draf.pk]), {"sidik": laman.context["sidik"]})
    draf.refresh_from_db()
    assert (draf.status, draf.versi, draf.ditetapkan_oleh) == ("ditetapkan", 2, admin)


def test_pengaruh_menghitung_ulang_dari_nota_dan_tidak_mengubah_hasil() -> None:
    d, _ = ditutup(orang=40)
    semula = list(Hasil.objects.order_by("pk").values_list("pk", "nilai_akhir", "sidik"))
    aturan = d.kebijakan.aturan | {"bobot_hasil": "1"}
    draf = Kebijakan.objects.create(instansi=d.instansi, nama="Lain", penjelasan="x", aturan=aturan)
    hitung = pengaruh(draf)
    assert hitung is not None
    lengkap = Hasil.objects.filter(lengkap=True)
    assert (hitung.n, hitung.semua) == (lengkap.count(), lengkap.count())
    assert hitung.contoh[0].letak == "Nilai terendah" and len(hitung.contoh) == 5
    for c in hitung.contoh:
        assert c.baru.nilai_akhir == c.baru.nilai_hasil == c.lama.nilai_hasil
    tersimpan = {h.nilai_akhir for h in lengkap.filter(nilai_akhir__isnull=False)}
    assert {c.lama.nilai_akhir for c in hitung.contoh} <= tersimpan
    assert hitung.contoh[0].lama.nilai_akhir == min(tersimpan)
    assert (hitung.pindah_hasil, hitung.pindah_perilaku) == (0, 0)
    assert semula == list(Hasil.objects.order_by("pk").values_list("pk", "nilai_akhir", "sidik"))


def test_ambang_yang_naik_memindahkan_usul_rating() -> None:
    d, _ = ditutup(orang=40)
    aturan = d.kebijakan.aturan | {"ambang": {"sesuai": "119", "di_atas": "120"}}
    draf = Kebijakan.objects.create(instansi=d.instansi, nama="Lain", penjelasan="x", aturan=aturan)
    hitung = pengaruh(draf)
    assert hitung is not None
    naik = Hasil.objects.filter(lengkap=True, nilai_hasil__gte=90, nilai_hasil__lt=119).count()
    di_atas = Hasil.objects.filter(lengkap=True, nilai_hasil__gte=119, nilai_hasil__lt=120).count()
    assert hitung.pindah_hasil == naik + di_atas > 0


def test_belum_ada_hasil_dikatakan_apa_adanya(client: Client) -> None:
    d = pabrik.dunia(staf=1)
    admin = pabrik.admin(d)
    client.force_login(admin)
    client.post(reverse("penilaian:kebijakan_baru"), kiriman(None, nama="Baru"))
    draf = Kebijakan.objects.get(status="draf")
    isi = client.get(reverse("penilaian:kebijakan_pratinjau", args=[draf.pk])).content.decode()
    assert "Belum ada periode yang ditutup" in isi


@pytest.mark.parametrize(
    ("isian", "bidang", "pesan"),
    [
        ({"bobot_hasil": "101"}, "bobot_hasil", "Isi paling besar 100"),
        ({"ambang_sesuai": "110", "ambang_di_atas": "110"}, "ambang_di_atas", "Isi lebih besar"),
        ({"skala_3": "60"}, "skala_3", "Jawaban 2, kurang"),
        ({"ikm_2": "50"}, "ikm_2", "Nilai survei 65"),
        (
            {f"bobot_{k}": "0" for k in ("atasan", "rekan", "bawahan", "masyarakat")},
            "bobot_atasan",
            "lebih dari 0",
        ),
        ({"hari_keberatan": "90"}, "hari_keberatan", "60"),
        ({"nama": ""}, "nama", "Isi nama kebijakan"),
    ],
)
def test_isian_keliru_menunjuk_bidangnya_dan_semua_yang_diketik_tetap(
    client: Client, isian: dict[str, str], bidang: str, pesan: str
) -> None:
    client.force_login(pabrik.admin(pabrik.dunia(staf=0)))
    data = kiriman(None, penjelasan="Kalimat yang panjang sekali.") | isian
    laman = client.post(reverse("penilaian:kebijakan_baru"), data)
    assert laman.status_code == 200
    assert pesan in " ".join(laman.context["form"].errors[bidang])
    assert "Kalimat yang panjang sekali." in laman.content.decode()
    assert not Kebijakan.objects.filter(status="draf").exists()


def test_isian_ke_aturan_dan_kembali_sama() -> None:
    d = pabrik.dunia(staf=0, aturan={"bobot_hasil": "0.655", "rumus_minimal": "T/R"})
    form = KebijakanForm(kiriman(d.kebijakan))
    assert form.is_valid(), form.errors
    assert form.isi().aturan["bobot_hasil"] == Decimal("0.655")
    assert form.isi().aturan["rumus_minimal"] == "T/R"
    assert {k: v for k, v in awal_dari(d.kebijakan).items() if k.startswith("ikm")}["ikm_2"] == Decimal(90)


def test_draf_hanya_terlihat_penyusunnya(client: Client) -> None:
    d = pabrik.dunia(staf=1)
    draf = Kebijakan.objects.create(
        instansi=d.instansi, nama="Rahasia dulu", penjelasan="x", aturan=d.kebijakan.aturan
    )
    client.force_login(d.staf[0])
    assert "Rahasia dulu" not in client.get(reverse("penilaian:kebijakan")).content.decode()
    assert client.get(reverse("penilaian:kebijakan_rinci", args=[draf.pk])).status_code == 404
    for nama in ("kebijakan_ubah", "kebijakan_pratinjau"):
        assert client.get(reverse(f"penilaian:{nama}", args=[draf.pk])).status_code == 403
    lain = pabrik.dunia("Kota Lain", staf=0)
    client.force_login(pabrik.admin(lain))
    assert client.get(reverse("penilaian:kebijakan_pratinjau", args=[draf.pk])).status_code == 404


def test_pratinjau_tetap_sedikit_kueri_untuk_banyak_hasil(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    d, admin = ditutup(orang=40)
    client.force_login(admin)
    client.post(reverse("penilaian:kebijakan_baru"), kiriman(d.kebijakan))
    draf = Kebijakan.objects.get(status="draf")
    with django_assert_max_num_queries(16):
        client.get(reverse("penilaian:kebijakan_pratinjau", args=[draf.pk]))
