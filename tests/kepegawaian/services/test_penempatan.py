"""Menempatkan pegawai."""

from datetime import date, datetime

import pytest

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from kepegawaian.models import Pegawai, Penempatan, UnitKerja
from kepegawaian.services import penempatan
from kepegawaian.services.penempatan import MasukanPenempatan
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import AWAL

MARET = date(2026, 3, 1)


def tetapkan(
    kota: Kota, siapa: Pegawai, di: UnitKerja, oleh: Pegawai | None = None, **lain: object
) -> Penempatan:
    isi = {"sejak": MARET, "jabatan": pabrik.jabatan(kota.instansi), "sekarang": pabrik.SEKARANG} | lain
    return penempatan.tetapkan(pegawai=siapa, unit=di, oleh=oleh, **isi)  # type: ignore[arg-type]


def definitif(siapa: Pegawai) -> list[tuple[str, date, date | None]]:
    baris = Penempatan.objects.filter(pegawai=siapa, jenis="definitif").order_by("sejak")
    return [(p.unit.nama, p.sejak, p.sampai) for p in baris]


def test_definitif_baru_mengakhiri_yang_lama_sehari_sebelumnya(kota: Kota) -> None:
    tetapkan(kota, kota.staf, kota.seksi)
    assert definitif(kota.staf) == [
        ("Bidang Pelayanan", AWAL, date(2026, 2, 28)),
        ("Seksi Rujukan", MARET, None),
    ]
    aksi = list(Jejak.objects.filter(objek_jenis="penempatan").order_by("id").values_list("aksi", flat=True))
    assert aksi == ["penempatan.diakhiri", "penempatan.ditetapkan"]


def test_plt_berdiri_di_samping_definitif(kota: Kota) -> None:
    tetapkan(kota, kota.staf, kota.seksi, jenis="plt", kepala=True)
    assert definitif(kota.staf) == [("Bidang Pelayanan", AWAL, None)]


def test_unit_yang_sudah_berkepala_disebut_siapa_kepalanya(kota: Kota) -> None:
    with pytest.raises(GalatAturan, match="sudah dipimpin Baiq Kabid") as galat:
        tetapkan(kota, kota.staf, kota.bidang, kepala=True)
    assert galat.value.bidang == "unit"
    assert definitif(kota.staf) == [("Bidang Pelayanan", AWAL, None)], "yang lama tidak ikut berakhir"
    tetapkan(kota, kota.staf, kota.bidang, jenis="plh", kepala=True)


def test_mutasi_yang_menabrak_jadwal_sesudahnya_dijelaskan(kota: Kota) -> None:
    tetapkan(kota, kota.staf, kota.seksi, sejak=date(2026, 6, 1))
    with pytest.raises(GalatAturan, match="mulai 1 Juni 2026"):
        tetapkan(kota, kota.staf, kota.dinas, sejak=MARET)


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"sampai": date(2026, 2, 1)}, "sebelum hari mulai"),
        ({"sejak": date(2024, 12, 31)}, "baru berlaku 1 Januari 2025"),
        ({"jenis": "magang"}, "belum dikenal"),
    ],
)
def test_penempatan_yang_tidak_mungkin_ditolak(kota: Kota, isi: dict[str, object], kata: str) -> None:
    with pytest.raises(GalatAturan, match=kata):
        tetapkan(kota, kota.staf, kota.seksi, **isi)


def test_unit_yang_akan_bubar_tidak_menerima_penempatan_tanpa_akhir(kota: Kota) -> None:
    kota.seksi.sampai = date(2026, 6, 30)
    kota.seksi.save()
    with pytest.raises(GalatAturan, match="hanya berlaku sampai 30 Juni 2026"):
        tetapkan(kota, kota.staf, kota.seksi)
    tetapkan(kota, kota.staf, kota.seksi, sampai=date(2026, 6, 30))


def test_admin_dinas_tidak_dapat_mengambil_atau_melepas_orang_dinas_lain(kota: Kota) -> None:
    tetapkan(kota, kota.staf, kota.seksi, oleh=kota.admin_dinas)
    with pytest.raises(TidakBerhak):
        tetapkan(kota, kota.kadis_lain, kota.seksi, oleh=kota.admin_dinas)
    with pytest.raises(TidakBerhak):
        tetapkan(kota, kota.rekan, kota.dinas_lain, oleh=kota.admin_dinas)
    tetapkan(kota, kota.rekan, kota.dinas_lain, oleh=kota.admin_bkd)


def test_unit_pemda_lain_tidak_dikenal(kota: Kota, seberang: Kota) -> None:
    with pytest.raises(GalatAturan, match="tidak ada di pemerintah daerah ini"):
        tetapkan(kota, kota.staf, seberang.bidang)


def test_plt_yang_selesai_diakhiri_dan_tidak_dapat_diperpanjang(kota: Kota, sekarang: datetime) -> None:
    plt = tetapkan(kota, kota.staf, kota.seksi, jenis="plt", kepala=True)
    selesai = date(2026, 3, 20)
    penempatan.akhiri(
        penempatan=plt, sampai=selesai, dasar="Pejabat dilantik", oleh=kota.admin_dinas, sekarang=sekarang
    )
    plt.refresh_from_db()
    assert plt.sampai == selesai
    for hari, kata in ((date(2026, 2, 1), "sebelum 1 Maret 2026"), (date(2026, 4, 1), "sudah berakhir")):
        with pytest.raises(GalatAturan, match=kata):
            penempatan.akhiri(penempatan=plt, sampai=hari, oleh=None, sekarang=sekarang)


def test_banyak_penempatan_dengan_kueri_yang_sama(
    kota: Kota, sekarang: datetime, django_assert_num_queries: object
) -> None:
    post = pabrik.jabatan(kota.instansi)
    for banyak in (10, 200):
        orang = [pabrik.pegawai(kota.instansi, f"Orang {n}") for n in range(banyak)]
        masukan = [MasukanPenempatan(o, kota.seksi, post, MARET) for o in orang]
        with django_assert_num_queries(8):  # type: ignore[operator]
            penempatan.tetapkan_banyak(instansi=kota.instansi, masukan=masukan, oleh=None, sekarang=sekarang)
