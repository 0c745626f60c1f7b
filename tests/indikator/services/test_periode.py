"""Membuat dan membuka periode."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from indikator.models import Periode
from indikator.services import periode as layanan
from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, KotakKeluar
from inti.services import kotak
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db


def test_triwulan_baru_memakai_kebijakan_dan_tenggat_skp_tahunnya(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p, buka=False)
    baru = pabrik.triwulan(p, tahun, buka=False)
    assert (baru.nama, baru.mulai, baru.selesai) == (
        "Triwulan IV 2026",
        date(2026, 10, 1),
        date(2026, 12, 31),
    )
    assert (baru.kebijakan, baru.tenggat_skp, baru.status) == (p.kebijakan, tahun.tenggat_skp, "draf")
    assert Jejak.objects.filter(aksi="periode.dibuat", objek_id=baru.pk).count() == 1


def test_tahun_yang_sama_ditolak_dengan_menyebut_yang_sudah_ada(p: pabrik.Pemda) -> None:
    pabrik.tahun(p, buka=False)
    with pytest.raises(GalatAturan, match="Tahun 2026 bertumpang tindih dengan Tahun 2026") as galat:
        pabrik.tahun(p, buka=False)
    assert galat.value.bidang == "tahun"
    assert Periode.objects.count() == 1


def test_triwulan_yang_bertumpang_tindih_ditolak_dan_tidak_meninggalkan_jejak(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p, buka=False)
    pabrik.triwulan(p, tahun, buka=False)
    with pytest.raises(GalatAturan, match="bertumpang tindih dengan Triwulan IV 2026"):
        layanan.buat_triwulan(
            tahun=tahun,
            mulai=date(2026, 12, 1),
            selesai=date(2026, 12, 31),
            nama="Desember",
            tenggat_lapor=p.saat(2027, 1, 5),
            tenggat_umpan_balik=p.saat(2027, 1, 5),
            tenggat_nilai=p.saat(2027, 1, 6),
            tutup_pada=p.saat(2027, 1, 7),
            oleh=None,
            sekarang=p.sekarang,
        )
    assert Jejak.objects.filter(aksi="periode.dibuat").count() == 2


def test_triwulan_yang_sama_boleh_di_instansi_lain(p: pabrik.Pemda) -> None:
    pabrik.triwulan(p, buka=False)
    pabrik.triwulan(pabrik.pemda("Kota Lain"), buka=False)
    assert Periode.objects.filter(nama="Triwulan IV 2026").count() == 2


@pytest.mark.parametrize(
    ("geser", "bidang"),
    [
        ({"tenggat_nilai": -20}, "tenggat_nilai"),
        ({"tutup_pada": -10}, "tutup_pada"),
        ({"tenggat_umpan_balik": 30}, "tenggat_umpan_balik"),
        ({"tutup_pada": 90}, "tutup_pada"),
    ],
)
def test_urutan_tenggat_yang_terbalik_ditolak_pada_bidangnya(
    p: pabrik.Pemda, geser: dict[str, int], bidang: str
) -> None:
    tenggat = {
        "tenggat_lapor": p.saat(2027, 1, 7),
        "tenggat_umpan_balik": p.saat(2027, 1, 7),
        "tenggat_nilai": p.saat(2027, 1, 14),
        "tutup_pada": p.saat(2027, 1, 21),
    }
    for nama, hari in geser.items():
        tenggat[nama] += timedelta(days=hari)
    with pytest.raises(GalatAturan) as galat:
        layanan.buat_triwulan(
            tahun=pabrik.tahun(p, buka=False), triwulan=4, **tenggat, oleh=None, sekarang=p.sekarang
        )
    assert galat.value.bidang == bidang


def test_masa_di_luar_tahunnya_ditolak(p: pabrik.Pemda) -> None:
    with pytest.raises(GalatAturan, match="di luar Tahun 2026"):
        layanan.buat_triwulan(
            tahun=pabrik.tahun(p, buka=False),
            mulai=date(2026, 12, 1),
            selesai=date(2027, 1, 31),
            nama="Desember–Januari",
            tenggat_lapor=p.saat(2027, 1, 7),
            tenggat_umpan_balik=p.saat(2027, 1, 7),
            tenggat_nilai=p.saat(2027, 1, 14),
            tutup_pada=p.saat(2027, 1, 21),
            oleh=None,
            sekarang=p.sekarang,
        )


@pytest.mark.parametrize("siapa", ["ratna", "kadis", "admin_dukcapil", "auditor"])
def test_hanya_admin_bkd_yang_membuat_dan_membuka_periode(p: pabrik.Pemda, siapa: str) -> None:
    orang = getattr(p, siapa)
    pabrik.indikator(p)
    draf = pabrik.tahun(p, buka=False)
    with pytest.raises(TidakBerhak):
        layanan.buka(periode=draf, oleh=orang, sekarang=p.sekarang)
    with pytest.raises(TidakBerhak):
        layanan.buat_tahun(
            instansi=p.instansi,
            tahun=2027,
            kebijakan=p.kebijakan,
            tenggat_skp=p.saat(2027, 1, 31),
            tutup_pada=p.saat(2028, 1, 31),
            oleh=orang,
            sekarang=p.sekarang,
        )
    draf.refresh_from_db()
    assert draf.status == "draf"


def test_admin_bkd_instansi_lain_ditolak(p: pabrik.Pemda) -> None:
    pabrik.indikator(p)
    with pytest.raises(TidakBerhak):
        layanan.buka(
            periode=pabrik.tahun(p, buka=False), oleh=pabrik.pemda("Kota Lain").admin, sekarang=p.sekarang
        )


def test_kebijakan_instansi_lain_ditolak(p: pabrik.Pemda) -> None:
    p.kebijakan = pabrik.pemda("Kota Lain").kebijakan
    with pytest.raises(GalatAturan, match="instansi lain"):
        pabrik.tahun(p, buka=False)


def test_membuka_triwulan_membuka_tahunnya_dan_meminta_penugasan_penilai(p: pabrik.Pemda) -> None:
    pabrik.indikator(p)
    draf = pabrik.triwulan(p, pabrik.tahun(p, buka=False), buka=False)
    dibuka = layanan.buka(periode=draf, oleh=p.admin, sekarang=p.sekarang)
    dibuka.refresh_from_db()
    tahun = Periode.objects.get(pk=dibuka.induk_id)
    assert (dibuka.status, dibuka.dibuka_pada, dibuka.dibuka_oleh) == ("diproses", p.sekarang, p.admin)
    assert tahun.status == "diproses"
    tugas = KotakKeluar.objects.get(kunci=f"tugaskan:{dibuka.pk}")
    assert tugas.muatan == {
        "nama": "umpan_balik.tasks.tugaskan_periode",
        "argumen": {"periode_id": dibuka.pk},
    }
    assert set(Jejak.objects.filter(aksi="periode.dibuka").values_list("objek_id", flat=True)) == {
        dibuka.pk,
        tahun.pk,
    }


def test_membuka_tahun_saja_tidak_menugaskan_penilai(p: pabrik.Pemda) -> None:
    pabrik.tahun(p)
    assert not KotakKeluar.objects.exists()


def test_dibuka_dua_kali_sama_dengan_sekali(p: pabrik.Pemda) -> None:
    dibuka = pabrik.triwulan(p)
    layanan.buka(periode=dibuka, oleh=p.admin, sekarang=p.sekarang + timedelta(minutes=1))
    dibuka.refresh_from_db()
    assert dibuka.dibuka_oleh is None, "pembuka pertama tetap tercatat"
    assert Jejak.objects.filter(aksi="periode.dibuka", objek_id=dibuka.pk).count() == 1
    assert KotakKeluar.objects.filter(kunci=f"tugaskan:{dibuka.pk}").count() == 1


def test_katalog_kosong_menahan_pembukaan_dan_tidak_ada_yang_berubah(p: pabrik.Pemda) -> None:
    draf = pabrik.triwulan(p, buka=False)
    with pytest.raises(GalatAturan, match="Katalog indikator masih kosong"):
        layanan.buka(periode=draf, oleh=p.admin, sekarang=p.sekarang)
    assert set(Periode.objects.values_list("status", flat=True)) == {"draf"}
    assert not KotakKeluar.objects.exists()
    assert not Jejak.objects.filter(aksi="periode.dibuka").exists()


def test_kebijakan_draf_menahan_pembukaan(p: pabrik.Pemda) -> None:
    pabrik.indikator(p)
    p.kebijakan = pabrik.kebijakan(p.instansi, oleh=p.admin, ditetapkan=False, nama="Rancangan")
    with pytest.raises(GalatAturan, match="Kebijakan penilaian belum ditetapkan"):
        pabrik.tahun(p)


def test_periode_yang_waktunya_sudah_lewat_tidak_dapat_dibuka(p: pabrik.Pemda) -> None:
    pabrik.indikator(p)
    lama = pabrik.tahun(p, ke=2024, buka=False)
    with pytest.raises(GalatAturan, match="Waktu penutupan sudah lewat"):
        layanan.buka(periode=lama, oleh=p.admin, sekarang=p.sekarang)


def test_periode_yang_sudah_ditutup_tidak_dapat_dibuka_lagi(p: pabrik.Pemda) -> None:
    dibuka = pabrik.tahun(p)
    Periode.objects.filter(pk=dibuka.pk).update(status="ditutup", ditutup=p.sekarang)
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        layanan.buka(periode=dibuka, oleh=p.admin, sekarang=p.sekarang)


def test_triwulan_tidak_dapat_ditambah_ke_tahun_yang_ditutup(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    Periode.objects.filter(pk=tahun.pk).update(status="ditutup", ditutup=p.sekarang)
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        pabrik.triwulan(p, tahun, buka=False)


def test_gagal_mencatat_tugas_membatalkan_seluruh_pembukaan(
    p: pabrik.Pemda, monkeypatch: pytest.MonkeyPatch
) -> None:
    pabrik.indikator(p)
    draf = pabrik.triwulan(p, buka=False)

    def patah(**_: object) -> None:
        raise RuntimeError("kotak keluar penuh")

    monkeypatch.setattr(kotak, "antre_tugas", patah)
    with pytest.raises(RuntimeError):
        layanan.buka(periode=draf, oleh=p.admin, sekarang=p.sekarang)
    assert set(Periode.objects.values_list("status", flat=True)) == {"draf"}
    assert not Jejak.objects.filter(aksi="periode.dibuka").exists()


def siapkan(p: pabrik.Pemda, **lain: object) -> Periode:
    isian = {
        "tahun": 2026,
        "triwulan": 4,
        "kebijakan": p.kebijakan,
        "tenggat": layanan.Tenggat(
            skp=p.saat(2026, 1, 31),
            lapor=p.saat(2027, 1, 7),
            umpan_balik=p.saat(2027, 1, 7),
            nilai=p.saat(2027, 1, 14),
            tutup=p.saat(2027, 1, 21),
        ),
        "tutup_tahun": p.saat(2027, 1, 31),
        "oleh": p.admin,
        **lain,
    }
    return layanan.siapkan_triwulan(instansi=p.instansi, sekarang=p.sekarang, **isian)  # type: ignore[arg-type]


def test_menyiapkan_triwulan_membuat_tahunnya_sekali(p: pabrik.Pemda) -> None:
    keempat = siapkan(p)
    assert keempat.induk is not None and keempat.induk.nama == "Tahun 2026"
    ketiga = siapkan(p, triwulan=3)
    assert ketiga.induk_id == keempat.induk_id


def test_klik_ganda_menyiapkan_satu_triwulan(p: pabrik.Pemda) -> None:
    assert siapkan(p).pk == siapkan(p).pk
    assert Periode.objects.count() == 2


def test_triwulan_yang_ditolak_tidak_meninggalkan_tahun_kosong(p: pabrik.Pemda) -> None:
    with pytest.raises(GalatAturan, match="Penutupan triwulan melewati"):
        siapkan(p, tutup_tahun=p.saat(2027, 1, 20))
    assert not Periode.objects.exists()


def test_tenggat_yang_sudah_dibuka_digeser_dengan_alasan_dan_jejaknya(p: pabrik.Pemda) -> None:
    dibuka = pabrik.triwulan(p)
    baru = replace(layanan.Tenggat.dari(dibuka), tutup=dibuka.tutup_pada + timedelta(days=3))
    with pytest.raises(GalatAturan, match="Tulis alasannya"):
        layanan.ubah_tenggat(periode=dibuka, tenggat=baru, alasan=" ", oleh=p.admin, sekarang=p.sekarang)
    layanan.ubah_tenggat(periode=dibuka, tenggat=baru, alasan="Banjir", oleh=p.admin, sekarang=p.sekarang)
    lama = dibuka.tutup_pada
    dibuka.refresh_from_db()
    assert dibuka.tutup_pada == lama + timedelta(days=3)
    jejak = Jejak.objects.get(aksi="periode.tenggat_diubah")
    assert jejak.alasan == "Banjir" and list(jejak.isi) == ["tutup_pada"]


def test_tenggat_skp_tahun_menular_ke_bagiannya(p: pabrik.Pemda) -> None:
    bagian = pabrik.triwulan(p)
    tahun = Periode.objects.get(pk=bagian.induk_id)
    baru = replace(layanan.Tenggat.dari(tahun), skp=p.saat(2026, 11, 20))
    layanan.ubah_tenggat(periode=tahun, tenggat=baru, alasan="Susulan", oleh=p.admin, sekarang=p.sekarang)
    bagian.refresh_from_db()
    assert bagian.tenggat_skp == p.saat(2026, 11, 20)


def test_tahun_tidak_ditutup_sebelum_bagiannya(p: pabrik.Pemda) -> None:
    bagian = pabrik.triwulan(p)
    tahun = Periode.objects.get(pk=bagian.induk_id)
    awal = p.saat(2027, 1, 10)
    baru = layanan.Tenggat(skp=tahun.tenggat_skp, lapor=awal, umpan_balik=awal, nilai=awal, tutup=awal)
    with pytest.raises(GalatAturan, match="Triwulan IV 2026 baru ditutup sesudah itu"):
        layanan.ubah_tenggat(periode=tahun, tenggat=baru, alasan="x", oleh=p.admin, sekarang=p.sekarang)


def test_penutupan_tidak_digeser_ke_masa_lalu(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    kemarin = p.sekarang - timedelta(days=1)
    baru = layanan.Tenggat(tahun.tenggat_skp, kemarin, kemarin, kemarin, kemarin)
    with pytest.raises(GalatAturan, match="sudah lewat"):
        layanan.ubah_tenggat(periode=tahun, tenggat=baru, alasan="x", oleh=p.admin, sekarang=p.sekarang)


def test_tenggat_periode_yang_sedang_ditutup_tidak_berubah(p: pabrik.Pemda) -> None:
    dibuka = pabrik.triwulan(p)
    Periode.objects.filter(pk=dibuka.pk).update(penutupan_dimulai=p.sekarang)
    baru = replace(layanan.Tenggat.dari(dibuka), tutup=dibuka.tutup_pada + timedelta(days=3))
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        layanan.ubah_tenggat(periode=dibuka, tenggat=baru, alasan="x", oleh=p.admin, sekarang=p.sekarang)
