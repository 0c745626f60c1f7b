"""Halaman prakiraan: nota sementara dari laporan yang sudah diserahkan."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from indikator.models import Periode
from indikator.queries.realisasi.daftar import BarisCapaian, DaftarCapaian, daftar_capaian
from indikator.rules.angka import bagi, bulatkan, tampil
from indikator.rules.hasil_kerja import tampil_bobot
from indikator.rules.kebijakan import Aturan, aturan_dari
from indikator.rules.kelompok import LABEL_KELOMPOK
from indikator.rules.prakiraan import Prakiraan
from kepegawaian.models import Pegawai
from penilaian.queries.nota_ruas import KOSONG
from penilaian.rules.predikat import LABEL_RATING, usulan_rating


@dataclass(frozen=True, slots=True)
class PrakiraanSaya:
    """`bagian` untuk komponen nota; `ditunggu` indikator yang belum diserahkan; `rating` hanya bagi SKP kualitatif."""

    angka: Prakiraan | None
    label: str
    bagian: list[dict[str, Any]]
    ditunggu: list[BarisCapaian]
    kelompok: list[str]
    rating: list[BarisCapaian] = field(default_factory=list)


def prakiraan_saya(pegawai: Pegawai, *, periode: Periode, sekarang: datetime) -> PrakiraanSaya:
    """Prakiraan hasil kerja sendiri. Perilaku tidak diperkirakan: jawaban 360 baru terbaca sesudah ditutup."""
    daftar = daftar_capaian(pegawai, periode, sekarang=sekarang)
    aturan = aturan_dari(periode.kebijakan.aturan)
    kira = daftar.prakiraan
    if kira is not None and kira.kualitatif:
        return _kualitatif(daftar, kira, aturan)
    nilai = kira.nilai if kira else None
    label = LABEL_RATING[usulan_rating(bulatkan(nilai), aturan=aturan)] if nilai is not None else ""
    total = kira.bobot_terhitung if kira else Decimal(0)
    baris = [_baris(b, total) for b in daftar.baris]
    if baris:
        jumlah = KOSONG if nilai is None else tampil(nilai)
        baris.append(
            {
                "uraian": "Perkiraan hasil kerja",
                "bobot": tampil_bobot(total),
                "nilai": jumlah,
                "jenis": "total",
            }
        )
    return PrakiraanSaya(
        angka=kira,
        label=label,
        bagian=[{"judul": "Hasil kerja", "baris": baris}] if baris else [],
        ditunggu=[b for b in daftar.baris if b.perlu_dikerjakan],
        kelompok=_kelompok(aturan),
    )


def _kualitatif(daftar: DaftarCapaian, kira: Prakiraan, aturan: Aturan) -> PrakiraanSaya:
    """Rating tiap indikator sejauh ini; tanpa nota, karena tidak ada angka yang dijumlahkan."""
    return PrakiraanSaya(
        angka=kira,
        label=daftar.rating_sejauh_ini,
        bagian=[],
        ditunggu=[b for b in daftar.baris if b.perlu_dikerjakan],
        kelompok=_kelompok(aturan),
        rating=daftar.baris,
    )


def _kelompok(aturan: Aturan) -> list[str]:
    return [LABEL_KELOMPOK[k.kelompok].lower() for k in aturan.kelompok if k.bobot > 0]


def _baris(b: BarisCapaian, total: Decimal) -> dict[str, str]:
    bobot = tampil_bobot(b.indikator.bobot)
    kosong = {"capaian": KOSONG, "bobot": KOSONG, "nilai": KOSONG}
    if b.perlakuan == "dikecualikan":
        return {"uraian": b.indikator.nama, "ket": f"dikecualikan, bobot {bobot} keluar dari jumlah"} | kosong
    if b.perlakuan == "tidak_dilaporkan":
        capaian, ket = Decimal(0), "tidak dilaporkan, dihitung 0"
    elif b.perlu_dikerjakan or b.capaian is None or not total:
        return {"uraian": b.indikator.nama, "ket": f"belum diserahkan, bobot {bobot} menunggu"} | kosong
    else:
        capaian, ket = b.capaian.nilai, b.capaian.uraian
    return {
        "uraian": b.indikator.nama,
        "ket": ket,
        "ket_sempit": f", bobot {bobot} : {tampil_bobot(total)}",
        "capaian": tampil(capaian),
        "bobot": f"× {bobot} : {tampil_bobot(total)}",
        "nilai": tampil(bagi(capaian * b.indikator.bobot, total)),
    }
