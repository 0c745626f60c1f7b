"""Keberatan dari pengajuan sampai putusan: siapa boleh apa, kapan, dan apa yang lahir darinya."""

import io
import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Dokumen, Jejak, KotakKeluar, Pemberitahuan
from inti.services import berkas
from kepegawaian.models import Penempatan
from kepegawaian.permissions import Akses, Izin
from penilaian import tasks as tugas_penilaian
from penilaian.models import BukuPenutupan, Hasil, Keberatan, RekapKelompok, RekapUnit
from penilaian.queries.unit import sebaran, tabel_unit
from penilaian.queries.verifikasi import perbedaan, periksa_rantai
from penilaian.rules.periksa import periksa
from penilaian.rules.predikat import Rating
from penilaian.rules.putusan import Koreksi, Perubahan
from penilaian.services import dokumen, keberatan, penutupan
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db

ALASAN = "Bukti bulan Agustus belum diperhitungkan pada indikator kedua."
TANGGAPAN = "Bukti itu tiba sesudah tenggat lapor, jadi tidak dihitung."
PUTUSAN = "Bukti terbukti terkirim sebelum tenggat, jadi dihitung."
HARI = timedelta(days=1)
T0 = pabrik.SESUDAH + timedelta(hours=1)


@pytest.fixture
def d() -> pabrik.Dunia:
    d = pabrik.dunia(staf=2)
    s = pabrik.skp(d, d.staf[0], {"bobot": 60}, {"bobot": 40})
    satu, dua = s.indikator.order_by("kode")
    pabrik.lapor(d, satu, 95)
    pabrik.lapor(d, dua, 50)
    pabrik.jawab(d, d.staf[0], d.kepala, "atasan", 4)
    pabrik.nilai(d, d.staf[0], "di_bawah", "sesuai")
    satu_lagi = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=satu_lagi.pk, sekarang=pabrik.SESUDAH)
    d.triwulan.refresh_from_db()
    return d


def hasil(d: pabrik.Dunia) -> Hasil:
    return Hasil.objects.get(pegawai=d.staf[0], versi=1)


def sekda(d: pabrik.Dunia) -> Any:
    return d.instansi.pegawai.get(nama="Sekda Utama")


def ajukan(d: pabrik.Dunia, *, saat: datetime = T0, **lain: Any) -> Keberatan:
    return keberatan.ajukan(
        **{"hasil": hasil(d), "alasan": ALASAN, "oleh": d.staf[0], "sekarang": saat} | lain
    )


def tanggapi(d: pabrik.Dunia, k: Keberatan, **lain: Any) -> Keberatan:
    isi = {"keberatan_id": k.pk, "tanggapan": TANGGAPAN, "oleh": d.kepala, "sekarang": T0 + HARI}
    return keberatan.tanggapi(**isi | lain)


def putus(d: pabrik.Dunia, k: Keberatan, perubahan: Perubahan | None, **lain: Any) -> Keberatan:
    isi = {
        "keberatan_id": k.pk,
        "alasan": PUTUSAN,
        "perubahan": perubahan,
        "oleh": sekda(d),
        "sekarang": T0 + 2 * HARI,
    }
    return keberatan.putus(**isi | lain)


UBAH = Perubahan(rating_hasil=Rating.SESUAI, koreksi=(Koreksi("IK2", "95"),))


def test_putusan_melahirkan_versi_baru_dan_yang_lama_tetap(d: pabrik.Dunia) -> None:
    dokumen.terbitkan_periode(periode=d.triwulan, sekarang=T0)
    k = ajukan(d)
    assert k.pemutus == sekda(d) and k.status == "diajukan"
    lama = hasil(d)
    buku = BukuPenutupan.objects.get()
    tanggapi(d, k)
    k = putus(d, k, UBAH)
    baru = k.hasil_baru
    assert baru is not None and (baru.versi, baru.asal) == (2, "keberatan")
    assert (baru.rating_hasil, baru.predikat) == ("sesuai", "baik")
    assert (str(lama.nilai_hasil), f"{baru.nilai_hasil}") == ("77.00", "95.00")
    assert baru.rincian["nomor"] == f"{lama.rincian['nomor'][:-1]}2"
    catatan = baru.rincian["putusan"]
    assert (catatan["dari_versi"], catatan["dari_sidik"]) == (1, lama.sidik)
    assert ["Realisasi Indikator 2", "50", "95"] in catatan["beda"]
    ulang = periksa(json.dumps(baru.rincian))
    assert ulang["nilai_akhir"] == f"{baru.nilai_akhir:.2f}" and perbedaan(baru) == []
    assert hasil(d).rincian == lama.rincian, "versi lama tidak berubah"
    assert BukuPenutupan.objects.get().sidik == buku.sidik and list(periksa_rantai()) == []
    assert Jejak.objects.get(aksi="keberatan.diputus").isi["sidik"] == baru.sidik
    keadaan = dict(Dokumen.objects.filter(objek_id__in=[lama.pk, baru.pk]).values_list("objek_id", "keadaan"))
    assert keadaan == {lama.pk: "digantikan", baru.pk: "berlaku"}


def test_hasil_tetap_tidak_menambah_versi(d: pabrik.Dunia) -> None:
    k = ajukan(d)
    tanggapi(d, k)
    k = putus(d, k, None)
    assert (k.status, k.putusan, k.hasil_baru) == ("ditetapkan", "tetap", None)
    assert Hasil.objects.filter(pegawai=d.staf[0]).count() == 1
    with pytest.raises(GalatAturan, match="bersifat akhir"):
        putus(d, k, UBAH)


def test_diputus_hanya_sesudah_tanggapan_atau_tenggatnya(d: pabrik.Dunia) -> None:
    k = ajukan(d)
    with pytest.raises(GalatAturan, match="masih dalam masa menanggapi"):
        putus(d, k, None)
    assert k.tanggapan_sampai is not None
    with pytest.raises(GalatAturan, match="masih dalam masa menanggapi"):
        putus(d, k, None, sekarang=k.tanggapan_sampai)
    assert putus(d, k, None, sekarang=k.tanggapan_sampai + timedelta(seconds=1)).status == "ditetapkan"


def test_jamnya_menurut_kebijakan_sampai_akhir_hari_setempat(d: pabrik.Dunia) -> None:
    k = ajukan(d)
    hari, zona = d.instansi.hari_pada(T0), d.instansi.zona_waktu
    for batas, lama in (
        (k.tanggapan_sampai, d.kebijakan.hari_tanggapan),
        (k.putusan_sampai, d.kebijakan.hari_putusan),
    ):
        assert batas is not None
        setempat = batas.astimezone(zona)
        assert (setempat.date() - hari).days == lama and f"{setempat:%H:%M:%S}" == "23:59:59"


def test_yang_bukan_pihaknya_tidak_dapat_melangkah(d: pabrik.Dunia) -> None:
    k = ajukan(d)
    for langkah in (
        lambda: tanggapi(d, k, oleh=d.staf[1]),
        lambda: tanggapi(d, k, oleh=sekda(d)),
        lambda: putus(d, k, None, oleh=d.kepala, sekarang=T0 + 10 * HARI),
        lambda: putus(d, k, None, oleh=d.staf[0], sekarang=T0 + 10 * HARI),
        lambda: putus(d, k, None, oleh=d.staf[1], sekarang=T0 + 10 * HARI),
        lambda: keberatan.tarik(keberatan_id=k.pk, oleh=d.kepala, sekarang=T0),
        lambda: keberatan.tunjuk(
            keberatan_id=k.pk, pemutus=d.staf[1], alasan=ALASAN, oleh=sekda(d), sekarang=T0
        ),
    ):
        with pytest.raises(TidakBerhak), transaction.atomic():
            langkah()
    k.refresh_from_db()
    assert (k.status, k.pemutus) == ("diajukan", sekda(d))


def test_keberatan_pemda_lain_tidak_ada_baginya(d: pabrik.Dunia) -> None:
    k, lain = ajukan(d), pabrik.dunia("Kota Lain", staf=0)
    with pytest.raises(TidakBerhak, match="tidak ada di instansi Anda"):
        keberatan.tarik(keberatan_id=k.pk, oleh=pabrik.admin(lain), sekarang=T0)


def test_atasan_penilai_yang_baru_menjabat_dapat_memutus(d: pabrik.Dunia) -> None:
    k = ajukan(d)
    tanggapi(d, k)
    lama = Penempatan.objects.get(pegawai=sekda(d))
    lama.sampai = d.instansi.hari_pada(T0)
    lama.save()
    pengganti = pabrik.orang(d.instansi, "Sekda Baru")
    pabrik.tempatkan(pengganti, d.akar, d.jabatan, kepala=True, sejak=d.instansi.hari_pada(T0 + HARI))
    assert putus(d, k, None, oleh=pengganti).diputus_oleh == pengganti


def test_admin_menunjuk_pemutus_lain_kecuali_yang_berkepentingan(d: pabrik.Dunia) -> None:
    k = ajukan(d)
    admin = pabrik.admin(d, pabrik.orang(d.instansi, "Admin BKD"))
    for keliru in (d.staf[0], d.kepala, admin):
        with pytest.raises(GalatAturan, match="Pilih orang lain"):
            keberatan.tunjuk(keberatan_id=k.pk, pemutus=keliru, alasan=ALASAN, oleh=admin, sekarang=T0)
    keberatan.tunjuk(keberatan_id=k.pk, pemutus=d.staf[1], alasan=ALASAN, oleh=admin, sekarang=T0)
    tanggapi(d, k)
    assert putus(d, k, None, oleh=d.staf[1]).diputus_oleh == d.staf[1]
    assert Jejak.objects.filter(aksi="keberatan.pemutus_ditunjuk").count() == 1


def test_ditarik_lalu_tidak_dapat_dilanjutkan(d: pabrik.Dunia) -> None:
    k = ajukan(d)
    for _ in range(2):
        assert keberatan.tarik(keberatan_id=k.pk, oleh=d.staf[0], sekarang=T0).status == "ditutup"
    for langkah in (lambda: tanggapi(d, k), lambda: putus(d, k, None)):
        with pytest.raises(GalatAturan, match="sudah ditarik"):
            langkah()
    assert Jejak.objects.filter(aksi="keberatan.ditarik").count() == 1


def test_bukti_kedua_pihak_tersimpan_dan_berkas_orang_lain_ditolak(d: pabrik.Dunia) -> None:
    def pdf(nama: str, siapa: Any) -> Any:
        isi = SimpleUploadedFile(nama, io.BytesIO(b"%PDF-1.4 isi").read(), "application/pdf")
        return berkas.simpan(kiriman=isi, oleh=siapa, sekarang=T0)

    with pytest.raises(TidakBerhak), transaction.atomic():
        ajukan(d, berkas=[pdf("punya-orang.pdf", d.staf[1])])
    k = ajukan(d, berkas=[pdf("rekap.pdf", d.staf[0])])
    assert ajukan(d, berkas=[k.bukti.get().berkas]) == k
    for lain in ({"alasan": f"{ALASAN} Tambahan."}, {"berkas": [pdf("susulan.pdf", d.staf[0])]}):
        with pytest.raises(GalatAturan, match=r"satu hasil menerima satu keberatan. Isian ini belum dikirim"):
            ajukan(d, **lain)
    tanggapi(d, k, berkas=[pdf("balasan.pdf", d.kepala)])
    assert [str(b) for b in k.bukti.order_by("pk")] == ["rekap.pdf", "balasan.pdf"]


def test_putusan_keberatan_dan_versi_lama_tidak_dapat_dikeberatani_lagi(d: pabrik.Dunia) -> None:
    k = ajukan(d)
    tanggapi(d, k)
    baru = putus(d, k, UBAH).hasil_baru
    with pytest.raises(GalatAturan, match="bersifat akhir"):
        ajukan(d, hasil=baru)
    lain = Hasil.objects.get(pegawai=d.staf[1])
    with pytest.raises(GalatAturan, match="sekurangnya 20 huruf"):
        ajukan(d, hasil=lain, oleh=d.staf[1], alasan="Tidak adil")
    with pytest.raises(TidakBerhak):
        ajukan(d, hasil=lain)


def test_kabar_mengingatkan_lalu_menaikkan_dan_tidak_pernah_memutus(d: pabrik.Dunia) -> None:
    admin = pabrik.admin(d, pabrik.orang(d.instansi, "Admin BKD"))
    k = ajukan(d)
    assert k.tanggapan_sampai is not None and k.putusan_sampai is not None

    def kabar(saat: datetime) -> set[tuple[str, str]]:
        sebelum = set(Pemberitahuan.objects.values_list("pk", flat=True))
        keberatan.ingatkan(sekarang=saat)
        keberatan.ingatkan(sekarang=saat + timedelta(minutes=1))
        baru = Pemberitahuan.objects.exclude(pk__in=sebelum)
        nama = dict(d.instansi.pegawai.values_list("pk", "nama"))
        return {(nama[b.penerima_id], b.kunci.split(":")[2]) for b in baru}

    assert kabar(k.tanggapan_sampai - 2 * HARI) == set()
    assert kabar(k.tanggapan_sampai - HARI) == {("Kepala Dinas Satu", "ingat-tanggapan")}
    assert kabar(k.tanggapan_sampai + timedelta(seconds=1)) == {("Sekda Utama", "tanpa-tanggapan")}
    assert kabar(k.putusan_sampai - 3 * HARI) == {("Sekda Utama", "ingat-putusan")}
    assert kabar(k.putusan_sampai + timedelta(seconds=1)) == {
        ("Sekda Utama", "putusan-lewat"),
        (admin.nama, "putusan-lewat"),
        ("Staf 1", "putusan-lewat"),
    }
    assert kabar(k.putusan_sampai + 30 * HARI) == set()
    k.refresh_from_db()
    assert k.status == "diajukan" and Hasil.objects.filter(pegawai=d.staf[0]).count() == 1


def test_basis_data_menolak_putusan_yang_tidak_utuh(d: pabrik.Dunia) -> None:
    k = ajukan(d)
    tetap = {"status": "ditetapkan", "putusan": "tetap", "diputus_pada": T0}
    for isi in (
        {"status": "ditetapkan"},
        {"status": "ditetapkan", "putusan": "diubah", "alasan_putusan": "x", "diputus_pada": T0},
        tetap | {"alasan_putusan": "x"},
        tetap | {"diputus_oleh": sekda(d)},
        {"status": "ditutup", "ditarik_pada": T0},
        {"putusan": "tetap"},
        {"status": "ditutup"},
        {"ditanggapi_pada": T0},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Keberatan.objects.filter(pk=k.pk).update(**isi)


def test_dokumen_terbit_sekali_dan_hanya_sesudah_ditutup(d: pabrik.Dunia) -> None:
    assert dokumen.terbitkan_periode(periode=d.triwulan, sekarang=T0) == Hasil.objects.count()
    assert dokumen.terbitkan_periode(periode=d.triwulan, sekarang=T0) == 0
    milik = Dokumen.objects.get(objek_id=hasil(d).pk, jenis="hasil")
    assert (milik.nomor, milik.sidik) == (hasil(d).rincian["nomor"], hasil(d).sidik)
    assert dokumen.terbitkan_periode(periode=d.tahun, sekarang=T0) == 0


def test_putusan_yang_mengubah_hasil_menghitung_ulang_rekap_kelompok(d: pabrik.Dunia) -> None:
    penutupan.rekap_kelompok(periode_id=d.triwulan.pk)

    def rekap() -> set[tuple[str, int, int, int]]:
        semua = RekapKelompok.objects.exclude(jenis="indikator")
        return {(r.jenis, r.jumlah, r.predikat["butuh_perbaikan"], r.predikat["baik"]) for r in semua}

    def pesan() -> Any:
        return KotakKeluar.objects.filter(muatan__nama="penilaian.tasks.rekap_kelompok", kunci__contains=":k")

    assert rekap() == {(jenis, 4, 1, 0) for jenis in ("seluruh", "jabatan", "golongan")} | {
        (jenis, n, satu, 0) for jenis in ("dinas", "unit") for n, satu in ((3, 1), (1, 0))
    }
    k = ajukan(d)
    tanggapi(d, k)
    assert not pesan().exists(), "mengajukan dan menanggapi tidak mengubah hasil"
    putus(d, k, UBAH)
    (kiriman,) = pesan()
    semua = Akses(d.instansi.pk, {Izin.BACA_HASIL_UNIT: frozenset({None})})
    assert sebaran(tabel_unit(d.triwulan, milik=semua))[2:4] == [("Butuh Perbaikan", 1), ("Baik", 0)]
    tugas_penilaian.rekap_kelompok(**kiriman.muatan["argumen"])
    assert sebaran(tabel_unit(d.triwulan, milik=semua))[2:4] == [("Butuh Perbaikan", 0), ("Baik", 1)]
    assert rekap() == {(jenis, 4, 0, 1) for jenis in ("seluruh", "jabatan", "golongan")} | {
        (jenis, n, 0, satu) for jenis in ("dinas", "unit") for n, satu in ((3, 1), (1, 0))
    }
    # Kembaran: rekap per dinas saat ditutup beku, jadi angka umum tidak bergerak oleh putusan satu orang.
    assert RekapUnit.objects.get(periode=d.triwulan, dinas=d.dinas).predikat["butuh_perbaikan"] == 1


def test_putusan_hasil_tetap_tidak_meminta_rekap(d: pabrik.Dunia) -> None:
    k = ajukan(d)
    tanggapi(d, k)
    putus(d, k, None)
    assert not KotakKeluar.objects.filter(kunci__startswith=f"rekap_kelompok:{d.triwulan.pk}:k").exists()
