"""Isi naskah SKP dalam bentuk baku: dari barisnya yang sekarang, atau dari yang sudah dibekukan."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from indikator.models import RHK, SKP, IndikatorKinerja, NaskahSKP, TargetTriwulan
from indikator.rules import naskah as aturan
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.queries.orang import berlaku
from kepegawaian.rules.golongan import PANGKAT_PNS

Baris = dict[int, list[dict[str, Any]]]
KOLOM_RHK = ("id", "skp_id", "jenis", "teks", "asal_id", "pimpinan__teks")
KOLOM_INDIKATOR = ("id", "skp_id", "rhk_id", "asal_id", "kriteria", *aturan.KOLOM_INDIKATOR)


def isi_naskah(daftar: Sequence[SKP], *, penilai: Mapping[int, dict[str, str]]) -> dict[int, aturan.Isi]:
    """Naskah tiap SKP menurut id-nya. Empat kueri untuk berapa pun SKP.

    Pada usulan adendum id RHK dan indikator memakai id baris yang digantinya, supaya dapat dibandingkan.
    """
    ids = [s.pk for s in daftar]
    rhk, indikator = _baris(ids)
    kepala = {
        s.pk: s
        for s in SKP.semua.filter(pk__in=ids).select_related(
            "instansi", "periode", "pegawai", "penempatan__jabatan", "penempatan__unit"
        )
    }
    return {
        i: aturan.susun(
            kepala=_kepala(kepala[i], penilai.get(i, KOSONG)),
            rhk=rhk[i],
            indikator=indikator[i],
            lampiran={nama: getattr(kepala[i], nama) for nama in aturan.LAMPIRAN},
            ekspektasi=kepala[i].ekspektasi,
        )
        for i in ids
    }


def _baris(ids: Sequence[int]) -> tuple[Baris, Baris]:
    """RHK dan indikator tiap SKP, urut seperti di halaman. Tiga kueri."""
    rhk: Baris = defaultdict(list)
    nomor: dict[int, int] = {}
    for r in RHK.objects.filter(skp_id__in=ids).order_by("urutan", "pk").values(*KOLOM_RHK):
        nomor[r["id"]] = r["asal_id"] or r["id"]
        rhk[r["skp_id"]].append(r | {"id": nomor[r["id"]], "mendukung": r["pimpinan__teks"] or ""})
    triwulan = {
        t.indikator_id: (t.akumulasi, *t.bagian)
        for t in TargetTriwulan.objects.filter(indikator__skp_id__in=ids)
    }
    indikator: Baris = defaultdict(list)
    for i in (
        IndikatorKinerja.objects.filter(skp_id__in=ids).order_by("urutan", "pk").values(*KOLOM_INDIKATOR)
    ):
        baru = {
            "id": i["asal_id"] or i["id"],
            "rhk_id": nomor[i["rhk_id"]],
            "triwulan": triwulan.get(i["id"]),
        }
        indikator[i["skp_id"]].append(i | baru)
    return rhk, indikator


def _kepala(skp: SKP, penilai: dict[str, str]) -> dict[str, Any]:
    return {
        "instansi": skp.instansi.nama,
        "tahun": skp.periode.mulai.year,
        "mulai": skp.periode.mulai.isoformat(),
        "selesai": skp.periode.selesai.isoformat(),
        "pendekatan": skp.pendekatan,
        "pegawai": _orang(skp.pegawai, skp.penempatan),
        "penilai": penilai,
    }


KOSONG = {"nama": "", "nip": "", "pangkat": "", "jabatan": "", "unit": ""}


def keterangan_orang(pegawai_ids: Iterable[int], *, pada: date) -> dict[int, dict[str, str]]:
    """Nama, NIP, pangkat, jabatan, dan unit untuk kepala formulir. Dua kueri."""
    tempat = Penempatan.objects.filter(berlaku(pada), jenis=Penempatan.Jenis.DEFINITIF)
    orang = Pegawai.objects.filter(pk__in=list(pegawai_ids)).prefetch_related(
        Prefetch("penempatan", tempat.select_related("jabatan", "unit"), to_attr="tempat_kini")
    )
    return {p.pk: _orang(p, next(iter(p.tempat_kini), None)) for p in orang}


def _orang(pegawai: Pegawai, tempat: Penempatan | None) -> dict[str, str]:
    return {
        "nama": pegawai.nama_lengkap,
        "nip": pegawai.nip,
        "pangkat": _pangkat(pegawai.golongan),
        "jabatan": tempat.jabatan.nama if tempat else "",
        "unit": tempat.unit.nama if tempat else "",
    }


def _pangkat(golongan: str) -> str:
    """ "Penata, III/c" untuk PNS; golongan PPPK tidak berpangkat."""
    return f"{PANGKAT_PNS[golongan]}, {golongan}" if golongan in PANGKAT_PNS else golongan


@dataclass(frozen=True, slots=True)
class BarisNaskah:
    """Satu naskah dalam daftar; `keadaan` dalam kata."""

    naskah: NaskahSKP
    berlaku: bool

    @property
    def keadaan(self) -> str:
        return "Berlaku" if self.berlaku else "Tidak berlaku lagi"


def daftar_naskah(skp: SKP) -> list[BarisNaskah]:
    """Semua naskah, terbaru dahulu. Satu kueri."""
    semua = NaskahSKP.objects.filter(skp_id=skp.pokok_id).select_related("disetujui_oleh").order_by("-nomor")
    berlaku_id = skp.naskah_id
    return [BarisNaskah(n, n.pk == berlaku_id) for n in semua.defer("isi")]


def naskah_bernomor(skp: SKP, nomor: int) -> NaskahSKP | None:
    """Satu naskah; None bila nomornya tidak ada. Satu kueri."""
    return NaskahSKP.objects.filter(skp=skp, nomor=nomor).select_related("disetujui_oleh").first()
