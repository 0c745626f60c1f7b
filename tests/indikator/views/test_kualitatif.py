"""SKP kualitatif di halaman: memilih cara, menulis kriteria, bercerita, diberi rating, dan tidak pernah melihat angka capaian."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from indikator.models import KUALITATIF, SKP, Pemahaman, Realisasi
from indikator.services import skp as layanan
from indikator.services.skp import MasukanIndikator, MasukanRHK
from mutu.catat import catat
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def p() -> Iterator[pabrik.Pemda]:
    kota = pabrik.pemda(tinjauan=False)
    with time_machine.travel(kota.sekarang, tick=False):
        yield kota


def alamat(nama: str, *argumen: object) -> str:
    return reverse(f"indikator:{nama}", args=argumen)


def baca(klien: Client, url: str) -> str:
    jawaban = klien.get(url, follow=True)
    assert jawaban.status_code == 200
    return jawaban.content.decode()


def test_menulis_skp_kualitatif_dari_memilih_cara_sampai_mengajukan(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    Pemahaman.objects.create(periode=tahun, dinyatakan_oleh=p.ratna, dinyatakan_pada=p.sekarang)
    pabrik.skp(p, p.ratna, pabrik.tahun(p, ke=2025, buka=False), status="disetujui")
    klien = masuk(p.ratna)
    assert "Mulai secara kualitatif" in baca(klien, alamat("skp"))
    klien.post(alamat("skp_mulai", tahun.pk), {"pendekatan": "kualitatif"})
    skp = SKP.objects.get(pegawai=p.ratna, periode=tahun)
    assert "disesuaikan menjadi kualitatif" in baca(klien, alamat("skp_salin", skp.pk))
    klien.post(alamat("skp_rhk_tambah", skp.pk), {"versi": 1, "teks": "Aduan terjawab", "jenis": "utama"})
    rhk = skp.rhk.get()
    pilih = alamat("skp_indikator_pilih", skp.pk, rhk.pk)
    assert "Kapan hasilnya disebut lebih baik?" not in baca(klien, pilih)
    tambah = alamat("skp_indikator_tambah", skp.pk, rhk.pk)
    assert klien.get(pilih, {"sendiri": "1"}).headers["Location"] == tambah
    isian = {"versi": 2, "nama": "Jawaban aduan", "aspek": "kualitas", "bobot": "100", "kriteria": ""}
    galat = klien.post(tambah, isian).content.decode()
    assert "Tulis kapan hasilnya disebut berhasil." in galat and "id_target" not in galat
    klien.post(tambah, isian | {"kriteria": "Dijawab dengan alasan."})
    halaman = baca(klien, alamat("skp_rinci", skp.pk))
    assert "Dijawab dengan alasan." in halaman and "Kriteria keberhasilan" in halaman
    cara = alamat("skp_cara", skp.pk)
    assert "Yang terjadi bila diganti" in baca(klien, cara)
    klien.post(cara, {"versi": 3, "pendekatan": "kuantitatif"})
    klien.post(cara, {"versi": 4, "pendekatan": "kualitatif"})
    ik = skp.indikator.get()
    assert (ik.polaritas, ik.kriteria) == (KUALITATIF, "Dijawab dengan alasan.")
    ubah = alamat("skp_indikator_ubah", skp.pk, ik.pk)
    klien.post(ubah, isian | {"versi": 5, "kriteria": "Dijawab dengan alasan dan dasarnya."})
    skp.refresh_from_db()
    klien.post(alamat("skp_ajukan", skp.pk), {"versi": skp.versi, f"bobot_{ik.pk}": "100"})
    skp.refresh_from_db()
    assert skp.status == "diajukan"
    assert "Dijawab dengan alasan dan dasarnya." in baca(masuk(p.kabid), alamat("periksa_skp_rinci", skp.pk))
    assert masuk(p.budi).get(cara).status_code == 404


def test_bercerita_lalu_diberi_rating_beralasan_tanpa_capaian_di_halaman_mana_pun(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    tw = pabrik.triwulan(p, tahun)
    Pemahaman.objects.create(periode=tahun, dinyatakan_oleh=p.ratna, dinyatakan_pada=p.sekarang)
    skp = layanan.mulai(periode=tahun, oleh=p.ratna, sekarang=p.sekarang, pendekatan=KUALITATIF)
    satu = MasukanIndikator(
        None,
        "Jawaban aduan",
        "",
        KUALITATIF,
        "kualitas",
        pabrik.Decimal(100),
        kriteria="Dijawab dengan alasan.",
    )
    rhk = [MasukanRHK(teks="Aduan terjawab", indikator=[satu])]
    layanan.susun(skp=skp, rhk=rhk, versi=1, oleh=p.ratna, sekarang=p.sekarang)
    layanan.ajukan(skp=skp, oleh=p.ratna, sekarang=p.sekarang)
    layanan.setujui(skp=skp, oleh=p.kabid, sekarang=p.sekarang)
    ik = skp.indikator.get()
    pegawai, penilai = masuk(p.ratna), masuk(p.kabid)
    lapor = alamat("capaian_lapor", tw.pk, ik.pk)
    assert 'name="nilai"' not in baca(pegawai, lapor)
    isian = {"versi": 0, "keterangan": "Semua dijawab.", "tautan": "https://contoh.go.id/a", "aksi": "ajukan"}
    terima = pegawai.post(lapor, isian, follow=True).content.decode()
    assert "menunggu pejabat penilai" in terima and "Perkiraan, bukan nilai" not in terima
    orang = alamat("periksa_capaian_orang", tw.pk, p.ratna.pk)
    assert "Beri rating" in (isi := baca(penilai, orang)) and "Setujui yang dicentang" not in isi
    putus = alamat("periksa_capaian_putus", tw.pk, p.ratna.pk, ik.pk)
    kiriman = {"aksi": "rating", "rating-rating": "di_atas", "rating-alasan": "", "rating-versi": 1}
    contoh = (
        baca(penilai, putus).split("Arti dan contoh tiap rating")[1].split("</details>")[0].count("Contoh: ")
    )
    catat("U29", f"rating satu indikator: {contoh} dari 3 anak tangga, 1 ketukan", lulus=contoh == 3)
    assert contoh == 3
    assert "Tulis alasannya, supaya pegawai tahu." in penilai.post(putus, kiriman).content.decode()
    penilai.post(putus, kiriman | {"rating-alasan": "Tiga warga memuji."})
    r = Realisasi.objects.get(indikator=ik)
    assert (r.status, r.rating, r.nilai) == ("disetujui", "di_atas", None)
    for klien, url in (
        (pegawai, alamat("capaian")),
        (pegawai, alamat("skp_cetak", skp.pk)),
        (pegawai, reverse("penilaian:prakiraan", args=[tw.pk])),
        (pegawai, reverse("beranda")),
        (penilai, alamat("papan")),
        (penilai, orang),
        (penilai, reverse("penilaian:menilai_orang", args=[tw.pk, p.ratna.pk])),
    ):
        halaman = baca(klien, url)
        assert "100,00" not in halaman and "120,00" not in halaman, url
    assert "Dijawab dengan alasan." in baca(pegawai, alamat("pemahaman", tahun.pk))
    assert "Kriteria keberhasilan" in baca(pegawai, alamat("skp_naskah_rinci", skp.pk, 1))
    assert "Di atas ekspektasi" in baca(pegawai, reverse("penilaian:coba", args=[tw.pk]))
    andai = baca(pegawai, reverse("penilaian:coba", args=[tw.pk]) + f"?n{ik.pk}=di_bawah")
    assert "Rating tengah bila begitu" in andai and "Di bawah ekspektasi" in andai
    r.refresh_from_db()
    assert r.rating == "di_atas", "mencoba tidak menyimpan apa pun"
