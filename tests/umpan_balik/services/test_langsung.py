"""Umpan balik bernama: sampai kepada yang dipilih penulisnya saja, dapat ditarik, diminta, dan dilaporkan."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from indikator.models import Periode
from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, KotakKeluar, Pemberitahuan
from kepegawaian.models import Pegawai
from tests.umpan_balik.conftest import SEKARANG, Kota
from tests.umpan_balik.langsung import buat_rencana, kirim
from umpan_balik.models import LaporanUmpanBalik, PermintaanUmpanBalik, UmpanBalik
from umpan_balik.queries import langsung as kueri
from umpan_balik.services import langsung, langsung_lapor, langsung_minta

pytestmark = pytest.mark.django_db
SEHARI = timedelta(days=1)
DETIK = timedelta(seconds=1)


def dikabari() -> set[int]:
    return set(Pemberitahuan.objects.values_list("penerima_id", flat=True))


# --- memberi ---


def test_kabarnya_hanya_kepada_penerima_kecuali_atasan_diizinkan(kota: Kota) -> None:
    kirim(kota)
    assert dikabari() == {kota.anggota[1].pk}
    kirim(kota, teks="Rekapnya rapi sekali.", terbaca_atasan=True)
    assert dikabari() == {kota.anggota[1].pk, kota.kabid.pk}
    assert not any("rapi" in p.judul + p.isi for p in Pemberitahuan.objects.all())


def test_klik_ganda_satu_umpan_balik(kota: Kota) -> None:
    assert kirim(kota) == kirim(kota, sekarang=SEKARANG + DETIK)
    assert UmpanBalik.objects.count() == Jejak.objects.count() == 1
    kirim(kota, sekarang=SEKARANG + timedelta(minutes=11))
    assert UmpanBalik.objects.count() == 2


def test_yang_ditolak(kota: Kota, kota_lain: Kota) -> None:
    with pytest.raises(TidakBerhak):
        kirim(kota, penerima=kota_lain.anggota[0])
    for lain in (
        {"penerima": kota.anggota[2]},
        {"teks": "Bagus."},
        {"jenis": "keluhan"},
        {"teks": "x" * 2001},
        {"pokok": ""},
        {"pokok": "nilai:sakti"},
        {"pokok": "rhk:1"},
    ):
        with pytest.raises(GalatAturan):
            kirim(kota, **lain)
    assert not UmpanBalik.objects.exists()


def test_periode_draf_tidak_menghalangi_umpan_balik_tentang_nilai(kota: Kota) -> None:
    Periode.objects.update(status="draf")
    assert kirim(kota)


def test_rhk_dipilih_yang_tersambung_di_pohon_dan_laporan_oleh_penilainya(kota: Kota) -> None:
    r = buat_rencana(kota)

    def kunci(pemberi: Pegawai, penerima: Pegawai) -> set[str]:
        semua = kueri.pokok_untuk(pemberi=pemberi, penerima=penerima, pada=SEKARANG.date())
        return {p.kunci for p in semua if not p.nilai}

    satu, dua, asing = kota.anggota[1], kota.anggota[2], kota.anggota[3]
    assert kunci(dua, satu) == {f"rhk:{r.rhk.pk}"}  # sesama penopang
    assert kunci(satu, kota.kabid) == {f"rhk:{r.induk.pk}"}  # yang ditopangnya
    assert kunci(kota.kabid, satu) == {f"rhk:{r.rhk.pk}", f"laporan:{r.laporan.pk}"}
    assert kunci(asing, satu) == set()
    baris = kirim(kota, pokok=f"rhk:{r.rhk.pk}")
    r.rhk.teks = "Bunyi lain"
    r.rhk.save()
    assert UmpanBalik.objects.get(pk=baris.pk).sebutan_pokok == "RHK “Akta terbit tepat waktu”"
    with pytest.raises(GalatAturan):
        kirim(kota, pokok=f"laporan:{r.laporan.pk}")
    assert kirim(kota, pokok=f"laporan:{r.laporan.pk}", oleh=kota.kabid).realisasi == r.laporan


def test_dua_pokok_ditolak_basis_data(kota: Kota) -> None:
    r = buat_rencana(kota)
    baris = kirim(kota)
    with pytest.raises(IntegrityError, match="satu_pokok"), transaction.atomic():
        UmpanBalik.objects.filter(pk=baris.pk).update(rhk=r.rhk)


# --- mengubah dan menarik ---


def ubah(baris: UmpanBalik, oleh: Pegawai, **lain: object) -> UmpanBalik:
    isi = {"jenis": "saran", "teks": "Bicaralah lebih pelan di loket.", "terbaca_atasan": False} | lain
    return langsung.ubah(umpan_balik_id=baris.pk, oleh=oleh, **({"sekarang": SEKARANG + DETIK} | isi))  # type: ignore[arg-type]


def test_diubah_dalam_sehari_dan_terlihat_diubah(kota: Kota) -> None:
    baris = kirim(kota)
    assert ubah(baris, kota.anggota[2]).diubah == SEKARANG + DETIK
    assert ubah(baris, kota.anggota[2], terbaca_atasan=True, sekarang=SEKARANG + SEHARI).terbaca_atasan
    assert kota.kabid.pk in dikabari()
    with pytest.raises(GalatAturan, match="24 jam"):
        ubah(baris, kota.anggota[2], sekarang=SEKARANG + SEHARI + DETIK)
    with pytest.raises(TidakBerhak):
        ubah(baris, kota.anggota[1])


def test_ditarik_teksnya_hilang_dari_basis_data(kota: Kota) -> None:
    baris = kirim(kota, terbaca_atasan=True)
    for _ in range(2):
        langsung.tarik(umpan_balik_id=baris.pk, oleh=kota.anggota[2], sekarang=SEKARANG + DETIK)
    baris.refresh_from_db()
    assert (baris.teks, baris.ditarik) == ("", SEKARANG + DETIK)
    assert not kueri.diterima(kota.anggota[1]).exists()
    assert not kueri.tentang_tim(kota.kabid, pada=SEKARANG.date()).exists()
    assert Jejak.objects.filter(aksi="umpan_balik.ditarik").count() == 1
    with pytest.raises(GalatAturan, match="tarik"):
        ubah(baris, kota.anggota[2])


def test_tidak_dapat_ditarik_sesudah_sehari_atau_oleh_orang_lain(kota: Kota) -> None:
    baris = kirim(kota)
    with pytest.raises(GalatAturan):
        langsung.tarik(umpan_balik_id=baris.pk, oleh=kota.anggota[2], sekarang=SEKARANG + 2 * SEHARI)
    for orang in (kota.anggota[1], kota.kabid, kota.admin):
        with pytest.raises(TidakBerhak):
            langsung.tarik(umpan_balik_id=baris.pk, oleh=orang, sekarang=SEKARANG)


# --- menanggapi ---


def test_terima_kasih_sampai_sekali_dan_berguna_dapat_dilepas(kota: Kota) -> None:
    baris = kirim(kota)

    def tanggapi(apa: str, oleh: Pegawai) -> UmpanBalik:
        return langsung.tanggapi(umpan_balik_id=baris.pk, tanggapan=apa, oleh=oleh, sekarang=SEKARANG)

    for _ in range(2):
        assert tanggapi("terima_kasih", kota.anggota[1]).terima_kasih
    assert Pemberitahuan.objects.filter(penerima_id=kota.anggota[2].pk).count() == 1
    assert tanggapi("berguna", kota.anggota[1]).berguna
    assert not tanggapi("berguna", kota.anggota[1]).berguna
    with pytest.raises(TidakBerhak):
        tanggapi("berguna", kota.anggota[2])
    with pytest.raises(GalatAturan):
        tanggapi("suka", kota.anggota[1])


# --- meminta ---


def minta(kota: Kota, *siapa: Pegawai, **lain: object) -> list[PermintaanUmpanBalik]:
    isi = {
        "penjawab": siapa or [kota.anggota[2], kota.anggota[3]],
        "pokok": "nilai:kolaboratif",
        "pesan": "Apa yang perlu saya ubah di rapat?",
        "oleh": kota.anggota[1],
        "sekarang": SEKARANG,
    } | lain
    return langsung_minta.minta(**isi)  # type: ignore[arg-type]


def test_diminta_dari_beberapa_rekan_satu_yang_menjawab_satu_yang_tidak(kota: Kota) -> None:
    satu, dua = minta(kota)
    assert minta(kota) == []  # yang terbuka tidak diminta dua kali
    hasil = kirim(kota, pokok="nilai:kolaboratif", permintaan_id=satu.pk)
    langsung_minta.tolak(permintaan_id=dua.pk, oleh=kota.anggota[3], sekarang=SEKARANG)
    satu.refresh_from_db()
    dua.refresh_from_db()
    assert (satu.status, satu.jawaban, dua.status) == ("dijawab", hasil, "ditolak")
    assert not kueri.permintaan_masuk(kota.anggota[2]).exists()
    assert minta(kota, kota.anggota[3])  # yang sudah selesai boleh diminta lagi


def test_permintaan_membuka_laporan_yang_diminta_bagi_penjawabnya_saja(kota: Kota) -> None:
    r = buat_rencana(kota)
    kunci = f"laporan:{r.laporan.pk}"
    (satu,) = minta(kota, kota.anggota[3], pokok=kunci)
    with pytest.raises(GalatAturan):
        kirim(kota, pokok=kunci, oleh=kota.anggota[3])
    with pytest.raises(TidakBerhak):
        kirim(kota, pokok=kunci, oleh=kota.anggota[4], permintaan_id=satu.pk)
    assert kirim(kota, pokok=kunci, oleh=kota.anggota[3], permintaan_id=satu.pk).realisasi == r.laporan


def test_meminta_tentang_milik_orang_lain_atau_kepada_orang_luar_ditolak(kota: Kota, kota_lain: Kota) -> None:
    r = buat_rencana(kota)
    with pytest.raises(GalatAturan):
        minta(kota, pokok=f"rhk:{r.saudara.pk}")
    with pytest.raises(TidakBerhak):
        minta(kota, kota_lain.anggota[0])
    for siapa in ((kota.anggota[1],), (kota.anggota[2],) * 11):
        with pytest.raises(GalatAturan):
            minta(kota, *siapa)
    assert not PermintaanUmpanBalik.objects.exists()


def test_diingatkan_sekali_sesudah_tujuh_hari_lewat_kotak_keluar(kota: Kota) -> None:
    Pegawai.objects.filter(pk=kota.anggota[2].pk).update(email="rekan@contoh.go.id")
    kota.anggota[2].refresh_from_db()
    minta(kota)
    assert langsung_minta.ingatkan(sekarang=SEKARANG + 6 * SEHARI) == 0
    assert langsung_minta.ingatkan(sekarang=SEKARANG + 7 * SEHARI) == 2
    assert langsung_minta.ingatkan(sekarang=SEKARANG + 8 * SEHARI) == 0
    surel = KotakKeluar.objects.filter(jenis="surel").values_list("muatan__judul", flat=True)
    assert set(surel) == {
        f"Pengingat: {kota.anggota[1].nama} menunggu umpan balik Anda",
        f"{kota.anggota[1].nama} meminta umpan balik Anda",
    }


def test_dibatalkan_hanya_oleh_peminta_dan_sebelum_dijawab(kota: Kota) -> None:
    satu, dua = minta(kota)
    with pytest.raises(TidakBerhak):
        langsung_minta.batalkan(permintaan_id=satu.pk, oleh=kota.anggota[2], sekarang=SEKARANG)
    langsung_minta.batalkan(permintaan_id=dua.pk, oleh=kota.anggota[1], sekarang=SEKARANG)
    assert not kueri.permintaan_masuk(kota.anggota[3]).exists()
    kirim(kota, pokok="nilai:kolaboratif", permintaan_id=satu.pk)
    with pytest.raises(GalatAturan, match="sudah menjawab"):
        langsung_minta.batalkan(permintaan_id=satu.pk, oleh=kota.anggota[1], sekarang=SEKARANG)


# --- melaporkan ---


def test_laporan_diputus_admin_bkd_dan_yang_disembunyikan_hilang(kota: Kota) -> None:
    baris = kirim(kota, terbaca_atasan=True, teks="Anda memang tidak berguna di sini.")
    alasan = "Menghina saya di depan penilai."
    for _ in range(2):
        laporan = langsung_lapor.lapor(
            umpan_balik_id=baris.pk, alasan=alasan, oleh=kota.anggota[1], sekarang=SEKARANG
        )
    assert LaporanUmpanBalik.objects.count() == 1 and kota.admin.pk in dikabari()
    with pytest.raises(GalatAturan, match=r"sudah Anda laporkan.*belum dikirim"):
        langsung_lapor.lapor(
            umpan_balik_id=baris.pk, alasan="Mengancam saya juga.", oleh=kota.anggota[1], sekarang=SEKARANG
        )
    with pytest.raises(GalatAturan, match="dilaporkan"):
        ubah(baris, kota.anggota[2])
    isi = {"laporan_id": laporan.pk, "putusan": "disembunyikan", "catatan": "Isinya menghina pribadi."}
    for orang in (kota.anggota[2], kota.kabid, kota.petugas):
        with pytest.raises(TidakBerhak):
            langsung_lapor.putus(**isi, oleh=orang, sekarang=SEKARANG)
    langsung_lapor.putus(**isi, oleh=kota.admin, sekarang=SEKARANG)
    assert not kueri.diterima(kota.anggota[1]).exists()
    assert not kueri.tentang_tim(kota.kabid, pada=SEKARANG.date()).exists()
    assert kueri.diberikan(kota.anggota[2]).get().laporan.catatan == "Isinya menghina pribadi."
    with pytest.raises(GalatAturan, match="sudah diputus"):
        langsung_lapor.putus(**isi, oleh=kota.admin, sekarang=SEKARANG)


def test_hanya_penerima_melapor_dan_admin_yang_menulis_tidak_memutus(kota: Kota) -> None:
    baris = kirim(kota, oleh=kota.admin)
    for orang in (kota.anggota[2], kota.kabid):
        with pytest.raises(TidakBerhak):
            langsung_lapor.lapor(umpan_balik_id=baris.pk, alasan="x" * 20, oleh=orang, sekarang=SEKARANG)
    laporan = langsung_lapor.lapor(
        umpan_balik_id=baris.pk, alasan="Menyebut hal pribadi.", oleh=kota.anggota[1], sekarang=SEKARANG
    )
    assert not kueri.laporan_masuk(kota.admin).exists()
    with pytest.raises(TidakBerhak, match="menyangkut Anda"):
        langsung_lapor.putus(
            laporan_id=laporan.pk,
            putusan="dipertahankan",
            catatan="Isinya wajar saja.",
            oleh=kota.admin,
            sekarang=SEKARANG,
        )
