"""Sesudah penutupan, isi seluruh basis data pun tidak menunjukkan siapa menjawab apa (mutu N4)."""

import random
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection, transaction

from indikator.models import Periode
from indikator.rules.angka import rata_jawaban
from inti.galat import GalatAturan
from tests.umpan_balik.conftest import Kota, buat_pegawai
from umpan_balik.models import Jawaban, JawabanAnonim, Komentar, Penugasan
from umpan_balik.services import lepas_nama
from umpan_balik.services.lepas_nama import lepas

pytestmark = pytest.mark.django_db
DINILAI, PENILAI = 200, 10


def ciri(nomor: int) -> list[int | None]:
    """Jawaban yang berbeda untuk tiap penilai, sehingga uji tahu kebenarannya."""
    return [nomor % 5 + 1, nomor // 5 + 1, *([3] * 19)]


def minta(kota: Kota, dinilai: object, penilai: object, kelompok: str = "rekan") -> Penugasan:
    return Penugasan.objects.create(
        instansi=kota.instansi, periode=kota.periode, dinilai=dinilai, penilai=penilai, kelompok=kelompok
    )


@pytest.fixture
def ramai(kota: Kota) -> Kota:
    """200 orang, masing-masing dinilai 10 rekan yang menjawab dalam urutan acak."""
    penilai = [buat_pegawai(kota.instansi, f"Penilai{i}") for i in range(PENILAI)]
    dinilai = [buat_pegawai(kota.instansi, f"Dinilai{i}") for i in range(DINILAI)]
    umum = {"instansi": kota.instansi, "periode": kota.periode, "kelompok": "rekan", "selesai": True}
    diminta = Penugasan.objects.bulk_create(
        Penugasan(dinilai=d, penilai=p, **umum) for d in dinilai for p in penilai
    )
    urutan = {p.pk: i for i, p in enumerate(penilai)}
    jawaban = [
        Jawaban(penugasan=satu, nilai=ciri(urutan[satu.penilai_id]), komentar={}, draf=False)
        for satu in diminta
    ]
    random.shuffle(jawaban)
    Jawaban.objects.bulk_create(jawaban)
    kota.lain = {"penilai": urutan}
    return kota


SERANGAN = {
    "urutan kunci": ("id", "id"),
    "urutan letak": ("id", "ctid"),
    "urutan letak kedua tabel": ("ctid", "ctid"),
    "nomor transaksi": ("xmin::text::bigint, ctid", "xmin::text::bigint, ctid"),
    "nomor perintah": ("id", "cmin::text::bigint, ctid"),
}


def tertebak(kota: Kota, serangan: str) -> float:
    """Bagian penilai yang ditebak benar dengan menjajarkan kedua tabel menurut urutan itu."""
    urut_minta, urut_jawab = SERANGAN[serangan]
    with connection.cursor() as kursor:
        kursor.execute(
            f"""
            WITH minta AS (
                SELECT dinilai_id, penilai_id,
                       row_number() OVER (PARTITION BY dinilai_id ORDER BY {urut_minta}) AS ke
                FROM umpan_balik_penugasan WHERE periode_id = %(periode)s
            ), jawab AS (
                SELECT dinilai_id, nilai, row_number() OVER (PARTITION BY dinilai_id ORDER BY {urut_jawab}) AS ke
                FROM umpan_balik_jawabananonim WHERE periode_id = %(periode)s
            )
            SELECT penilai_id, nilai FROM minta JOIN jawab USING (dinilai_id, ke)
            """,
            {"periode": kota.periode.pk},
        )
        pasangan = kursor.fetchall()
    assert len(pasangan) == DINILAI * PENILAI
    urutan = kota.lain["penilai"]
    return sum(ciri(urutan[penilai]) == nilai for penilai, nilai in pasangan) / len(pasangan)  # type: ignore[index]


@pytest.mark.parametrize("serangan", SERANGAN)
def test_menjajarkan_tabel_tidak_lebih_baik_dari_menebak(ramai: Kota, serangan: str) -> None:
    assert lepas(ramai.periode.pk) == DINILAI * PENILAI
    assert tertebak(ramai, serangan) <= 1 / PENILAI + 0.05


@pytest.mark.parametrize("serangan", ["urutan letak", "nomor perintah"])
def test_kembarannya_tanpa_acak_terbongkar(
    ramai: Kota, serangan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tanpa_acak = lepas_nama.SQL_JAWABAN.replace("ORDER BY random()", "ORDER BY p.id")
    assert tanpa_acak != lepas_nama.SQL_JAWABAN
    monkeypatch.setattr(lepas_nama, "SQL_JAWABAN", tanpa_acak)
    lepas(ramai.periode.pk)
    assert tertebak(ramai, serangan) == 1.0


def test_kembarannya_yang_menulis_tanpa_nama_saat_dikirim_terbongkar(ramai: Kota) -> None:
    for satu in Jawaban.objects.select_related("penugasan"):
        with transaction.atomic():
            minta = satu.penugasan
            JawabanAnonim.objects.create(
                instansi_id=minta.instansi_id,
                periode_id=minta.periode_id,
                dinilai_id=minta.dinilai_id,
                kelompok=minta.kelompok,
                nilai=satu.nilai,
                rata=Decimal(3),
            )
            minta.save(update_fields=["selesai"])
    assert tertebak(ramai, "nomor transaksi") == 1.0


def test_semua_baris_dari_satu_transaksi_dan_asalnya_hilang(ramai: Kota) -> None:
    lepas(ramai.periode.pk)
    assert not Jawaban.objects.filter(penugasan__periode=ramai.periode).exists()
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT count(DISTINCT xmin::text), count(DISTINCT cmin::text) FROM umpan_balik_jawabananonim"
        )
        assert kursor.fetchone() == (1, 1)


def test_rata_tepat_seperti_aturan_dan_kosong_tidak_dihitung_nol(kota: Kota) -> None:
    nilai: list[int | None] = [5, 4, None, 3, 3, 2, 4, 4, 5, 1, None, 2, 3, 4, 5, 5, 5, 4, None, 3, 2]
    Jawaban.objects.create(penugasan=minta(kota, kota.anggota[0], kota.anggota[1]), nilai=nilai, draf=False)
    lepas(kota.periode.pk)
    isi = [n for n in nilai if n is not None]
    assert JawabanAnonim.objects.get().rata == rata_jawaban(sum(isi), n=len(isi))


def test_draf_dibuang_dan_tidak_dihitung(kota: Kota) -> None:
    Jawaban.objects.create(
        penugasan=minta(kota, kota.anggota[0], kota.anggota[1]),
        nilai=[5] * 21,
        komentar={"loyal": "Belum jadi."},
        draf=True,
    )
    assert lepas(kota.periode.pk) == 0
    assert (
        not JawabanAnonim.objects.exists() and not Komentar.objects.exists() and not Jawaban.objects.exists()
    )


def test_komentar_lepas_dari_penilai_dan_yang_kosong_dibuang(kota: Kota) -> None:
    Jawaban.objects.create(
        penugasan=minta(kota, kota.anggota[0], kota.anggota[1]),
        nilai=[4] * 21,
        komentar={"loyal": "Menjaga rahasia.", "adaptif": "  "},
        draf=False,
    )
    lepas(kota.periode.pk)
    assert list(Komentar.objects.values_list("dinilai_id", "kelompok", "nilai", "teks")) == [
        (kota.anggota[0].pk, "rekan", "loyal", "Menjaga rahasia.")
    ]


def test_diulang_tidak_mengubah_apa_pun(ramai: Kota) -> None:
    lepas(ramai.periode.pk)
    sebelum = set(JawabanAnonim.objects.values_list("pk", flat=True))
    assert lepas(ramai.periode.pk) == 0
    assert set(JawabanAnonim.objects.values_list("pk", flat=True)) == sebelum


def test_periode_lain_tidak_tersentuh(kota: Kota, pembuat_kota: Callable[..., Kota]) -> None:
    lain = pembuat_kota("Mamuju")
    Jawaban.objects.create(
        penugasan=minta(lain, lain.anggota[0], lain.anggota[1]), nilai=[4] * 21, draf=False
    )
    lepas(kota.periode.pk)
    assert Jawaban.objects.count() == 1


def test_periode_yang_sudah_ditutup_ditolak(kota: Kota, sekarang: datetime) -> None:
    Periode.objects.filter(pk=kota.periode.pk).update(status="ditutup", ditutup=sekarang)
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        lepas(kota.periode.pk)


@pytest.mark.django_db(transaction=True)
def test_di_luar_transaksi_ditolak(kota: Kota) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        lepas(kota.periode.pk)
