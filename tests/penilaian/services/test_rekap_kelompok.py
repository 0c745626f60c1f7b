"""Rekap menurut unit, jabatan, golongan, dan indikator: sama dengan hasilnya, dan boleh diulang."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from indikator.rules.angka import bulatkan, rata_rata
from inti.galat import GalatAturan
from inti.models import KotakKeluar
from kepegawaian.models import Peran
from penilaian.models import Hasil, RekapKelompok
from penilaian.services import penutupan
from tests.penilaian import acak, pabrik

pytestmark = pytest.mark.django_db


def rata(angka: list[Decimal]) -> Decimal | None:
    return bulatkan(rata_rata(angka)) if angka else None


def test_rekap_sama_dengan_hasil_orang_acak_boleh_diulang_dan_terbaca(client: Client) -> None:
    d = pabrik.dunia(staf=0)
    acak.isi(d, orang=40, benih=9)
    with pytest.raises(GalatAturan, match="belum ditutup"):
        penutupan.rekap_kelompok(periode_id=d.triwulan.pk)
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)
    assert KotakKeluar.objects.filter(muatan__nama="penilaian.tasks.rekap_kelompok").count() == 1
    assert penutupan.antre_yang_belum_direkap(sekarang=pabrik.SESUDAH) == 1
    for _ in range(2):
        assert penutupan.rekap_kelompok(periode_id=d.triwulan.pk) == RekapKelompok.objects.count()
    assert penutupan.antre_yang_belum_direkap(sekarang=pabrik.SESUDAH) == 0
    hasil = list(Hasil.objects.filter(periode=d.triwulan))
    for baris in RekapKelompok.objects.filter(jenis="unit"):
        milik = [h for h in hasil if h.unit_id == baris.objek_id]
        assert (baris.jumlah, baris.jumlah_lengkap) == (len(milik), sum(h.lengkap for h in milik))
        assert baris.rata_akhir == rata([h.nilai_akhir for h in milik if h.nilai_akhir is not None])
        assert baris.predikat["baik"] == sum(h.predikat == "baik" for h in milik)
    for jenis in ("seluruh", "dinas", "unit", "jabatan", "golongan"):
        assert sum(r.jumlah for r in RekapKelompok.objects.filter(jenis=jenis)) == len(hasil)
    sebutan = RekapKelompok.objects.values_list("sebutan", flat=True)
    assert list(sebutan.filter(jenis="seluruh")) == [""]
    assert set(sebutan.filter(jenis="golongan")) == {
        h.rincian["identitas"]["golongan"] or "Tanpa golongan" for h in hasil
    }
    semua = [i for h in hasil for i in h.rincian["indikator"]]
    semua += [i for h in hasil for r in h.rincian.get("ruas", []) for i in r.get("indikator", [])]
    satu_nama = [i for i in semua if i["nama"] == "Indikator 1"]
    baris = RekapKelompok.objects.get(jenis="indikator", sebutan="Indikator 1")
    assert baris.jumlah == len(satu_nama)
    assert baris.rata_hasil == rata([Decimal(i["capaian"]) for i in satu_nama if i["capaian"] is not None])
    alamat = reverse("penilaian:rekap", args=[d.triwulan.pk])
    pimpinan = pabrik.orang(d.instansi, "Pimpinan Dinas")
    Peran.objects.create(pegawai=pimpinan, jenis="pimpinan", unit=d.dinas, sejak=pabrik.AWAL)
    client.force_login(pimpinan)
    assert client.get(alamat).status_code == 403, "satu golongan berisi orang dari unit lain"
    client.force_login(pabrik.admin(d))
    for jenis in (*RekapKelompok.Jenis.values, "ngawur"):
        assert client.get(alamat, {"menurut": jenis, "urut": "nilai"}).status_code == 200
    isi = client.get(alamat, {"menurut": "indikator", "cari": "kator 1"}).content.decode()
    assert "Indikator 1" in isi and "Indikator 2" not in isi
