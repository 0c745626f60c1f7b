"""Janji yang berlaku untuk semua model."""

from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

APLIKASI = ["inti", "kepegawaian", "indikator", "umpan_balik", "penilaian", "pelatihan"]

# Setiap model ada di tepat satu daftar; model baru tanpa daftar menggagalkan uji.
HANYA_TAMBAH = {
    "inti.Jejak",
    "inti.Riwayat",
    "inti.Segel",
    "indikator.CatatanSKP",
    "indikator.NaskahSKP",
    "umpan_balik.LangkahAspirasi",
    "umpan_balik.AdendumDialog",
    "penilaian.Hasil",
    "penilaian.BukuPenutupan",
    "umpan_balik.PembandingCermin",
    "umpan_balik.LaporanSkm",
    "pelatihan.AturanBelajar",
    "pelatihan.AturanPenghargaan",
    "pelatihan.AturanTalenta",
    "pelatihan.PotretKompetensi",
}
BEKU_SESUDAH_TUTUP = {
    "indikator.Periode",
    "indikator.Realisasi",
    "indikator.Bukti",
    "umpan_balik.Penugasan",
    "umpan_balik.JawabanAnonim",
    "umpan_balik.Komentar",
    "penilaian.ButirUmpanBalik",
    "penilaian.Evaluasi",
    "penilaian.PindahKalibrasi",
    "penilaian.RekapUnit",
}
BEKU_SESUDAH_DITETAPKAN = {
    "indikator.Kebijakan",
    "penilaian.Kalibrasi",
    "umpan_balik.DialogKinerja",
    "umpan_balik.PokokDialog",
    "umpan_balik.TindakDialog",
}
BEBAS = {
    "inti.BarisImpor",
    "inti.Berkas",
    "inti.Cadangan",
    "inti.Dokumen",
    "inti.Draf",
    "inti.Impor",
    "inti.KotakKeluar",
    "inti.PaketDokumen",
    "inti.Pemasangan",
    "inti.Pemberitahuan",
    "kepegawaian.GantiSurel",
    "kepegawaian.Instansi",
    "kepegawaian.Jabatan",
    "kepegawaian.KodeMasuk",
    "kepegawaian.LaporanAtasan",
    "kepegawaian.LetakUnit",
    "kepegawaian.Pegawai",
    "kepegawaian.PejabatPenilai",
    "kepegawaian.Penempatan",
    "kepegawaian.PercobaanMasuk",
    "kepegawaian.Peran",
    "kepegawaian.PerbaikanData",
    "kepegawaian.SesiMasuk",
    "kepegawaian.UnitKerja",
    "indikator.CatatanHarian",
    "penilaian.Jeda",
    "penilaian.PembukaanKembali",
    "penilaian.RekapKelompok",
    "indikator.Indikator",
    "indikator.IndikatorKinerja",
    "indikator.Jangkauan",
    "indikator.Pemahaman",
    "indikator.PenerapanPola",
    "indikator.PolaSKP",
    "indikator.PeranHasil",
    "indikator.RHK",
    "indikator.SKP",
    "indikator.TargetTriwulan",
    "indikator.Tinjauan",
    "umpan_balik.Aspirasi",
    "umpan_balik.Dukungan",
    "umpan_balik.HariLibur",
    "umpan_balik.IzinNama",
    "umpan_balik.KebijakanAspirasi",
    "umpan_balik.Musyawarah",
    "umpan_balik.SebutanPetugas",
    "umpan_balik.Usul",
    "umpan_balik.JagaTitik",
    "umpan_balik.Jawaban",
    "umpan_balik.KodeKunjungan",
    "umpan_balik.PenolakanMenilai",
    "umpan_balik.UsulPenilai",
    "umpan_balik.LaporanUmpanBalik",
    "umpan_balik.Layanan",
    "umpan_balik.LembarKertas",
    "umpan_balik.PenerimaLayanan",
    "umpan_balik.PermintaanUmpanBalik",
    "umpan_balik.ProfilWarga",
    "umpan_balik.Survei",
    "umpan_balik.TindakLanjutSkm",
    "umpan_balik.TitikLayanan",
    "umpan_balik.UmpanBalik",
    "penilaian.BuktiKeberatan",
    "penilaian.CatatanPenilai",
    "penilaian.Keberatan",
    "penilaian.LangkahPenutupan",
    "penilaian.Penutupan",
    "penilaian.TandaBaca",
    "pelatihan.AnggaranPelatihan",
    "pelatihan.Kepesertaan",
    "pelatihan.AnggotaPanitia",
    "pelatihan.BuktiPembinaan",
    "pelatihan.CalonPenghargaan",
    "pelatihan.SidangPenghargaan",
    "pelatihan.Pembinaan",
    "pelatihan.PertemuanPembinaan",
    "pelatihan.SasaranPembinaan",
    "pelatihan.Sesi",
    "pelatihan.Usulan",
    "pelatihan.Asesmen",
    "pelatihan.PenilaianPotensi",
    "pelatihan.KompetensiTeknis",
    "pelatihan.Pelatihan",
    "pelatihan.StandarKompetensi",
    "pelatihan.Rekomendasi",
}
# Saat yang bukan perbuatan seorang pegawai: tenggat, dan perintah di peladen.
TANPA_PELAKU = {
    "indikator.Periode.tutup_pada",
    "inti.Cadangan.selesai_pada",
    "inti.Pemasangan.disahkan_pada",
    "penilaian.PembukaanKembali.tutup_pada",
}


def semua_model() -> list[type[models.Model]]:
    return [m for app in APLIKASI for m in apps.get_app_config(app).get_models()]


def test_setiap_model_terdaftar_beku_atau_bebas() -> None:
    daftar = [HANYA_TAMBAH, BEKU_SESUDAH_TUTUP, BEKU_SESUDAH_DITETAPKAN, BEBAS]
    ada = {m._meta.label for m in semua_model()}
    assert ada == set().union(*daftar)
    assert sum(map(len, daftar)) == len(ada), "ada model di dua daftar"


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(HANYA_TAMBAH | BEKU_SESUDAH_TUTUP | BEKU_SESUDAH_DITETAPKAN))
def test_yang_beku_dijaga_pemicu_basis_data(label: str) -> None:
    tabel = apps.get_model(label)._meta.db_table
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [tabel]
        )
        assert kursor.fetchone()[0] >= 1


TIRUAN = {
    "_": "{}",
    "int": 1,
    "bool": False,
    "date": "2026-10-01",
    "numeric": 1,
    "jsonb": "{}",
    "inet": "127.0.0.1",
    "uuid": UUID(int=1),
}


def tirukan(kursor: Any, tabel: str, **isi: object) -> None:
    """Satu baris secukupnya, tanpa kunci tamu, kendala, dan pemicunya: yang diuji hanya siapa yang menolak mengubahnya."""
    kursor.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('c', 'f')", [tabel]
    )
    for (kendala,) in kursor.fetchall():
        kursor.execute(f'ALTER TABLE "{tabel}" DROP CONSTRAINT "{kendala}"')
    kursor.execute(
        "SELECT attname, typname FROM pg_attribute a JOIN pg_type t ON t.oid = atttypid WHERE attrelid = %s::regclass "
        "AND attnum > 0 AND attnotnull AND NOT attisdropped AND attgenerated = '' "
        "AND (NOT atthasdef OR attname = 'id')",
        [tabel],
    )
    wajib = {
        nama: next(
            (n for kata, n in TIRUAN.items() if jenis.startswith((kata, "time" if kata == "date" else kata))),
            "x",
        )
        for nama, jenis in kursor.fetchall()
    }
    isi = wajib | isi
    nama = ", ".join(f'"{satu}"' for satu in isi)
    kursor.execute(
        f'INSERT INTO "{tabel}" ({nama}) OVERRIDING SYSTEM VALUE VALUES ({", ".join(["%s"] * len(isi))})',
        list(isi.values()),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(HANYA_TAMBAH | BEKU_SESUDAH_TUTUP - {"indikator.Periode"}))
def test_yang_beku_menolak_diubah_dan_dihapus_lewat_sql(label: str) -> None:
    model = apps.get_model(label)._meta
    tabel, kunci = model.db_table, model.pk.column
    with connection.cursor() as kursor:
        kursor.execute("SET LOCAL session_replication_role = replica")
        for lain, isi in {
            "indikator_periode": {"status": "ditutup"},
            "indikator_realisasi": {},
            tabel: {},
        }.items():
            tirukan(kursor, lain, **isi)
        kursor.execute("SET LOCAL session_replication_role = origin")
    for perintah in (f'UPDATE "{tabel}" SET {kunci} = {kunci}', f'DELETE FROM "{tabel}"'):
        with (
            pytest.raises(DatabaseError, match="ditolak"),
            transaction.atomic(),
            connection.cursor() as kursor,
        ):
            kursor.execute(perintah)


def test_setiap_saat_punya_pelaku() -> None:
    kurang = []
    for model in semua_model():
        nama = {f.name for f in model._meta.get_fields()}
        for bidang in nama:
            if bidang.endswith("_pada") and f"{model._meta.label}.{bidang}" not in TANPA_PELAKU:
                pasangan = bidang.removesuffix("_pada") + "_oleh"
                if pasangan not in nama:
                    kurang.append(f"{model._meta.label}.{bidang} tanpa {pasangan}")
    assert not kurang, "\n".join(kurang)


def test_angka_tidak_pernah_pecahan_biner() -> None:
    pecahan = [
        f"{m._meta.label}.{f.name}"
        for m in semua_model()
        for f in m._meta.get_fields()
        if isinstance(f, models.FloatField)
    ]
    assert not pecahan
