"""Serangan atas formulir terbuka: diulang, ditebak, dibanjiri, dari kantor sendiri. Tiap janji dengan kendalinya."""

import csv
import io
import threading
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from inti.galat import GalatAturan
from inti.models import Jejak
from inti.rules import format
from kepegawaian.models import PercobaanMasuk
from mutu.catat import catat
from tests.umpan_balik.conftest import SEKARANG, Kota, buat_kota
from tests.umpan_balik.services.test_survei import HARI, kirim, serentak, sidik
from umpan_balik.models import KodeKunjungan, ProfilWarga, Survei
from umpan_balik.persetujuan import HARI_SIMPAN_PROFIL, VERSI_KINI
from umpan_balik.queries.hitungan import hitungan
from umpan_balik.queries.masyarakat import nilai_petugas
from umpan_balik.queries.tanda_terima import TandaTerima, lacak
from umpan_balik.rules import kecurigaan
from umpan_balik.services import pemeliharaan, warga
from umpan_balik.services.warga import KeadaanKode
from umpan_balik.sidik import daftar_kode, jaringan, sidik_kunjungan, sidik_profil

pytestmark = pytest.mark.django_db
BURUK: dict[str, int | None] = dict.fromkeys(Survei.UNSUR, 1)


def terbitkan(kota: Kota, banyak: int = 1) -> list[str]:
    return warga.terbitkan_kode(
        titik=kota.titik, jumlah=banyak, tanggal=HARI, oleh=kota.admin, sekarang=SEKARANG
    )


# --- P1: satu kode satu suara ---


@pytest.mark.panjang
@pytest.mark.django_db(transaction=True)
def test_seribu_ulangan_satu_kode_seratus_bersamaan_satu_suara() -> None:
    kota = buat_kota("Serang")
    (kode,) = terbitkan(kota)

    def satu(i: int) -> bool:
        try:
            kirim(kota.titik, kode=kode, sidik=sidik(agen=str(i)))
        except GalatAturan:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(100) as utas:
        berhasil = sum(utas.map(satu, range(1_000)))
    tersimpan = Survei.objects.filter(sumber="berkode").count()
    catat("P1", f"{tersimpan} suara dari 1.000 ulangan, 100 bersamaan", lulus=berhasil == tersimpan == 1)
    assert (berhasil, tersimpan) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_kendali_baca_lalu_tulis_tanpa_membandingkan_memberi_lebih_dari_satu() -> None:
    """Cara yang tidak dipakai: dua pembaca sama-sama melihat kode belum terpakai."""
    kota = buat_kota("Serang")
    terbitkan(kota)
    bersama = threading.Barrier(2, timeout=20)

    def ceroboh(_: int) -> bool:
        baris = KodeKunjungan.objects.get()
        bersama.wait()
        if baris.terpakai:
            return False
        KodeKunjungan.objects.filter(pk=baris.pk).update(terpakai=True)
        return True

    assert sum(bool(h) for h in serentak(2, ceroboh)) == 2


# --- P2: kode tidak dapat ditebak ---


@pytest.mark.parametrize("banyak", [2_000, pytest.param(100_000, marks=pytest.mark.panjang)])
def test_tebakan_tidak_mengenai_satu_pun(kota: Kota, banyak: int) -> None:
    terbitkan(kota, 50)
    daftar = [satu for _ in range(banyak // 500) for satu in daftar_kode(uuid.uuid4(), 500)]
    tebakan = {sidik_kunjungan(satu) for satu in daftar}
    assert len(tebakan) == banyak
    kena = KodeKunjungan.objects.filter(sidik__in=tebakan).count()
    catat("P2", f"{kena} dari {banyak} tebakan kena", lulus=kena == 0)
    assert kena == 0


def test_kendali_kode_yang_terbit_memang_ditemukan_dengan_cara_itu(kota: Kota) -> None:
    kode = terbitkan(kota, 3)
    assert KodeKunjungan.objects.filter(sidik__in=[sidik_kunjungan(satu) for satu in kode]).count() == 3
    assert len(kode[0].replace("-", "")) * 5 >= 128


def test_tebakan_dibatasi_tetapi_pemegang_kode_tidak_terganggu(kota: Kota) -> None:
    (kode,) = terbitkan(kota)

    def tebak(teks: str, alamat: str = "10.0.0.1") -> KeadaanKode:
        return warga.periksa_kode(titik=kota.titik, kode=teks, sidik=sidik(alamat), sekarang=SEKARANG)

    hasil = [tebak(f"AAAA-{i:04}") for i in range(12)]
    assert hasil == [KeadaanKode.TIDAK_DIKENAL] * 10 + [KeadaanKode.TERLALU_SERING] * 2
    assert tebak(kode) is KeadaanKode.BAIK, "yang jujur di jaringan yang sama"
    assert tebak("BBBB-0000", "10.9.9.9") is KeadaanKode.TIDAK_DIKENAL
    assert not any("10.0.0.1" in kunci for kunci in PercobaanMasuk.objects.values_list("kunci", flat=True))


# --- P3: seribu suara terbuka ---


def banjiri(kota: Kota, banyak: int, alamat: str, **lain: object) -> None:
    """Kiriman langsung, satu tiap menit, alat berganti-ganti."""
    for i in range(banyak):
        kirim(
            kota.titik,
            nilai=BURUK,
            sidik=sidik(alamat.format(i=i), f"Alat {i}"),
            sekarang=SEKARANG - timedelta(minutes=12) + timedelta(seconds=i / 10),
            **lain,
        )


def rerata(kota: Kota) -> Decimal:
    nilai = list(Survei.objects.filter(status="dihitung").values_list("waktu", flat=True))
    return Decimal(sum(n or 0 for n in nilai)) / len(nilai)


@pytest.fixture
def jujur(kota: Kota) -> Kota:
    """500 suara jujur, rerata 3,20, sepanjang sebulan."""
    contoh = kirim(kota.titik, nilai=dict.fromkeys(Survei.UNSUR, 3), sidik=sidik("10.8.0.1"))
    dasar = Survei.objects.get(pk=contoh.survei_id)
    baris = []
    for i in range(499):
        nilai = 4 if i < 100 else 3
        isi = {
            f.attname: getattr(dasar, f.attname) for f in Survei._meta.concrete_fields if not f.primary_key
        }
        isi |= {"tanggal": HARI - timedelta(days=1 + i % 28), "kunci": uuid.uuid4(), "pelacak": f"{i:064}"}
        isi |= {"sidik": f"{i:064}", "setuju_waktu": SEKARANG - timedelta(days=1 + i % 28)}
        baris.append(Survei(**isi | dict.fromkeys(Survei.UNSUR, nilai)))
    Survei.objects.bulk_create(baris)
    return kota


@pytest.mark.parametrize("banyak", [60, pytest.param(1_000, marks=pytest.mark.panjang)])
@pytest.mark.parametrize("alamat", ["10.0.0.1", "2001:db8:1:2::{i:x}"])
def test_banjir_dari_satu_jaringan_hampir_tidak_menggeser_dan_tidak_ada_yang_hilang(
    jujur: Kota, alamat: str, banyak: int
) -> None:
    dasar = rerata(jujur)
    petugas = nilai_petugas(instansi_id=jujur.instansi.pk, mulai=HARI, selesai=HARI)
    banjiri(jujur, banyak, alamat)
    geser = abs(rerata(jujur) - dasar)
    kini = nilai_petugas(instansi_id=jujur.instansi.pk, mulai=HARI, selesai=HARI)
    tetap = kini == petugas == {}
    catat(
        "P3",
        f"{banyak} suara dari satu jaringan: nilai orang {'tetap' if tetap else 'berubah'}, "
        f"angka terbuka bergeser {format.angka(geser, 3)} dari 4",
        lulus=geser <= Decimal("0.05") and tetap,
    )
    assert geser <= Decimal("0.05")
    assert kini == petugas == {}
    assert Survei.objects.filter(waktu=1).count() == banyak
    assert Survei.objects.filter(status="ditahan").exclude(alasan_ditahan="").count() == banyak - 10


def test_kendali_tanpa_batas_jaringan_angkanya_bergeser(jujur: Kota) -> None:
    """Alamat yang sungguh berlainan dan bukti kerja: yang dijaga di situ hanya nilai orangnya."""
    dasar = rerata(jujur)
    banjiri(jujur, 60, "10.0.{i}.1", terbukti=True)
    assert dasar - rerata(jujur) > Decimal("0.05")
    assert nilai_petugas(instansi_id=jujur.instansi.pk, mulai=HARI, selesai=HARI) == {}


def test_satu_langganan_ipv6_satu_jaringan() -> None:
    assert jaringan("2001:db8:1:2::7") == jaringan("2001:db8:1:2:ffff::1") != jaringan("2001:db8:1:3::7")
    assert jaringan("10.0.0.1") == "10.0.0.1" and jaringan("bukan alamat") == "bukan alamat"


# --- bukti kerja hanya saat dibanjiri ---


def test_titik_yang_dibanjiri_menahan_yang_tanpa_bukti_dan_menerima_yang_membawanya(kota: Kota) -> None:
    for i in range(kecurigaan.BANJIR):
        assert not kirim(kota.titik, sidik=sidik(f"10.1.{i}.1")).ditahan
    assert kirim(kota.titik, sidik=sidik("10.2.0.1")).alasan_ditahan == kecurigaan.TANPA_BUKTI
    assert not kirim(kota.titik, sidik=sidik("10.2.0.2"), terbukti=True).ditahan
    (kode,) = terbitkan(kota)
    assert not kirim(kota.titik, sidik=sidik("10.2.0.3"), kode=kode).ditahan
    nanti = SEKARANG + timedelta(minutes=kecurigaan.MENIT_BANJIR, seconds=1)
    assert not kirim(kota.titik, sidik=sidik("10.2.0.4"), sekarang=nanti).ditahan


# --- P8: hitungan sama dengan baris mentah ---


@pytest.mark.parametrize("banyak", [60, pytest.param(10_000, marks=pytest.mark.panjang)])
def test_hitungan_sama_dengan_baris_mentah_dan_tiap_kode_menemukan_suaranya(kota: Kota, banyak: int) -> None:
    terima = [kirim(kota.titik, sidik=sidik(f"10.3.{i // 12}.1", str(i))) for i in range(banyak)]
    pilihan = [t.survei_id for t in terima if t.ditahan]
    for hitung, bagian in ((False, pilihan[::2]), (True, pilihan[1::4])):
        warga.putus_pilihan(
            titik=kota.titik,
            tanggal=HARI,
            pilihan=bagian,
            hitung=hitung,
            alasan="Diperiksa bersama kepala loket.",
            oleh=kota.admin,
            sekarang=SEKARANG,
        )
    mentah = hitung_mentah()
    isi = hitungan(kota.instansi, hari_ini=HARI + timedelta(days=31)).seluruhnya
    assert isi.diterima == sum(mentah.values()) == banyak
    assert (isi.langsung + isi.diperiksa, isi.ditahan, isi.ditolak) == tuple(
        mentah[s] for s in ("dihitung", "ditahan", "ditolak")
    )
    assert mentah["ditahan"] and mentah["ditolak"]
    catat(
        "P8",
        f"{isi.diterima} dari {banyak} suara terhitung sama dengan baris mentahnya; tiap tanda terima dilacak",
        lulus=isi.diterima == banyak,
    )
    for satu in terima:
        hasil = lacak(satu.kode_pelacakan)
        assert hasil is not None and hasil.terima.survei_id == satu.survei_id
        assert bool(hasil.terima.alasan_putusan) or not hasil.terima.ditolak
        assert bool(hasil.terima.alasan_ditahan) or not hasil.terima.ditahan


def hitung_mentah() -> Counter[str]:
    """Skrip terpisah: menghitung dari salinan CSV tabelnya, tanpa satu pun kode aplikasi."""
    tempat = io.StringIO()
    with connection.cursor() as kursor:
        kursor.copy_expert(
            "COPY (SELECT status, sumber FROM umpan_balik_survei) TO STDOUT WITH CSV HEADER", tempat
        )
    tempat.seek(0)
    return Counter(baris["status"] for baris in csv.DictReader(tempat))


def test_kendali_satu_baris_yang_diubah_langsung_terlihat_pada_hitungan(kota: Kota) -> None:
    for i in range(3):
        kirim(kota.titik, sidik=sidik(f"10.4.{i}.1"))
    sebelum = hitung_mentah()
    Survei.objects.filter(pk=Survei.objects.latest("pk").pk).update(status="ditolak")
    assert hitung_mentah() != sebelum


# --- P10: data pribadi ---


@pytest.fixture
def berprofil(kota: Kota) -> TandaTerima:
    return kirim(kota.titik, profil={"usia": "34", "kelamin": "P", "agama": "x"})


def test_bawaannya_tidak_ada_keterangan_diri(kota: Kota) -> None:
    kirim(kota.titik)
    assert not ProfilWarga.objects.exists()


def test_keterangan_diri_tersimpan_berversi_dan_tidak_tersambung(kota: Kota, berprofil: TandaTerima) -> None:
    assert sorted(ProfilWarga.objects.values_list("jenis", "pilihan", "setuju_versi", "bulan")) == [
        ("kelamin", "P", VERSI_KINI, date(2026, 11, 1)),
        ("usia", "34", VERSI_KINI, date(2026, 11, 1)),
    ]
    kolom = {f.name for f in ProfilWarga._meta.get_fields()}
    assert not kolom & {"survei", "titik", "tanggal", "waktu", "dibuat_pada"}
    survei = str(Survei.objects.values().get())
    assert not any(s in survei for s in ProfilWarga.objects.values_list("sidik", flat=True))
    assert len(set(ProfilWarga.objects.values_list("sidik", flat=True))) == 2
    assert not Jejak.objects.exists()


def test_suara_yang_ditahan_tidak_menambah_keterangan_diri(kota: Kota) -> None:
    kirim(kota.titik, profil={"usia": "34"}, curiga=kecurigaan.JEBAKAN)
    assert not ProfilWarga.objects.exists()


def test_pemegang_kode_menghapus_miliknya_seketika_dan_bukan_milik_orang_lain(
    kota: Kota, berprofil: TandaTerima
) -> None:
    lain = kirim(kota.titik, profil={"usia": "44"}, sidik=sidik(agen="lain"))
    assert warga.tarik_profil(kode=berprofil.kode_pelacakan.lower()) == 2
    assert list(ProfilWarga.objects.values_list("pilihan", flat=True)) == ["44"]
    assert Survei.objects.count() == 2, "suaranya tetap dihitung"
    assert warga.tarik_profil(kode=lain.kode_pelacakan) == 1


def test_urutan_keterangan_diri_diacak_dan_tetap_dapat_dihapus(kota: Kota) -> None:
    terima = [kirim(kota.titik, profil={"usia": "34"}, sidik=sidik(f"10.5.{i}.1")) for i in range(8)]
    urut = [sidik_profil("usia", t.kode_pelacakan) for t in terima]
    assert list(ProfilWarga.objects.order_by("pk").values_list("sidik", flat=True)) == urut, (
        "kendali: belum diacak"
    )
    assert warga.acak_profil(sekarang=SEKARANG) == 8
    assert warga.acak_profil(sekarang=SEKARANG) == 0
    assert set(ProfilWarga.objects.values_list("sidik", flat=True)) == set(urut)
    with connection.cursor() as kursor:
        kursor.execute("SELECT count(DISTINCT xmin::text) FROM umpan_balik_profilwarga")
        assert kursor.fetchone() == (1,), "satu transaksi untuk semuanya"
    assert warga.tarik_profil(kode=terima[0].kode_pelacakan) == 1


def test_keterangan_diri_hilang_sesudah_masa_simpan(kota: Kota, berprofil: TandaTerima) -> None:
    pemeliharaan.musnahkan_lewat_masa(sekarang=SEKARANG + timedelta(days=HARI_SIMPAN_PROFIL - 1))
    assert ProfilWarga.objects.count() == 2
    pemeliharaan.musnahkan_lewat_masa(sekarang=SEKARANG + timedelta(days=HARI_SIMPAN_PROFIL + 31))
    assert not ProfilWarga.objects.exists()
