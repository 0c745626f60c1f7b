"""Memindahkan, menamai ulang, membatalkan, dan menutup unit."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, Pemberitahuan
from kepegawaian.models import LetakUnit, UnitKerja
from kepegawaian.permissions import Izin, akses
from kepegawaian.queries.organisasi import pohon
from kepegawaian.queries.penilai import penilai_pada
from kepegawaian.queries.susunan import riwayat_unit
from kepegawaian.queries.unit import cabang, leluhur
from kepegawaian.services import organisasi
from kepegawaian.services.organisasi import letak as dalam
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota, bangun
from tests.kepegawaian.pabrik import AWAL, HARI, SEKARANG

BESOK = HARI + timedelta(days=1)
KEMARIN = HARI - timedelta(days=1)


def pindah(kota: Kota, unit: UnitKerja, induk: UnitKerja, sejak: date = HARI, **lain: Any) -> UnitKerja:
    isi = {"dasar": "Perwali 5/2026", "oleh": kota.admin_bkd, "sekarang": SEKARANG} | lain
    return organisasi.pindahkan_unit(unit=unit, induk=induk, sejak=sejak, **isi)


def test_unit_yang_dibuat_dengan_cara_apa_pun_punya_letak_pertama(kota: Kota) -> None:
    satu = LetakUnit.objects.get(unit=kota.seksi)
    assert (satu.induk_id, satu.dinas_id, satu.nama, satu.sejak, satu.sampai) == (
        kota.bidang.pk,
        kota.dinas.pk,
        kota.seksi.nama,
        AWAL,
        None,
    )
    UnitKerja.objects.filter(pk=kota.seksi.pk).update(sampai=HARI)
    assert LetakUnit.objects.get(unit=kota.seksi).sampai == HARI


@pytest.mark.parametrize("hari", [date(2026, 1, 15), HARI, date(2026, 9, 1)])
def test_penilai_mengikuti_pindah_mulai_harinya_saja(kota: Kota, hari: date) -> None:
    orang = pabrik.pegawai(kota.instansi, "Anggota Seksi")
    pabrik.tempatkan(orang, kota.seksi)
    pindah(kota, kota.seksi, kota.dinas_lain, hari)

    def penilai(pada: date) -> int | None:
        return penilai_pada(pada=pada, pegawai_ids=[orang.pk])[orang.pk].penilai_id

    assert penilai(hari - timedelta(days=1)) == kota.kabid.pk
    assert penilai(hari) == kota.kadis_lain.pk
    jalur = [u.nama for u in leluhur(kota.seksi.pk, pada=hari)]
    assert jalur == [kota.akar.nama, kota.dinas_lain.nama, kota.seksi.nama]


def test_dinas_seluruh_cabang_ikut_mulai_hari_itu(kota: Kota) -> None:
    pindah(kota, kota.bidang, kota.dinas_lain, BESOK)
    kota.seksi.refresh_from_db()
    assert kota.seksi.dinas_id == kota.dinas.pk, "belum harinya"
    assert organisasi.terapkan(instansi_id=kota.instansi.pk, pada=BESOK) == sorted(
        [kota.bidang.pk, kota.seksi.pk]
    )
    assert organisasi.terapkan(instansi_id=kota.instansi.pk, pada=BESOK) == [], (
        "diulang tidak mengubah apa pun"
    )
    kota.seksi.refresh_from_db()
    kota.bidang.refresh_from_db()
    assert (kota.seksi.dinas_id, kota.bidang.induk_id) == (kota.dinas_lain.pk, kota.dinas_lain.pk)
    assert LetakUnit.objects.get(unit=kota.seksi, sejak=BESOK).dinas_id == kota.dinas_lain.pk


def test_pindah_tercatat_dan_yang_berganti_penilai_dikabari_sekali(kota: Kota) -> None:
    for _ in range(2):
        pindah(kota, kota.bidang, kota.dinas_lain)
    jejak = Jejak.objects.get(aksi="unit.dipindah")
    assert (jejak.objek_id, jejak.isi["induk_lama"], jejak.isi["induk"], jejak.alasan) == (
        kota.bidang.pk,
        kota.dinas.pk,
        kota.dinas_lain.pk,
        "Perwali 5/2026",
    )
    # Hanya kepala bidang yang berganti penilai; stafnya tetap dinilai kepala bidang.
    dikabari = dict(Pemberitahuan.objects.values_list("penerima_id", "judul"))
    assert set(dikabari) == {kota.kabid.pk, kota.kadis_lain.pk}
    assert "Penilai Anda berubah" in dikabari[kota.kabid.pk]


@pytest.mark.parametrize(
    ("unit", "induk", "lain", "pesan"),
    [
        ("akar", "dinas", {}, "puncak organisasi"),
        ("dinas", "seksi", {}, "di bawah unit yang dipindah"),
        ("seksi", "bidang", {}, "memang sudah di bawah"),
        ("seksi", "dinas_lain", {"dasar": "  "}, "dasarnya"),
        ("seksi", "dinas_lain", {"sejak": date(2024, 12, 31)}, "baru berlaku 1 Januari 2025"),
    ],
)
def test_pindah_yang_mustahil_ditolak_dengan_sebabnya(
    kota: Kota, unit: str, induk: str, lain: dict[str, Any], pesan: str
) -> None:
    with pytest.raises(GalatAturan, match=pesan):
        pindah(kota, getattr(kota, unit), getattr(kota, induk), **lain)
    assert LetakUnit.objects.filter(unit__instansi=kota.instansi).count() == 5


def test_lingkaran_menurut_jadwal_ditolak(kota: Kota) -> None:
    pindah(kota, kota.dinas_lain, kota.seksi, date(2026, 6, 1))
    with pytest.raises(GalatAturan, match="mulai 1 Juni 2026, menurut pemindahan yang sudah dijadwalkan"):
        pindah(kota, kota.seksi, kota.dinas_lain, date(2026, 4, 1))


def test_induk_yang_akan_berakhir_ditolak(kota: Kota) -> None:
    UnitKerja.objects.filter(pk=kota.dinas_lain.pk).update(sampai=date(2026, 12, 31))
    with pytest.raises(GalatAturan, match="berakhir 31 Desember 2026"):
        pindah(kota, kota.seksi, kota.dinas_lain)


def test_instansi_lain_tidak_dikenal(kota: Kota, seberang: Kota) -> None:
    with pytest.raises(GalatAturan, match="tidak ada di pemerintah daerah ini"):
        pindah(kota, kota.seksi, seberang.dinas)


def test_admin_dinas_hanya_di_cabangnya_dan_kedua_ujungnya(kota: Kota) -> None:
    subbag = pabrik.unit(kota.instansi, "Subbagian Umum", kota.dinas, "subbagian")
    pindah(kota, kota.seksi, subbag, oleh=kota.admin_dinas)
    for unit, induk in ((kota.seksi, kota.dinas_lain), (kota.dinas, kota.dinas_lain)):
        with pytest.raises(TidakBerhak):
            pindah(kota, unit, induk, BESOK, oleh=kota.admin_dinas)
    with pytest.raises(TidakBerhak):
        pindah(kota, kota.seksi, kota.bidang, BESOK, oleh=kota.auditor)


def test_susunan_periode_yang_sudah_ditutup_tidak_berubah(
    kota: Kota, monkeypatch: pytest.MonkeyPatch
) -> None:
    akhir = date(2025, 12, 31)
    monkeypatch.setattr(
        dalam, "periode_ditutup", lambda **h: ["Triwulan IV 2025"] if h["dari"] <= akhir else []
    )
    with pytest.raises(GalatAturan, match="Triwulan IV 2025 sudah ditutup"):
        pindah(kota, kota.seksi, kota.dinas_lain, akhir)
    pindah(kota, kota.seksi, kota.dinas_lain, akhir + timedelta(days=1))


def test_batal_sebelum_harinya_mengembalikan_semuanya(kota: Kota) -> None:
    pindah(kota, kota.bidang, kota.dinas_lain, BESOK)
    nanti = LetakUnit.objects.get(unit=kota.bidang, sejak=BESOK)
    for _ in range(2):
        organisasi.batalkan_letak(
            letak=nanti, alasan="Perwali dicabut", oleh=kota.admin_bkd, sekarang=SEKARANG
        )
    letak = LetakUnit.objects.filter(unit__in=[kota.bidang, kota.seksi])
    assert {(r.unit_id, r.dinas_id, r.sampai) for r in letak} == {
        (kota.bidang.pk, kota.dinas.pk, None),
        (kota.seksi.pk, kota.dinas.pk, None),
    }
    pindah(kota, kota.bidang, kota.dinas_lain)
    with pytest.raises(GalatAturan, match="sudah mulai"):
        organisasi.batalkan_letak(
            letak=LetakUnit.objects.get(unit=kota.bidang, sejak=HARI),
            alasan="x",
            oleh=None,
            sekarang=SEKARANG,
        )


def ubah(kota: Kota, unit: UnitKerja, **lain: Any) -> UnitKerja:
    isi = {
        "nama": unit.nama,
        "singkatan": unit.singkatan,
        "jenis": unit.jenis,
        "urutan": unit.urutan,
        "oleh": kota.admin_bkd,
        "sekarang": SEKARANG,
    } | lain
    return organisasi.ubah_unit(unit=unit, **isi)


def test_nama_baru_bertanggal_dan_pohon_tahun_lalu_bernama_lama(kota: Kota) -> None:
    baru = ubah(kota, kota.dinas, nama="Dinas Kesehatan dan KB", sejak=HARI, dasar="Perda 2/2026")
    assert baru.nama == "Dinas Kesehatan dan KB"

    def nama(pada: date) -> set[str]:
        return {c.nama for c in pohon(instansi_id=kota.instansi.pk, pada=pada).cabang}

    assert "Dinas Kesehatan" in nama(KEMARIN) and "Dinas Kesehatan dan KB" not in nama(KEMARIN)
    assert "Dinas Kesehatan dan KB" in nama(HARI)
    assert [p.teks for p in riwayat_unit(baru, hari_ini=HARI)] == [
        "Nama Dinas Kesehatan menjadi Dinas Kesehatan dan KB.",
        "Berlaku dengan nama Dinas Kesehatan di bawah Pemerintah Kota.",
    ]


def test_salah_tulis_dibetulkan_di_seluruh_riwayat(kota: Kota) -> None:
    ubah(kota, kota.dinas, nama="Dinas Kesehatan Kota")
    assert set(LetakUnit.objects.filter(unit=kota.dinas).values_list("nama", flat=True)) == {
        "Dinas Kesehatan Kota"
    }
    assert Jejak.objects.get(aksi="unit.diubah").isi["nama"] == {
        "dulu": "Dinas Kesehatan",
        "kini": "Dinas Kesehatan Kota",
    }
    ubah(kota, UnitKerja.objects.get(pk=kota.dinas.pk))
    assert Jejak.objects.filter(aksi="unit.diubah").count() == 1, "yang tidak berubah tidak dicatat"


def test_jenis_perangkat_daerah_menaungi_cabangnya(kota: Kota) -> None:
    ubah(kota, kota.bidang, jenis="badan")
    kota.seksi.refresh_from_db()
    assert kota.seksi.dinas_id == kota.bidang.pk


def test_unit_kosong_ditutup_dan_tetap_dalam_wewenang_pengelola_lama(kota: Kota) -> None:
    tutup: dict[str, Any] = {
        "unit": kota.seksi,
        "dasar": "Perwali 9/2026",
        "oleh": kota.admin_dinas,
        "sekarang": SEKARANG,
    }
    organisasi.tutup_unit(sampai=KEMARIN, **tutup)
    organisasi.tutup_unit(sampai=KEMARIN, **tutup)
    assert Jejak.objects.filter(aksi="unit.ditutup").count() == 1
    assert kota.seksi.pk not in cabang([kota.dinas.pk], pada=HARI)[kota.dinas.pk]
    assert akses(kota.admin_dinas, pada=HARI).boleh(Izin.KELOLA_TITIK, unit_id=kota.seksi.pk)


def test_unit_berpenghuni_tidak_ditutup_dan_penghalangnya_disebut(kota: Kota) -> None:
    pabrik.peran(kota.rekan, "petugas_layanan", kota.bidang)
    with pytest.raises(
        GalatAturan, match="3 penempatan masih berjalan, 1 unit masih di bawahnya, 1 peran masih berlaku"
    ):
        organisasi.tutup_unit(unit=kota.bidang, sampai=HARI, dasar="x", oleh=None, sekarang=SEKARANG)


def test_penghitungan_dampak_tidak_menyimpan_apa_pun(kota: Kota) -> None:
    hasil = organisasi.dampak(
        lambda: pindah(kota, kota.bidang, kota.dinas_lain), unit_ids=[kota.bidang.pk], hari=HARI
    )
    assert hasil.orang == 3
    assert [(b.orang.id, b.lama and b.lama.id, b.baru and b.baru.id) for b in hasil.tersentuh] == [
        (kota.kabid.pk, kota.kadis.pk, kota.kadis_lain.pk)
    ]
    assert LetakUnit.objects.filter(unit=kota.bidang).count() == 1
    assert not Jejak.objects.filter(aksi="unit.dipindah").exists() and not Pemberitahuan.objects.exists()


def serentak(banyak: int, kerja: Callable[[int], Any]) -> list[Any]:
    gerbang = Barrier(banyak)

    def satu(nomor: int) -> Any:
        try:
            gerbang.wait()
            return kerja(nomor)
        except GalatAturan as galat:
            return galat
        finally:
            connection.close()

    with ThreadPoolExecutor(banyak) as kolam:
        return list(kolam.map(satu, range(banyak)))


@pytest.mark.django_db(transaction=True)
def test_dua_pemindahan_serentak_tidak_pernah_membentuk_lingkaran() -> None:
    for putaran in range(5):
        kota = bangun(f"Kota Serentak {putaran}")
        arah = [(kota.dinas, kota.dinas_lain), (kota.dinas_lain, kota.dinas)]

        def kerja(nomor: int, kota: Kota = kota, arah: list[Any] = arah) -> UnitKerja:
            return pindah(kota, *arah[nomor % 2])

        hasil = serentak(4, kerja)
        induk = {
            u: LetakUnit.objects.get(unit=u, sampai=None).induk_id for u in (kota.dinas, kota.dinas_lain)
        }
        assert sorted(p == kota.akar.pk for p in induk.values()) == [False, True], induk
        assert sum(isinstance(h, UnitKerja) for h in hasil) == 2, (
            "yang kembar dijawab sama, yang melingkar ditolak"
        )


def test_jam_instansi_menentukan_hari_ini(kota: Kota, sekarang: datetime) -> None:
    pindah(kota, kota.bidang, kota.dinas_lain, kota.instansi.hari_pada(sekarang))
    kota.bidang.refresh_from_db()
    assert kota.bidang.induk_id == kota.dinas_lain.pk


def test_jadwal_harian_menurut_zona_tiap_instansi(kota: Kota, seberang: Kota) -> None:
    seberang.instansi.zona = "Asia/Jayapura"
    seberang.instansi.save()
    for satu in (kota, seberang):
        pindah(satu, satu.bidang, satu.dinas_lain, BESOK, oleh=None)
    # 2 Maret pukul 22.30 WIB sudah 3 Maret pukul 00.30 di WIT.
    malam = SEKARANG.replace(hour=22, minute=30)
    assert organisasi.terapkan_semua(sekarang=malam) == 2
    seberang.bidang.refresh_from_db()
    kota.bidang.refresh_from_db()
    assert (seberang.bidang.induk_id, kota.bidang.induk_id) == (seberang.dinas_lain.pk, kota.dinas.pk)
    assert organisasi.terapkan_semua(sekarang=malam) == 0
    assert Jejak.objects.filter(aksi="unit.letak_berlaku").count() == 2
