"""Sesudah penutupan, isi seluruh basis data pun tidak menunjukkan siapa menjawab apa (mutu N4)."""

import random
from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection, transaction

from indikator.models import Periode
from indikator.rules.angka import bulatkan, rata_jawaban
from inti.galat import GalatAturan
from mutu.catat import catat
from tests.umpan_balik.conftest import Kota, buat_pegawai
from umpan_balik.models import (
    Jawaban,
    JawabanAnonim,
    Komentar,
    PembandingCermin,
    PenolakanMenilai,
    Penugasan,
)
from umpan_balik.rules.cermin import kebiasaan, rata_kebiasaan
from umpan_balik.services import jawaban, lepas_nama
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
    umum = {"instansi": kota.instansi, "periode": kota.periode, "kelompok": "rekan"}
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


def test_menjajarkan_tabel_tidak_lebih_baik_dari_menebak(ramai: Kota) -> None:
    assert lepas(ramai.periode.pk) == DINILAI * PENILAI
    hasil = {serangan: tertebak(ramai, serangan) for serangan in SERANGAN}
    paling = max(hasil.values())
    catat(
        "N4",
        f"paling banyak {paling * 100:.1f} % tertebak dari {len(hasil)} serangan atas {DINILAI} orang × {PENILAI} penilai",
        lulus=paling <= 1 / PENILAI + 0.05,
    )
    assert paling <= 1 / PENILAI + 0.05, hasil


def test_kembarannya_tanpa_acak_terbongkar(ramai: Kota, monkeypatch: pytest.MonkeyPatch) -> None:
    tanpa_acak = lepas_nama.SQL_JAWABAN.replace("SELECT p.instansi_id", "SELECT p.id AS asal, p.instansi_id")
    tanpa_acak = tanpa_acak.replace("ORDER BY random()", "ORDER BY asal")
    assert "ORDER BY asal" in tanpa_acak and "AS asal" in tanpa_acak
    monkeypatch.setattr(lepas_nama, "SQL_JAWABAN", tanpa_acak)
    lepas(ramai.periode.pk)
    terbongkar = [tertebak(ramai, serangan) for serangan in ("urutan letak", "nomor perintah")]
    catat("N4", f"pembanding tanpa acak: {min(terbongkar) * 100:.0f} % tertebak", lulus=min(terbongkar) == 1)
    assert terbongkar == [1.0, 1.0]


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
            minta.save(update_fields=["kelompok"])  # tulisan apa pun pada barisnya
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
    diminta = minta(kota, kota.anggota[0], kota.kabid, "atasan")
    Jawaban.objects.create(penugasan=diminta, nilai=nilai, draf=False)
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
        penugasan=minta(kota, kota.anggota[0], kota.kabid, "atasan"),
        nilai=[4] * 21,
        komentar={"loyal": "Menjaga rahasia.", "adaptif": "  "},
        draf=False,
    )
    lepas(kota.periode.pk)
    assert list(Komentar.objects.values_list("dinilai_id", "kelompok", "nilai", "teks")) == [
        (kota.anggota[0].pk, "atasan", "loyal", "Menjaga rahasia.")
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


# --- menghitung pun tidak menunjuk siapa pun ---


def jawab(kota: Kota, kelompok: str, banyak: int, *, menjawab: int) -> list[Penugasan]:
    """`banyak` orang diminta menilai anggota pertama; `menjawab` di antaranya mengirim, dengan komentar."""
    semua = [minta(kota, kota.anggota[0], orang, kelompok) for orang in kota.anggota[1 : banyak + 1]]
    for satu in semua[:menjawab]:
        Jawaban.objects.create(
            penugasan=satu,
            nilai=[4] * 21,
            komentar={"loyal": "Teliti."},
            draf=False,
            ubahan={"nilai": [1] * 21},
        )
    return semua


def tersimpan(kota: Kota) -> tuple[int, int]:
    return JawabanAnonim.objects.count(), Komentar.objects.count()


def test_kelompok_di_bawah_minimum_tidak_tersimpan_sama_sekali(kota: Kota) -> None:
    """Satu jawaban dari satu orang tetap bernama walau penilainya dihapus."""
    jawab(kota, "rekan", 5, menjawab=2)
    assert lepas(kota.periode.pk) == 0
    assert tersimpan(kota) == (0, 0) and not Jawaban.objects.exists()


def kirim(satu: Penugasan, sekarang: datetime) -> None:
    """Lewat layanan yang sesungguhnya: draf, kirim, lalu ganti bersama-sama."""
    umum = {"oleh": satu.penilai, "sekarang": sekarang}
    isi = {"penugasan_id": satu.pk, "nilai": [4] * 21, "komentar": {"loyal": "Teliti."}} | umum
    jawaban.simpan(kirim=False, **isi)
    jawaban.simpan(kirim=True, **isi)
    jawaban.titipkan(**isi)
    jawaban.kirim_banyak(
        periode_id=satu.periode_id, isian=[jawaban.Isian(satu.pk, [4] * 21, {"loyal": "Teliti."})], **umum
    )


def bekas() -> dict[int, tuple[str, str, str]]:
    """Penilai → yang ditulis PostgreSQL pada baris permintaannya: pembuat, pengunci atau pengganti, dan letak."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT penilai_id, xmin::text, xmax::text, ctid::text FROM umpan_balik_penugasan")
        return {baris[0]: baris[1:] for baris in kursor.fetchall()}


def kunci_baris(ids: Iterable[int]) -> None:
    """Kembaran kunci_permintaan: mengunci barisnya sendiri."""
    list(Penugasan.objects.select_for_update().filter(pk__in=list(ids)))


def sentuh_baris(ids: Iterable[int]) -> None:
    """Kembaran kunci_permintaan: menandai barisnya, seperti kolom "selesai"."""
    Penugasan.objects.filter(pk__in=list(ids)).update(kelompok="rekan")


def test_siapa_yang_menjawab_hilang_dan_tidak_terbaca_dari_letak_baris(
    kota: Kota, sekarang: datetime
) -> None:
    semua = jawab(kota, "rekan", 5, menjawab=0)
    semula = bekas()
    for satu in semua[:3]:
        kirim(satu, sekarang)
    assert bekas() == semula, "menjawab tidak menyentuh baris permintaannya"
    assert sum(p.selesai for p in Penugasan.objects.all()) == 3
    assert lepas(kota.periode.pk) == 3
    assert not any(p.selesai for p in Penugasan.objects.all())
    assert set(Penugasan.objects.values_list("pk", "penilai", "kelompok")) == {
        (p.pk, p.penilai_id, "rekan") for p in semua
    }
    assert bekas() == semula and {xmax for _, xmax, _ in semula.values()} == {"0"}


def test_kembarannya_yang_menyimpan_semua_terbongkar(
    kota: Kota, sekarang: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    (penjawab, *_) = jawab(kota, "rekan", 5, menjawab=0)
    for nama in ("SQL_JAWABAN", "SQL_KOMENTAR"):
        monkeypatch.setattr(lepas_nama, nama, getattr(lepas_nama, nama).replace(lepas_nama.SYARAT, "true"))
    monkeypatch.setattr(jawaban, "kunci_permintaan", kunci_baris)
    kirim(penjawab, sekarang)
    lepas(kota.periode.pk)
    assert tersimpan(kota) == (1, 1)
    terkunci = [penilai for penilai, (_, xmax, _) in bekas().items() if xmax != "0"]
    assert terkunci == [penjawab.penilai_id], "satu jawaban, satu yang menjawab"


def test_kembarannya_yang_berkunci_tamu_terbongkar(kota: Kota, sekarang: datetime) -> None:
    """Pemeriksaan kunci tamu mengunci baris yang ditunjuk."""
    semua = jawab(kota, "rekan", 5, menjawab=0)
    with connection.cursor() as kursor:
        kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        kursor.execute(
            "ALTER TABLE umpan_balik_jawaban "
            "ADD FOREIGN KEY (penugasan_id) REFERENCES umpan_balik_penugasan (id)"
        )
    kirim(semua[1], sekarang)
    assert [penilai for penilai, (_, xmax, _) in bekas().items() if xmax != "0"] == [semua[1].penilai_id]


def test_kembarannya_yang_hanya_mengubah_tanda_terbongkar_oleh_letaknya(
    kota: Kota, sekarang: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Baris yang pernah diubah tetap di belakang, menurut urutan menjawabnya."""
    semua = jawab(kota, "rekan", 5, menjawab=0)
    monkeypatch.setattr(jawaban, "kunci_permintaan", sentuh_baris)
    for satu in semua[:3]:
        kirim(satu, sekarang)
    lepas(kota.periode.pk)
    with connection.cursor() as kursor:
        kursor.execute("SELECT penilai_id FROM umpan_balik_penugasan ORDER BY ctid")
        urut = [baris[0] for baris in kursor.fetchall()]
    assert set(urut[-3:]) == {p.penilai_id for p in semua[:3]}


def test_dibuka_kembali_pun_tidak_ada_jawaban_yang_ditambahkan(kota: Kota, sekarang: datetime) -> None:
    """Satu jawaban di atas rata-rata yang sudah tampil dapat dihitung dengan mengurangkan."""
    semua = jawab(kota, "rekan", 5, menjawab=3)
    lepas(kota.periode.pk)
    for satu in semua:
        with pytest.raises(GalatAturan, match="sudah dilepas"):
            jawaban.simpan(
                penugasan_id=satu.pk,
                nilai=[1] * 21,
                komentar={},
                kirim=True,
                oleh=satu.penilai,
                sekarang=sekarang,
            )
    Jawaban.objects.create(penugasan=semua[4], nilai=[1] * 21, draf=False)
    assert lepas(kota.periode.pk) == 0
    assert tersimpan(kota) == (3, 3) and not Jawaban.objects.exists()


def test_penolakan_dan_alasannya_ikut_hilang(kota: Kota) -> None:
    PenolakanMenilai.objects.create(
        instansi=kota.instansi,
        periode=kota.periode,
        dinilai=kota.anggota[0],
        penilai=kota.anggota[1],
        sebab="kepentingan",
        alasan="Ia saudara kandung saya.",
    )
    lepas(kota.periode.pk)
    assert not PenolakanMenilai.objects.exists()


# --- pembanding cermin ---


def test_pembanding_cermin_sama_dengan_aturannya_dan_unitnya_terpisah(kota: Kota) -> None:
    acak = random.Random(5)
    formulir: dict[int, list[list[int | None]]] = {}
    for i, orang in enumerate(kota.anggota):
        for dinilai in kota.anggota:
            if orang != dinilai and (i or dinilai == kota.anggota[1]):
                nilai = [acak.choice([1, 2, 3, 4, 5, None]) for _ in range(21)]
                Jawaban.objects.create(penugasan=minta(kota, dinilai, orang), nilai=nilai, draf=False)
                formulir.setdefault(orang.pk, []).append(nilai)
    lepas(kota.periode.pk)
    seharusnya = rata_kebiasaan([k for f in formulir.values() if (k := kebiasaan(f)) is not None])
    assert seharusnya is not None and seharusnya.n == 5, "yang menilai satu orang tidak ikut"
    satu = PembandingCermin.objects.get()
    assert (satu.unit, satu.sisa, satu.n) == (kota.bidang, False, 5)
    assert seharusnya.sebaran is not None and seharusnya.kesamaan is not None
    assert (satu.rata, satu.sebaran, satu.kesamaan) == (
        bulatkan(seharusnya.rata),
        bulatkan(seharusnya.sebaran),
        bulatkan(seharusnya.kesamaan),
    )


def test_unit_kecil_tidak_punya_pembanding(kota: Kota) -> None:
    for orang in kota.anggota[:4]:
        for dinilai in (kota.kabid, kota.anggota[5]):
            Jawaban.objects.create(penugasan=minta(kota, dinilai, orang), nilai=[4] * 21, draf=False)
    lepas(kota.periode.pk)
    assert not PembandingCermin.objects.exists()
