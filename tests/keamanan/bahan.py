"""Dua pemda kecil, dan tindakan bertulisan banyak atasnya; dipakai uji gabungan data dan uji galat di tengah tindakan."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from indikator.models import IndikatorKinerja, Periode, Realisasi
from indikator.services import periode as layanan_periode
from indikator.services.realisasi import MasukanRealisasi, laporkan
from kepegawaian.models import PejabatPenilai, Peran
from kepegawaian.services import penempatan, penilai, peran
from penilaian.models import Jeda
from penilaian.services import evaluasi, jeda
from tests.penilaian import pabrik
from umpan_balik.models import Layanan, Penugasan, TitikLayanan
from umpan_balik.services import jawaban
from umpan_balik.services.warga import layanan as layanan_warga

SEKARANG = pabrik.SEKARANG
HARI = SEKARANG.date()
KEMARIN = HARI - timedelta(days=1)


@dataclass
class Bahan:
    """Dua pemda; staf pertama punya SKP berisi satu indikator angka dan satu ya atau tidak."""

    d: pabrik.Dunia
    lain: pabrik.Dunia
    ik: IndikatorKinerja
    ya: IndikatorKinerja
    titik: TitikLayanan
    diminta: Penugasan


Coba = Callable[[Bahan], object]


def bahan() -> Bahan:
    d, lain = pabrik.dunia(), pabrik.dunia("Kota Lain")
    pabrik.admin(d)
    ik, ya = pabrik.skp(d, d.staf[0], {}, {"polaritas": "ya_tidak"}).indikator.order_by("urutan")
    layanan = Layanan.objects.create(instansi=d.instansi, unit=d.dinas, nama="Loket")
    titik = TitikLayanan.objects.create(layanan=layanan, nama="Loket 1", token="t" * 32)
    diminta = Penugasan.objects.create(
        instansi=d.instansi, periode=d.triwulan, dinilai=d.staf[0], penilai=d.staf[1], kelompok="rekan"
    )
    return Bahan(d, lain, ik, ya, titik, diminta)


def lapor(
    b: Bahan, nilai: int, *, periode: Periode | None = None, oleh: Any = None, ik: Any = None
) -> object:
    return laporkan(
        periode_id=(periode or b.d.triwulan).pk,
        masukan=[MasukanRealisasi(indikator_id=(ik or b.ik).pk, nilai=Decimal(nilai))],
        ajukan=False,
        oleh=oleh or b.d.staf[0],
        sekarang=SEKARANG,
    )


def baris(b: Bahan, **lain: Any) -> Realisasi:
    isi = {
        "instansi": b.d.instansi,
        "periode": b.d.triwulan,
        "pegawai": b.d.staf[0],
        "indikator": b.ik,
        "nilai": Decimal(1),
    }
    return Realisasi.objects.create(**(isi | lain))


def tahun_lalu(b: Bahan) -> Periode:
    """Triwulan sah milik tahun lain dari pemda yang sama."""
    lalu: dict[int, int] = {}
    for lama in (b.d.tahun, b.d.triwulan):
        baru = Periode.objects.get(pk=lama.pk)
        baru.pk, baru.induk_id = None, lalu.get(lama.induk_id or 0)
        baru.mulai, baru.selesai = lama.mulai.replace(year=2025), lama.selesai.replace(year=2025)
        baru.save()
        lalu[lama.pk] = baru.pk
    return baru


def tempat(b: Bahan, **lain: Any) -> object:
    isi = {"unit": b.d.dinas, "jabatan": b.d.jabatan, "sejak": HARI, "jenis": "plt", "oleh": None}
    return penempatan.tetapkan(pegawai=b.d.staf[0], sekarang=SEKARANG, **(isi | lain))


def tempat_baris(b: Bahan, **lain: Any) -> object:
    isi = {"unit": b.d.dinas, "jabatan": b.d.jabatan, "sejak": HARI, "jenis": "plt"}
    return pabrik.Penempatan.objects.create(pegawai=b.d.staf[0], **(isi | lain))


def khusus(b: Bahan, siapa: Any, **lain: Any) -> object:
    return penilai.khususkan(
        pegawai=b.d.staf[0], penilai=siapa, sejak=HARI, alasan="SP 1", oleh=None, sekarang=SEKARANG, **lain
    )


def khusus_baris(b: Bahan, siapa: Any, **lain: Any) -> object:
    return PejabatPenilai.objects.create(
        pegawai=b.d.staf[0], penilai=siapa, sejak=HARI, alasan="SP 1", **lain
    )


def beri(b: Bahan, unit: Any = None, **lain: Any) -> object:
    isi = {"jenis": "auditor" if unit is None else "pimpinan", "sejak": HARI, "dasar": "SK 1", "oleh": None}
    return peran.beri(pegawai=b.d.staf[0], unit=unit, sekarang=SEKARANG, **(isi | lain))


def peran_baris(b: Bahan, unit: Any = None, **lain: Any) -> object:
    return Peran.objects.create(pegawai=b.d.staf[0], jenis="pimpinan", unit=unit, sejak=HARI, **lain)


def triwulan_keempat(b: Bahan, **lain: Any) -> object:
    nanti = pabrik.TUTUP + timedelta(days=90)
    isi = {nama: nanti for nama in ("tenggat_lapor", "tenggat_umpan_balik", "tenggat_nilai", "tutup_pada")}
    return layanan_periode.buat_triwulan(
        tahun=b.d.tahun, oleh=None, sekarang=SEKARANG, **({"triwulan": 4} | isi | lain)
    )


def triwulan_baris(b: Bahan, **lain: Any) -> object:
    baru = Periode.objects.get(pk=b.d.triwulan.pk)
    baru.pk, baru.mulai, baru.selesai = None, date(2026, 10, 1), date(2026, 12, 31)
    for nama, nilai in lain.items():
        setattr(baru, nama, nilai)
    return baru.save(force_insert=True)


def nilai(b: Bahan, **lain: Any) -> object:
    isi: dict[str, Any] = {"rating_hasil": "sesuai", "rating_perilaku": "sesuai", "oleh": b.d.kepala}
    kosong = {"alasan_hasil": "", "alasan_perilaku": "", "umpan_balik": "", "versi": None, "tetapkan": True}
    tetap = {"periode_id": b.d.triwulan.pk, "pegawai": b.d.staf[0], "sekarang": SEKARANG}
    return evaluasi.simpan(**(tetap | kosong | isi | lain))


def jawab(b: Bahan, angka: int) -> object:
    return jawaban.simpan(
        penugasan_id=b.diminta.pk,
        nilai=[angka] * 21,
        komentar={},
        kirim=True,
        oleh=b.diminta.penilai,
        sekarang=SEKARANG,
    )


def cuti(b: Bahan, sampai: date) -> object:
    return jeda.catat_jeda(
        pegawai=b.d.staf[0],
        jenis="cuti",
        sejak=HARI,
        sampai=sampai,
        dasar="Surat 1",
        oleh=b.d.kepala,
        sekarang=SEKARANG,
    )


def cuti_baris(b: Bahan, sampai: date) -> object:
    return Jeda.objects.create(
        instansi=b.d.instansi,
        pegawai=b.d.staf[0],
        jenis="cuti",
        sejak=HARI,
        sampai=sampai,
        dasar="S",
        dicatat_pada=SEKARANG,
        dicatat_oleh=b.d.kepala,
    )


def jaga(b: Bahan, sampai: date) -> object:
    return layanan_warga.jaga(
        titik=b.titik, pegawai=b.d.staf[0], sejak=HARI, sampai=sampai, oleh=None, sekarang=SEKARANG
    )


def minta_baris(b: Bahan, **lain: Any) -> object:
    isi = {"instansi": b.d.instansi, "periode": b.d.triwulan, "dinilai": b.d.staf[0], "kelompok": "rekan"}
    return Penugasan.objects.create(**(isi | lain))
