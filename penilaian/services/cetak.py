"""Hasil menjadi PDF: "Evaluasi Kinerja" dan "Dokumen Evaluasi Kinerja" menurut bentuk PermenPANRB 6/2022."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.conf import settings

from indikator.models import Aspek, NaskahSKP
from indikator.rules.kelompok import LABEL_KELOMPOK
from inti.galat import GalatAturan
from inti.models import Dokumen
from inti.rules.format import angka, angka_ringkas, tanggal
from inti.services import dokumen
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import KartuOrang, kartu_orang
from penilaian.models import Hasil, TandaBaca
from penilaian.permissions import atasan_penilai
from penilaian.queries.hasil_umpan import UmpanHasil, umpan_hasil
from penilaian.queries.nota import susun_nota
from penilaian.rules.predikat import LABEL_PREDIKAT, LABEL_RATING, Predikat, Rating
from penilaian.services.dokumen import JENIS

KOSONG = "–"


class Bentuk(StrEnum):
    """Templat di templates/dokumen."""

    EVALUASI = "evaluasi"
    DOKUMEN = "dokumen_evaluasi"


def cetak_hasil(hasil: Hasil, *, bentuk: Bentuk) -> bytes:
    """PDF satu hasil; tidak menulis apa pun. Menolak bila dokumennya belum terbit (sesaat sesudah penutupan)."""
    terbit = Dokumen.objects.filter(jenis=JENIS, objek_id=hasil.pk, versi=hasil.versi).first()
    if terbit is None:
        raise GalatAturan("Dokumennya sedang diterbitkan. Coba lagi beberapa menit lagi.")
    return dokumen.cetak(templat=bentuk.value, data=data_cetak(hasil, terbit), saat=terbit.terbit)


def nama_berkas(hasil: Hasil, *, bentuk: Bentuk) -> str:
    """EKP-0003-000002-1_evaluasi.pdf"""
    return f"{hasil.rincian['nomor']}_{bentuk.value}.pdf"


def data_cetak(hasil: Hasil, terbit: Dokumen) -> dict[str, Any]:
    """Data kedua templat; semua angka dan tanggal sudah berupa kata, semuanya dari rincian yang beku."""
    isi = hasil.rincian
    identitas, evaluasi = isi["identitas"], isi.get("evaluasi") or {}
    instansi = hasil.periode.instansi
    mulai, selesai = (tanggal(date.fromisoformat(identitas[n])) for n in ("mulai", "selesai"))
    penilai_id, akhir = hasil.penilai_id, hasil.periode.selesai
    atasan_id = atasan_penilai(penilai_id, pada=akhir) if penilai_id else None
    kartu = kartu_orang([i for i in (penilai_id, atasan_id) if i], akhir)
    golongan = dict(Pegawai.objects.filter(pk__in=kartu).values_list("pk", "golongan"))
    tanda = TandaBaca.objects.filter(hasil=hasil).first()
    return {
        "dokumen": dokumen.keterangan(
            terbit,
            instansi=identitas["instansi"],
            subjudul=_subjudul(hasil, terbit),
            contoh=instansi.data_contoh or settings.MODE_CONTOH,
        ),
        "periode": f"{mulai} s.d. {selesai}",
        "pegawai": {n: identitas[n] for n in ("nama", "nip", "jabatan", "unit")}
        | {"pangkat": identitas["golongan"] or KOSONG},
        "penilai": _pejabat(kartu.get(penilai_id or 0), golongan) | _beku(identitas.get("penilai")),
        "atasan": _pejabat(kartu.get(atasan_id or 0), golongan),
        **_isi(hasil),
        "alasan": {
            "hasil": evaluasi.get("alasan_hasil", ""),
            "perilaku": evaluasi.get("alasan_perilaku", ""),
            "umpan_balik": evaluasi.get("umpan_balik", ""),
        },
        "putusan": _putusan(isi.get("putusan")),
        "kalibrasi": _kalibrasi(evaluasi.get("kalibrasi")),
        "dibaca": tanggal(instansi.hari_pada(tanda.dibaca_pada)) if tanda else "",
        "catatan_pegawai": tanda.catatan if tanda else "",
        "tempat_tanggal": f"{identitas['instansi']}, {_ditutup(hasil)}",
    }


def _subjudul(hasil: Hasil, terbit: Dokumen) -> str:
    kata = f"{hasil.rincian['identitas']['periode']}, versi {hasil.versi}"
    berlaku = terbit.keadaan == Dokumen.Keadaan.BERLAKU
    return kata if berlaku else f"{kata} ({terbit.get_keadaan_display().lower()})"


def _isi(hasil: Hasil) -> dict[str, Any]:
    isi = hasil.rincian
    nota = susun_nota(hasil)
    rhk = _rhk(hasil)
    umpan = umpan_hasil(isi)
    return {
        "umpan": _umpan(umpan, [rhk.get(satu["kode"], KOSONG) for satu in isi["indikator"]]),
        "umpan_nilai": [list(satu) for satu in umpan.nilai],
        "indikator": [
            {
                "rhk": rhk.get(satu["kode"], KOSONG),
                "nama": satu["nama"],
                "aspek": str(Aspek(satu["aspek"]).label),
                "bobot": angka_ringkas(satu["bobot"]),
                "target": _target(satu),
                "realisasi": _realisasi(satu),
                "capaian": angka(Decimal(satu["capaian"])) if satu.get("capaian") else KOSONG,
            }
            for satu in isi["indikator"]
        ],
        "perilaku": [
            {
                "kelompok": LABEL_KELOMPOK[k.kelompok],
                "bobot": angka_ringkas(k.bobot),
                "nilai": k.teks,
            }
            for k in nota.perilaku
            if k.bobot > 0
        ],
        "nilai": {
            nama: angka(nilai) if nilai is not None else KOSONG
            for nama, nilai in (
                ("hasil", hasil.nilai_hasil),
                ("perilaku", hasil.nilai_perilaku),
                ("akhir", hasil.nilai_akhir),
            )
        },
        "rating": {
            "hasil": LABEL_RATING[Rating(hasil.rating_hasil)] if hasil.rating_hasil else KOSONG,
            "perilaku": LABEL_RATING[Rating(hasil.rating_perilaku)] if hasil.rating_perilaku else KOSONG,
        },
        "predikat": LABEL_PREDIKAT[Predikat(hasil.predikat)] if hasil.predikat else "Belum ada",
        "kurang": nota.kurang,
    }


def _umpan(umpan: UmpanHasil, rhk: list[str]) -> dict[str, Any]:
    """Umpan balik di bawah indikator terakhir tiap RHK; yang RHK-nya sudah diganti disebut sesudah tabelnya."""
    milik = dict(umpan.rhk)
    terakhir = {teks: nomor for nomor, teks in enumerate(rhk)}
    return {
        "baris": [milik.get(teks, "") if terakhir[teks] == nomor else "" for nomor, teks in enumerate(rhk)],
        "lain": [list(satu) for satu in umpan.rhk if satu[0] not in terakhir],
    }


def _rhk(hasil: Hasil) -> dict[str, str]:
    """Kode indikator → RHK-nya, dari naskah SKP yang berlaku saat periode ditutup. Satu kueri."""
    naskah = (
        NaskahSKP.objects.filter(
            skp__penempatan_id=hasil.penempatan_id,
            skp__periode_id=hasil.periode.induk_id or hasil.periode_id,
            disetujui_pada__lte=hasil.periode.ditutup,
        )
        .order_by("-nomor")
        .first()
    )
    if naskah is None:
        return {}
    return {i["kode"]: rhk["teks"] for rhk in naskah.isi["rhk"] for i in rhk["indikator"]}


def _target(satu: Mapping[str, Any]) -> str:
    if satu["polaritas"] == "rentang":
        return f"{angka_ringkas(satu['bawah'])} sampai {angka_ringkas(satu['atas'])} {satu['satuan']}".strip()
    if satu["polaritas"] == "tanggal":
        return tanggal(date.fromisoformat(satu["target"]))
    if satu.get("target") is None:
        return {"ya_tidak": "ya", "kualitatif": str(satu.get("kriteria", KOSONG))}.get(
            satu["polaritas"], KOSONG
        )
    return f"{angka_ringkas(satu['target'], 4)} {satu['satuan']}".strip()


def _realisasi(satu: Mapping[str, Any]) -> str:
    if satu.get("dikecualikan"):
        return "dikecualikan"
    if satu.get("tidak_dilaporkan"):
        return "tidak dilaporkan"
    nilai = satu.get("realisasi")
    if nilai is None:
        return "menunggu rating" if satu.get("menunggu_rating") else KOSONG
    if satu["polaritas"] == "kualitatif":
        return LABEL_RATING[Rating(nilai)]
    if satu["polaritas"] == "tanggal":
        return tanggal(date.fromisoformat(nilai))
    if satu["polaritas"] == "ya_tidak":
        return str(nilai)
    return f"{angka_ringkas(nilai, 4)} {satu['satuan']}".strip()


def _pejabat(kartu: KartuOrang | None, golongan: Mapping[int, str]) -> dict[str, str]:
    if kartu is None:
        return dict.fromkeys(("nama", "nip", "pangkat", "jabatan", "unit"), KOSONG)
    return {
        "nama": kartu.nama,
        "nip": kartu.nip,
        "pangkat": golongan.get(kartu.id) or KOSONG,
        "jabatan": kartu.jabatan,
        "unit": kartu.unit or KOSONG,
    }


def _beku(penilai: Mapping[str, str] | None) -> dict[str, str]:
    """Nama, NIP, dan jabatan penilai yang tertulis di rincian didahulukan."""
    return {n: penilai[n] for n in ("nama", "nip", "jabatan") if penilai.get(n)} if penilai else {}


def _putusan(putusan: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if putusan is None:
        return None
    return {"oleh": putusan["oleh"]["nama"], "alasan": putusan["alasan"], "beda": putusan["beda"]}


def _kalibrasi(catatan: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Rating menurut penilai dan sesudah rapat kalibrasi; yang sama tidak disebut."""
    if catatan is None:
        return None
    pasangan = (("Rating hasil kerja", "hasil"), ("Rating perilaku kerja", "perilaku"))
    beda = [
        [sebutan, *(LABEL_RATING[Rating(catatan[versi][sisi])] for versi in ("dari", "menjadi"))]
        for sebutan, sisi in pasangan
        if catatan["dari"][sisi] != catatan["menjadi"][sisi]
    ]
    return {"oleh": catatan["oleh"]["nama"], "alasan": catatan["alasan"], "beda": beda}


def _ditutup(hasil: Hasil) -> str:
    saat = hasil.periode.ditutup
    return tanggal(hasil.periode.instansi.hari_pada(saat)) if saat else KOSONG
