"""Survei warga: satu kunci satu suara, kode sekali pakai, batas yang menahan tanpa membuang, tanpa data pribadi."""

import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from inti.galat import GalatAturan
from inti.models import Jejak
from tests.umpan_balik.conftest import SEKARANG, Kota, buat_kota
from umpan_balik.models import Aspirasi, KodeKunjungan, Survei, TitikLayanan
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.queries.tanda_terima import TandaTerima, lacak
from umpan_balik.services import warga
from umpan_balik.sidik import ABJAD, berkelompok, kode_pelacakan, rapikan_kode, sidik_harian

pytestmark = pytest.mark.django_db
BAIK: dict[str, int | None] = dict.fromkeys(Survei.UNSUR, 3)
HARI = date(2026, 11, 16)


def sidik(alamat: str = "10.0.0.1", agen: str = "Ponsel") -> str:
    return sidik_harian(alamat=alamat, agen=agen, hari=HARI)


def kirim(titik: TitikLayanan, **lain: object) -> TandaTerima:
    isi = {
        "nilai": BAIK,
        "saran": "",
        "setuju_versi": VERSI_KINI,
        "kunci": uuid.uuid4(),
        "kode": None,
        "sidik": sidik(),
        "sekarang": SEKARANG,
    } | lain
    return warga.kirim_survei(titik=titik, **isi)


def serentak(jumlah: int, kerja: object) -> list[object]:
    """Jalankan kerja(i) bersamaan; galat menjadi hasil. Sambungan tiap utas ditutup."""

    def satu(i: int) -> object:
        try:
            return kerja(i)  # type: ignore[operator]
        except GalatAturan as galat:
            return galat
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as utas:
        return list(utas.map(satu, range(jumlah)))


def test_jawaban_tersimpan_dengan_persetujuan_tanpa_data_pribadi(kota: Kota) -> None:
    terima = kirim(kota.titik, saran="Antrean cepat, tetapi kipas mati.")
    survei = Survei.objects.get()
    assert (survei.setuju_versi, survei.setuju_waktu, survei.tanggal) == (VERSI_KINI, SEKARANG, HARI)
    assert (survei.sumber, survei.status, survei.kompetensi) == ("terbuka", "dihitung", 3)
    assert survei.aspirasi.teks == "Antrean cepat, tetapi kipas mati."
    assert terima.ada_saran and not terima.ditahan
    seisi = str(Survei.objects.values().get()) + str(Jejak.objects.values())
    assert "10.0.0.1" not in seisi and "Ponsel" not in seisi


def test_tanpa_jejak_supaya_alamat_tidak_dapat_dicocokkan(kota: Kota) -> None:
    kirim(kota.titik)
    assert not Jejak.objects.exists()


def test_nomor_di_saran_disamarkan_sebelum_disimpan(kota: Kota) -> None:
    kirim(kota.titik, saran="Hubungi 0812-3456-7890, NIK 3201234567890123.")
    teks = Aspirasi.objects.get().teks
    assert "0812" not in teks and "3201234567890123" not in teks


@pytest.mark.parametrize(
    ("lain", "bidang"),
    [
        ({"setuju_versi": None}, "setuju"),
        ({"setuju_versi": VERSI_KINI + 1}, "setuju"),
        ({"nilai": {}}, "persyaratan"),
        ({"nilai": dict.fromkeys(Survei.UNSUR), "saran": "  "}, "persyaratan"),
        ({"nilai": {"waktu": 5}}, "waktu"),
        ({"nilai": {"waktu": True}}, "waktu"),
        ({"nilai": {"status": 1}}, "status"),
        ({"saran": "x" * 2001}, "saran"),
    ],
)
def test_kiriman_yang_tidak_dapat_dihitung_ditolak(kota: Kota, lain: dict[str, object], bidang: str) -> None:
    with pytest.raises(GalatAturan) as galat:
        kirim(kota.titik, **lain)
    assert galat.value.bidang == bidang
    assert not Survei.objects.exists()


def test_saran_saja_boleh(kota: Kota) -> None:
    assert kirim(kota.titik, nilai={}, saran="Tolong kursinya ditambah.").ada_saran


def test_titik_yang_dihentikan_tidak_menerima(kota: Kota, sekarang: datetime) -> None:
    warga.atur_titik(titik=kota.titik, aktif=False, oleh=kota.admin, sekarang=sekarang)
    with pytest.raises(GalatAturan, match="tidak lagi menerima"):
        kirim(kota.titik)


# --- kunci formulir ---


def test_kunci_yang_sama_memberi_tanda_terima_yang_sama(kota: Kota) -> None:
    kunci = uuid.uuid4()
    pertama = kirim(kota.titik, kunci=kunci, saran="Rapi.")
    kedua = kirim(kota.titik, kunci=kunci, nilai={"waktu": 1}, sekarang=SEKARANG + timedelta(hours=1))
    assert pertama == kedua
    assert Survei.objects.get().waktu == 3


@pytest.mark.django_db(transaction=True)
def test_lima_puluh_kiriman_bersamaan_dengan_satu_kunci_menjadi_satu_suara() -> None:
    kota, kunci = buat_kota("Serang"), uuid.uuid4()
    hasil = serentak(50, lambda _: kirim(kota.titik, kunci=kunci, saran="Sekali saja."))
    assert len(set(hasil)) == 1
    assert Survei.objects.count() == Aspirasi.objects.count() == 1


# --- kode kunjungan ---


@pytest.fixture
def kode(kota: Kota) -> str:
    return warga.terbitkan_kode(titik=kota.titik, jumlah=1, tanggal=HARI, oleh=kota.admin, sekarang=SEKARANG)[
        0
    ]


def test_suara_berkode_dihitung_menurut_hari_layanan(kota: Kota, kode: str) -> None:
    terima = kirim(kota.titik, kode=kode.lower().replace("-", " "), sekarang=SEKARANG + timedelta(days=3))
    survei = Survei.objects.get()
    assert terima.berkode and survei.sumber == "berkode" and survei.tanggal == HARI


def test_kode_yang_sudah_dipakai_ditolak_dengan_jalan_keluar(kota: Kota, kode: str) -> None:
    kirim(kota.titik, kode=kode)
    with pytest.raises(GalatAturan, match=r"sudah dipakai.*tanpa kode") as galat:
        kirim(kota.titik, kode=kode)
    assert galat.value.bidang == "kode"
    assert kirim(kota.titik).berkode is False


def test_kode_loket_lain_dan_kode_karangan_ditolak(kota: Kota, kota_lain: Kota, kode: str) -> None:
    with pytest.raises(GalatAturan, match="tidak dikenal"):
        kirim(kota_lain.titik, kode=kode)
    with pytest.raises(GalatAturan, match="tidak dikenal"):
        kirim(kota.titik, kode="AAAA-AAAA-AAAA-AAAA")
    assert not KodeKunjungan.objects.filter(terpakai=True).exists()


def test_kode_tidak_berlaku_selamanya(kota: Kota, kode: str) -> None:
    with pytest.raises(GalatAturan, match="berlaku"):
        kirim(kota.titik, kode=kode, sekarang=SEKARANG + timedelta(days=31))


def test_kode_tidak_terpakai_bila_kirimannya_ditolak(kota: Kota, kode: str) -> None:
    with pytest.raises(GalatAturan):
        kirim(kota.titik, kode=kode, nilai={"waktu": 9})
    assert kirim(kota.titik, kode=kode).berkode


@pytest.mark.django_db(transaction=True)
def test_lima_puluh_pemakai_satu_kode_bersamaan_tepat_satu_terhitung() -> None:
    kota = buat_kota("Serang")
    (kode,) = warga.terbitkan_kode(
        titik=kota.titik, jumlah=1, tanggal=HARI, oleh=kota.admin, sekarang=SEKARANG
    )
    hasil = serentak(50, lambda i: kirim(kota.titik, kode=kode, sidik=sidik(agen=str(i))))
    assert sum(isinstance(satu, TandaTerima) for satu in hasil) == 1
    assert Survei.objects.filter(sumber="berkode").count() == 1


def test_kode_tidak_tersimpan_terbaca(kota: Kota, kode: str) -> None:
    seisi = str(KodeKunjungan.objects.values()) + str(Jejak.objects.values())
    assert kode not in seisi and rapikan_kode(kode) not in seisi


# --- batas harian ---


def test_suara_keenam_dari_alat_yang_sama_ditahan_bukan_dibuang(kota: Kota) -> None:
    hasil = [kirim(kota.titik) for _ in range(7)]
    assert [terima.ditahan for terima in hasil] == [False] * 5 + [True] * 2
    assert Survei.objects.count() == 7
    assert "alat yang sama" in Survei.objects.filter(status="ditahan").first().alasan_ditahan  # type: ignore[union-attr]
    assert not kirim(kota.titik, sidik=sidik(agen="Ponsel lain")).ditahan


def test_sepuluh_suara_sejaringan_lalu_ditahan(kota: Kota) -> None:
    for i in range(10):
        assert not kirim(kota.titik, sidik=sidik(agen=f"Alat {i}")).ditahan
    assert kirim(kota.titik, sidik=sidik(agen="Alat baru")).ditahan
    assert not kirim(kota.titik, sidik=sidik(alamat="10.0.0.2")).ditahan


def test_suara_berkode_tidak_kena_batas_alat(kota: Kota) -> None:
    daftar = warga.terbitkan_kode(
        titik=kota.titik, jumlah=50, tanggal=HARI, oleh=kota.admin, sekarang=SEKARANG
    )
    assert not any(kirim(kota.titik, kode=satu).ditahan for satu in daftar)


@pytest.mark.django_db(transaction=True)
def test_batas_tidak_bocor_oleh_kiriman_bersamaan() -> None:
    kota = buat_kota("Serang")
    serentak(20, lambda _: kirim(kota.titik))
    assert Survei.objects.filter(status="dihitung").count() == 5
    assert Survei.objects.count() == 20


def test_yang_dicurigai_penyaji_ditahan_dengan_alasannya(kota: Kota) -> None:
    assert kirim(kota.titik, curiga="Kolom jebakan terisi").alasan_ditahan == "Kolom jebakan terisi"


def test_sidik_berganti_tiap_hari_dan_memerlukan_kunci_peladen(settings: object) -> None:
    hari_ini = sidik()
    assert len(hari_ini) == 64
    assert sidik_harian(alamat="10.0.0.1", agen="Ponsel", hari=HARI + timedelta(days=1))[:32] != hari_ini[:32]
    settings.KUNCI_SIDIK = "kunci lain"  # type: ignore[attr-defined]
    assert sidik() != hari_ini


# --- kode pelacakan ---


def test_kode_pelacakan_menemukan_suara_dan_hanya_sidiknya_tersimpan(kota: Kota) -> None:
    terima = kirim(kota.titik, saran="Kursi tunggu kurang.")
    tertulis = terima.kode_pelacakan
    assert re.fullmatch(rf"([{ABJAD}]{{4}}-){{6}}[{ABJAD}]{{4}}", tertulis)
    ditemukan = lacak(tertulis.lower().replace("-", " "))
    assert ditemukan is not None and ditemukan.terima == terima
    assert ditemukan.aspirasi is not None
    assert rapikan_kode(tertulis) not in str(Survei.objects.values().get())


def test_kode_lain_tidak_menemukan_apa_pun(kota: Kota) -> None:
    kirim(kota.titik)
    assert lacak("") is None
    assert lacak(berkelompok(kode_pelacakan(uuid.uuid4()))) is None


@given(st.uuids())
def test_kode_yang_disalin_ceroboh_tetap_terbaca(kunci: UUID) -> None:
    kode = kode_pelacakan(kunci)
    ceroboh = berkelompok(kode).lower().replace("0", "o").replace("1", "l").replace("-", " ")
    assert rapikan_kode(ceroboh) == kode
