"""Satu laporan: yang sudah terisi, buktinya, masa sebelumnya, dan tanda terimanya."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from indikator.models import KUALITATIF, Bukti, IndikatorKinerja, Periode, Polaritas, Realisasi, StatusDokumen
from indikator.queries.hitungan import TERHITUNG, Dampak, aturan_periode, dampak
from indikator.queries.realisasi.daftar import (
    BarisCapaian,
    baris_capaian,
    indikator_dilaporkan,
    laporan,
    periode_lapor,
)
from indikator.queries.target import dengan_target
from indikator.queries.teks import realisasi_teks
from indikator.rules.akumulasi import Akumulasi, gabungkan
from indikator.rules.angka import bulatkan
from inti.models import Berkas
from inti.rules.format import angka_ringkas
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import KartuOrang, kartu_orang
from kepegawaian.queries.penilai import penilai_pada

DAPAT_DIISI = frozenset({StatusDokumen.DRAF, StatusDokumen.PERLU_PERBAIKAN})
BERKAS_LAMA = 20


@dataclass(frozen=True, slots=True)
class Sebelumnya:
    """Laporan indikator yang sama pada masa lain tahun itu."""

    nama: str
    realisasi: Realisasi
    teks: str


@dataclass(frozen=True, slots=True)
class LembarLapor:
    """Yang dibutuhkan halaman lapor satu indikator."""

    periode: Periode
    baris: BarisCapaian
    bukti: list[Bukti]
    sebelumnya: list[Sebelumnya]
    penilai: KartuOrang | None

    @property
    def indikator(self) -> IndikatorKinerja:
        return self.baris.indikator

    @property
    def realisasi(self) -> Realisasi | None:
        return self.baris.realisasi

    @property
    def versi(self) -> int:
        return self.realisasi.versi if self.realisasi else 0

    @property
    def terkunci(self) -> bool:
        """Sudah diserahkan atau diputus, jadi tidak diisi lagi dari sini."""
        r = self.realisasi
        return r is not None and (
            r.status not in DAPAT_DIISI or r.perlakuan == Realisasi.Perlakuan.DIKECUALIKAN
        )

    @property
    def ditutup(self) -> bool:
        """Periodenya sudah atau sedang ditutup, jadi tidak menerima apa pun."""
        return self.periode.status == Periode.Status.DITUTUP or self.periode.penutupan_dimulai is not None

    @property
    def sejak_januari(self) -> str:
        """Gabungan laporan yang diserahkan tahun ini menurut arti angkanya; kosong tanpa target triwulan."""
        milik = getattr(self.indikator, "target_triwulan", None)
        if milik is None or self.indikator.kualitatif:
            return ""
        kini = [self.realisasi] if self.realisasi is not None and self.realisasi.status in TERHITUNG else []
        angka = [s.realisasi.nilai for s in self.sebelumnya] + [r.nilai for r in kini]
        hasil = gabungkan(Akumulasi(milik.akumulasi), angka)
        if hasil is None:
            return ""
        satuan = self.indikator.satuan
        tulis = angka_ringkas(bulatkan(hasil, 4), 4)
        return f"{tulis} dari {angka_ringkas(self.indikator.target, 4)} {satuan}"

    @property
    def deret(self) -> list[tuple[str, Decimal | None]]:
        """Titik grafik masa sebelumnya; hanya untuk indikator angka."""
        if self.indikator.polaritas in {Polaritas.TANGGAL, Polaritas.YA_TIDAK, KUALITATIF}:
            return []
        return [(s.nama, s.realisasi.nilai) for s in self.sebelumnya]


def lembar_lapor(
    pegawai: Pegawai, *, periode_id: int, indikator_id: int, sekarang: datetime, pada: date
) -> LembarLapor | None:
    """Laporan milik sendiri; None bila bukan miliknya, bukan periode itu, atau SKP-nya belum disetujui."""
    periode = periode_lapor(pegawai, sekarang=sekarang, periode_id=periode_id)
    if periode is None:
        return None
    indikator = (
        indikator_dilaporkan([pegawai.pk], periode)
        .filter(pk=indikator_id)
        .select_related("skp", "katalog", "rhk", "target_triwulan")
        .first()
    )
    if indikator is None:
        return None
    semua = list(
        Realisasi.objects.filter(indikator=indikator).select_related("periode").order_by("periode__mulai")
    )
    realisasi = next((r for r in semua if r.periode_id == periode.pk), None)
    return LembarLapor(
        periode=periode,
        baris=baris_capaian(
            indikator, realisasi, periode=periode, aturan=aturan_periode(periode), sekarang=sekarang
        ),
        bukti=bukti_laporan(realisasi),
        sebelumnya=[
            Sebelumnya(nama_pendek(r.periode), r, _teks(indikator, r))
            for r in semua
            if r.periode.mulai < periode.mulai and r.status in TERHITUNG
        ],
        penilai=penilai_dari(pegawai.pk, pada=pada),
    )


def _teks(indikator: IndikatorKinerja, r: Realisasi) -> str:
    if indikator.kualitatif:
        return r.get_rating_display() or "menunggu rating"
    return realisasi_teks(
        polaritas=indikator.polaritas, satuan=indikator.satuan, nilai=r.nilai, hari=r.tanggal
    )


def nama_pendek(periode: Periode) -> str:
    """ "TW III" untuk Triwulan III 2026; nama penuh bila bukan triwulan."""
    if periode.jenis != Periode.Jenis.TRIWULAN:
        return periode.nama
    return f"TW {('I', 'II', 'III', 'IV')[(periode.mulai.month - 1) // 3]}"


def bukti_laporan(realisasi: Realisasi | None) -> list[Bukti]:
    """Bukti satu laporan, urut ditambahkan."""
    if realisasi is None:
        return []
    return list(realisasi.bukti.select_related("berkas").order_by("pk"))


def penilai_dari(pegawai_id: int, *, pada: date) -> KartuOrang | None:
    """Kartu pejabat penilai hari itu. Dua kueri."""
    jawaban = penilai_pada(pada=pada, pegawai_ids=[pegawai_id]).get(pegawai_id)
    if jawaban is None or jawaban.penilai_id is None:
        return None
    return kartu_orang([jawaban.penilai_id], pada).get(jawaban.penilai_id)


def berkas_terakhir(pegawai: Pegawai) -> list[Berkas]:
    """Berkas yang baru-baru ini diunggah sendiri, untuk dipakai lagi."""
    return list(
        Berkas.objects.filter(pemilik_id=pegawai.pk, instansi_id=pegawai.instansi_id).order_by("-pk")[
            :BERKAS_LAMA
        ]
    )


def berkas_milik(pegawai: Pegawai, ids: list[int]) -> list[Berkas]:
    """Berkas milik sendiri dari daftar id, urut seperti diminta; milik orang lain dilewati."""
    ada = {b.pk: b for b in Berkas.objects.filter(pk__in=ids, pemilik_id=pegawai.pk)} if ids else {}
    return [ada[i] for i in dict.fromkeys(ids) if i in ada]


@dataclass(frozen=True, slots=True)
class TandaTerima:
    """Laporan yang sudah diserahkan, capaiannya, dan pengaruhnya pada prakiraan."""

    realisasi: Realisasi
    baris: BarisCapaian
    bukti: list[Bukti]
    dampak: Dampak | None
    penilai: KartuOrang | None
    berikutnya: BarisCapaian | None


def tanda_terima(pegawai: Pegawai, *, nomor: str, sekarang: datetime, pada: date) -> TandaTerima | None:
    """Tanda terima milik sendiri; orang lain tidak menemukannya."""
    realisasi = (
        Realisasi.objects.filter(pegawai=pegawai, nomor=nomor)
        .select_related("periode__kebijakan", "periode__induk", "indikator__skp", "diputus_oleh")
        .first()
    )
    if realisasi is None:
        return None
    periode = realisasi.periode
    aturan = aturan_periode(periode)
    semua = list(
        dengan_target(IndikatorKinerja.objects.filter(skp_id=realisasi.indikator.skp_id), periode)
        .select_related("skp")
        .order_by("urutan")
    )
    ada = laporan([pegawai.pk], periode)
    baris = {
        i.pk: baris_capaian(i, ada.get(i.pk), periode=periode, aturan=aturan, sekarang=sekarang)
        for i in semua
    }
    return TandaTerima(
        realisasi=realisasi,
        baris=baris[realisasi.indikator_id],
        bukti=bukti_laporan(realisasi),
        dampak=dampak(semua, ada, indikator_id=realisasi.indikator_id, aturan=aturan),
        penilai=penilai_dari(pegawai.pk, pada=pada),
        berikutnya=next((b for b in baris.values() if b.perlu_dikerjakan), None),
    )
