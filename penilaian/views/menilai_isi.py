"""Isi halaman meja penilai untuk templat: RHK dengan indikator dan umpan baliknya, nilai, catatan, dan riwayat."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.forms import BoundField
from django.urls import reverse

from indikator.models import Bukti
from indikator.rules.berakhlak import NILAI
from inti.rules.format import angka
from penilaian.forms.evaluasi import EvaluasiForm
from penilaian.models import CatatanPenilai
from penilaian.queries.meja import BarisMeja, Meja
from penilaian.queries.umpan_rhk import PokokUmpan
from penilaian.rules.predikat import Rating
from penilaian.rules.umpan_rhk import contoh_untuk

GAMBAR = {"image/jpeg": "gambar", "image/png": "gambar"}
TABEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SINGKAT = {Rating.DI_ATAS: "di atas", Rating.SESUAI: "sesuai", Rating.DI_BAWAH: "di bawah"}


def kotak_umpan(
    isi: Meja, form: EvaluasiForm, pokok: PokokUmpan, *, perlu: Mapping[str, str], fokus: str = ""
) -> dict[str, Any]:
    """Satu kotak umpan balik dengan contohnya. Terbuka bila terisi, bergalat, atau baru disisipi contoh.

    `tersimpan` hanya bila halaman ini kembali karena ditolak dan yang tersimpan berbeda dari yang diketik.
    """
    bidang: BoundField = form[pokok.kunci]
    tulisan = str(bidang.value() or "").strip()
    terisi = bool(tulisan)
    galat = form.is_bound and bool(bidang.errors)
    ada = next((b.teks for b in isi.butir if b.kunci == pokok.kunci), "")
    return {
        "kunci": pokok.kunci,
        "tentang": pokok.tentang,
        "bidang": bidang,
        "terisi": terisi,
        "terbuka": terisi or galat or pokok.kunci == fokus,
        "tersimpan": ada if form.is_bound and form.errors and ada != tulisan else "",
        "perlu": "" if form.is_bound or fokus else perlu.get(pokok.kunci, ""),
        "contoh": [
            {"aksi": f"contoh:{pokok.kunci}:{c.kode.value}", "judul": SINGKAT[c.kode], "teks": c.teks}
            for c in contoh_untuk(pokok.nilai)
        ],
    }


def kelompok_rhk(
    isi: Meja, form: EvaluasiForm, *, perlu: Mapping[str, str], fokus: str = ""
) -> list[dict[str, Any]]:
    """RHK urut indikatornya, tiap RHK dengan indikator, catatan sendiri, dan kotak umpan baliknya."""
    hasil: dict[str, dict[str, Any]] = {
        kunci: {
            "teks": p.tentang,
            "baris": [],
            "umpan": kotak_umpan(isi, form, p, perlu=perlu, fokus=fokus),
            "catatan": [],
        }
        for kunci, p in isi.pokok.items()
        if p.rhk_nomor is not None
    }
    for satu in isi.baris:
        if f"rhk_{satu.baris.indikator.rhk_id}" in hasil:
            hasil[f"rhk_{satu.baris.indikator.rhk_id}"]["baris"].append(baris_meja(satu, form))
    for catatan in isi.catatan:
        if catatan.rhk_nomor is not None and f"rhk_{catatan.rhk_nomor}" in hasil:
            hasil[f"rhk_{catatan.rhk_nomor}"]["catatan"].append(catatan)
    return list(hasil.values())


def catatan_umum(isi: Meja) -> list[CatatanPenilai]:
    """Catatan sendiri yang tidak menempel pada RHK yang tampil."""
    return [c for c in isi.catatan if f"rhk_{c.rhk_nomor}" not in isi.pokok]


def kotak_nilai(
    isi: Meja, form: EvaluasiForm, *, perlu: Mapping[str, str], fokus: str = ""
) -> list[dict[str, Any]]:
    """Tujuh nilai BerAKHLAK dengan panduan, ekspektasi khusus pimpinan pada SKP-nya, dan kotaknya."""
    ekspektasi = isi.bahan.skp.ekspektasi if isi.bahan.skp else {}
    return [
        kotak_umpan(isi, form, isi.pokok[f"nilai_{n.kode}"], perlu=perlu, fokus=fokus)
        | {"panduan": [p.teks for p in n.panduan], "ekspektasi": ekspektasi.get(str(n.kode), "")}
        for n in NILAI
    ]


def awal_indikator(isi: Meja) -> dict[str, Any]:
    """Rating indikator kualitatif yang tersimpan, sebagai isian awal."""
    awal: dict[str, Any] = {}
    for satu in isi.baris:
        r, nama = satu.baris.realisasi, f"ik_{satu.baris.indikator.pk}"
        if satu.dapat_dirating and r is not None:
            awal |= {nama: r.rating, f"{nama}_alasan": r.alasan_rating, f"{nama}_versi": r.versi}
    return awal


def baris_meja(satu: BarisMeja, form: EvaluasiForm) -> dict[str, Any]:
    """Satu indikator seperti dibaca penilai; yang kualitatif dengan bidang ratingnya."""
    b = satu.baris
    nama = f"ik_{b.indikator.pk}"
    r = b.realisasi
    tampil = r is not None and r.status != "draf"
    return {
        "isian": [form[f"{nama}{x}"] for x in ("_versi", "", "_alasan")] if nama in form.fields else [],
        "tersimpan": b.rating if form.is_bound and form.errors and b.rating else "",
        "nama": b.indikator.nama,
        "bobot": b.indikator.bobot,
        "banding": [
            {"judul": "Target", "nilai": b.target},
            {"judul": "Realisasi", "nilai": b.nilai if tampil else "–"},
            {"judul": "Capaian", "nilai": angka(b.nilai_capaian) if tampil else "–"},
        ],
        "kriteria": b.indikator.kriteria if b.indikator.kualitatif else "",
        "rating": b.rating or ("belum Anda beri" if b.menunggu_rating else "menunggu laporan"),
        "alasan_rating": r.alasan_rating if r and b.rating else "",
        "uraian": b.capaian.uraian if b.capaian and tampil else "",
        "status": "" if b.perlakuan else b.status,
        "perlakuan": r.get_perlakuan_display() if r and b.perlakuan else "",
        "alasan_perlakuan": r.alasan_perlakuan if r else "",
        "alasan": _perubahan(satu) if tampil else "",
        "arah": _arah(satu.selisih) if tampil else "",
        "keterangan": r.keterangan if r and tampil else "",
        "bukti": [_bukti(x) for x in satu.bukti] if tampil else [],
    }


def _arah(selisih: Decimal | None) -> str:
    """Ikon perubahan; katanya tertulis di sebelahnya."""
    if not selisih:
        return ""
    return "panah-atas" if selisih > 0 else "panah-bawah"


def _perubahan(satu: BarisMeja) -> str:
    if satu.selisih is None or satu.lalu is None:
        return ""
    if satu.selisih == 0:
        return f"Sama dengan periode lalu, {angka(satu.lalu)}."
    kata = "Naik" if satu.selisih > 0 else "Turun"
    return f"{kata} {angka(abs(satu.selisih))}. Periode lalu: {angka(satu.lalu)}."


def _bukti(bukti: Bukti) -> dict[str, str]:
    if bukti.berkas is None:
        return {"nama": bukti.judul, "url": bukti.tautan, "jenis": "tautan"}
    jenis = "tabel" if bukti.berkas.jenis == TABEL else GAMBAR.get(bukti.berkas.jenis, "dokumen")
    return {"nama": bukti.judul, "url": reverse("indikator:bukti", args=[bukti.pk]), "jenis": jenis}
