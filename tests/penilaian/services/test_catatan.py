"""Catatan pribadi penilai: ditulis oleh yang menilai, dibaca hanya penulisnya, dan sungguh hilang."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, Riwayat
from kepegawaian.models import Peran
from penilaian.models import CatatanPenilai
from penilaian.queries.catatan import batas_lama, catatan_saya, dihapus_pada
from penilaian.services import catatan
from penilaian.tasks import buang_catatan_lama
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db
TEKS = "Menyelesaikan sengketa data ganda di Kecamatan Timur tanpa diminta."


@pytest.fixture
def d() -> pabrik.Dunia:
    d = pabrik.dunia(staf=2)
    pabrik.skp(d, d.staf[0])
    return d


def tulis(d: pabrik.Dunia, **lain: Any) -> CatatanPenilai:
    bawaan: dict[str, Any] = {
        "pegawai": d.staf[0],
        "tanggal": date(2026, 9, 14),
        "teks": TEKS,
        "rhk_nomor": None,
        "oleh": d.kepala,
        "sekarang": pabrik.SEKARANG,
    }
    return catatan.tulis(**(bawaan | lain))


def test_ditulis_sekali_dan_jejaknya_tanpa_isi_tanpa_nama(d: pabrik.Dunia) -> None:
    nomor = d.staf[0].skp.get().rhk.get().pk
    satu = tulis(d, rhk_nomor=nomor)
    assert satu.tentang == "Layanan berjalan"
    assert tulis(d, rhk_nomor=nomor).pk == satu.pk, "klik ganda satu catatan"
    jejak = Jejak.objects.get(aksi="catatan_penilai.ditulis")
    assert jejak.isi == {} and d.staf[0].nama not in str(jejak.__dict__)
    assert catatan.hapus(catatan_id=satu.pk, oleh=d.kepala, sekarang=pabrik.SEKARANG)
    assert not catatan.hapus(catatan_id=satu.pk, oleh=d.kepala, sekarang=pabrik.SEKARANG)
    assert not CatatanPenilai.objects.exists()
    assert not Riwayat.objects.filter(tabel="penilaian_catatanpenilai").exists()


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"teks": "  "}, "Tulis peristiwanya"),
        ({"teks": "a" * 2001}, "Paling banyak 2000 huruf"),
        ({"tanggal": date(2026, 10, 6)}, "sampai hari ini"),
        ({"tanggal": date(2025, 12, 31)}, "dari 01-01-2026"),
        ({"rhk_nomor": 999_999_999}, "Pilih RHK dari SKP"),
    ],
)
def test_yang_keliru_ditolak_dengan_sebabnya(d: pabrik.Dunia, ubah: dict[str, Any], pesan: str) -> None:
    with pytest.raises(GalatAturan, match=pesan):
        tulis(d, **ubah)


def test_hanya_tentang_orang_yang_dinilai_hari_ini(d: pabrik.Dunia) -> None:
    lain = pabrik.dunia("Kota Lain", staf=1)
    for ubah in ({"oleh": d.staf[1]}, {"pegawai": d.kepala}, {"pegawai": lain.staf[0]}, {"oleh": d.staf[0]}):
        with pytest.raises(TidakBerhak):
            tulis(d, **ubah)


def test_hanya_penulisnya_yang_membaca_dan_kembarannya_tanpa_saringan_membocorkan(
    client: Client, d: pabrik.Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    satu = tulis(d)
    pembaca = [d.staf[0], d.staf[1]]
    for jenis in ("admin_bkd", "auditor", "pimpinan"):
        siapa = pabrik.tambah_staf(d, f"Peran {jenis}")
        Peran.objects.create(
            pegawai=siapa, jenis=jenis, sejak=pabrik.AWAL, unit=None if jenis != "pimpinan" else d.akar
        )
        pembaca.append(siapa)
    alamat = reverse("penilaian:catatan")
    with time_machine.travel(pabrik.SEKARANG, tick=False):
        for siapa in pembaca:
            client.force_login(siapa)
            for tujuan in (alamat, f"{alamat}?untuk={d.staf[0].pk}"):
                assert TEKS not in client.get(tujuan).content.decode()
            assert client.post(reverse("penilaian:catatan_hapus", args=[satu.pk])).status_code == 404
            assert (
                client.post(
                    f"{alamat}?untuk={d.staf[0].pk}", {"tanggal": "2026-09-14", "teks": "x"}
                ).status_code
                == 403
            )
        client.force_login(d.kepala)
        assert TEKS in client.get(alamat).content.decode()
        assert CatatanPenilai.objects.count() == 1
        monkeypatch.setattr(
            "penilaian.views.catatan.catatan_saya",
            lambda penulis, *, untuk=None: CatatanPenilai.objects.select_related("pegawai").order_by("pk"),
        )
        client.force_login(d.staf[1])
        assert TEKS in client.get(alamat).content.decode()


def test_halaman_menulis_menghapus_dan_menyimpan_ketikan_yang_ditolak(
    client: Client, d: pabrik.Dunia
) -> None:
    client.force_login(d.kepala)
    alamat = f"{reverse('penilaian:catatan')}?untuk={d.staf[0].pk}"
    with time_machine.travel(pabrik.SEKARANG, tick=False):
        ditolak = client.post(alamat, {"tanggal": "2026-12-01", "teks": TEKS, "rhk": ""})
        assert ditolak.status_code == 200 and TEKS in ditolak.content.decode()
        assert "Galat: Catatan Anda sendiri" in ditolak.content.decode()
        isi = client.post(
            alamat, {"tanggal": "2026-09-14", "teks": TEKS, "rhk": ""}, follow=True
        ).content.decode()
        assert "Hanya Anda yang membacanya" in isi and "1 Juli 2027" in isi
        satu = CatatanPenilai.objects.get()
        assert (
            "tidak dapat dikembalikan"
            in client.post(reverse("penilaian:catatan_hapus", args=[satu.pk]), follow=True).content.decode()
        )
    assert not catatan_saya(d.kepala).exists()


@pytest.mark.parametrize(
    ("hari", "batas"),
    [
        (date(2026, 6, 30), date(2025, 1, 1)),
        (date(2026, 7, 1), date(2026, 1, 1)),
        (date(2027, 1, 1), date(2026, 1, 1)),
    ],
)
def test_masa_catatan_sampai_30_juni_tahun_berikutnya(hari: date, batas: date) -> None:
    assert batas_lama(hari) == batas
    assert dihapus_pada(batas) > hari >= dihapus_pada(batas - timedelta(days=1))


def test_yang_lewat_masa_terhapus_sendiri_dan_yang_masih_berlaku_tinggal(d: pabrik.Dunia) -> None:
    satu = tulis(d)
    with time_machine.travel("2027-06-30 12:00:00+07:00", tick=False):
        assert buang_catatan_lama() == 0
    with time_machine.travel("2027-07-01 12:00:00+07:00", tick=False):
        assert (buang_catatan_lama(), buang_catatan_lama()) == (1, 0)
    assert not CatatanPenilai.objects.filter(pk=satu.pk).exists()
    assert Jejak.objects.get(aksi="catatan_penilai.lewat_masa").isi == {"banyak": 1}
