"""Musyawarah: masa, usul yang disaring, dukungan yang tidak dapat digelembungkan, putusan, dan janjinya."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from indikator.models import Indikator
from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, Riwayat
from tests.umpan_balik.conftest import SEKARANG, Kota
from umpan_balik.models import Dukungan, Musyawarah, Usul
from umpan_balik.queries import musyawarah as isi
from umpan_balik.rules.musyawarah import VERSI_KINI
from umpan_balik.services import musyawarah as layanan
from umpan_balik.sidik_musyawarah import sidik_topik

pytestmark = pytest.mark.django_db
HARI = date(2026, 11, 16)
SESUDAH = SEKARANG + timedelta(days=15)


def susun(kota: Kota, **lain: object) -> Musyawarah:
    isian = {
        "musyawarah": None,
        "unit": kota.dinas,
        "judul": "Apa yang perlu dibenahi di loket?",
        "uraian": "Ruang tunggu diperluas tahun depan; urutannya terserah Anda.",
        "mulai": HARI,
        "selesai": HARI + timedelta(days=14),
        "oleh": kota.admin,
        "sekarang": SEKARANG,
    }
    return layanan.susun(**(isian | lain))


@pytest.fixture
def topik(kota: Kota) -> Musyawarah:
    return layanan.buka(musyawarah=susun(kota), oleh=kota.admin, sekarang=SEKARANG)


def usul(topik: Musyawarah, teks: str = "Tambah kursi di ruang tunggu.", **lain: object) -> Usul:
    isian = {"setuju_versi": VERSI_KINI, "kunci": uuid.uuid4(), "sidik": "a" * 64, "sekarang": SEKARANG}
    return layanan.usulkan(musyawarah=topik, teks=teks, **(isian | lain))


def tampil(topik: Musyawarah, kota: Kota, teks: str = "Tambah kursi di ruang tunggu.") -> Usul:
    return layanan.saring_usul(
        usul=usul(topik, teks), tampil=True, alasan="", kata=[], oleh=kota.admin, sekarang=SEKARANG
    )


def dukung(satu: Usul, alat: str = "ponsel", alamat: str = "10.0.0.1", **lain: object) -> Dukungan:
    sidik = sidik_topik(musyawarah_id=satu.musyawarah_id, alamat=alamat, agen=alat)
    isian = {"kunci": uuid.uuid4(), "sidik": sidik, "sekarang": SEKARANG}
    return layanan.dukung(usul=satu, **(isian | lain))


def test_susun_ubah_buka_lalu_isinya_tetap(kota: Kota, kota_lain: Kota) -> None:
    draf = susun(kota)
    assert susun(kota, musyawarah=draf, judul="Judul lain").judul == "Judul lain"
    with pytest.raises(TidakBerhak):
        layanan.buka(musyawarah=draf, oleh=kota_lain.admin, sekarang=SEKARANG)
    dibuka = layanan.buka(musyawarah=draf, oleh=kota.admin, sekarang=SEKARANG)
    assert (dibuka.status, dibuka.dibuka_oleh) == ("diproses", kota.admin)
    with pytest.raises(GalatAturan, match="sudah dibuka"):
        susun(kota, musyawarah=dibuka, judul="Diam-diam")
    for buruk in ({"selesai": HARI}, {"selesai": HARI + timedelta(days=90)}, {"uraian": "x"}):
        with pytest.raises(GalatAturan):
            susun(kota, **buruk)
    assert list(Jejak.objects.order_by("pk").values_list("aksi", flat=True)) == [
        "musyawarah.dibuat",
        "musyawarah.diubah",
        "musyawarah.dibuka",
    ]


def test_usul_tersamar_menunggu_disaring_dan_satu_kunci_satu_usul(topik: Musyawarah) -> None:
    kunci, sebelum = uuid.uuid4(), Jejak.objects.count()
    pertama = usul(topik, "Tambah kursi, hubungi 0812-3456-7890 Pak Karto.", kunci=kunci)
    kedua = usul(topik, "Isi lain sama sekali.", kunci=kunci)
    assert pertama == kedua and Usul.objects.count() == 1
    assert pertama.teks == "Tambah kursi, hubungi [telepon disamarkan] Pak [nama disamarkan]."
    assert (pertama.moderasi, pertama.tanggal) == ("menunggu", HARI)
    assert not isi.usul_tampil(topik).exists()
    assert Jejak.objects.count() == sebelum
    assert "kursi" not in str(list(Riwayat.objects.values()))


def test_usul_ditolak_di_luar_masa_tanpa_setuju_dan_terlalu_pendek(kota: Kota, topik: Musyawarah) -> None:
    hari_terakhir = datetime.fromisoformat("2026-11-30T23:59:59+07:00")
    assert usul(topik, sekarang=hari_terakhir)
    for buruk in (
        {"sekarang": hari_terakhir + timedelta(seconds=1)},
        {"sekarang": SEKARANG - timedelta(days=1)},
        {"setuju_versi": None},
        {"teks": "Kursi"},
    ):
        with pytest.raises(GalatAturan):
            usul(topik, **buruk)
    with pytest.raises(GalatAturan):
        usul(susun(kota))


def test_usul_keempat_dari_alat_yang_sama_diberi_tanda_bukan_dibuang(topik: Musyawarah) -> None:
    tanda = [usul(topik).curiga for _ in range(4)]
    assert [bool(t) for t in tanda] == [False, False, False, True]
    assert usul(topik, sidik="b" * 64, curiga="Kolom jebakan terisi").curiga == "Kolom jebakan terisi"


def test_menyaring_tampil_atau_beralasan(kota: Kota, topik: Musyawarah) -> None:
    satu = usul(topik, "Tambah kursi, rumah saya Gang Melati 3.")
    isian = {"usul": satu, "kata": [], "oleh": kota.admin, "sekarang": SEKARANG}
    with pytest.raises(GalatAturan):
        layanan.saring_usul(**isian, tampil=False, alasan="Kasar")
    with pytest.raises(TidakBerhak):
        layanan.saring_usul(**(isian | {"oleh": kota.petugas}), tampil=True, alasan="")
    layanan.saring_usul(**isian, tampil=False, alasan="Menyerang satu orang.")
    assert isi.usul_ditolak(topik) == [(HARI, "Menyerang satu orang.")]
    hasil = layanan.saring_usul(**(isian | {"kata": ["Gang Melati 3"]}), tampil=True, alasan="")
    assert hasil.teks == "Tambah kursi, rumah saya [disamarkan]."


def test_satu_alat_dihitung_sekali_walau_berhari_hari(kota: Kota, topik: Musyawarah) -> None:
    satu = tampil(topik, kota)
    kunci = uuid.uuid4()
    assert dukung(satu, kunci=kunci) == dukung(satu, kunci=kunci)
    for hari in range(14):
        dukung(satu, sekarang=SEKARANG + timedelta(days=hari))
    assert Dukungan.objects.filter(status="dihitung").count() == 1
    ditahan = Dukungan.objects.filter(status="ditahan")
    assert ditahan.count() == 14 and ditahan[0].alasan_ditahan == "Alat yang sama sudah mendukung usul ini"


def test_satu_alat_yang_mengganti_namanya_seratus_kali_tertahan_batas_jaringan(
    kota: Kota, topik: Musyawarah
) -> None:
    satu, lain = tampil(topik, kota), tampil(topik, kota, "Perpanjang jam buka loket.")
    for n in range(100):
        dukung(satu, alat=f"ponsel {n}")
    dukung(satu, alamat="10.0.0.2")
    dukung(lain)
    jumlah = {u.pk: (u.dihitung, u.ditahan) for u in isi.usul_tampil(topik)}
    assert jumlah == {satu.pk: (21, 80), lain.pk: (1, 0)}
    banyak = layanan.hitung_dukungan(
        usul=satu, alasan="Warga mengisi bersama di balai desa.", oleh=kota.admin, sekarang=SEKARANG
    )
    assert banyak == 80 and Jejak.objects.filter(aksi="musyawarah.dukungan_dihitung").count() == 1


def test_dukungan_tidak_untuk_usul_yang_belum_tampil(topik: Musyawarah) -> None:
    with pytest.raises(GalatAturan, match="tidak sedang ditampilkan"):
        dukung(usul(topik))


def test_menutup_menghapus_semua_sidik_menurut_zona_pemda(kota: Kota, topik: Musyawarah) -> None:
    dukung(tampil(topik, kota))
    malam = datetime.fromisoformat("2026-11-30T23:59:59+07:00")
    assert layanan.tutup_yang_lewat(sekarang=malam) == 0
    assert layanan.tutup_yang_lewat(sekarang=malam + timedelta(seconds=1)) == 1
    assert layanan.tutup_yang_lewat(sekarang=malam + timedelta(days=1)) == 0
    assert set(Usul.objects.values_list("sidik", flat=True)) == {""}
    assert set(Dukungan.objects.values_list("sidik", flat=True)) == {""}
    with pytest.raises(GalatAturan):
        dukung(Usul.objects.get(), sekarang=SEKARANG)


def test_putusan_beralasan_berindikator_dan_menjadi_catatan(
    kota: Kota, kota_lain: Kota, topik: Musyawarah
) -> None:
    satu, dua = tampil(topik, kota), tampil(topik, kota, "Bangun gedung baru sepuluh lantai.")
    janji = Indikator.objects.create(
        instansi=kota.instansi,
        unit=kota.dinas,
        kode="K1",
        nama="Kursi ruang tunggu",
        satuan="kursi",
        polaritas="maksimal",
        aspek="kuantitas",
        dibuat_pada=SEKARANG,
    )
    putus = {"usul": satu, "keputusan": "dikerjakan", "alasan": "Dua puluh kursi, Maret 2027."}
    putus |= {"indikator": janji, "oleh": kota.admin, "sekarang": SESUDAH}
    with pytest.raises(GalatAturan, match="sesudah musyawarahnya ditutup"):
        layanan.putuskan(**putus)
    layanan.tutup(musyawarah=topik, oleh=kota.admin, sekarang=SEKARANG)
    ringkas = {"musyawarah": topik, "ringkasan": "Kursi ditambah; gedung tidak dibangun."}
    ringkas |= {"oleh": kota.admin, "sekarang": SESUDAH}
    with pytest.raises(GalatAturan, match="2 belum diputuskan"):
        layanan.tetapkan(**ringkas)
    for buruk in ({"alasan": "Ya"}, {"keputusan": "mungkin"}, {"keputusan": "tidak"}):
        with pytest.raises(GalatAturan):
            layanan.putuskan(**(putus | buruk))
    Indikator.objects.filter(pk=janji.pk).update(instansi=kota_lain.instansi)
    with pytest.raises(GalatAturan):
        layanan.putuskan(**(putus | {"indikator": Indikator.objects.get()}))
    Indikator.objects.filter(pk=janji.pk).update(instansi=kota.instansi)
    layanan.putuskan(**putus)
    layanan.putuskan(
        **(putus | {"usul": dua, "keputusan": "tidak", "indikator": None, "alasan": "Tanahnya belum ada."})
    )
    hasil = layanan.tetapkan(**ringkas)
    assert (hasil.status, hasil.ditetapkan_oleh) == ("ditetapkan", kota.admin)
    with pytest.raises(GalatAturan, match="menjadi catatan"):
        layanan.putuskan(**putus)
    with pytest.raises(IntegrityError), transaction.atomic():
        Usul.objects.filter(pk=satu.pk).update(alasan_keputusan="")
