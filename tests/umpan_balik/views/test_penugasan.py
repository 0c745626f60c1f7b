"""Halaman penilai 360, formulirnya, dan cerminnya: tanpa hak tidak ada apa-apa, dan yang diketik tidak hilang."""

import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from indikator.models import Periode
from mutu.catat import catat
from tests.klien import masuk
from tests.umpan_balik.conftest import SEKARANG, Kota
from umpan_balik.models import (
    Jawaban,
    JawabanAnonim,
    PembandingCermin,
    PenolakanMenilai,
    Penugasan,
    UsulPenilai,
)
from umpan_balik.queries.beranda import tugas_untuk
from umpan_balik.services import penugasan

pytestmark = pytest.mark.django_db
TIGA = {f"p_{i}_{j}": "3" for i in range(1, 8) for j in range(1, 4)}
ALASAN = "Kami mengerjakan layanan keliling bersama sepanjang triwulan."
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def diminta(kota: Kota, sekarang: datetime) -> Penugasan:
    penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=sekarang)
    return Penugasan.objects.get(penilai=kota.anggota[1], dinilai=kota.anggota[0])


def url(nama: str, *isi: int) -> str:
    return reverse(f"umpan_balik:{nama}", args=isi)


def test_usul_dari_pencarian_sampai_disetujui(kota: Kota, diminta: Penugasan) -> None:
    aku, lama = masuk(kota.anggota[0]), kota.anggota[1]
    laman = aku.get(url("penilai_saya"), {"cari": "Anggota1", "tambah": kota.kadis.pk}).content.decode()
    assert f"?lepas={lama.pk}&amp;tambah={kota.kadis.pk}#usul" in laman and kota.kadis.nama in laman
    kiriman = {"periode": kota.periode.pk, "tambah": kota.kadis.pk, "lepas": lama.pk, "alasan": ALASAN}
    kurang = aku.post(url("penilai_saya"), kiriman | {"alasan": "x"}).content.decode()
    assert "Tulis alasan 10 sampai 300 huruf" in kurang and kota.kadis.nama in kurang
    assert aku.post(url("penilai_saya"), kiriman)["Location"] == url("penilai_saya")
    usul = UsulPenilai.objects.get()
    atasan = masuk(kota.kabid)
    laman = atasan.get(url("usul_penilai")).content.decode()
    assert ALASAN in laman and "5 rekan diminta, 3 sampai 5 orang" in laman
    for _ in range(2):
        assert atasan.post(url("putus_usul", usul.pk), {"aksi": "setujui"})["Location"] == url("usul_penilai")
    assert Penugasan.objects.filter(dinilai=kota.anggota[0], penilai=kota.kadis).exists()
    assert "Disetujui" in aku.get(url("penilai_saya")).content.decode()
    assert ALASAN not in atasan.get(url("usul_penilai")).content.decode()


def test_putusan_hanya_bagi_yang_berwenang_dan_menolak_perlu_alasan(
    kota: Kota, kota_lain: Kota, diminta: Penugasan
) -> None:
    usul = UsulPenilai.objects.create(
        instansi=kota.instansi,
        periode=kota.periode,
        dinilai=kota.anggota[0],
        tambah=kota.anggota[5],
        alasan=ALASAN,
    )
    for orang in (
        kota.anggota[0],
        kota.anggota[2],
        kota.anggota[5],
        kota.kadis,
        kota_lain.kabid,
        kota_lain.admin,
    ):
        klien = masuk(orang)
        assert klien.post(url("putus_usul", usul.pk), {"aksi": "setujui"}).status_code == 404
        assert ALASAN not in klien.get(url("usul_penilai")).content.decode()
    admin = masuk(kota.admin)
    assert (
        "Tulis alasannya"
        in admin.post(url("putus_usul", usul.pk), {"aksi": "tolak", "catatan": ""}).content.decode()
    )
    panjang = "Sudah beragam. " * 30
    ditolak = admin.post(url("putus_usul", usul.pk), {"aksi": "tolak", "catatan": panjang}).content.decode()
    assert (
        "<title>Galat: " in ditolak and f'href="#catatan-{usul.pk}"' in ditolak and panjang.strip() in ditolak
    )
    usul.refresh_from_db()
    assert usul.status == "diajukan"
    admin.post(url("putus_usul", usul.pk), {"aksi": "tolak", "catatan": "Penilainya sudah cukup beragam."})
    assert "sudah cukup beragam" in masuk(kota.anggota[0]).get(url("penilai_saya")).content.decode()


def test_usul_menjadi_tugas_beranda_penilainya_saja(kota: Kota, kota_lain: Kota, sekarang: datetime) -> None:
    isi = {"instansi": kota.instansi, "periode": kota.periode, "alasan": ALASAN}
    UsulPenilai.objects.create(dinilai=kota.anggota[0], tambah=kota.anggota[5], **isi)
    UsulPenilai.objects.create(dinilai=kota.anggota[2], tambah=kota.kabid, **isi)
    UsulPenilai.objects.create(dinilai=kota.kabid, lepas=kota.anggota[1], **isi)
    (tugas,) = tugas_untuk(pegawai=kota.kabid, sekarang=sekarang)
    assert (tugas.judul, tugas.status) == ("Putuskan 1 usul penilai 360", ""), (
        "yang menyebut dirinya tidak ikut"
    )
    assert tugas.tenggat.date() == kota.periode.tenggat_umpan_balik.date()
    assert ALASAN in masuk(kota.kabid).get(tugas.url).content.decode()
    assert [t.jumlah for t in tugas_untuk(pegawai=kota.kadis, sekarang=sekarang)] == [1]
    for orang in (kota.anggota[0], kota.anggota[5], kota.admin, kota.bupati, kota_lain.kabid):
        assert tugas_untuk(pegawai=orang, sekarang=sekarang) == []
    UsulPenilai.objects.update(status="disetujui", diputus_oleh=kota.kabid)
    assert tugas_untuk(pegawai=kota.kabid, sekarang=sekarang) == []


def test_menolak_menilai_dari_halamannya(kota: Kota, diminta: Penugasan) -> None:
    klien = masuk(kota.anggota[1])
    assert url("tolak_360", diminta.pk) in klien.get(url("isi_360", diminta.pk)).content.decode()
    assert "Pilih sebabnya" in klien.post(url("tolak_360", diminta.pk), {"alasan": ALASAN}).content.decode()
    for _ in range(2):
        jawaban = klien.post(url("tolak_360", diminta.pk), {"sebab": "kepentingan", "alasan": ALASAN})
        assert jawaban["Location"] == url("daftar")
    assert PenolakanMenilai.objects.count() == 1
    ringkas = masuk(kota.admin).get(url("usul_penilai")).content.decode()
    assert "Ada benturan kepentingan: 1" in ringkas and ALASAN not in ringkas
    assert "benturan kepentingan" not in masuk(kota.kabid).get(url("usul_penilai")).content.decode()
    assert masuk(kota.anggota[3]).get(url("tolak_360", diminta.pk)).status_code == 404
    atasan = Penugasan.objects.get(dinilai=kota.anggota[0], kelompok="atasan")
    laman = masuk(kota.kabid).get(url("tolak_360", atasan.pk)).content.decode()
    assert "tugas jabatan" in laman and "<textarea" not in laman


def test_formulir_memuat_105_tingkat_yang_terlipat(diminta: Penugasan) -> None:
    isi = masuk(diminta.penilai).get(url("isi_360", diminta.pk)).content.decode()
    tingkat = len(re.findall(r"<li><b>[^<]{5,}</b> [^<]{10,}</li>", isi))
    lulus = isi.count('<details class="skala-arti">') == 21 and tingkat == 105
    catat("U29", f"360: {tingkat} dari 105 anak tangga, 1 ketukan", lulus=lulus)
    assert lulus
    assert isi.count("Tidak dapat menilai</label>") == 21


def test_ketikan_di_atas_jawaban_terkirim_tersimpan_tanpa_mengubahnya(diminta: Penugasan) -> None:
    klien, alamat = masuk(diminta.penilai), url("isi_360", diminta.pk)
    klien.post(alamat, TIGA | {"aksi": "kirim"})
    potongan = klien.post(alamat, TIGA | {"p_1_1": "5"}, **HTMX).content.decode()
    assert "21 dari 21 tersimpan 10.00 WIB, belum terkirim" in potongan
    satu = Jawaban.objects.get()
    assert (satu.nilai[0], satu.ubahan["nilai"][0], satu.draf) == (3, 5, False)
    laman = klien.get(alamat).content.decode()
    assert "perubahan yang belum dikirim" in laman and 'value="5" checked' in laman
    klien.post(alamat, {"aksi": "buang"})
    assert Jawaban.objects.get().ubahan is None and Jawaban.objects.get().nilai[0] == 3
    klien.post(alamat, TIGA | {"p_1_1": "4", "aksi": "kirim"})
    assert (Jawaban.objects.get().nilai[0], Jawaban.objects.get().ubahan) == (4, None)


def test_dua_tab_tidak_saling_menimpa_diam_diam(diminta: Penugasan) -> None:
    klien, alamat = masuk(diminta.penilai), url("isi_360", diminta.pk)
    satu, dua = ({"halaman": h, "versi": "0"} for h in ("aaaa", "bbbb"))
    klien.post(alamat, TIGA | satu, **HTMX)
    klien.post(alamat, TIGA | satu | {"p_1_1": "5"}, **HTMX)
    tertinggal = klien.post(alamat, TIGA | dua | {"p_1_1": "1", "komentar_loyal": "Ketikan."}, **HTMX)
    assert "tab atau perangkat lain" in tertinggal.content.decode()
    assert Jawaban.objects.get().nilai[0] == 5
    laman = klien.post(alamat, TIGA | dua | {"p_1_1": "1", "aksi": "kirim"})
    assert "tab atau perangkat lain" in laman.content.decode() and Jawaban.objects.get().draf
    versi = str(laman.context["form"]["versi"].value())
    klien.post(alamat, TIGA | {"halaman": "bbbb", "versi": versi, "p_1_1": "1", "aksi": "kirim"})
    assert Jawaban.objects.get().nilai[0] == 1, "kiriman kedua menimpa dengan sengaja"


def test_petunjuk_gaya_dibaca_sekali_sebelum_terkirim(diminta: Penugasan) -> None:
    klien, alamat = masuk(diminta.penilai), url("isi_360", diminta.pk)
    kiriman = TIGA | {"komentar_loyal": "Waktu saya rapat, ia adil.", "aksi": "kirim"}
    laman = klien.post(alamat, kiriman).content.decode()
    assert "Belum terkirim" in laman and "Waktu saya rapat" in laman and "Kirim apa adanya" in laman
    assert Jawaban.objects.get().draf
    assert 'name="paham"' in laman
    klien.post(alamat, kiriman | {"paham": "ya"})
    assert not Jawaban.objects.get().draf
    potongan = klien.post(alamat, kiriman | {"aksi": ""}, **HTMX).content.decode()
    assert 'id="gaya-5"' in potongan and "kejadian yang Anda alami" in potongan


def test_cermin_sebelum_mengirim_tidak_disimpan(kota: Kota, diminta: Penugasan) -> None:
    lalu = Periode.objects.get(pk=kota.periode.pk)
    lalu.pk, lalu.nama, lalu.mulai, lalu.selesai = (
        None,
        "Triwulan III 2026",
        date(2026, 7, 1),
        date(2026, 9, 30),
    )
    lalu.save()
    PembandingCermin.objects.create(
        instansi_id=kota.instansi.pk,
        periode=lalu,
        unit=kota.bidang,
        n=6,
        rata=Decimal("3.40"),
        sebaran=Decimal("0.50"),
        kesamaan=Decimal("40.00"),
    )
    Periode.objects.filter(pk=lalu.pk).update(status="ditutup", ditutup=SEKARANG)
    lain = Penugasan.objects.get(penilai=kota.anggota[1], dinilai=kota.anggota[2])
    Jawaban.objects.create(penugasan=lain, nilai=[5] * 21)
    klien = masuk(kota.anggota[1])
    empat = {nama: "4" for nama in TIGA}
    laman = klien.post(url("isi_360", diminta.pk), empat | {"aksi": "cermin"}).content.decode()
    assert "Rata-rata Anda 4,50, 1,10 di atas penilai seunit (3,40)" in laman
    assert 'role="img"' in laman and "6 penilai di Bidang Pendaftaran" in laman
    assert not Jawaban.objects.filter(penugasan=diminta).exists(), "cermin tidak menyimpan apa pun"
    sendiri = klien.get(url("cermin")).content.decode()
    assert "Rata-rata Anda 5,00" in sendiri and "<table" in sendiri
    for orang in (kota.anggota[0], kota.kabid, kota.admin):
        assert "Rata-rata Anda" not in masuk(orang).get(url("cermin")).content.decode()


def test_kiriman_jahat_tidak_membuat_jawaban(kota: Kota, diminta: Penugasan) -> None:
    """Tanpa penugasan tidak ada jawaban, apa pun isi permintaannya."""
    milik_lain = Penugasan.objects.exclude(penilai=kota.anggota[1]).first()
    assert milik_lain is not None
    klien = masuk(kota.anggota[1])
    for aksi in ("kirim", "draf", "cermin", "buang", ""):
        for ekstra in ({}, {"penilai": milik_lain.penilai_id}, {"penugasan_id": diminta.pk}):
            jawaban = klien.post(url("isi_360", milik_lain.pk), TIGA | {"aksi": aksi} | ekstra)
            assert jawaban.status_code == 404
    alamat = url("isi_360", diminta.pk)
    diminta.delete()
    assert klien.post(alamat, TIGA | {"aksi": "kirim"}).status_code == 404
    for buruk in ({"p_1_1": "7"}, {"p_1_1": "3.5"}, {"versi": "-1"}, {"halaman": "x" * 99}, {"versi": "abc"}):
        sah = Penugasan.objects.filter(penilai=kota.anggota[1]).first()
        assert sah is not None
        assert klien.post(url("isi_360", sah.pk), TIGA | buruk | {"aksi": "kirim"}).status_code == 200
    assert not Jawaban.objects.exists()


def test_periode_yang_dibuka_kembali_tidak_meminta_jawaban_lagi(
    kota: Kota, diminta: Penugasan, sekarang: datetime
) -> None:
    klien = masuk(kota.anggota[1])
    assert url("isi_360", diminta.pk) in klien.get(url("daftar")).content.decode()
    JawabanAnonim.objects.create(
        instansi_id=kota.instansi.pk,
        periode=kota.periode,
        dinilai=kota.kabid,
        kelompok="atasan",
        nilai=[3] * 21,
        rata=Decimal(3),
    )
    assert url("isi_360", diminta.pk) not in klien.get(url("daftar")).content.decode()
    assert tugas_untuk(pegawai=kota.anggota[1], sekarang=sekarang) == []
    ditolak = klien.post(url("isi_360", diminta.pk), TIGA | {"aksi": "kirim"}).content.decode()
    assert "sudah dilepas" in ditolak and not Jawaban.objects.exists()
