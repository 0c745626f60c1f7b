"""Halaman periode menurut peran."""

import pytest
from django.urls import reverse

from indikator.models import Periode
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def p() -> pabrik.Pemda:
    return pabrik.pemda()


def test_pegawai_membaca_jadwal_tanpa_hitungan_dan_tanpa_tombol_kelola(p: pabrik.Pemda) -> None:
    periode = pabrik.triwulan(p)
    halaman = masuk(p.ratna).get(reverse("indikator:periode_rinci", args=[periode.pk]))
    isi = halaman.content.decode()
    assert halaman.status_code == 200
    assert "Tenggat lapor capaian" in isi
    assert "Geser tenggat" not in isi and "orang selesai" not in isi


def test_admin_bkd_melihat_hitungan_dan_tombol_kelola(p: pabrik.Pemda) -> None:
    periode = pabrik.triwulan(p)
    pabrik.skp(p, p.ratna, Periode.objects.get(pk=periode.induk_id), status="disetujui")
    isi = masuk(p.admin).get(reverse("indikator:periode_rinci", args=[periode.pk])).content.decode()
    assert "1 dari 11 orang selesai" in isi
    assert "0 dari 1 laporan selesai" in isi
    assert "Geser tenggat" in isi


def test_draf_tidak_ada_bagi_pegawai_biasa(p: pabrik.Pemda) -> None:
    draf = pabrik.triwulan(p, buka=False)
    alamat = reverse("indikator:periode_rinci", args=[draf.pk])
    assert masuk(p.ratna).get(alamat).status_code == 404
    assert masuk(p.admin).get(alamat).status_code == 200


def test_periode_instansi_lain_tidak_ada(p: pabrik.Pemda) -> None:
    periode = pabrik.triwulan(p)
    admin_lain = pabrik.pemda("Kota Lain").admin
    for nama in ("periode_rinci", "periode_buka", "periode_tenggat"):
        assert masuk(admin_lain).get(reverse(f"indikator:{nama}", args=[periode.pk])).status_code == 404


@pytest.mark.parametrize("siapa", ["ratna", "kadis", "admin_dukcapil", "auditor"])
def test_selain_admin_bkd_tidak_membuat_membuka_atau_menggeser(p: pabrik.Pemda, siapa: str) -> None:
    klien = masuk(getattr(p, siapa))
    periode = pabrik.triwulan(p)
    assert klien.get(reverse("indikator:periode_baru")).status_code == 403
    for nama in ("periode_buka", "periode_tenggat"):
        assert klien.post(reverse(f"indikator:{nama}", args=[periode.pk])).status_code == 403


def test_dari_sistem_kosong_sampai_periode_terbuka(p: pabrik.Pemda, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tiga langkah, tanpa skrip: pilih triwulan, simpan usulan apa adanya, periksa, buka."""
    pabrik.indikator(p)
    bekukan(monkeypatch, p)
    klien = masuk(p.admin)
    alamat = reverse("indikator:periode_baru") + "?tahun=2026&triwulan=4"
    langkah_dua = klien.get(alamat)
    form = langkah_dua.context["form"]
    kiriman = {nama: langkah_dua.context["form"][nama].value() for nama in form.fields}
    assert "(WITA)" in langkah_dua.content.decode()
    data = {
        nama: nilai.astimezone(p.instansi.zona_waktu).strftime("%Y-%m-%dT%H:%M")
        if hasattr(nilai, "hour")
        else getattr(nilai, "pk", nilai)
        for nama, nilai in kiriman.items()
    }
    dibuat = klien.post(alamat, data)
    periode = Periode.objects.get(jenis="triwulan")
    assert dibuat.headers["Location"] == reverse("indikator:periode_buka", args=[periode.pk])
    periksa = klien.get(dibuat.headers["Location"]).content.decode()
    assert "1 pegawai belum punya pejabat penilai" in periksa
    assert "Boleh menyusul" in periksa and "Buka periode" in periksa
    klien.post(dibuat.headers["Location"])
    periode.refresh_from_db()
    assert periode.status == "diproses" and periode.induk.status == "diproses"
    assert periode.tutup_pada == p.saat(2027, 1, 21)


def test_katalog_kosong_menahan_tombol_buka_dan_kiriman_paksa(p: pabrik.Pemda) -> None:
    draf = pabrik.triwulan(p, buka=False)
    alamat = reverse("indikator:periode_buka", args=[draf.pk])
    klien = masuk(p.admin)
    halaman = klien.get(alamat).content.decode()
    assert "Wajib sebelum dibuka." in halaman
    assert "Buka periode</button>" not in halaman
    jawaban = klien.post(alamat, follow=True)
    assert "belum dapat dibuka" in jawaban.content.decode()
    draf.refresh_from_db()
    assert draf.status == "draf"


def test_tenggat_terbalik_tampil_di_ringkasan_dan_isian_tetap(p: pabrik.Pemda) -> None:
    draf = pabrik.triwulan(p, buka=False)
    jawaban = masuk(p.admin).post(
        reverse("indikator:periode_tenggat", args=[draf.pk]),
        {
            "tenggat_lapor": "2027-01-07T23:59",
            "tenggat_umpan_balik": "2027-01-07T23:59",
            "tenggat_nilai": "2027-01-05T23:59",
            "tutup_pada": "2027-01-21T23:59",
            "alasan": "Salah ketik",
        },
    )
    isi = jawaban.content.decode()
    assert "<title>Galat: Geser tenggat" in isi
    assert isi.count("Tenggat menilai mendahului tenggat lapor capaian.") == 2
    assert 'href="#id_tenggat_nilai"' in isi and "Salah ketik" in isi and "2027-01-05T23:59" in isi


KIRIMAN = {
    "tenggat_lapor": "2027-01-08T23:59",
    "tenggat_umpan_balik": "2027-01-08T23:59",
    "tenggat_nilai": "2027-01-15T23:59",
    "tutup_pada": "2027-01-22T23:59",
}


def test_triwulan_yang_sudah_ada_ditolak_sejak_langkah_pertama(
    p: pabrik.Pemda, monkeypatch: pytest.MonkeyPatch
) -> None:
    bekukan(monkeypatch, p)
    pabrik.triwulan(p, pabrik.tahun(p, buka=False), buka=False)
    klien, alamat = masuk(p.admin), reverse("indikator:periode_baru") + "?tahun=2026&triwulan=4"
    assert "Triwulan IV 2026 sudah ada" in klien.get(alamat).content.decode()
    paksa = klien.post(alamat, {"kebijakan": p.kebijakan.pk, **KIRIMAN})
    assert paksa.status_code == 200
    assert "bertumpang tindih dengan Triwulan IV 2026" in paksa.content.decode()


def test_triwulan_yang_diusulkan_adalah_yang_belum_dibuat(
    p: pabrik.Pemda, monkeypatch: pytest.MonkeyPatch
) -> None:
    bekukan(monkeypatch, p)
    pabrik.triwulan(p, pabrik.tahun(p, buka=False), buka=False)
    pilih = masuk(p.admin).get(reverse("indikator:periode_baru")).context["pilih"]
    assert (pilih["tahun"].value(), pilih["triwulan"].value()) == (2027, 1)


def test_klik_ganda_pada_simpan_draf_mendapat_halaman_periksa_yang_sama(
    p: pabrik.Pemda, monkeypatch: pytest.MonkeyPatch
) -> None:
    bekukan(monkeypatch, p)
    pabrik.tahun(p, buka=False)
    klien, alamat = masuk(p.admin), reverse("indikator:periode_baru") + "?tahun=2026&triwulan=4"
    tujuan = {
        klien.post(alamat, {"kebijakan": p.kebijakan.pk, **KIRIMAN}).headers["Location"] for _ in range(2)
    }
    assert len(tujuan) == 1
    assert Periode.objects.filter(jenis="triwulan").count() == 1


def bekukan(monkeypatch: pytest.MonkeyPatch, p: pabrik.Pemda) -> None:
    """Hari ini tetap 2 November 2026 bagi halaman."""
    monkeypatch.setattr("indikator.views.periode.hari_ini", lambda: p.sekarang.date())
    monkeypatch.setattr("django.utils.timezone.now", lambda: p.sekarang)


def test_setahun_disiapkan_dari_tahun_lalu_sesudah_jadwalnya_dilihat(
    p: pabrik.Pemda, monkeypatch: pytest.MonkeyPatch
) -> None:
    bekukan(monkeypatch, p)
    pabrik.triwulan(p)
    klien, alamat = masuk(p.admin), reverse("indikator:periode_setahun")
    awal = klien.get(alamat)
    assert "Disalin dari Tahun 2026" in awal.content.decode()
    form = awal.context["form"]
    data = {nama: getattr(v := form[nama].value(), "pk", v) for nama in form.fields}
    data |= {n: data[n].strftime("%Y-%m-%dT%H:%M") for n in ("tenggat_skp", "tutup_tahun")}
    lihat = klien.post(alamat, data | {"aksi": "lihat"}).content.decode()
    assert "Triwulan I 2027" in lihat and "belum tersimpan" in lihat
    assert not Periode.objects.filter(mulai__year=2027).exists()
    salah = klien.post(alamat, data | {"aksi": "simpan", "lapor": "30"}).content.decode()
    assert "Tenggat menilai mendahului tenggat lapor capaian." in salah
    jawaban = klien.post(alamat, data | {"aksi": "simpan"}, follow=True)
    assert "4 bagian disiapkan sebagai draf" in jawaban.content.decode()
    assert Periode.objects.filter(mulai__year=2027, status="draf").count() == 5
    assert masuk(p.ratna).get(alamat).status_code == 403
