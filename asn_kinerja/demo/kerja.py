"""Setahun kerja pemda contoh: laporan, umpan balik 360, dan rating, lewat layanan yang sama dengan halaman."""

import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from asn_kinerja.demo import kualitatif, umpan
from asn_kinerja.demo.organisasi import Anggota, Pasangan
from indikator.models import IndikatorKinerja, Periode, Realisasi, StatusDokumen
from indikator.services import realisasi
from indikator.services.realisasi import MasukanRealisasi
from inti.galat import GalatAturan
from kepegawaian.models import Pegawai
from penilaian.queries.bahan import bahan_banyak, hari_penilaian
from penilaian.services import evaluasi
from umpan_balik.models import Penugasan, UmpanBalik
from umpan_balik.queries.langsung import pokok_untuk
from umpan_balik.rules.berakhlak import NILAI
from umpan_balik.services import jawaban, langsung

KETERANGAN = (
    "Sesuai rekap bulanan yang ditandatangani kepala unit.",
    "Dua pekan terhambat jaringan, dikejar di akhir bulan.",
    "Termasuk layanan jemput bola di tiga lokasi.",
    "Data sudah dicocokkan dengan aplikasi induk.",
    "Tiga kasus menunggu berkas dari pusat.",
)
KOMENTAR = (
    "Mudah dihubungi dan tuntas menyelesaikan urusan.",
    "Kadang terlambat memberi kabar kalau ada kendala.",
    "Mau mengajari rekan baru memakai aplikasi.",
    "Akan lebih baik bila rapat dimulai tepat waktu.",
    "Tenang menghadapi warga yang marah.",
)
PUJIAN = (
    "Rekapnya rapi dan selesai lebih cepat dari rencana. Bagikan caranya kepada unit lain.",
    "Terima kasih sudah menggantikan loket saat antrean panjang.",
    "Presentasi hasil surveinya jelas, datanya mudah diikuti.",
)
SARAN = (
    "Cantumkan tanggal pada setiap foto bukti supaya mudah diperiksa.",
    "Laporkan kendala lebih awal, jangan menunggu akhir bulan.",
)
CATATAN_KEMBALI = "Tanggal pada rekap belum terbaca. Lampirkan halaman yang bertanda tangan."
ALASAN_BEDA = "Menyusun cara kerja baru yang kini dipakai unit lain; buktinya ada pada laporan."


def nilai_realisasi(satu: IndikatorKinerja, cakap: float, acak: random.Random) -> Decimal:
    """Realisasi rekaan di sekitar target; persen dan skala tidak melampaui batas ukurannya."""
    target = satu.target if satu.target is not None else satu.atas or Decimal(1)
    faktor = max(0.55, min(1.25, acak.gauss(cakap, 0.06)))
    if satu.polaritas == "minimal":
        faktor = 2 - faktor
    elif satu.polaritas == "rentang":
        faktor = 1 if acak.random() < 0.7 else acak.choice([0.93, 1.05])
    angka = target * Decimal(str(round(faktor, 4)))
    bulat = target == target.to_integral() and satu.satuan.lower() not in {
        "%",
        "persen",
        "hari",
        "skala 5",
        "jam",
        "menit",
    }
    angka = angka.quantize(Decimal(1) if bulat else Decimal("0.01"), ROUND_HALF_UP)
    if satu.satuan.lower() in {"%", "persen"} and target <= 100:
        angka = min(angka, Decimal(100))
    return min(angka, Decimal(5)) if satu.satuan == "skala 5" else max(angka, Decimal(0))


def laporkan(
    hasil: Pasangan,
    periode: Periode,
    anggota: Iterable[Anggota],
    penilai: dict[int, int | None],
    *,
    saat: datetime,
    tahap: dict[int, str] | None = None,
) -> None:
    """Tiap orang melaporkan indikatornya; penilainya menyetujui.

    `tahap` (id pegawai → belum_mulai, draf, diajukan, perlu_perbaikan, sebagian) menghentikan seseorang lebih awal.
    """
    tahap = tahap or {}
    orang = {a.pegawai.pk: a.pegawai for a in hasil.anggota}
    milik: dict[int, list[IndikatorKinerja]] = defaultdict(list)
    for satu in IndikatorKinerja.objects.filter(
        skp__instansi=hasil.instansi,
        skp__periode=periode.induk,
        skp__status=StatusDokumen.DISETUJUI,
        skp__penempatan__in=[a.penempatan for a in hasil.anggota],
    ).select_related("skp"):
        milik[satu.skp.pegawai_id].append(satu)
    disetujui: dict[int, list[int]] = defaultdict(list)
    for a in anggota:
        berhenti = tahap.get(a.pegawai.pk, "")
        daftar = milik.get(a.pegawai.pk, [])
        if not daftar or berhenti == "belum_mulai":
            continue
        if berhenti in {"sebagian", "draf"}:
            daftar = daftar[: max(1, len(daftar) // 2)]
        baris = realisasi.laporkan(
            periode_id=periode.pk,
            masukan=[_masukan(hasil, a, satu, periode) for satu in daftar],
            ajukan=berhenti != "draf",
            oleh=a.pegawai,
            sekarang=saat,
        )
        penilainya = penilai.get(a.pegawai.pk)
        if penilainya is None or berhenti in {"draf", "diajukan", "sebagian"}:
            continue
        if berhenti == "perlu_perbaikan":
            realisasi.kembalikan(
                realisasi=baris[0],
                catatan=CATATAN_KEMBALI,
                oleh=orang[penilainya],
                sekarang=saat + timedelta(hours=20),
            )
            baris = baris[1:]
        if baris and baris[0].indikator.kualitatif:
            kualitatif.beri_rating(baris, oleh=orang[penilainya], saat=saat + timedelta(days=1))
        else:
            disetujui[penilainya] += [b.pk for b in baris]
    for penilainya, ids in disetujui.items():
        realisasi.setujui_banyak(realisasi_ids=ids, oleh=orang[penilainya], sekarang=saat + timedelta(days=1))


def _masukan(hasil: Pasangan, a: Anggota, satu: IndikatorKinerja, periode: Periode) -> MasukanRealisasi:
    acak = hasil.acak
    nomor = f"{satu.pk:05d}"
    # Undian tetap dilakukan bagi yang kualitatif, supaya data orang lain tidak ikut bergeser.
    nilai = nilai_realisasi(satu, a.cakap, acak)
    keterangan = acak.choice(KETERANGAN) if acak.random() < 0.5 else ""
    return MasukanRealisasi(
        indikator_id=satu.pk,
        nilai=None if satu.kualitatif else nilai,
        keterangan=kualitatif.cerita(satu.nama) if satu.kualitatif else keterangan,
        tautan=[
            (f"Rekap {periode.nama}.pdf", f"https://berkas.contoh.go.id/{hasil.pemda.slug}/rekap-{nomor}.pdf")
        ],
    )


def isi_360(hasil: Pasangan, periode: Periode, *, saat: datetime, bagian: float = 1.0) -> int:
    """Penilai menjawab 21 panduan untuk tiap orang yang ditugaskan; sebagian kecil tidak sempat."""
    acak = hasil.acak
    anggota = {a.pegawai.pk: a for a in hasil.anggota}
    isian: dict[int, list[jawaban.Isian]] = defaultdict(list)
    for tugas in Penugasan.objects.filter(periode=periode).order_by("pk"):
        if acak.random() > (0.97 if tugas.kelompok == "atasan" else 0.9) * bagian:
            continue
        laku = anggota[tugas.dinilai_id].laku + acak.gauss(0, 0.35)
        nilai = [
            None if acak.random() < 0.02 else max(1, min(5, round(acak.gauss(laku, 0.5)))) for _ in range(21)
        ]
        komentar = {acak.choice(NILAI).kode: acak.choice(KOMENTAR)} if acak.random() < 0.12 else {}
        isian[tugas.penilai_id].append(jawaban.Isian(tugas.pk, nilai, komentar))
    for penilai_id, daftar in isian.items():
        jawaban.kirim_banyak(
            periode_id=periode.pk, isian=daftar, oleh=anggota[penilai_id].pegawai, sekarang=saat
        )
    return sum(map(len, isian.values()))


def beri_umpan_balik(hasil: Pasangan, penilai: dict[int, int | None], *, saat: datetime, banyak: int) -> None:
    """Umpan balik bernama dari atasan kepada beberapa bawahannya."""
    acak = hasil.acak
    orang = {a.pegawai.pk: a.pegawai for a in hasil.anggota}
    berakun = [a for a in hasil.anggota if a.pegawai.has_usable_password()]
    sasaran = berakun + acak.sample(hasil.anggota, k=min(banyak, len(hasil.anggota)))
    for nomor, a in enumerate({a.pegawai.pk: a for a in sasaran}.values()):
        penulis = penilai.get(a.pegawai.pk)
        if penulis is None:
            continue
        pujian = nomor % 3 != 2
        laporan = (
            Realisasi.objects.filter(pegawai=a.pegawai).exclude(status="draf").order_by("-periode_id", "pk")
        ).first()
        teks = acak.choice(PUJIAN if pujian else SARAN)
        kirim_pada = saat + timedelta(hours=nomor % 8)
        pokok = f"laporan:{laporan.pk}" if laporan and nomor % 2 else ""
        # Yang penilainya berganti di tengah triwulan hanya dapat dibicarakan menurut nilai BerAKHLAK.
        if not pokok or pokok not in _pokok(orang[penulis], a.pegawai, kirim_pada):
            pokok = f"nilai:{acak.choice(NILAI).kode}"
        langsung.kirim(
            penerima=a.pegawai,
            jenis=UmpanBalik.Jenis.PUJIAN if pujian else UmpanBalik.Jenis.SARAN,
            teks=teks,
            pokok=pokok,
            terbaca_atasan=True,
            oleh=orang[penulis],
            sekarang=kirim_pada,
        )


def _pokok(pemberi: Pegawai, penerima: Pegawai, saat: datetime) -> set[str]:
    pada = pemberi.instansi.hari_pada(saat)
    return {satu.kunci for satu in pokok_untuk(pemberi=pemberi, penerima=penerima, pada=pada)}


def tetapkan_rating(
    hasil: Pasangan, periode: Periode, penilai: dict[int, int | None], *, saat: datetime, bagian: float = 1.0
) -> int:
    """Penilai menetapkan rating menurut usul angka; sekitar satu dari sepuluh berbeda dengan alasan."""
    acak = hasil.acak
    orang: dict[int, Pegawai] = {a.pegawai.pk: a.pegawai for a in hasil.anggota}
    pada = hari_penilaian(periode, saat)
    penulis = umpan.Penulis()
    jumlah = 0
    semua = bahan_banyak(
        periode=periode, penilai={a.pegawai.pk: penilai.get(a.pegawai.pk) for a in hasil.anggota}, pada=pada
    )
    for a in hasil.anggota:
        penilainya = penilai.get(a.pegawai.pk)
        if penilainya is None or acak.random() > bagian:
            continue
        usul = semua[a.pegawai.pk]
        if usul.skp is None:
            continue
        hasil_kerja = str(usul.hasil.usulan_hasil or "sesuai")
        perilaku = str(usul.hasil.usulan_perilaku or "sesuai")
        beda = acak.random() < 0.1 and hasil_kerja == "sesuai"
        try:
            evaluasi.simpan(
                periode_id=periode.pk,
                pegawai=a.pegawai,
                rating_hasil="di_atas" if beda else hasil_kerja,
                alasan_hasil=ALASAN_BEDA if beda else "",
                rating_perilaku=perilaku,
                alasan_perilaku="",
                umpan_balik=acak.choice(PUJIAN + SARAN),
                versi=None,
                tetapkan=True,
                oleh=orang[penilainya],
                sekarang=saat,
                butir=penulis.tulis(penilainya, usul.indikator) or None,
            )
        except GalatAturan as galat:
            raise GalatAturan(f"{a.pegawai.nama} ({a.jabatan}): {galat.pesan}") from galat
        jumlah += 1
    return jumlah
