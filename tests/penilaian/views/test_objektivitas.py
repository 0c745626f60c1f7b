"""Halaman objektivitas: satu penilai longgar di antara tiga terbaca, menurut cakupan, dan cerminnya hanya untuk dirinya."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kepegawaian.models import Pegawai, Peran
from penilaian.models import Evaluasi, Hasil
from penilaian.services import penutupan
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db


def susun(d: pabrik.Dunia, *, orang: int) -> list[Pegawai]:
    """Tiga dinas; kepala yang pertama memberi Di Atas kepada semuanya. SKP orang pertama hanya kehadiran."""
    kepala = [d.kepala]
    for nama in ("Dinas Dua", "Dinas Tiga"):
        unit = pabrik.dinas_baru(d.instansi, d.akar, nama)
        kepala.append(pabrik.orang(d.instansi, f"Kepala {nama}"))
        pabrik.tempatkan(kepala[-1], unit, d.jabatan, kepala=True)
        for n in range(orang):
            siapa = pabrik.tambah_staf(d, f"{nama} {n}", unit=unit)
            _nilai(d, siapa, kepala[-1], "sesuai" if n % 3 else "di_bawah")
    satu = [pabrik.tambah_staf(d, f"Dinas Satu {n}") for n in range(orang)]
    for n, siapa in enumerate(satu):
        _nilai(d, siapa, d.kepala, "di_atas", "di_atas", hadir=n == 0)
        pabrik.jawab(d, siapa, d.kepala, "atasan", 5)
        # Orang pertama hanya dijawab dua rekan: kelompoknya di bawah minimal.
        for rekan in [r for r in satu if r != siapa][: 2 if n == 0 else 3]:
            pabrik.jawab(d, siapa, rekan, "rekan", 3)
    tutup = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=tutup.pk, sekarang=pabrik.SESUDAH)
    return kepala


def _nilai(
    d: pabrik.Dunia,
    siapa: Pegawai,
    oleh: Pegawai,
    hasil: str,
    perilaku: str = "sesuai",
    *,
    hadir: bool = False,
) -> None:
    skp = pabrik.skp(d, siapa, {"nama": "Persentase kehadiran apel"} if hadir else {"aspek": "kualitas"})
    pabrik.lapor(d, skp.indikator.get(), Decimal(100))
    alasan = {"usulan_hasil": "sesuai", "alasan_hasil": "Bukti kuat."}
    pabrik.nilai(d, siapa, hasil, perilaku, skp=skp, **alasan)
    Evaluasi.objects.filter(pegawai=siapa).update(ditetapkan_oleh=oleh)


def buka(client: Client, siapa: Pegawai, alamat: str = "objektivitas", **saring: Any) -> Any:
    client.force_login(siapa)
    return client.get(reverse(f"penilaian:{alamat}"), saring)


def test_penilai_longgar_terbaca_menurut_cakupan_dan_di_cerminnya(client: Client) -> None:
    d = pabrik.dunia(staf=0)
    auditor = pabrik.orang(d.instansi, "Auditor Kota")
    Peran.objects.create(pegawai=auditor, jenis="auditor", sejak=pabrik.AWAL)
    assert "Belum ada periode yang ditutup" in buka(client, auditor).content.decode()
    assert "Belum ada periode yang ditutup" in buka(client, d.kepala, "objektivitas_saya").content.decode()
    kepala = susun(d, orang=6)
    sebelum = list(Hasil.objects.order_by("pk").values_list("sidik", flat=True))

    halaman = buka(client, auditor)
    baris = {b.objek_id: b for b in halaman.context["laman"]}
    longgar, biasa = baris[kepala[0].pk], baris[kepala[1].pk]
    assert halaman.context["laman"][0] == longgar, "yang bertanda lebih dulu"
    assert (longgar.ini.n, longgar.rekan.n, longgar.ini.setuju) == (6, 12, 0)
    assert {t.nama for t in longgar.temuan} >= {"longgar", "usul", "hadir", "kelompok"}
    assert longgar.bahan.beda_kelompok.n == 5, "kelompok yang kurang dari minimal tidak ikut"
    assert "longgar" not in {t.nama for t in biasa.temuan}
    isi = halaman.content.decode()
    assert "lebih tinggi daripada rekan setingkatnya" in isi and "tidak mengubah nilai siapa pun" in isi
    assert [h.pegawai.nama for h in halaman.context["hadir"]] == ["Dinas Satu 0"]
    assert "minimal 5" in isi, "sekda menilai hanya tiga orang"

    # Putusan keberatan menurunkan satu rating: itu rating atasan penilai, jadi cermin penilainya tetap.
    lama = Hasil.objects.get(pegawai__nama="Dinas Satu 1")
    baru = {
        "pk": None,
        "versi": 2,
        "asal": Hasil.Asal.KEBERATAN,
        "rating_hasil": "sesuai",
        "predikat": "baik",
    }
    for bidang, isi_baru in baru.items():
        setattr(lama, bidang, isi_baru)
    lama.save(force_insert=True)
    assert next(iter(buka(client, auditor).context["laman"])) == longgar

    per_unit = {b.nama: b for b in buka(client, auditor, menurut="unit").context["laman"]}
    assert "longgar" in {t.nama for t in per_unit["Dinas Satu"].temuan}
    saring = buka(client, auditor, unit=d.dinas.pk, tanda="ada", periode=d.triwulan.pk).context
    assert [b.objek_id for b in saring["laman"]] == [kepala[0].pk]
    assert buka(client, auditor, unit="x", periode="x", menurut="x", tanda="x").status_code == 200

    pimpinan = pabrik.orang(d.instansi, "Pimpinan Dinas")
    Peran.objects.create(pegawai=pimpinan, jenis="pimpinan", unit=d.dinas, sejak=pabrik.AWAL)
    cakupan = buka(client, pimpinan)
    assert kepala[1].pk not in {b.objek_id for b in cakupan.context["laman"]}
    assert "Kepala Dinas Dua" not in cakupan.content.decode()
    assert next(b for b in cakupan.context["laman"] if b.objek_id == kepala[0].pk).rekan.n == 12

    assert buka(client, kepala[0]).status_code == 403
    cermin = buka(client, kepala[0], "objektivitas_saya")
    assert cermin.context["baris"].temuan == longgar.temuan
    assert "Kepala Dinas Dua" not in cermin.content.decode()
    staf = Pegawai.objects.get(nama="Dinas Satu 1")
    assert "Anda tidak menilai pada periode ini" in buka(client, staf, "objektivitas_saya").content.decode()
    tetangga = pabrik.dunia("Kota Sebelah", staf=0)
    assert "Belum ada periode" in buka(client, pabrik.admin(tetangga)).content.decode()
    assert list(Hasil.objects.filter(versi=1).order_by("pk").values_list("sidik", flat=True)) == sebelum


def test_satu_rekan_saja_tidak_dibandingkan_dan_kueri_tetap(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    kueri = []
    for nama, orang in (("Kota Kecil", 2), ("Kota Besar", 7)):
        d = pabrik.dunia(nama, staf=0)
        kepala = susun(d, orang=orang)
        client.force_login(pabrik.admin(d))
        with django_assert_max_num_queries(40) as catatan:
            halaman = client.get(reverse("penilaian:objektivitas"))
        kueri.append(len(catatan))
        baris = next(b for b in halaman.context["laman"] if b.objek_id == kepala[0].pk)
        assert (baris.rekan is not None) is (orang == 7)
        assert (baris.beda is not None) is (orang == 7)
    assert kueri[0] == kueri[1]
