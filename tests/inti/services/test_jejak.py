"""Jejak audit: lengkap siapa, apa, kapan; dan tidak dapat diubah siapa pun, juga lewat basis data."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from inti.models import Jejak
from inti.permintaan import memakai_nomor, nomor_permintaan
from inti.services import jejak

pytestmark = pytest.mark.django_db
SEKARANG = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


class Ratna:
    pk = 7
    nama = "Ratna Wulandari"
    instansi_id = 3


def catat(**lain: object) -> Jejak:
    isi = {"aksi": "skp.diajukan", "objek_jenis": "skp", "objek_id": 9, "oleh": Ratna(), "sekarang": SEKARANG}
    return jejak.catat(**(isi | lain))  # type: ignore[arg-type]


@pytest.fixture
def tercatat() -> Iterator[Jejak]:
    yield catat()


def test_mencatat_siapa_apa_kapan_dan_dalam_permintaan_mana() -> None:
    with memakai_nomor("a1b2"):
        catat(isi={"bobot": "100"}, alasan="Sesuai DPA.")
    baris = Jejak.objects.get()
    assert (baris.pelaku_id, baris.pelaku_nama, baris.instansi_id) == (7, "Ratna Wulandari", 3)
    assert (baris.aksi, baris.objek_jenis, baris.objek_id) == ("skp.diajukan", "skp", 9)
    assert (baris.waktu, baris.isi, baris.alasan) == (SEKARANG, {"bobot": "100"}, "Sesuai DPA.")
    assert baris.permintaan == "a1b2"
    assert nomor_permintaan() == "", "nomor tidak terbawa ke permintaan berikutnya"


def test_perbuatan_sistem_bernama_sistem_dan_tanpa_pelaku() -> None:
    baris = catat(oleh=None, instansi_id=3)
    assert (baris.pelaku_id, baris.pelaku_nama, baris.instansi_id) == (None, "Sistem", 3)


def test_instansi_yang_disebut_lebih_kuat_daripada_instansi_pelaku() -> None:
    assert catat(instansi_id=99).instansi_id == 99


def test_angka_dan_tanggal_dalam_isi_tersimpan_sebagai_tulisan_tanpa_pembulatan() -> None:
    catat(isi={"nilai": Decimal("98.70"), "pada": date(2026, 11, 2)})
    assert Jejak.objects.get().isi == {"nilai": "98.70", "pada": "2026-11-02"}


def test_banyak_baris_ditulis_dengan_satu_kueri(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        jejak.catat_banyak(
            aksi="skp.disetujui",
            objek_jenis="skp",
            butir=[(n, {"nomor": n}) for n in range(20)],
            oleh=Ratna(),  # type: ignore[arg-type]
            sekarang=SEKARANG,
        )
    assert list(Jejak.objects.order_by("objek_id").values_list("objek_id", flat=True)) == list(range(20))


@pytest.mark.parametrize(
    "perintah",
    [
        "UPDATE inti_jejak SET pelaku_nama = 'Orang lain'",
        "UPDATE inti_jejak SET waktu = waktu",
        "DELETE FROM inti_jejak",
        "TRUNCATE inti_jejak",
        "TRUNCATE inti_jejak CASCADE",
    ],
)
def test_basis_data_menolak_mengubah_menghapus_dan_mengosongkan(
    perintah: str, tercatat: Jejak, pemicu_kosongkan: None
) -> None:
    with (
        pytest.raises(DatabaseError, match="hanya dapat ditambah"),
        transaction.atomic(),
        connection.cursor() as kursor,
    ):
        kursor.execute(perintah)
    tersimpan = Jejak.objects.get()
    assert (tersimpan.pk, tersimpan.pelaku_nama, tersimpan.waktu) == (
        tercatat.pk,
        "Ratna Wulandari",
        SEKARANG,
    )


def test_orm_pun_ditolak(tercatat: Jejak) -> None:
    tercatat.alasan = "diubah"
    for ubah in (tercatat.save, tercatat.delete):
        with pytest.raises(DatabaseError, match="hanya dapat ditambah"), transaction.atomic():
            ubah()
    assert Jejak.objects.get().alasan == ""


def test_jejak_ikut_batal_bila_perubahannya_batal() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        catat()
        raise RuntimeError
    assert not Jejak.objects.exists()
