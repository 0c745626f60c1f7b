"""Pohon kecil untuk uji: sekda ← kadis ← kabid ← Ratna dan Budi; kapus dari Dinas Kesehatan diundang kadis."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from indikator.models import RHK, SKP, IndikatorKinerja, PeranHasil, Periode, Realisasi
from kepegawaian.models import Pegawai
from tests.indikator import pabrik


def skp(p: pabrik.Pemda, orang: Pegawai, di: Periode, status: str = "disetujui") -> SKP:
    """SKP kosong tanpa RHK."""
    diputus = status == "disetujui"
    return SKP.objects.create(
        instansi=p.instansi,
        periode=di,
        pegawai=orang,
        penempatan=orang.penempatan.get(jenis="definitif"),
        status=status,
        diajukan_pada=None if status == "draf" else p.sekarang,
        diajukan_oleh=None if status == "draf" else orang,
        diputus_pada=p.sekarang if diputus else None,
        diputus_oleh=_pemutus(p, orang) if diputus else None,
    )


def _pemutus(p: pabrik.Pemda, orang: Pegawai) -> Pegawai:
    """Sekda memutus semua; SKP-nya sendiri diputus orang lain, karena basis data menolak yang memutus diri."""
    return p.kadis if orang.pk == p.sekda.pk else p.sekda


def rhk(di: SKP, teks: str, pimpinan: RHK | None = None, **bobot: int) -> RHK:
    """RHK dengan satu indikator bertarget 100 untuk tiap `kode=bobot`."""
    baru = RHK.objects.create(skp=di, teks=teks, pimpinan=pimpinan, urutan=di.rhk.count() + 1)
    for kode, nilai in bobot.items():
        IndikatorKinerja.objects.create(
            skp=di,
            rhk=baru,
            kode=kode,
            nama=f"Indikator {kode}",
            satuan="%",
            polaritas="maksimal",
            aspek="kuantitas",
            bobot=nilai,
            target=100,
        )
    return baru


def lapor(p: pabrik.Pemda, milik: RHK, di: Periode, nilai: int | None, kode: str = "", **lain: Any) -> None:
    """Realisasi disetujui untuk indikator RHK itu."""
    for satu in milik.indikator.filter(kode=kode) if kode else milik.indikator.all():
        Realisasi.objects.create(
            instansi=p.instansi,
            periode=di,
            pegawai=milik.skp.pegawai,
            indikator=satu,
            nilai=None if nilai is None else Decimal(nilai),
            **{"status": "disetujui", **lain},
        )


def undang(
    p: pabrik.Pemda, tujuan: RHK, orang: Pegawai, peran: str = "Menyediakan data kematian"
) -> PeranHasil:
    return PeranHasil.objects.create(
        instansi=p.instansi,
        rhk=tujuan,
        pegawai=orang,
        peran=peran,
        ditetapkan_pada=p.sekarang,
        ditetapkan_oleh=tujuan.skp.pegawai,
    )


@dataclass
class Pohon:
    """RHK menurut nama orangnya; `kadis_b` RHK kedua kadis yang tidak didukung siapa pun."""

    tahun: Periode
    triwulan: Periode
    rhk: dict[str, RHK] = field(default_factory=dict)

    def __getattr__(self, nama: str) -> RHK:
        return self.rhk[nama]


def tanam(p: pabrik.Pemda) -> Pohon:
    """Enam orang, tujuh RHK. Budi punya SKP tetapi RHK-nya tidak mendukung siapa pun."""
    triwulan = pabrik.triwulan(p)
    tahun = triwulan.induk
    assert tahun is not None
    pohon = Pohon(tahun, triwulan)
    milik = pohon.rhk
    milik["sekda"] = rhk(skp(p, p.sekda, tahun), "Masyarakat terlayani", A=100)
    di_kadis = skp(p, p.kadis, tahun)
    milik["kadis"] = rhk(di_kadis, "Akta kematian terbit", milik["sekda"], A=60)
    milik["kadis_b"] = rhk(di_kadis, "Arsip tertata", milik["sekda"], B=40)
    milik["kabid"] = rhk(skp(p, p.kabid, tahun), "Berkas selesai tepat waktu", milik["kadis"], A=100)
    milik["ratna"] = rhk(skp(p, p.ratna, tahun), "Aplikasi siap dipakai", milik["kabid"], A=30, B=70)
    milik["budi"] = rhk(skp(p, p.budi, tahun), "Surat tercatat", None, A=100)
    milik["kapus"] = rhk(skp(p, p.kapus, tahun), "Kematian dilaporkan", milik["kadis"], A=100)
    undang(p, milik["kadis"], p.kapus)
    return pohon
