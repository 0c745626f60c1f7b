"""Naskah SKP menjadi PDF: satu seketika, atau sekian untuk paket di latar."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from indikator.models import RHK, Aspek, NaskahSKP
from indikator.queries.skp.banding import target_teks, triwulan_teks
from indikator.rules.berakhlak import NILAI
from indikator.rules.naskah import LAMPIRAN, Isi
from indikator.services.skp.naskah import JENIS_DOKUMEN
from inti.models import Dokumen
from inti.rules.format import persen, tanggal
from inti.services import dokumen

TEMPLAT = "skp"


def cetak_naskah(naskah: NaskahSKP) -> bytes:
    """PDF satu naskah; tidak menulis apa pun."""
    return next(bita for _, bita in cetak_banyak([naskah.pk]))


def cetak_banyak(naskah_ids: Sequence[int]) -> Iterator[tuple[str, bytes]]:
    """(nama berkas, PDF) tiap naskah, urut seperti diminta. Dua kueri untuk berapa pun naskah."""
    semua = NaskahSKP.objects.filter(pk__in=naskah_ids).select_related("skp__instansi")
    naskah = {n.pk: n for n in semua}
    terbit = {
        (d.objek_id, d.versi): d
        for d in Dokumen.objects.filter(jenis=JENIS_DOKUMEN, objek_id__in={n.skp_id for n in naskah.values()})
    }
    for satu in (naskah[i] for i in naskah_ids if i in naskah):
        data = data_cetak(satu, terbit[satu.skp_id, satu.nomor])
        yield nama_berkas(satu), dokumen.cetak(templat=TEMPLAT, data=data, saat=satu.disetujui_pada)


def nama_berkas(naskah: NaskahSKP) -> str:
    """199001012015031001_ratna-wulandari_SKP-2026_naskah-1.pdf; tanpa huruf yang ditolak sistem berkas."""
    pegawai = naskah.isi["pegawai"]
    return f"{pegawai['nip']}_{slugify(pegawai['nama'])[:60]}_SKP-{naskah.isi['tahun']}_naskah-{naskah.nomor}.pdf"


def data_cetak(naskah: NaskahSKP, terbit: Dokumen) -> dict[str, Any]:
    """Data untuk templates/dokumen/skp.typ; semua angka dan tanggal sudah berupa kata."""
    isi, instansi = naskah.isi, naskah.skp.instansi
    disetujui = tanggal(instansi.hari_pada(naskah.disetujui_pada))
    subjudul = f"Tahun {isi['tahun']}, naskah {naskah.nomor}"
    if terbit.keadaan != Dokumen.Keadaan.BERLAKU:
        # Dokumen jenis lain digantikan karena sebab lain; naskah SKP selalu karena adendum.
        sebab = " adendum" if terbit.keadaan == Dokumen.Keadaan.DIGANTIKAN else ""
        subjudul += f" ({terbit.get_keadaan_display().lower()}{sebab})"
    mulai, selesai = (tanggal(date.fromisoformat(isi[n])) for n in ("mulai", "selesai"))
    return {
        "dokumen": dokumen.keterangan(
            terbit,
            instansi=isi["instansi"],
            subjudul=subjudul,
            contoh=instansi.data_contoh or settings.MODE_CONTOH,
        ),
        "periode": f"{mulai} s.d. {selesai}",
        "pendekatan": isi["pendekatan"],
        "pegawai": isi["pegawai"],
        "penilai": isi["penilai"],
        "utama": _rhk(isi, RHK.Jenis.UTAMA),
        "tambahan": _rhk(isi, RHK.Jenis.TAMBAHAN),
        "nilai": [
            {
                "nama": n.nama,
                "panduan": [p.teks for p in n.panduan],
                "ekspektasi": isi["ekspektasi"].get(str(n.kode), ""),
            }
            for n in NILAI
        ],
        "lampiran": [{"judul": judul, "butir": isi[nama]} for nama, judul in LAMPIRAN.items()],
        "tempat_tanggal": f"{isi['instansi']}, {disetujui}",
        "alasan": naskah.alasan,
    }


def _rhk(isi: Isi, jenis: str) -> list[dict[str, Any]]:
    return [
        {
            "teks": r["teks"],
            "mendukung": r["mendukung"],
            "indikator": [
                {
                    "aspek": str(Aspek(i["aspek"]).label),
                    "nama": i["nama"],
                    "target": target_teks(i),
                    "triwulan": triwulan_teks(i),
                    "bobot": persen(Decimal(i["bobot"])),
                }
                for i in r["indikator"]
            ],
        }
        for r in isi["rhk"]
        if r["jenis"] == jenis
    ]
