"""Mesin saran membaca standar, asesmen, pemetaan, prasyarat, dan JP PPPK; potretnya menyimpan yang terukur."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from kepegawaian.models import Pegawai
from pelatihan.models import (
    Asesmen,
    AturanBelajar,
    KompetensiTeknis,
    Pelatihan,
    PotretKompetensi,
    Rekomendasi,
    StandarKompetensi,
)
from pelatihan.services import katalog, saran
from tests.pelatihan import pabrik
from tests.pelatihan.pabrik import SEKARANG, SESUDAH, Tertutup

pytestmark = pytest.mark.django_db


@pytest.fixture
def t() -> Tertutup:
    tertutup = pabrik.tutup()
    pabrik.isi_katalog(tertutup.d)
    return tertutup


def buat(t: Tertutup) -> int:
    return saran.buat_untuk_periode(periode_id=t.periode_id, sekarang=SESUDAH)


def kode(siapa: Pegawai) -> set[str]:
    return {k["kode"] for s in pabrik.saran(siapa) for k in s.dasar.get("kebutuhan", [])}


def standar(t: Tertutup, siapa: Pegawai, kompetensi: str, tingkat: int) -> StandarKompetensi:
    tempat = siapa.penempatan.get()
    return StandarKompetensi.objects.create(
        instansi=t.d.instansi,
        jabatan=tempat.jabatan,
        kompetensi=kompetensi,
        tingkat=tingkat,
        sejak=date(2020, 1, 1),
    )


def asesmen(t: Tertutup, siapa: Pegawai, kompetensi: str, tingkat: int, hari_lalu: int = 100) -> Asesmen:
    return Asesmen.objects.create(
        instansi=t.d.instansi,
        pegawai=siapa,
        kompetensi=kompetensi,
        tingkat=tingkat,
        tanggal=t.d.triwulan.selesai - timedelta(days=hari_lalu),
    )


def test_celah_kompetensi_dari_asesmen_menjadi_saran_dengan_angkanya(t: Tertutup) -> None:
    """Budi tanpa cela dalam kinerja; asesmennya dua tingkat di bawah standar jabatannya."""
    standar(t, t.budi, "integritas", 3)
    asesmen(t, t.budi, "integritas", 1)
    katalog.tambah(
        instansi=t.d.instansi,
        judul="Pelatihan Integritas",
        bentuk="PELATIHAN TEKNIS",
        jp=8,
        oleh=None,
        sekarang=SEKARANG,
    )
    buat(t)
    (satu,) = pabrik.saran(t.budi)
    assert satu.judul == "Pelatihan Integritas"
    assert "kompetensi Integritas: tingkat" in satu.alasan
    assert "dari standar 3" in satu.alasan
    assert "penilaian kompetensi 2026 tingkat 1" in satu.alasan
    dasar = satu.dasar["kebutuhan"][0]
    assert dasar["kode"] == "kompetensi:integritas"
    assert Decimal(dasar["nilai"]) == (
        Decimal(dasar["celah"]) * Decimal(dasar["bobot"]) * Decimal(dasar["yakin"])
    ).quantize(Decimal("0.000001"))


def test_asesmen_yang_terlalu_lama_tidak_dipakai(t: Tertutup) -> None:
    standar(t, t.budi, "pengambilan_keputusan", 3)
    asesmen(t, t.budi, "pengambilan_keputusan", 1, hari_lalu=1200)
    buat(t)
    assert pabrik.saran(t.budi) == []


def test_potret_menyimpan_skor_dan_profil_dan_tidak_dapat_diubah(t: Tertutup) -> None:
    standar(t, t.ratna, "pelayanan_publik", 3)
    buat(t)
    satu = PotretKompetensi.objects.get(pegawai=t.ratna)
    assert satu.angka["aspek:kualitas"] == "60.00"
    assert satu.angka["nilai:berorientasi_pelayanan"] == "33.33"  # (2 − 1) : (4 − 1)
    assert satu.profil["pelayanan_publik"] == {
        "standar": 3,
        "tingkat": "1.00",
        "yakin": "0.50",
        "celah": 2,
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        PotretKompetensi.objects.filter(pk=satu.pk).update(angka={})


def test_nilai_360_yang_kuat_tidak_ditagih_dua_kali_bila_kompetensinya_bercelah(t: Tertutup) -> None:
    """Tanpa standar yang ditagih nilainya; dengan standar yang ditagih kompetensinya, dan pelatihannya tetap sama."""
    standar(t, t.ratna, "pelayanan_publik", 3)
    buat(t)
    assert "kompetensi:pelayanan_publik" in kode(t.ratna)
    assert "nilai:berorientasi_pelayanan" not in kode(t.ratna)
    assert "Komunikasi Publik untuk Pelayanan" in {s.judul for s in pabrik.saran(t.ratna)}


def test_tabel_pemetaan_yang_berlaku_menentukan_bukti_dan_pelatihannya(t: Tertutup) -> None:
    """Versi daerah yang memutus hubungan itu: standar saja, tanpa bukti, bukan kebutuhan."""
    standar(t, t.ratna, "pelayanan_publik", 3)
    AturanBelajar.objects.create(
        instansi=t.d.instansi,
        versi=1,
        sejak=date(2026, 1, 1),
        pemetaan=[["nilai:akuntabel", "kompetensi:integritas", 100]],
        jp_pppk=24,
        alasan="Uji.",
        ditetapkan_pada=SEKARANG,
        ditetapkan_oleh=t.d.kepala,
    )
    buat(t)
    assert "nilai:berorientasi_pelayanan" in kode(t.ratna)
    assert not any(k.startswith("kompetensi:") for k in kode(t.ratna))


def test_jp_pppk_mengikuti_kebijakan_daerah(t: Tertutup) -> None:
    Pegawai.objects.filter(pk=t.ratna.pk).update(status="PPPK")
    AturanBelajar.objects.create(
        instansi=t.d.instansi,
        versi=1,
        sejak=date(2026, 1, 1),
        pemetaan=[],
        jp_pppk=6,
        alasan="Uji.",
        ditetapkan_pada=SEKARANG,
        ditetapkan_oleh=t.d.kepala,
    )
    buat(t)
    (satu,) = pabrik.saran(t.ratna)
    assert satu.judul == "Pengelolaan Mutu"
    assert "6 JP dari sisa 6 JP Anda" in satu.alasan


def test_kompetensi_teknis_dijawab_pelatihan_yang_menyebut_namanya(t: Tertutup) -> None:
    KompetensiTeknis.objects.create(instansi=t.d.instansi, kode="tata_naskah", nama="Tata naskah")
    standar(t, t.budi, "tata_naskah", 3)
    asesmen(t, t.budi, "tata_naskah", 2)
    baru = {"instansi": t.d.instansi, "jp": 4, "oleh": None, "sekarang": SEKARANG}
    katalog.tambah(judul="Menulis surat", bentuk="COACHING", kompetensi="Tata Naskah dinas", **baru)
    katalog.tambah(judul="Menulis cerita", bentuk="COACHING", kompetensi="Sastra", **baru)
    buat(t)
    assert [s.judul for s in pabrik.saran(t.budi)] == ["Menulis surat"]


def test_prasyarat_yang_belum_diikuti_menahan_sarannya(t: Tertutup) -> None:
    dasar = Pelatihan.objects.get(judul="Pengelolaan Mutu")
    Pelatihan.objects.exclude(pk=dasar.pk).update(prasyarat=dasar)
    buat(t)
    assert {s.judul for s in pabrik.saran(t.ratna)} == {"Pengelolaan Mutu"}


def test_yang_ditolak_tidak_kembali_pada_periode_berikutnya(t: Tertutup) -> None:
    """Hasil periode lain yang sama angkanya, tiga bulan kemudian."""
    buat(t)
    ditolak = pabrik.saran(t.ratna)[0]
    Rekomendasi.objects.filter(pk=ditolak.pk).update(
        status="ditutup", alasan_tolak="Sudah ikut.", ditanggapi_pada=SESUDAH, ditanggapi_oleh=t.ratna
    )
    baru = saran.rekomendasikan(
        saran.ukur(
            ditolak.hasil.rincian["indikator"],
            _bahan(t, ditolak),
            min_n=_pegang(t).min_n,
            peta=_pegang(t).aturan.peta,
            kompetensi=_pegang(t).kompetensi,
            pada=_pegang(t).pada,
        ).kebutuhan,
        saran.katalog_saran(t.d.instansi.pk, pada=date(2026, 12, 1)),
        sisa_jp=20,
        ditolak=saran.riwayat_banyak([t.ratna.pk], tahun=2026, sekarang=SESUDAH + timedelta(days=90))[
            t.ratna.pk
        ].ditolak,
    )
    judul = {s.pelatihan.judul for s in baru}
    assert judul and ditolak.judul not in judul


def _pegang(t: Tertutup) -> saran.Pegangan:
    t.d.triwulan.refresh_from_db()
    return saran.pegangan(t.d.triwulan)


def _bahan(t: Tertutup, satu: Rekomendasi) -> saran.Bahan:
    return saran.bahan_banyak([satu.hasil], _pegang(t))[satu.pegawai_id]
