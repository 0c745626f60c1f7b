"""Papan tim seorang penilai: keadaan laporan dan risiko tiap bawahan, yang terburuk di atas."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.cache import cache

from indikator.models import IndikatorKinerja, Periode, Realisasi, StatusDokumen
from indikator.permissions import hari_setempat
from indikator.queries.hitungan import TERHITUNG, aturan_periode, prakiraan
from indikator.queries.realisasi.daftar import dilaporkan
from indikator.rules.kebijakan import Aturan
from indikator.rules.kualitatif import LABEL_EKSPEKTASI
from indikator.rules.risiko import LABEL_RISIKO, Kemajuan, Penilaian, Risiko, nilai_risiko
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import KartuOrang, kartu_orang
from kepegawaian.queries.penilai import bawahan_pada

# Umur simpanan ditambah jeda penyegaran halaman (30 detik) tidak lebih dari semenit.
DETIK_SIMPAN = 25


@dataclass(frozen=True, slots=True)
class BarisPapan:
    """Satu bawahan. Hanya angka dan kata, supaya dapat disimpan sebentar tanpa membawa baris basis data."""

    pegawai_id: int
    nama: str
    jabatan: str
    masuk: int
    diminta: int
    menunggu_saya: int
    nilai: Decimal | None
    rating: str
    penilaian: Penilaian

    @property
    def risiko(self) -> str:
        return LABEL_RISIKO[self.penilaian.risiko]

    @property
    def jenis_pesan(self) -> str:
        """Nada barisnya: stop, awas, info, baik."""
        return ("stop", "awas", "info", "baik")[self.penilaian.risiko]


@dataclass(frozen=True, slots=True)
class Papan:
    """Seluruh tim pada satu periode, dan kapan dihitung."""

    baris: tuple[BarisPapan, ...]
    dihitung: datetime

    @property
    def hitung(self) -> list[tuple[str, int]]:
        """Banyaknya orang tiap tingkat risiko, terburuk lebih dahulu."""
        return [(LABEL_RISIKO[r], sum(b.penilaian.risiko is r for b in self.baris)) for r in Risiko]


def papan_tim(penilai: Pegawai, periode: Periode, *, sekarang: datetime) -> Papan:
    """Papan yang umurnya paling lama 25 detik: banyak penonton satu tim tetap satu hitungan."""
    kunci = f"papan:{penilai.pk}:{periode.pk}"
    simpanan = cache.get(kunci)
    if isinstance(simpanan, Papan) and 0 <= (sekarang - simpanan.dihitung).total_seconds() < DETIK_SIMPAN:
        return simpanan
    papan = hitung_papan(penilai, periode, sekarang=sekarang)
    cache.set(kunci, papan, DETIK_SIMPAN)
    return papan


def hitung_papan(penilai: Pegawai, periode: Periode, *, sekarang: datetime) -> Papan:
    """Hitung langsung dari basis data. Empat kueri, berapa pun bawahannya."""
    hari = hari_setempat(penilai.instansi, sekarang=sekarang)
    ids = bawahan_pada(penilai_id=penilai.pk, pada=hari, instansi_id=penilai.instansi_id)
    kartu = kartu_orang(ids, hari)
    milik: dict[int, list[IndikatorKinerja]] = defaultdict(list)
    indikator, ada = dilaporkan(ids, periode)
    for i in indikator:
        milik[i.skp.pegawai_id].append(i)
    aturan = aturan_periode(periode)
    sisa = (hari_setempat(penilai.instansi, sekarang=periode.tenggat_lapor) - hari).days
    baris = [_baris(kartu[i], milik[i], ada, aturan=aturan, sisa_hari=sisa) for i in ids if i in kartu]
    return Papan(tuple(sorted(baris, key=_urutan)), sekarang)


def _baris(
    orang: KartuOrang,
    indikator: list[IndikatorKinerja],
    laporan: dict[int, Realisasi],
    *,
    aturan: Aturan,
    sisa_hari: int,
) -> BarisPapan:
    punya = [laporan[i.pk] for i in indikator if i.pk in laporan]
    kira = prakiraan(indikator, laporan, aturan=aturan) if len({i.skp_id for i in indikator}) == 1 else None
    if not indikator:
        risiko = Penilaian(Risiko.SEDANG, "SKP belum disetujui, jadi belum ada yang dapat dilaporkan.")
    else:
        risiko = nilai_risiko(
            Kemajuan(
                nilai=kira.nilai if kira else None,
                tertinggi=kira.tertinggi if kira else None,
                bobot_menunggu=kira.bobot_menunggu if kira else Decimal(0),
                dikembalikan=sum(r.status == StatusDokumen.PERLU_PERBAIKAN for r in punya),
                sisa_hari=sisa_hari,
                rating=kira.rating if kira else None,
                bobot_tanpa_rating=kira.bobot_tanpa_rating if kira else Decimal(0),
            ),
            sesuai=aturan.ambang_sesuai,
        )
    return BarisPapan(
        pegawai_id=orang.id,
        nama=orang.nama,
        jabatan=orang.jabatan,
        masuk=sum(r.status in TERHITUNG or bool(r.perlakuan) for r in punya),
        diminta=len(indikator),
        menunggu_saya=sum(r.status == StatusDokumen.DIAJUKAN for r in punya),
        nilai=kira.nilai if kira else None,
        rating=LABEL_EKSPEKTASI[kira.rating] if kira and kira.rating else "",
        penilaian=risiko,
    )


def _urutan(b: BarisPapan) -> tuple[int, Decimal, str]:
    """Risiko terberat dahulu; pada tingkat yang sama nilai terendah dahulu."""
    return b.penilaian.risiko, Decimal(0) if b.nilai is None else b.nilai, b.nama
