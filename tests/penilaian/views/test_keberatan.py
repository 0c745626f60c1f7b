"""Halaman keberatan: diajukan dari hasil, satu halaman perkara bagi semua pihaknya, angkanya bagi pembaca unit."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inti.models import Berkas
from kepegawaian.models import Peran
from penilaian.models import Hasil, Keberatan
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db

ALASAN = "Indikator kedua dihitung tanpa bukti bulan Agustus."


@pytest.fixture(autouse=True)
def jam() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(pabrik.SESUDAH + timedelta(hours=1), tick=False) as jalan:
        yield jalan


@pytest.fixture
def d() -> pabrik.Dunia:
    d = pabrik.dunia(staf=2)
    s = pabrik.skp(d, d.staf[0], {"bobot": 60}, {"bobot": 40, "polaritas": "ya_tidak"})
    satu, dua = s.indikator.order_by("kode")
    pabrik.lapor(d, satu, 95)
    pabrik.lapor(d, dua, 0)
    pabrik.jawab(d, d.staf[0], d.kepala, "atasan", 4)
    pabrik.nilai(d, d.staf[0], "di_bawah", "sesuai")
    pabrik.tutup(d)
    return d


def hasil(d: pabrik.Dunia, nomor: int = 0) -> Hasil:
    return Hasil.objects.get(pegawai=d.staf[nomor], versi=1)


def alamat(nama: str, nomor: int) -> str:
    return reverse(f"penilaian:{nama}", args=[nomor])


def ajukan(client: Client, d: pabrik.Dunia, **lain: object) -> Keberatan:
    client.force_login(d.staf[0])
    jawaban = client.post(alamat("keberatan", hasil(d).pk), {"alasan": ALASAN} | lain)
    satu = Keberatan.objects.get()
    assert jawaban.status_code == 302 and jawaban.url == alamat("keberatan_rinci", satu.pk)
    return satu


def test_dari_hasil_sampai_putusan_yang_mengubahnya(
    client: Client, d: pabrik.Dunia, jam: time_machine.Traveller
) -> None:
    pdf = SimpleUploadedFile("rekap.pdf", b"%PDF-1.4 isi", "application/pdf")
    k = ajukan(client, d, berkas=pdf)
    ajukan(client, d)  # kiriman kedua membuka perkara yang sama
    lain = client.post(alamat("keberatan", hasil(d).pk), {"alasan": f"{ALASAN} Tambahan dari tab lain."})
    assert lain.status_code == 200 and "Tambahan dari tab lain." in lain.content.decode()
    halaman = alamat("keberatan_rinci", k.pk)
    isi = client.get(halaman).content.decode()
    assert ALASAN in isi and "rekap.pdf" in isi and "Tarik keberatan" in isi and "Menunggu tanggapan" in isi
    assert "UTC" not in isi, "tenggat di jalannya perkara memakai jam pemda"
    unduhan = client.get(reverse("penilaian:keberatan_bukti", args=[k.pk, k.bukti.get().pk]))
    assert unduhan["Content-Disposition"].startswith("attachment")
    assert unduhan.getvalue() == b"%PDF-1.4 isi"

    sekda = d.instansi.pegawai.get(nama="Sekda Utama")
    client.force_login(sekda)
    isi = client.get(halaman).content.decode()
    assert "masih dalam masa menanggapi" in isi and "Tetapkan putusan" not in isi

    client.force_login(d.kepala)
    isi = client.post(alamat("keberatan_tanggapi", k.pk), {"tanggapan": "Pendek."}).content.decode()
    assert "sekurangnya 20 huruf" in isi and "Pendek." in isi
    client.post(alamat("keberatan_tanggapi", k.pk), {"tanggapan": "Bukti itu tiba sesudah tenggat lapor."})
    assert "Kirim tanggapan" not in client.get(halaman).content.decode()

    client.force_login(sekda)
    assert "Tetapkan putusan" in client.get(halaman).content.decode()
    isian = {"putusan": "diubah", "alasan": "Buktinya terkirim sebelum tenggat, jadi dihitung."}
    isi = client.post(alamat("keberatan_putus", k.pk), isian).content.decode()
    assert "Tidak ada yang berbeda dari hasil semula" in isi and isian["alasan"] in isi
    isian |= {"rating_hasil": "sesuai", "nilai_1": "ya"}
    client.post(alamat("keberatan_putus", k.pk), isian)
    k.refresh_from_db()
    baru = k.hasil_baru
    assert baru is not None and (baru.predikat, f"{baru.nilai_hasil}") == ("baik", "97.00")

    client.force_login(d.staf[0])
    for tempat in (halaman, alamat("hasil_rinci", baru.pk)):
        isi = client.get(tempat).content.decode()
        for kata in ("Realisasi Indikator 2", "tidak", "57,00", "97,00", "Butuh Perbaikan", isian["alasan"]):
            assert kata in isi, (tempat, kata)
    lama = client.get(alamat("hasil_rinci", hasil(d).pk)).content.decode()
    assert "digantikan" in lama and alamat("hasil_rinci", baru.pk) in lama
    assert client.get(reverse("penilaian:hasil")).url == alamat("hasil_rinci", baru.pk)


def test_tanpa_alasan_cukup_tetap_di_halaman_beserta_berkasnya(client: Client, d: pabrik.Dunia) -> None:
    client.force_login(d.staf[0])
    berkas = [
        SimpleUploadedFile("rekap.pdf", b"%PDF-1.4 isi", "application/pdf"),
        SimpleUploadedFile("foto.png", b"MZ bukan gambar", "image/png"),
    ]
    isi = client.post(alamat("keberatan", hasil(d).pk), {"alasan": "Tidak adil", "berkas": berkas})
    teks = isi.content.decode()
    assert "Tidak adil" in teks and "rekap.pdf" in teks and "bukan PDF, JPG, PNG" in teks
    tersimpan = Berkas.objects.get()
    teks = client.post(
        alamat("keberatan", hasil(d).pk), {"alasan": "Tidak adil", "berkas_ids": [tersimpan.pk]}
    ).content.decode()
    assert "sekurangnya 20 huruf" in teks and f'value="{tersimpan.pk}"' in teks
    tanpa = {"alasan": "Tidak adil", "berkas_ids": [tersimpan.pk], "aksi": f"hapus:{tersimpan.pk}"}
    teks = client.post(alamat("keberatan", hasil(d).pk), tanpa).content.decode()
    assert "Tidak adil" in teks and "rekap.pdf" not in teks and "sekurangnya" not in teks
    assert not Keberatan.objects.exists()


def test_hanya_dalam_tenggat(client: Client, d: pabrik.Dunia, jam: time_machine.Traveller) -> None:
    jam.move_to(d.triwulan.tenggat_keberatan)
    client.force_login(d.staf[0])
    assert client.get(alamat("keberatan", hasil(d).pk)).status_code == 200
    jam.move_to(d.triwulan.tenggat_keberatan + timedelta(seconds=1))
    client.force_login(d.staf[0])
    assert client.get(alamat("keberatan", hasil(d).pk)).url == alamat("hasil_rinci", hasil(d).pk)
    isi = client.post(alamat("keberatan", hasil(d).pk), {"alasan": "x" * 40}).content.decode()
    assert "Masa keberatan berakhir 25 Oktober 2026 pukul 23.59 WIB" in isi
    assert not Keberatan.objects.exists()


def test_siapa_membaca_perkara(client: Client, d: pabrik.Dunia) -> None:
    k = ajukan(client, d)
    asing = pabrik.dunia("Kota Asing", staf=0)
    pimpinan = pabrik.orang(d.instansi, "Pimpinan Dinas")
    Peran.objects.create(pegawai=pimpinan, jenis="pimpinan", unit=d.dinas, sejak=pabrik.AWAL)
    for siapa, kode in (
        (d.staf[0], 200),
        (d.kepala, 200),
        (d.instansi.pegawai.get(nama="Sekda Utama"), 200),
        (pimpinan, 200),
        (d.staf[1], 403),
        (asing.kepala, 404),
    ):
        client.force_login(siapa)
        assert client.get(alamat("keberatan_rinci", k.pk)).status_code == kode, siapa.nama
        for nama in ("keberatan_putus", "keberatan_tanggapi", "keberatan_tarik", "keberatan_tunjuk"):
            assert client.get(alamat(nama, k.pk)).status_code == 405
    client.force_login(d.kepala)
    assert client.get(alamat("keberatan", hasil(d).pk)).status_code == 403


def test_ditarik_dan_pemutus_ditunjuk(client: Client, d: pabrik.Dunia) -> None:
    k = ajukan(client, d)
    admin = pabrik.admin(d, pabrik.orang(d.instansi, "Admin BKD"))
    client.force_login(admin)
    isian = {"nip": "123", "alasan": "Atasan penilai sedang cuti panjang."}
    isi = client.post(alamat("keberatan_tunjuk", k.pk), isian).content.decode()
    assert "Tidak ada pegawai aktif dengan NIP itu" in isi and isian["alasan"] in isi
    client.post(alamat("keberatan_tunjuk", k.pk), isian | {"nip": d.staf[1].nip})
    k.refresh_from_db()
    assert k.pemutus == d.staf[1]
    client.force_login(d.staf[0])
    client.post(alamat("keberatan_tarik", k.pk))
    k.refresh_from_db()
    assert k.status == "ditutup"
    assert "Ditarik" in client.get(alamat("keberatan_rinci", k.pk)).content.decode()


def test_daftar_menurut_giliran_dan_angka_per_dinas_dengan_kueri_tetap(
    client: Client, d: pabrik.Dunia
) -> None:
    daftar = reverse("penilaian:keberatan_daftar")
    client.force_login(d.staf[1])
    assert "Belum ada keberatan" in client.get(daftar).content.decode()
    k = ajukan(client, d)
    assert "Keberatan saya" in client.get(daftar).content.decode()
    client.force_login(d.kepala)
    assert "Menunggu Anda" in client.get(daftar).content.decode()
    admin = pabrik.admin(d, pabrik.orang(d.instansi, "Admin BKD"))
    client.force_login(admin)
    client.get(daftar)
    with CaptureQueriesContext(
        connection,
    ) as sedikit:
        isi = client.get(daftar).content.decode()
    assert "Per perangkat daerah" in isi and "Dinas Satu" in isi and "Menunggu Anda" not in isi
    assert "Tidak ada keberatan" in client.get(daftar, {"status": "ditetapkan"}).content.decode()
    asal = hasil(d, 1)
    contoh = {b.attname: getattr(asal, b.attname) for b in Hasil._meta.fields if b.name != "id"}
    baru = Hasil.objects.bulk_create(Hasil(**contoh | {"versi": n}) for n in range(2, 42))
    Keberatan.objects.bulk_create(
        Keberatan(
            instansi=d.instansi,
            hasil=h,
            alasan=ALASAN,
            diajukan_pada=k.diajukan_pada,
            diajukan_oleh=d.staf[1],
            putusan_sampai=k.putusan_sampai,
            tanggapan_sampai=k.tanggapan_sampai,
        )
        for h in baru
    )
    with CaptureQueriesContext(connection) as banyak:
        isi = client.get(daftar).content.decode()
    assert "41" in isi and len(banyak) == len(sedikit)
