"""Batas rencana, capaian, penilaian, dan pelatihan."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile

from indikator.models import IndikatorKinerja, Periode
from indikator.rules import angka as aturan_angka
from indikator.rules import kebijakan as aturan_kebijakan
from indikator.rules.naskah import LAMPIRAN
from indikator.services import harian
from indikator.services import skp as rencana
from indikator.services.kunci import kunci_bersama
from indikator.services.matriks import bagi
from indikator.services.realisasi import MasukanRealisasi, laporkan, masukan, rating, unggah
from indikator.services.skp import MasukanRHK, lampiran
from indikator.services.skp.masukan import MasukanIndikator, periksa_angka, rapikan_indikator
from inti.models import Berkas
from kepegawaian.models import Penempatan
from pelatihan.models import Pelatihan, Pembinaan
from pelatihan.rules import talenta as aturan_talenta
from pelatihan.services import katalog, pembinaan
from pelatihan.services.pembinaan import umum as pembinaan_umum
from penilaian.models import Keberatan
from penilaian.rules import nota
from penilaian.services import catatan, kebijakan, penutupan, umpan_rhk
from penilaian.services.kalibrasi import pindah
from penilaian.services.keberatan import umum as keberatan
from tests.indikator import pabrik as pabrik_indikator
from tests.keamanan.bahan import SEKARANG
from tests.keamanan.batas.dasar import DETIK, HARI, Batas, Dunia, huruf
from tests.pelatihan import pabrik
from tests.test_keadaan_layanan import _indikator, _jalan_skp

NAMA_LAMPIRAN = next(iter(LAMPIRAN))


# --- rencana ---


def _satu_indikator(w: Dunia, **lain: Any) -> object:
    isi = {
        "katalog_id": None,
        "nama": "Akta terbit",
        "satuan": "akta",
        "polaritas": "maksimal",
        "aspek": "kuantitas",
    }
    dasar = {"bobot": Decimal(10), "target": Decimal(5)}
    return rapikan_indikator(MasukanIndikator(**(isi | dasar | lain)), None)


def banyak_rhk(w: Dunia, n: int) -> object:
    rhk = [MasukanRHK(f"Hasil ke-{k}") for k in range(n)]
    return w.s.lakukan(rencana.susun, "pemilik", skp=w.s.ini, rhk=rhk, versi=w.s.ini.versi)


def banyak_indikator(w: Dunia, n: int) -> object:
    rhk = [MasukanRHK("Hasil", indikator=[_indikator(f"Ukuran {k}", "1") for k in range(n)])]
    return w.s.lakukan(rencana.susun, "pemilik", skp=w.s.ini, rhk=rhk, versi=w.s.ini.versi)


def alasan_adendum(w: Dunia, n: int) -> object:
    _jalan_skp(w.s, "disetujui")
    return w.s.lakukan(rencana.buka_adendum, "pemilik", skp=w.s.ini, alasan=huruf(n))


def dialog_skp(w: Dunia, n: int) -> object:
    return w.s.lakukan(rencana.tulis_catatan, "pemilik", skp=w.s.ini, teks=huruf(n), rhk=None)


def kriteria(w: Dunia, n: int) -> object:
    return _satu_indikator(w, polaritas="kualitatif", kriteria=huruf(n), target=None)


def banyak_sel(w: Dunia, n: int) -> object:
    """RHK kepala bidang dibagikan kepada sebanyak itu orang sekaligus."""
    milik = pabrik_indikator.skp(w.s.p, w.s.p.kabid, w.s.tahun, status="disetujui")
    rhk = milik.rhk.get().pk
    return bagi._rhk_sendiri([(rhk, k) for k in range(n)], oleh=w.s.p.kabid, sekarang=w.s.p.sekarang)


# --- capaian ---


def laporan(w: Dunia, **lain: Any) -> None:
    isi = MasukanRealisasi(w.b.ik.pk, Decimal(1), **lain)
    masukan.periksa_isian(isi, w.b.ik, hari=SEKARANG.date(), ajukan=True)


def bukti(w: Dunia, n: int) -> None:
    laporan(w, tautan=[("", f"https://contoh.go.id/{k}") for k in range(n)])


def keterangan(w: Dunia, n: int) -> None:
    laporan(w, keterangan=huruf(n), berkas_ids=[1])


def judul_tautan(w: Dunia, n: int) -> None:
    laporan(w, tautan=[(huruf(n), "https://contoh.go.id")])


def _berkas(w: Dunia, besar: int, nomor: int, **lain: Any) -> Berkas:
    isi = {"dibuat": SEKARANG - 3 * HARI, "jenis": "application/pdf", "isi": "x", "nama": "b.pdf"}
    siapa = {"instansi_id": w.b.d.instansi.pk, "pemilik_id": w.b.d.staf[0].pk}
    kunci = {"ukuran": besar, "sha256": f"{nomor:064d}", "acak": f"{nomor:032d}"}
    return Berkas.objects.create(**(isi | siapa | kunci | lain))


def _lapor(w: Dunia, ik: IndikatorKinerja, *berkas: Berkas) -> object:
    isi = MasukanRealisasi(ik.pk, Decimal(1), berkas_ids=[b.pk for b in berkas])
    return laporkan(
        periode_id=w.b.d.triwulan.pk, masukan=[isi], ajukan=False, oleh=w.b.d.staf[0], sekarang=SEKARANG
    )


def besar_laporan(w: Dunia, besar: int) -> object:
    return _lapor(w, w.b.ik, _berkas(w, besar - 1000, 1), _berkas(w, 1000, 2))


def besar_periode(w: Dunia, besar: int) -> object:
    """Lima laporan yang masing-masing di bawah batas satu laporan."""
    sisa = besar
    for n in range(4):
        lain = IndikatorKinerja.objects.get(pk=w.b.ik.pk)
        lain.pk, lain.kode = None, f"X{n}"
        lain.save()
        sisa -= 40 * 1024 * 1024
        _lapor(w, lain, _berkas(w, 40 * 1024 * 1024, n + 1))
    return _lapor(w, w.b.ik, _berkas(w, sisa, 99))


def besar_sehari(w: Dunia, besar: int) -> object:
    isi = b"%PDF-1.4\n%%EOF\n"
    _berkas(w, besar - len(isi), 1, dibuat=SEKARANG)
    return unggah.unggah_bukti(
        kiriman=SimpleUploadedFile("a.pdf", isi), oleh=w.b.d.staf[0], sekarang=SEKARANG
    )


def uraian_harian(w: Dunia, n: int) -> None:
    harian._periksa(harian.MasukanHarian(w.b.ik.pk, Decimal(1), huruf(n)), w.b.ik)


def mundur(w: Dunia, lama: timedelta) -> object:
    """Catatan setua itu masih dapat disalin; disalin pada hari terakhir triwulan."""
    hari = w.b.d.triwulan.selesai
    Penempatan.objects.update(sejak=hari - timedelta(days=400))
    harian.CatatanHarian.objects.create(
        instansi=w.b.d.instansi,
        pegawai=w.b.d.staf[0],
        indikator=w.b.ik,
        hari=hari - lama,
        nilai=Decimal(1),
        dicatat_pada=SEKARANG,
        dicatat_oleh=w.b.d.staf[0],
    )
    return harian.sama_seperti_sebelumnya(hari=hari, oleh=w.b.d.staf[0], sekarang=SEKARANG)


def kelonggaran(w: Dunia, lama: timedelta) -> object:
    with patch("inti.queries.jam.selisih_dari", return_value=timedelta(0)):
        return kunci_bersama(periode_id=w.b.d.triwulan.pk, sekarang=w.b.d.triwulan.tutup_pada + lama)


# --- penilaian ---


def alasan_buka(w: Dunia, n: int) -> object:
    Periode.objects.filter(pk=w.b.d.triwulan.pk).update(
        status="ditutup", ditutup=SEKARANG, penutupan_dimulai=SEKARANG
    )
    with patch("penilaian.services.penutupan.buka._putaran_terakhir", return_value=1):
        return penutupan.ajukan_buka(
            periode=w.b.d.triwulan,
            alasan=huruf(n),
            tutup_pada=SEKARANG + 30 * HARI,
            oleh=w.b.d.kepala,
            sekarang=SEKARANG,
        )


def hari_keberatan(w: Dunia, n: int) -> object:
    return kebijakan._periksa("Capaian", "Penjelasan.", n, {})


def hari_putusan(w: Dunia, n: int) -> None:
    kebijakan._periksa_jam(1, n)


def tanpa_nama(w: Dunia, n: int) -> object:
    aturan = aturan_kebijakan.aturan_dari({}).ke_dict()
    aturan["min_n"] |= {"rekan": n, "bawahan": n}
    return kebijakan._periksa("Capaian", "Penjelasan.", 14, aturan)


def berkas_keberatan(w: Dunia, n: int) -> None:
    semua = [Berkas(pemilik_id=w.b.d.staf[0].pk) for _ in range(n)]
    with patch.object(keberatan.BuktiKeberatan.objects, "bulk_create"):
        keberatan.lampirkan(Keberatan(), semua, oleh=w.b.d.staf[0])


# --- pelatihan ---


def prasyarat(w: Dunia, dalam: int) -> None:
    """Rantai prasyarat sepanjang itu di atas pelatihan yang diperiksa."""
    terakhir: Pelatihan | None = None
    for nomor in range(dalam):
        terakhir = Pelatihan(pk=nomor + 1, instansi_id=1, judul=f"{nomor}", prasyarat=terakhir)
    katalog._periksa("Judul", 1, 0, terakhir, instansi_id=1)


def banyak_sasaran(w: Dunia, ke: int) -> object:
    if ke == 1:
        t = pabrik.tutup()
        pembinaan.buat_untuk_periode(periode_id=t.periode_id, sekarang=pabrik.SESUDAH)
        w.isi["pembinaan"] = (t, Pembinaan.objects.filter(pegawai=t.ratna).latest("pk"))
    t, satu = w.isi["pembinaan"]
    return pembinaan.tambah_sasaran(
        pembinaan_id=satu.pk,
        acuan="nilai:akuntabel",
        teks="Berkas dicatat pada hari yang sama.",
        ukuran="Dua puluh berkas berturut-turut.",
        batas=t.d.instansi.hari_pada(pabrik.SESUDAH) + 30 * HARI,
        oleh=t.d.kepala,
        sekarang=pabrik.SESUDAH,
    )


INDIKATOR, NILAI = "indikator/services", "penilaian/services"
RENCANA = [
    Batas(f"{INDIKATOR}/skp/masukan.py:RHK_TERBANYAK", banyak_rhk),
    Batas(f"{INDIKATOR}/skp/masukan.py:INDIKATOR_TERBANYAK", banyak_indikator),
    Batas(f"{INDIKATOR}/skp/adendum.py:ALASAN_TERPANJANG", alasan_adendum),
    Batas(f"{INDIKATOR}/skp/dialog.py:HURUF_TERBANYAK", dialog_skp),
    Batas(f"{INDIKATOR}/matriks/bagi.py:SEL_TERBANYAK", banyak_sel),
]
PEMBINAAN = [Batas("pelatihan/rules/pembinaan.py:SASARAN_TERBANYAK", banyak_sasaran, deret=True)]
BATAS = [
    Batas(f"{INDIKATOR}/skp/masukan.py:KRITERIA_TERPANJANG", kriteria),
    Batas(
        f"{INDIKATOR}/skp/masukan.py:ANGKA_TERBESAR",
        lambda w, n: periksa_angka(n, kata="Angka", bidang="nilai"),
        "kurang dari",
    ),
    Batas(
        f"{INDIKATOR}/skp/lampiran.py:BUTIR_TERBANYAK",
        lambda w, n: lampiran._lampiran(NAMA_LAMPIRAN, "\n".join(f"butir {k}" for k in range(n))),
    ),
    Batas(
        f"{INDIKATOR}/skp/lampiran.py:HURUF_TERBANYAK",
        lambda w, n: lampiran._lampiran(NAMA_LAMPIRAN, huruf(n)),
    ),
    Batas(f"{INDIKATOR}/matriks/bagi.py:PERAN_TERPANJANG", lambda w, n: bagi._rapikan(huruf(n))),
    Batas(f"{INDIKATOR}/realisasi/masukan.py:BUKTI_TERBANYAK", bukti),
    Batas(f"{INDIKATOR}/realisasi/masukan.py:KETERANGAN_TERPANJANG", keterangan),
    Batas(f"{INDIKATOR}/realisasi/masukan.py:JUDUL_TERPANJANG", judul_tautan),
    Batas(
        f"{INDIKATOR}/realisasi/rating.py:ALASAN_TERPANJANG", lambda w, n: rating._periksa("sesuai", huruf(n))
    ),
    Batas(f"{INDIKATOR}/realisasi/unggah.py:LAPORAN_TERBESAR", besar_laporan),
    Batas(f"{INDIKATOR}/realisasi/unggah.py:PERIODE_TERBESAR", besar_periode),
    Batas(f"{INDIKATOR}/realisasi/unggah.py:SEHARI_TERBESAR", besar_sehari),
    Batas(f"{INDIKATOR}/harian.py:URAIAN_TERPANJANG", uraian_harian),
    Batas(f"{INDIKATOR}/harian.py:MUNDUR_TERJAUH", mundur, satuan=HARI),
    Batas(f"{INDIKATOR}/kunci.py:KELONGGARAN", kelonggaran, satuan=DETIK),
    Batas("indikator/rules/angka.py:ANGKA_BULAT_TERBANYAK", lambda w, n: aturan_angka.urai("9" * n)),
    Batas("indikator/rules/angka.py:DESIMAL_TERBANYAK", lambda w, n: aturan_angka.urai(f"0.{'1' * n}")),
    Batas(
        "indikator/rules/kebijakan.py:NILAI_TERTINGGI",
        lambda w, n: aturan_kebijakan.aturan_dari({"batas_capaian": f"{n}"}),
    ),
    Batas(f"{NILAI}/penutupan/buka.py:ALASAN_TERPENDEK", alasan_buka, "sedikitnya"),
    Batas(
        f"{NILAI}/catatan.py:TERPANJANG",
        lambda w, n: catatan._periksa(huruf(n), SEKARANG.date(), hari=SEKARANG.date()),
    ),
    Batas(
        f"{NILAI}/umpan_rhk.py:TERPANJANG",
        lambda w, n: umpan_rhk.rapikan({"a": huruf(n)}, pokok={"a": None}),  # type: ignore[dict-item]
    ),
    Batas(f"{NILAI}/kebijakan.py:HARI_KEBERATAN_TERBANYAK", hari_keberatan),
    Batas(f"{NILAI}/kebijakan.py:HARI_KEBERATAN_TERBANYAK[putusan]", hari_putusan),
    Batas(f"{NILAI}/kebijakan.py:SEDIKITNYA_TANPA_NAMA", tanpa_nama, "sedikitnya"),
    Batas(
        f"{NILAI}/keberatan/umum.py:ALASAN_TERPENDEK",
        lambda w, n: keberatan.alasan_cukup(huruf(n), sebutan="alasannya", bidang="alasan"),
        "sedikitnya",
    ),
    Batas(f"{NILAI}/keberatan/umum.py:BERKAS_TERBANYAK", berkas_keberatan),
    Batas(
        "penilaian/rules/kalibrasi.py:ALASAN_TERPENDEK", lambda w, n: pindah._alasan(huruf(n)), "sedikitnya"
    ),
    Batas(
        "penilaian/rules/nota.py:N_TERBANYAK",
        lambda w, n: nota._survei({"n": n, "nilai": None}),
        "kurang dari",
    ),
    Batas(
        "pelatihan/rules/alasan.py:ALASAN_TERPENDEK",
        lambda w, n: pembinaan_umum.cukup(huruf(n), bidang="teks", apa="sasarannya"),
        "sedikitnya",
    ),
    Batas("pelatihan/rules/talenta.py:MASA_TERLAMA", lambda w, n: aturan_talenta.Aturan(masa_bulan=n)),
    Batas(
        "pelatihan/rules/talenta.py:SKOR_TERTINGGI",
        lambda w, n: aturan_talenta.kategori_potensial(n, aturan_talenta.Aturan()),
    ),
    Batas("pelatihan/services/katalog.py:PRASYARAT_TERDALAM", prasyarat),
]
