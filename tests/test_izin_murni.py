"""Tiap pertanyaan izin ditanya langsung, tanpa halaman: siapa saja yang ya, dan tetangga terdekatnya yang tidak.

Halaman dan layanan diuji di tempat lain (tests/test_izin_semua_url.py, tests/test_keadaan_layanan.py); di sini setiap syarat
di dalam izin itu sendiri, cukup cepat untuk uji mutasi (`make mutu ARGS=A7`).
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from asn_kinerja import permissions as izin_jejak
from indikator import permissions as izin_indikator
from indikator.models import Periode, Tinjauan
from inti.galat import TidakBerhak
from kepegawaian import permissions as izin_pegawai
from kepegawaian.models import Pegawai, Penempatan, Peran
from kepegawaian.permissions import Akses, Izin
from pelatihan import permissions as izin_pelatihan
from pelatihan.models import AnggotaPanitia, Pembinaan, Rekomendasi, Usulan
from pelatihan.rules.pembinaan import Pelaku as PelakuPembinaan
from pelatihan.rules.usulan import Pelaku
from penilaian import permissions as izin_penilaian
from penilaian.models import Evaluasi, Hasil, Kalibrasi, Keberatan
from penilaian.permissions import HakKalibrasi, Pembaca
from penilaian.permissions import Pihak as PihakKeberatan
from tests.indikator import pabrik

HARI = date(2026, 11, 2)
SEHARI = timedelta(days=1)
Jenis = Peran.Jenis

# Siapa memegang apa, ditulis ulang dari keputusan, bukan dari kodenya.
TABEL = {
    Izin.BACA_HASIL_UNIT: {Jenis.ADMIN_BKD, Jenis.PIMPINAN, Jenis.AUDITOR},
    Izin.BACA_JEJAK: {Jenis.ADMIN_BKD, Jenis.AUDITOR},
    Izin.BACA_KEMAJUAN: {Jenis.ADMIN_BKD, Jenis.ADMIN_DINAS, Jenis.PIMPINAN, Jenis.AUDITOR},
    Izin.BACA_TALENTA: {Jenis.ADMIN_BKD, Jenis.PIMPINAN},
    Izin.JAWAB_ASPIRASI: {Jenis.PETUGAS_LAYANAN},
    Izin.KELOLA_INDIKATOR: {Jenis.ADMIN_BKD, Jenis.ADMIN_DINAS},
    Izin.KELOLA_MUSYAWARAH: {Jenis.ADMIN_BKD, Jenis.ADMIN_DINAS},
    Izin.KELOLA_PEGAWAI: {Jenis.ADMIN_BKD, Jenis.ADMIN_DINAS},
    Izin.KELOLA_PERIODE: {Jenis.ADMIN_BKD},
    Izin.KELOLA_TITIK: {Jenis.ADMIN_BKD, Jenis.ADMIN_DINAS},
    Izin.SARING_ASPIRASI: {Jenis.ADMIN_BKD, Jenis.ADMIN_DINAS},
    Izin.TUTUP_PERIODE: {Jenis.ADMIN_BKD},
}


def ditolak(kerja: Callable[[], object], pesan: str) -> bool:
    """Apakah ditolak dengan pesan itu; penolakan berpesan lain bukan penolakan yang dimaksud."""
    try:
        kerja()
    except TidakBerhak as galat:
        assert pesan in galat.pesan
        return True
    return False


# --- tanpa basis data ---


def test_peran_memberi_tepat_izin_di_tabel() -> None:
    assert set(TABEL) == set(Izin) == set(izin_pegawai.KETERANGAN_IZIN)
    for jenis in Jenis:
        diberi = {izin for izin, pemegang in TABEL.items() if jenis in pemegang}
        assert izin_pegawai.IZIN_PERAN[jenis] == diberi, jenis
    assert set(izin_pegawai.HANYA_SELURUH) == {Izin.BACA_TALENTA}
    pengelola = {j for j in Jenis if Akses(1, peran=(j,)).pengelola}
    assert pengelola == {Jenis.ADMIN_BKD, Jenis.ADMIN_DINAS, Jenis.AUDITOR}
    assert Akses(1).pengelola is False


SELURUH = Akses(1, {Izin.BACA_JEJAK: frozenset({None})})
SEUNIT = Akses(1, {Izin.BACA_JEJAK: frozenset({7, 8})})


@pytest.mark.parametrize(
    ("akses", "unit_id", "instansi_id", "boleh"),
    [
        (SELURUH, None, None, True),
        (SELURUH, 9, 1, True),
        (SELURUH, 9, 2, False),
        (SELURUH, None, 2, False),
        (SEUNIT, None, None, True),
        (SEUNIT, None, 1, True),
        (SEUNIT, 7, 1, True),
        (SEUNIT, 9, 1, False),
        (SEUNIT, 7, 2, False),
        (Akses(1), None, None, False),
        (Akses(1), 7, 1, False),
    ],
)
def test_izin_berlaku_di_unit_dan_instansinya(
    akses: Akses, unit_id: int | None, instansi_id: int | None, boleh: bool
) -> None:
    assert akses.boleh(Izin.BACA_JEJAK, unit_id=unit_id, instansi_id=instansi_id) is boleh


def test_unit_yang_tercakup_kosong_berarti_tidak_ada_dan_none_berarti_semua() -> None:
    assert SELURUH.unit(Izin.BACA_JEJAK) is None
    assert SEUNIT.unit(Izin.BACA_JEJAK) == {7, 8}
    assert SEUNIT.unit(Izin.KELOLA_TITIK) == frozenset()


def test_daftar_jejak_seinstansi_hanya_bagi_pembaca_tanpa_batas_unit() -> None:
    assert [izin_jejak.boleh_semua_jejak(a) for a in (SELURUH, SEUNIT, Akses(1))] == [True, False, False]


def test_jejak_di_sebuah_unit_menurut_perannya() -> None:
    def boleh(akses: Akses, jenis: str, unit_id: int | None) -> bool:
        return izin_jejak.boleh_di_unit(akses, jenis=jenis, unit_id=unit_id)

    mengelola = Akses(1, {Izin.KELOLA_INDIKATOR: frozenset({7})})
    assert boleh(SELURUH, "periode", None) and boleh(SELURUH, "indikator", 99)
    assert boleh(SEUNIT, "indikator", 7)
    assert not boleh(SEUNIT, "indikator", 9)
    assert not boleh(SEUNIT, "periode", None), "benda tanpa unit milik seluruh instansi"
    assert boleh(mengelola, "indikator", 7)
    assert not boleh(mengelola, "indikator", 9)
    assert not boleh(mengelola, "pegawai", 7), "izin lain tidak ikut membuka"
    assert not boleh(mengelola, "periode", 7), "jenis tanpa pengelola hanya bagi pembaca jejak"


# --- dengan satu pemda ---


@pytest.fixture
def p(db: None) -> pabrik.Pemda:
    return pabrik.pemda()


def test_akses_hilang_bagi_yang_nonaktif_dan_sesudah_hari_terakhirnya(p: pabrik.Pemda) -> None:
    def punya() -> bool:
        return izin_pegawai.akses_kini(p.admin, pada=HARI).boleh(Izin.TUTUP_PERIODE)

    assert punya()
    assert izin_pegawai.akses(p.admin, pada=HARI) == izin_pegawai.akses_kini(p.admin, pada=HARI)
    for hari, masih in ((HARI + SEHARI, True), (HARI, True), (HARI - SEHARI, False)):
        p.admin.hari_terakhir = hari
        assert punya() is masih, hari
    p.admin.hari_terakhir = None
    p.admin.is_active = False
    assert not punya()
    kosong = izin_pegawai.akses_kini(p.admin, pada=HARI)
    assert (kosong.instansi_id, kosong.per_izin, kosong.peran) == (p.instansi.pk, {}, ())


def test_peran_dua_unit_digabung_dan_peran_asing_tidak_memberi_apa_pun(p: pabrik.Pemda) -> None:
    pabrik.beri_peran(p.admin_dukcapil, Jenis.ADMIN_DINAS, p.puskesmas)
    Peran.objects.create(pegawai=p.admin_dukcapil, jenis="peran_baru", sejak=pabrik.SEJAK)
    akses = izin_pegawai.akses_kini(p.admin_dukcapil, pada=HARI)
    assert akses.unit(Izin.KELOLA_PEGAWAI) == {p.dukcapil.pk, p.capil.pk, p.puskesmas.pk}
    assert akses.peran == ("admin_dinas", "peran_baru")
    assert akses.instansi_id == p.instansi.pk


def test_pimpinan_satu_unit_tidak_membuka_peta_talenta(p: pabrik.Pemda) -> None:
    pabrik.beri_peran(p.kadis, Jenis.PIMPINAN, p.dukcapil)
    akses = izin_pegawai.akses_kini(p.kadis, pada=HARI)
    assert akses.boleh(Izin.BACA_HASIL_UNIT, unit_id=p.capil.pk)
    assert not akses.boleh(Izin.BACA_TALENTA)
    assert not izin_pelatihan.membaca_talenta(p.kadis, pada=HARI)
    assert izin_pelatihan.membaca_talenta(p.admin, pada=HARI)


def test_wajib_menolak_di_luar_izin_unit_dan_instansinya(p: pabrik.Pemda) -> None:
    def tolak(siapa: Pegawai, **lain: int) -> bool:
        isi = {"pada": HARI, "instansi_id": p.instansi.pk, **lain}
        return ditolak(lambda: izin_pegawai.wajib(siapa, Izin.KELOLA_PEGAWAI, **isi), "di luar kewenangan")

    assert not tolak(p.admin) and not tolak(p.admin_dukcapil, unit_id=p.capil.pk)
    assert tolak(p.ratna)
    assert tolak(p.admin_dukcapil, unit_id=p.dinkes.pk)
    assert tolak(p.admin, instansi_id=p.instansi.pk + 1)


def test_wajib_di_menuntut_semua_unitnya_tercakup(p: pabrik.Pemda) -> None:
    def tolak(siapa: Pegawai, unit_ids: list[int] | None, instansi_id: int = p.instansi.pk) -> bool:
        isi = {"pada": HARI, "instansi_id": instansi_id, "unit_ids": unit_ids}
        return ditolak(lambda: izin_pegawai.wajib_di(siapa, Izin.KELOLA_PEGAWAI, **isi), "di luar kewenangan")

    dua = [p.dukcapil.pk, p.capil.pk]
    assert not tolak(p.admin, None) and not tolak(p.admin, [p.dinkes.pk])
    assert not tolak(p.admin_dukcapil, dua) and not tolak(p.admin_dukcapil, [])
    assert tolak(p.admin_dukcapil, [*dua, p.dinkes.pk])
    assert tolak(p.admin_dukcapil, None), "seluruh instansi"
    assert tolak(p.ratna, []) and tolak(p.ratna, None)
    assert tolak(p.admin, [], p.instansi.pk + 1) and tolak(p.admin_dukcapil, dua, p.instansi.pk + 1)


def test_katalog_dan_periode_instansi_lain_tidak_ada(p: pabrik.Pemda) -> None:
    lain = pabrik.pemda("Kota Lain")
    satu, dua = pabrik.indikator(p), pabrik.indikator(p, "Kunjungan", unit=p.dinkes)
    asing = pabrik.indikator(lain)
    tahun = pabrik.tahun(p, buka=False)
    pabrik.tahun(lain, buka=False)
    assert list(izin_indikator.periode_terlihat(p.ratna)) == [tahun]
    assert set(izin_indikator.katalog_terlihat(p.ratna)) == {satu, dua}

    for indikator in (satu, dua, asing):
        Tinjauan.objects.create(
            indikator=indikator,
            periode=tahun,
            jenis="pertanyaan",
            catatan="Bagaimana dihitung?",
            ditulis_pada=p.sekarang,
            ditulis_oleh=p.ratna,
        )

    def terkelola(siapa: Pegawai) -> set[int]:
        akses = izin_pegawai.akses_kini(siapa, pada=HARI)
        return set(izin_indikator.tinjauan_terkelola(siapa, akses=akses).values_list("indikator", flat=True))

    assert terkelola(p.admin) == {satu.pk, dua.pk}
    assert terkelola(p.admin_dukcapil) == {satu.pk}
    assert terkelola(p.ratna) == set()

    def katalog(siapa: Pegawai) -> set[int]:
        akses = izin_pegawai.akses_kini(siapa, pada=HARI)
        return {u.pk for u in izin_indikator.unit_katalog(siapa, akses=akses)}

    assert katalog(p.admin) == {p.akar.pk, p.dukcapil.pk, p.dinkes.pk}
    assert katalog(p.admin_dukcapil) == {p.dukcapil.pk}
    assert katalog(p.ratna) == set()
    p.dinkes.sampai = HARI
    p.dinkes.save()
    assert katalog(p.admin) == {p.akar.pk, p.dukcapil.pk}, "yang sudah berakhir tidak diisi lagi"


def test_pengelola_periode_dan_indikator(p: pabrik.Pemda) -> None:
    lain = pabrik.pemda("Kota Lain")

    def periode(siapa: Pegawai | None) -> bool:
        return ditolak(
            lambda: izin_indikator.wajib_kelola_periode(siapa, instansi=p.instansi, sekarang=p.sekarang),
            "di luar kewenangan",
        )

    def indikator(siapa: Pegawai | None) -> bool:
        return ditolak(
            lambda: izin_indikator.wajib_kelola_indikator(siapa, unit=p.dukcapil, sekarang=p.sekarang),
            "di luar kewenangan",
        )

    def katalog(siapa: Pegawai | None) -> bool:
        return ditolak(
            lambda: izin_pelatihan.wajib_kelola_katalog(siapa, instansi=p.instansi, sekarang=p.sekarang),
            "di luar kewenangan",
        )

    semua = (None, p.admin, p.admin_dukcapil, p.ratna, lain.admin)
    assert [periode(s) for s in semua] == [False, False, True, True, True]
    assert [indikator(s) for s in semua] == [False, False, False, True, True]
    assert [katalog(s) for s in semua] == [False, False, True, True, True]
    seberang = pabrik.beri_peran(p.budi, Jenis.ADMIN_DINAS, p.dinkes)
    assert indikator(seberang.pegawai), "admin dinas lain"
    assert izin_indikator.hari_setempat(p.instansi, sekarang=p.saat(2026, 11, 2, 23, 30)) == HARI


def test_seinstansi_dan_masih_aktif(p: pabrik.Pemda) -> None:
    def tolak(instansi_id: int) -> bool:
        return ditolak(
            lambda: izin_indikator.wajib_seinstansi(p.ratna, instansi_id=instansi_id), "instansi lain"
        )

    assert not tolak(p.instansi.pk)
    assert tolak(p.instansi.pk + 1)
    p.ratna.is_active = False
    assert tolak(p.instansi.pk)


def test_pemilik_penilai_dan_orang_luar_sebuah_skp(p: pabrik.Pemda) -> None:
    def pihak(siapa: Pegawai) -> str | None:
        return izin_indikator.pihak(siapa, pemilik_id=p.ratna.pk, pada=HARI)

    assert [pihak(s) for s in (p.ratna, p.kabid, p.kadis, p.budi)] == ["pemilik", "penilai", None, None]

    def tolak(siapa: Pegawai) -> bool:
        return ditolak(
            lambda: izin_indikator.wajib_pihak(siapa, pemilik_id=p.ratna.pk, pada=HARI), "pegawai lain"
        )

    assert izin_indikator.wajib_pihak(p.kabid, pemilik_id=p.ratna.pk, pada=HARI) == "penilai"
    assert [tolak(s) for s in (p.ratna, p.kabid, p.kadis)] == [False, False, True]

    def tolak_semua(siapa: Pegawai, *pemilik: Pegawai) -> bool:
        ids = [satu.pk for satu in pemilik]
        return ditolak(
            lambda: izin_indikator.wajib_penilai_semua(siapa, pemilik_ids=ids, pada=HARI), "pegawai lain"
        )

    assert not tolak_semua(p.kabid, p.ratna, p.budi) and not tolak_semua(p.kabid)
    assert tolak_semua(p.kabid, p.ratna, p.perawat)
    assert tolak_semua(p.kabid, p.ratna, pabrik.pegawai(p.instansi, "Tanpa Unit"))
    assert tolak_semua(p.kadis, p.ratna)
    p.kabid.is_active = False
    assert tolak(p.kabid) and tolak_semua(p.kabid, p.ratna) and tolak_semua(p.kabid)


def test_pembaca_hasil_unit_menurut_peran(p: pabrik.Pemda) -> None:
    def boleh(siapa: Pegawai, instansi_id: int = p.instansi.pk, unit_id: int = p.capil.pk) -> bool:
        return izin_indikator.boleh_membaca_unit(siapa, instansi_id=instansi_id, unit_id=unit_id, pada=HARI)

    pabrik.beri_peran(p.kadis, Jenis.PIMPINAN, p.dukcapil)
    semua = (p.auditor, p.kadis, p.admin_dukcapil, p.ratna)
    assert [boleh(s) for s in semua] == [True, True, False, False]
    assert not boleh(p.auditor, instansi_id=p.instansi.pk + 1)
    assert not boleh(p.kadis, unit_id=p.puskesmas.pk)


def hasil_ratna(p: pabrik.Pemda, **lain: object) -> Hasil:
    """Hasil Ratna yang dinilai Kabid; tidak disimpan, sebab yang ditanya hanya izinnya."""
    isi = {
        "instansi": p.instansi,
        "pegawai": p.ratna,
        "penilai": p.kabid,
        "unit": p.capil,
        "periode": Periode(instansi=p.instansi, selesai=HARI - 30 * SEHARI),
    }
    return Hasil(**isi | lain)


def test_siapa_membaca_hasil_seseorang(p: pabrik.Pemda) -> None:
    hasil = hasil_ratna(p)
    semua = (p.ratna, p.kabid, p.auditor, p.kadis, p.budi, p.admin_dukcapil, p.kadinkes, p.sekda)
    dibaca = [izin_penilaian.pembaca(s, hasil, pada=HARI) for s in semua]
    assert dibaca == [
        Pembaca.PEMILIK,
        Pembaca.PENILAI,
        Pembaca.UNIT,
        Pembaca.ATASAN_PENILAI,
        *[None] * 4,
    ]
    tanpa_penilai = hasil_ratna(p, penilai=None)
    assert izin_penilaian.pembaca(p.kadis, tanpa_penilai, pada=HARI) is None
    assert izin_penilaian.pembaca(p.kabid, tanpa_penilai, pada=HARI) is None


def test_atasan_penilai_dahulu_dan_kini_sama_sama_membaca(p: pabrik.Pemda) -> None:
    hasil = hasil_ratna(p)
    kursi = p.kadis.penempatan.get()
    kursi.sampai = HARI - 10 * SEHARI
    kursi.save()
    baru = pabrik.pegawai(p.instansi, "Kepala Baru")
    Penempatan.objects.create(
        pegawai=baru, unit=p.dukcapil, jabatan=p.jabatan["kadis"], kepala=True, sejak=HARI - 9 * SEHARI
    )
    for siapa in (p.kadis, baru):
        assert izin_penilaian.pembaca(siapa, hasil, pada=HARI) is Pembaca.ATASAN_PENILAI
    assert izin_penilaian.atasan_penilai(p.kabid.pk, pada=HARI) == baru.pk
    assert izin_penilaian.atasan_penilai(p.kabid.pk, pada=HARI - 20 * SEHARI) == p.kadis.pk
    luar = pabrik.pegawai(p.instansi, "Tanpa Unit")
    assert izin_penilaian.atasan_penilai(luar.pk, pada=HARI) is None


def test_kedudukan_dalam_satu_keberatan(p: pabrik.Pemda) -> None:
    keberatan = Keberatan(hasil=hasil_ratna(p), diajukan_oleh=p.ratna)

    def pihak(siapa: Pegawai) -> PihakKeberatan | None:
        return izin_penilaian.pihak(siapa, keberatan, pada=HARI)

    semua = (p.ratna, p.kabid, p.kadis, p.auditor, p.budi, p.sekda)
    assert [pihak(s) for s in semua] == [
        PihakKeberatan.PENGAJU,
        PihakKeberatan.PENILAI,
        PihakKeberatan.PEMUTUS,
        PihakKeberatan.PEMBACA,
        None,
        None,
    ]
    keberatan.pemutus = p.sekda
    assert pihak(p.sekda) is PihakKeberatan.PEMUTUS, "pemutus yang tercatat"
    assert pihak(p.kadis) is PihakKeberatan.PEMUTUS, "dan yang menjabat kini"
    # Pengaju dan penilainya tidak pernah memutus, walau tercatat sebagai pemutus.
    for siapa in (p.ratna, p.kabid):
        keberatan.pemutus = siapa
        assert izin_penilaian.boleh_memutus(siapa, keberatan, pada=HARI) is False
    keberatan.pemutus = p.sekda
    p.sekda.is_active = False
    assert not izin_penilaian.boleh_memutus(p.sekda, keberatan, pada=HARI)
    tanpa_penilai = Keberatan(hasil=hasil_ratna(p, penilai=None), diajukan_oleh=p.ratna)
    assert not izin_penilaian.boleh_memutus(p.kadis, tanpa_penilai, pada=HARI)


def test_hak_di_papan_kalibrasi(p: pabrik.Pemda) -> None:
    kalibrasi = Kalibrasi(instansi=p.instansi, unit=p.dukcapil)

    def hak(siapa: Pegawai) -> HakKalibrasi | None:
        return izin_penilaian.hak_kalibrasi(siapa, kalibrasi, pada=HARI, hari_ini=HARI)

    semua = (p.kadis, p.auditor, p.kabid, p.admin_dukcapil, pabrik.pemda("Kota Lain").auditor)
    assert [hak(s) for s in semua] == [HakKalibrasi.PIMPINAN, HakKalibrasi.PEMBACA, None, None, None]
    Penempatan.objects.create(
        pegawai=p.kapus, unit=p.dukcapil, jabatan=p.jabatan["kadis"], kepala=True, jenis="plt", sejak=HARI
    )
    assert (hak(p.kapus), hak(p.kadis)) == (HakKalibrasi.PIMPINAN, None), "pejabat sementara mendahului"
    assert izin_penilaian.kepala_pada(p.dukcapil.pk, pada=pabrik.SEJAK - SEHARI) is None
    p.kapus.is_active = p.auditor.is_active = False
    p.kapus.save()
    assert (hak(p.kapus), hak(p.auditor)) == (None, None)
    assert hak(p.kadis) is HakKalibrasi.PIMPINAN, "kepala yang nonaktif tidak dihitung"
    # Masing-masing syarat menolak sendiri, juga bila kursinya masih tercatat.
    p.kadis.is_active = False
    assert hak(p.kadis) is None
    p.kadis.is_active, p.kadis.instansi_id = True, p.instansi.pk + 1
    assert hak(p.kadis) is None


def test_hasil_tampil_hanya_sesudah_ditutup() -> None:
    tampil = {s for s in Periode.Status if izin_penilaian.tampil(Hasil(periode=Periode(status=s)))}
    assert tampil == {Periode.Status.DITUTUP}


def test_kedudukan_dalam_satu_usulan_pelatihan(p: pabrik.Pemda) -> None:
    def pelaku(siapa: Pegawai, milik: Pegawai = p.ratna) -> set[Pelaku]:
        usulan = Usulan(instansi=p.instansi, pegawai=milik)
        return set(izin_pelatihan.pelaku(siapa, usulan, pada=HARI))

    lain = pabrik.pemda("Kota Lain")
    semua = (p.ratna, p.kabid, p.admin, p.kadis, p.budi, p.admin_dukcapil, lain.admin)
    assert [pelaku(s) for s in semua] == [{Pelaku.PEMILIK}, {Pelaku.PENILAI}, {Pelaku.BKD}, *[set()] * 4]
    pabrik.beri_peran(p.kabid, Jenis.ADMIN_BKD)
    assert pelaku(p.kabid) == {Pelaku.PENILAI, Pelaku.BKD}
    assert pelaku(p.kabid, p.kabid) == {Pelaku.PEMILIK}, "tidak mengurus usulannya sendiri"
    p.kabid.is_active = False
    assert pelaku(p.kabid) == set()


def test_kedudukan_dalam_pembinaan_dan_profil(p: pabrik.Pemda) -> None:
    pembinaan = Pembinaan(instansi=p.instansi, pegawai=p.ratna)
    lain = pabrik.pemda("Kota Lain")
    semua = (p.ratna, p.kabid, p.admin, p.kadis, lain.admin)
    bina = [set(izin_pelatihan.pelaku_pembinaan(s, pembinaan, pada=HARI)) for s in semua]
    assert bina == [{PelakuPembinaan.PEMILIK}, {PelakuPembinaan.PENILAI}, set(), set(), set()]
    profil = [izin_pelatihan.boleh_baca_profil(s, p.ratna, pada=HARI) for s in semua]
    assert profil == [True, True, True, False, False]
    # Yang tidak aktif atau dari instansi lain ditolak sebelum hubungannya dilihat.
    asing = Pembinaan(instansi=lain.instansi, pegawai=p.ratna)
    assert izin_pelatihan.pelaku_pembinaan(p.ratna, asing, pada=HARI) == frozenset()
    p.ratna.is_active = p.kabid.is_active = False
    for siapa in (p.ratna, p.kabid):
        assert izin_pelatihan.pelaku_pembinaan(siapa, pembinaan, pada=HARI) == frozenset()
        assert not izin_pelatihan.boleh_baca_profil(siapa, p.ratna, pada=HARI)


def test_pemilik_rekomendasi_saja(p: pabrik.Pemda) -> None:
    saran = Rekomendasi(pegawai=p.ratna)
    assert not ditolak(lambda: izin_pelatihan.wajib_pemilik(saran, p.ratna), "pegawai lain")
    assert ditolak(lambda: izin_pelatihan.wajib_pemilik(saran, p.kabid), "pegawai lain")
    assert str(izin_pelatihan.rekomendasi_untuk(p.ratna).query) != str(
        izin_pelatihan.rekomendasi_untuk(p.budi).query
    )


def test_panitia_penghargaan_pada_harinya(p: pabrik.Pemda) -> None:
    def anggota(pada: date, siapa: Pegawai = p.ratna) -> bool:
        return izin_pelatihan.anggota_panitia(siapa, pada=pada)

    satu = AnggotaPanitia.objects.create(
        instansi=p.instansi,
        pegawai=p.ratna,
        sejak=HARI - SEHARI,
        sampai=HARI + SEHARI,
        ditunjuk_pada=p.sekarang,
        ditunjuk_oleh=p.admin,
    )
    hari = [HARI + n * SEHARI for n in (-2, -1, 0, 1, 2)]
    assert [anggota(h) for h in hari] == [False, True, True, True, False]
    satu.sampai = None
    satu.save()
    assert anggota(HARI + 400 * SEHARI)
    assert not anggota(HARI, p.budi)
    sidang = [
        izin_pelatihan.membaca_sidang(s, pada=HARI) for s in (p.ratna, p.admin, p.admin_dukcapil, p.budi)
    ]
    assert sidang == [True, True, False, False]
    satu.instansi = pabrik.pemda("Kota Lain").instansi
    satu.save()
    assert not anggota(HARI), "panitia instansi lain"
    satu.instansi = p.instansi
    satu.save()
    p.ratna.is_active = False
    assert not anggota(HARI)


def test_jejak_benda_menurut_pemilik_unit_dan_waktunya(p: pabrik.Pemda) -> None:
    def boleh(siapa: Pegawai, jenis: str, nomor: int) -> bool | None:
        akses = izin_pegawai.akses_kini(siapa, pada=HARI)
        return izin_jejak.boleh_jejak(siapa, akses=akses, jenis=jenis, nomor=nomor, pada=HARI)

    lain = pabrik.pemda("Kota Lain")
    semua = (p.ratna, p.auditor, p.admin_dukcapil, p.budi, lain.auditor)
    assert [boleh(s, "pegawai", p.ratna.pk) for s in semua] == [True, True, True, False, None]
    assert boleh(p.admin_dukcapil, "pegawai", p.perawat.pk) is False, "dinas lain"
    assert boleh(p.auditor, "tidak_ada", 1) is None
    assert boleh(p.auditor, "pegawai", 0) is None
    assert [boleh(s, "kebijakan", p.kebijakan.pk) for s in (p.auditor, p.admin_dukcapil)] == [True, False]
    indikator = pabrik.indikator(p)
    dinilai = [boleh(s, "indikator", indikator.pk) for s in (p.auditor, p.admin_dukcapil, p.ratna)]
    assert dinilai == [True, True, False]


def test_jejak_penilaian_sendiri_terbuka_sesudah_periodenya_ditutup(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p, buka=False)
    penilaian = Evaluasi.objects.create(
        instansi=p.instansi, periode=tahun, pegawai=p.ratna, penempatan=p.ratna.penempatan.get()
    )

    def boleh(siapa: Pegawai) -> bool | None:
        akses = izin_pegawai.akses_kini(siapa, pada=HARI)
        return izin_jejak.boleh_jejak(siapa, akses=akses, jenis="evaluasi", nomor=penilaian.pk, pada=HARI)

    pabrik.beri_peran(p.ratna, Jenis.AUDITOR)
    assert [boleh(p.ratna), boleh(p.auditor)] == [False, True], "peran lain tidak membukanya lebih awal"
    Periode.objects.filter(pk=tahun.pk).update(status="ditutup", ditutup=p.sekarang)
    assert boleh(p.ratna) is True
