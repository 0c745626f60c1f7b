"""Setiap model memilih: berriwayat, atau tanpa riwayat dengan sebabnya. Model baru tanpa pilihan menggagalkan uji."""

import pytest
from django.apps import apps
from django.db import connection

from tests.test_janji_model import semua_model

BERRIWAYAT = {
    "kepegawaian.Instansi",
    "kepegawaian.UnitKerja",
    "kepegawaian.LetakUnit",
    "kepegawaian.Jabatan",
    "kepegawaian.Pegawai",
    "kepegawaian.Penempatan",
    "kepegawaian.PejabatPenilai",
    "kepegawaian.Peran",
    "kepegawaian.LaporanAtasan",
    "kepegawaian.PerbaikanData",
    "indikator.Periode",
    "indikator.Kebijakan",
    "indikator.Indikator",
    "indikator.Jangkauan",
    "indikator.Tinjauan",
    "indikator.Pemahaman",
    "indikator.PenerapanPola",
    "indikator.PolaSKP",
    "indikator.PeranHasil",
    "indikator.SKP",
    "indikator.RHK",
    "indikator.IndikatorKinerja",
    "indikator.TargetTriwulan",
    "indikator.Realisasi",
    "indikator.Bukti",
    "umpan_balik.Layanan",
    "umpan_balik.PenerimaLayanan",
    "umpan_balik.TindakLanjutSkm",
    "umpan_balik.TitikLayanan",
    "umpan_balik.JagaTitik",
    "umpan_balik.Aspirasi",
    "umpan_balik.HariLibur",
    "umpan_balik.IzinNama",
    "umpan_balik.KebijakanAspirasi",
    "umpan_balik.Musyawarah",
    "umpan_balik.Usul",
    "umpan_balik.DialogKinerja",
    "umpan_balik.LaporanUmpanBalik",
    "umpan_balik.TindakDialog",
    "penilaian.BuktiKeberatan",
    "penilaian.ButirUmpanBalik",
    "penilaian.Evaluasi",
    "penilaian.Jeda",
    "penilaian.Kalibrasi",
    "penilaian.Keberatan",
    "penilaian.PembukaanKembali",
    "penilaian.Penutupan",
    "penilaian.PindahKalibrasi",
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
ANONIM = "karena riwayat dengan waktu dan nomor transaksi menghubungkan jawaban dengan pemberinya"
TANPA_RIWAYAT = {
    "inti.BarisImpor": "karena sementara; baris yang diterapkan berriwayat di tabelnya sendiri",
    "inti.Berkas": "karena isinya bersidik dan tidak pernah diganti; Bukti yang menunjuknya berriwayat",
    "indikator.CatatanHarian": "karena catatan sendiri yang tidak dihitung; laporan yang dihitung berriwayat",
    "inti.Draf": "karena ketikan yang belum menjadi perbuatan; yang dikirim berriwayat di tabelnya sendiri",
    "inti.Dokumen": "karena terbit dan berganti keadaannya tercatat sebagai peristiwa dokumen asalnya",
    "inti.Impor": "karena keadaan pekerjaan; penerapannya tercatat sebagai peristiwa",
    "inti.Jejak": "karena hanya dapat ditambah",
    "inti.KotakKeluar": "karena antrean",
    "inti.PaketDokumen": "karena keadaan pekerjaan; permintaannya tercatat sebagai peristiwa",
    "inti.Cadangan": "karena barisnya hanya ditulis sekali; pembuatannya tercatat sebagai peristiwa",
    "inti.Pemasangan": "karena satu baris; pengesahannya tercatat sebagai peristiwa",
    "inti.Pemberitahuan": "karena pesan di layar",
    "inti.Riwayat": "karena hanya dapat ditambah",
    "inti.Segel": "karena hanya dapat ditambah",
    "indikator.CatatanSKP": "karena hanya dapat ditambah",
    "indikator.NaskahSKP": "karena hanya dapat ditambah",
    "pelatihan.AturanBelajar": "karena hanya dapat ditambah",
    "pelatihan.AturanPenghargaan": "karena hanya dapat ditambah",
    "pelatihan.AturanTalenta": "karena hanya dapat ditambah",
    "pelatihan.PotretKompetensi": "karena hanya dapat ditambah",
    "kepegawaian.GantiSurel": "karena berisi kode rahasia; surel yang jadi dipakai berriwayat pada Pegawai",
    "kepegawaian.KodeMasuk": "karena berisi sidik rahasia; penerbitan dan pemakaiannya tercatat sebagai peristiwa",
    "kepegawaian.PercobaanMasuk": "karena penghitung",
    "kepegawaian.SesiMasuk": "karena sesi; masuk dan keluarnya tercatat sebagai peristiwa",
    "umpan_balik.AdendumDialog": "karena hanya dapat ditambah",
    "umpan_balik.Jawaban": ANONIM,
    "umpan_balik.JawabanAnonim": ANONIM,
    "umpan_balik.KodeKunjungan": ANONIM,
    "umpan_balik.Komentar": ANONIM,
    "umpan_balik.LaporanSkm": "karena hanya dapat ditambah",
    "umpan_balik.LembarKertas": "karena menunjuk jawaban warga; pemasukannya tercatat sebagai peristiwa impor",
    "umpan_balik.PembandingCermin": "karena hanya dapat ditambah",
    "umpan_balik.PenolakanMenilai": ANONIM,
    "umpan_balik.Penugasan": ANONIM,
    "umpan_balik.UsulPenilai": ANONIM,
    "umpan_balik.PermintaanUmpanBalik": "karena pribadi bagi dua orangnya; dikirim dan dijawabnya tercatat tanpa isi",
    "umpan_balik.PokokDialog": "karena isi risalah dua orang; pengesahannya berriwayat dan sesudah itu isinya beku",
    "umpan_balik.Dukungan": ANONIM,
    "umpan_balik.LangkahAspirasi": "karena hanya dapat ditambah",
    "umpan_balik.SebutanPetugas": "karena lahir bersama sarannya dan tidak pernah diubah; keputusannya berriwayat di Aspirasi",
    "umpan_balik.ProfilWarga": ANONIM,
    "umpan_balik.Survei": ANONIM,
    "umpan_balik.UmpanBalik": "karena pribadi bagi penerimanya; pengirimannya tercatat tanpa isi",
    "penilaian.BukuPenutupan": "karena hanya dapat ditambah",
    "penilaian.CatatanPenilai": "karena pribadi bagi penulisnya; yang dihapus harus benar-benar hilang",
    "penilaian.Hasil": "karena hanya dapat ditambah",
    "penilaian.LangkahPenutupan": "karena keadaan pekerjaan",
    "penilaian.RekapKelompok": "karena turunan dari hasil yang beku",
    "penilaian.RekapUnit": "karena hitungan dari hasil, beku sesudah penutupan",
}
RAHASIA_WAJIB = {"password", "token", "sidik", "kunci", "pelacak"}


def pemicu(tabel: str) -> dict[str, str]:
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger t WHERE tgrelid = %s::regclass "
            "AND tgfoid = 'asn_catat_riwayat'::regproc AND tgenabled = 'O'",
            [tabel],
        )
        return dict(kursor.fetchall())


def test_setiap_model_memilih_berriwayat_atau_menyebut_sebabnya() -> None:
    ada = {m._meta.label for m in semua_model()}
    assert ada == BERRIWAYAT | TANPA_RIWAYAT.keys()
    assert not BERRIWAYAT & TANPA_RIWAYAT.keys()
    assert all(sebab.startswith("karena ") for sebab in TANPA_RIWAYAT.values())


@pytest.mark.django_db
def test_yang_berriwayat_memegang_ketiga_pemicu_dan_hanya_mereka() -> None:
    punya = {m._meta.label: len(pemicu(m._meta.db_table)) for m in semua_model()}
    assert {label for label, banyak in punya.items() if banyak == 3} == BERRIWAYAT
    assert {label for label, banyak in punya.items() if banyak not in (0, 3)} == set()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "nama",
    [
        "Jawaban",
        "JawabanAnonim",
        "Komentar",
        "Penugasan",
        "UsulPenilai",
        "PenolakanMenilai",
        "Survei",
        "KodeKunjungan",
        "UmpanBalik",
    ],
)
def test_riwayat_tidak_pernah_menghubungkan_jawaban_dengan_pemberinya(nama: str) -> None:
    """Penilai tanpa nama tetap tanpa nama: tidak ada baris riwayat berwaktu dan bernomor transaksi untuk tabel-tabel ini."""
    assert pemicu(apps.get_model("umpan_balik", nama)._meta.db_table) == {}


@pytest.mark.django_db
def test_kolom_rahasia_selalu_disamarkan() -> None:
    bocor = []
    for label in sorted(BERRIWAYAT):
        model = apps.get_model(label)
        rahasia = RAHASIA_WAJIB & {f.column for f in model._meta.concrete_fields}
        for nama, definisi in pemicu(model._meta.db_table).items():
            samar = definisi.split("asn_catat_riwayat('{")[1].split("}'")[0].split(",")
            bocor += [f"{nama}: {kolom}" for kolom in rahasia if kolom not in samar]
    assert not bocor


@pytest.mark.django_db
def test_teks_saran_warga_tidak_disalin_supaya_masa_simpannya_berlaku() -> None:
    for definisi in pemicu("umpan_balik_aspirasi").values():
        assert "{teks,survei_id,alasan_belum,draf_jawaban}" in definisi
