"""Profil kompetensi, standar, dan tabel pemetaan: siapa membaca apa, dan tiap simpan menjadi versi."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from inti.models import Jejak
from kepegawaian.models import Pegawai, Peran
from pelatihan import permissions
from pelatihan.forms.kompetensi import TAMBAHAN
from pelatihan.models import Asesmen, AturanBelajar, KompetensiTeknis, StandarKompetensi
from pelatihan.queries.pemetaan import aturan_berlaku, peta_bawaan
from pelatihan.views import kompetensi as halaman_kompetensi
from tests.pelatihan import pabrik
from tests.pelatihan.pabrik import SESUDAH, Tertutup
from tests.penilaian import pabrik as dunia

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _jam() -> Any:
    with time_machine.travel(SESUDAH, tick=False):
        yield


@pytest.fixture
def d() -> dunia.Dunia:
    satu = dunia.dunia()
    Peran.objects.create(pegawai=satu.staf[2], jenis="admin_bkd", sejak=date(2025, 1, 1))
    StandarKompetensi.objects.create(
        instansi=satu.instansi,
        jabatan=satu.jabatan,
        kompetensi="integritas",
        tingkat=3,
        sejak=date(2020, 1, 1),
    )
    Asesmen.objects.create(
        instansi=satu.instansi,
        pegawai=satu.staf[0],
        kompetensi="integritas",
        tingkat=1,
        tanggal=date(2026, 5, 14),
    )
    return satu


def buka(siapa: Pegawai, alamat: str, isi: dict[str, Any] | None = None) -> Any:
    client = Client()
    client.force_login(siapa)
    return client.get(alamat) if isi is None else client.post(alamat, isi)


def test_profil_menyebut_standar_yang_tampak_celah_dan_buktinya(d: dunia.Dunia) -> None:
    teks = buka(d.staf[0], "/kompetensi/").content.decode()
    assert "Kompetensi saya" in teks
    assert "Integritas" in teks
    assert "2 tingkat" in teks
    assert "penilaian kompetensi 2026 tingkat 1" in teks
    assert "g-takik" in teks  # garis standar pada gambar
    assert "anggota yang dipimpin bertindak sesuai nilai" in teks  # uraian tingkat 3


def test_profil_orang_lain_hanya_bagi_penilainya_dan_admin_bkd(d: dunia.Dunia) -> None:
    ratna, budi, bkd = d.staf
    alamat = f"/kompetensi/{ratna.pk}/"
    lain = dunia.dunia("Kota Lain", staf=1)
    Peran.objects.create(pegawai=lain.kepala, jenis="admin_bkd", sejak=date(2025, 1, 1))
    harap = {ratna: 200, d.kepala: 200, bkd: 200, budi: 404, lain.kepala: 404}
    assert {siapa: buka(siapa, alamat).status_code for siapa in harap} == harap


def test_kembaran_tanpa_pintu_profil_terbuka_bagi_siapa_pun(
    d: dunia.Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not permissions.boleh_baca_profil(d.staf[1], d.staf[0], pada=date(2026, 10, 1))
    monkeypatch.setattr(halaman_kompetensi, "boleh_baca_profil", lambda *a, **k: True)
    assert buka(d.staf[1], f"/kompetensi/{d.staf[0].pk}/").status_code == 200


def test_halaman_pengurus_tertutup_bagi_yang_lain(d: dunia.Dunia) -> None:
    for alamat in ("/kompetensi/standar/", "/kompetensi/standar/pemetaan/"):
        assert buka(d.staf[0], alamat).status_code == 403
        assert buka(d.staf[0], alamat, {"nama": "x"}).status_code == 403
        assert buka(d.staf[2], alamat).status_code == 200


def test_kompetensi_teknis_ditambah_sekali_dan_tercatat(d: dunia.Dunia) -> None:
    bkd = d.staf[2]
    assert buka(bkd, "/kompetensi/standar/", {"nama": "Asuhan keperawatan"}).status_code == 302
    satu = KompetensiTeknis.objects.get()
    assert (satu.kode, satu.nama) == ("asuhan_keperawatan", "Asuhan keperawatan")
    assert Jejak.objects.filter(aksi="kompetensi_teknis.ditambah", objek_id=satu.pk).exists()
    for ganda in ("asuhan  Keperawatan", "integritas"):
        teks = buka(bkd, "/kompetensi/standar/", {"nama": ganda}).content.decode()
        assert "sudah ada" in teks
    assert KompetensiTeknis.objects.count() == 1


def kiriman(d: dunia.Dunia, *hubungan: tuple[str, str, str], **lain: str) -> dict[str, str]:
    isi = {
        "hubungan-TOTAL_FORMS": str(len(hubungan)),
        "hubungan-INITIAL_FORMS": "0",
        "jp_pppk": "20",
        "sejak": "2026-11-17",
        "alasan": "Disesuaikan dengan peta jabatan.",
    }
    for n, satu in enumerate(hubungan):
        isi |= dict(zip((f"hubungan-{n}-{k}" for k in ("sumber", "sasaran", "kekuatan")), satu, strict=True))
    return isi | lain


SATU = ("nilai:akuntabel", "kompetensi:integritas", "75")


def test_menyimpan_tabel_menjadi_versi_baru_dan_yang_lama_tetap(d: dunia.Dunia) -> None:
    bkd, hari = d.staf[2], SESUDAH.date()
    alamat = "/kompetensi/standar/pemetaan/"
    assert aturan_berlaku(d.instansi.pk, pada=hari).peta == peta_bawaan()
    sejak = hari.isoformat()
    assert buka(bkd, alamat, kiriman(d, SATU, sejak=sejak)).status_code == 302
    kini = aturan_berlaku(d.instansi.pk, pada=hari)
    assert (kini.versi, kini.jp_pppk, kini.hak_jp("PPPK"), kini.hak_jp("PNS")) == (1, 20, 20, 20)
    assert [(h.sumber, h.sasaran, h.kekuatan) for h in kini.peta.hubungan] == [(SATU[0], SATU[1], 75)]
    # Sebelum mulai berlaku, bawaan; versi lama tidak berubah.
    assert aturan_berlaku(d.instansi.pk, pada=date(2026, 1, 1)).versi is None
    dua = ("nilai:loyal", "kompetensi:integritas", "50")
    assert buka(bkd, alamat, kiriman(d, SATU, dua, sejak=sejak)).status_code == 302
    assert [len(v.pemetaan) for v in AturanBelajar.objects.order_by("versi")] == [1, 2]
    assert Jejak.objects.filter(aksi="aturan_belajar.ditetapkan").count() == 2


def test_hubungan_yang_ada_terbaca_dan_hanya_kekuatannya_diubah(d: dunia.Dunia) -> None:
    bkd, sejak = d.staf[2], SESUDAH.date().isoformat()
    alamat = "/kompetensi/standar/pemetaan/"
    ada = len(peta_bawaan().hubungan)
    teks = buka(bkd, alamat).content.decode()
    isi = dict(re.findall(r'<input type="hidden" name="(hubungan-[^"]+)" value="([^"]*)"', teks))
    assert len([n for n in isi if n.endswith(("-sumber", "-sasaran"))]) == 2 * ada
    assert teks.count("<select") == ada + 3 * TAMBAHAN
    isi |= {f"hubungan-{n}-kekuatan": str(h.kekuatan) for n, h in enumerate(peta_bawaan().hubungan)}
    isi |= {"hubungan-0-kekuatan": "25", "hubungan-1-DELETE": "on"}
    isi |= {"jp_pppk": "20", "sejak": sejak, "alasan": "Disesuaikan dengan peta jabatan."}
    # Yang tidak ada lagi di pilihan tampil sebagai pilihan, dan yang lain tetap seperti dikirim.
    keliru = buka(bkd, alamat, isi | {"hubungan-2-sasaran": "kompetensi:hilang"}).content.decode()
    assert '<select name="hubungan-2-sasaran"' in keliru and '<select name="hubungan-0-sasaran"' not in keliru
    assert not AturanBelajar.objects.exists()
    assert buka(bkd, alamat, isi).status_code == 302
    kini = aturan_berlaku(d.instansi.pk, pada=SESUDAH.date()).peta.hubungan
    assert len(kini) == ada - 1 and replace(peta_bawaan().hubungan[0], kekuatan=25) in kini
    assert peta_bawaan().hubungan[1] not in kini


@pytest.mark.parametrize(
    ("hubungan", "lain", "kata"),
    [
        ([SATU, SATU], {}, "“Panduan Akuntabel” ke “Integritas” tertulis dua kali"),
        ([("nilai:akuntabel", "", "75")], {}, "Isi ketiga kolom"),
        ([SATU], {"jp_pppk": "25"}, "24"),
        ([SATU], {"sejak": "2020-01-01"}, "paling awal hari ini"),
        ([SATU], {"alasan": " a "}, "lima huruf"),
    ],
)
def test_tabel_yang_keliru_ditolak_dengan_sebabnya(
    d: dunia.Dunia, hubungan: list[tuple[str, str, str]], lain: dict[str, str], kata: str
) -> None:
    isi = kiriman(d, *hubungan, **({"sejak": SESUDAH.date().isoformat()} | lain))
    jawaban = buka(d.staf[2], "/kompetensi/standar/pemetaan/", isi)
    assert jawaban.status_code == 200
    assert kata in jawaban.content.decode()
    assert not AturanBelajar.objects.exists()


@pytest.mark.parametrize(("banyak", "tampil"), [(2, False), (3, True)])
def test_kelompok_di_bawah_jumlah_minimum_tidak_ada_di_profil(banyak: int, tampil: bool) -> None:
    """Dua rekan menjawab 1 semua: profil hanya mengikuti atasan. Kembarannya tiga rekan, yang disebut."""

    def rekan(satu: dunia.Dunia) -> None:
        for n in range(banyak):
            penilai = dunia.tambah_staf(satu, f"Rekan {n}")
            dunia.jawab(satu, satu.staf[0], penilai, "rekan", *[1] * 21)

    t: Tertutup = pabrik.tutup(sebelum=rekan)
    StandarKompetensi.objects.create(
        instansi=t.d.instansi,
        jabatan=t.d.jabatan,
        kompetensi="integritas",
        tingkat=3,
        sejak=date(2020, 1, 1),
    )
    isi = buka(t.ratna, "/kompetensi/").content.decode().split("<tbody>")[1].split("</tbody>")[0]
    assert "atasan" in isi
    assert ("rekan" in isi) is tampil
