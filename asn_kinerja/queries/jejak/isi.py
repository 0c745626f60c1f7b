"""Isi satu perubahan dengan kata biasa: nama kolom, nama yang ditunjuk, label pilihan, tanggal, angka."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.apps import apps
from django.db.models import Field, Model
from django.utils.text import capfirst

from asn_kinerja.queries.jejak.nama import POLA, Sebutan, semua_sebutan
from inti.basisdata.riwayat import DISAMARKAN
from inti.models import Riwayat
from inti.rules.format import angka_ringkas, tanggal, waktu

KOSONG: Final = "kosong"
APLIKASI: Final = ("inti", "kepegawaian", "indikator", "umpan_balik", "penilaian", "pelatihan")
# Penghitung untuk menjaga dua tab; bukan isi.
PENGHITUNG: Final = {
    ("indikator_skp", "versi"),
    ("indikator_realisasi", "versi"),
    ("penilaian_evaluasi", "versi"),
}
KATA_KOLOM: Final = {
    "sejak": "Berlaku sejak",
    "sampai": "Berlaku sampai",
    "password": "Kata sandi",
    "is_active": "Aktif",
    "kepala": "Memimpin unit",
    "induk": "Di bawah",
    "dinas": "Perangkat daerah",
    "teks": "Isi",
    "tampil": "Ditampilkan untuk umum",
    "pimpinan": "RHK pimpinan yang didukung",
    "atas": "Batas atas",
    "bawah": "Batas bawah",
    "terlambat": "Dikirim terlambat",
    "diajukan": "Diajukan pada",
    "tutup_pada": "Ditutup pada",
    "gratis": "Tanpa biaya",
    "jp": "Jam pelajaran",
    "rhk_nomor": "Nomor RHK",
    "token": "Alamat QR",
}
KATA_BENDA: Final = {
    "indikator_indikatorkinerja": "Indikator SKP",
    "indikator_realisasi": "Laporan capaian",
    "kepegawaian_laporanatasan": "Laporan penilai",
    "kepegawaian_letakunit": "Letak unit",
    "kepegawaian_pejabatpenilai": "Penilai khusus",
    "penilaian_butirumpanbalik": "Umpan balik penilai",
    "penilaian_evaluasi": "Penilaian",
    "pelatihan_rekomendasi": "Saran pelatihan",
    "umpan_balik_aspirasi": "Saran warga",
    "umpan_balik_dialogkinerja": "Dialog kinerja",
    "umpan_balik_laporanumpanbalik": "Laporan umpan balik",
    "umpan_balik_tindakdialog": "Tindak lanjut dialog",
}
KATA_AKSI: Final = {"I": "ditambahkan", "U": "diubah", "D": "dihapus"}


@dataclass(frozen=True, slots=True)
class Kolom:
    """Satu kolom yang berubah; sisi yang tidak ada (baris baru, baris dihapus) kosong."""

    judul: str
    dari: str
    menjadi: str


@dataclass(frozen=True, slots=True)
class Perubahan:
    """Satu baris yang berubah."""

    benda: str
    nama: str
    aksi: str
    kata: str
    kolom: list[Kolom]

    @property
    def judul(self) -> str:
        """Jenis dan namanya, tanpa mengulang jenis yang sudah ada di nama."""
        if not self.nama or self.nama.startswith(self.benda):
            return self.nama or self.benda
        return f"{self.benda}: {self.nama}"


def perubahan(baris: Iterable[Riwayat], *, zona: tzinfo) -> dict[int, Perubahan]:
    """Nomor riwayat → perubahan yang dapat dibaca. Satu kueri tiap model yang disebut, berapa pun barisnya.

    Baris yang hanya menyentuh penghitung tidak ikut.
    """
    daftar = list(baris)
    model = {m._meta.db_table: m for app in APLIKASI for m in apps.get_app_config(app).get_models()}
    nama = semua_sebutan(_yang_disebut(daftar, model))
    hasil = {}
    for satu in daftar:
        acuan = model.get(satu.tabel)
        if acuan is None:
            continue
        kolom = _kolom(satu, acuan, nama=nama, zona=zona)
        if kolom or satu.aksi != "U":
            hasil[satu.pk] = Perubahan(
                benda=KATA_BENDA.get(satu.tabel) or str(capfirst(acuan._meta.verbose_name_plural)),
                nama=_nama_baris(satu, acuan, nama),
                aksi=satu.aksi,
                kata=KATA_AKSI[satu.aksi],
                kolom=kolom,
            )
    return hasil


def _bidang(model: type[Model]) -> "dict[str, Field[Any, Any]]":
    return {str(b.column): b for b in model._meta.concrete_fields}


def _yang_disebut(daftar: list[Riwayat], model: Mapping[str, type[Model]]) -> dict[str, set[int]]:
    dicari: dict[str, set[int]] = {}
    for satu in daftar:
        acuan = model.get(satu.tabel)
        if acuan is None:
            continue
        dicari.setdefault(acuan._meta.label, set()).add(satu.objek_id)
        for kolom, bidang in _bidang(acuan).items():
            tujuan = bidang.related_model
            if isinstance(tujuan, type):
                nomor = {(isi or {}).get(kolom) for isi in (satu.sebelum, satu.sesudah)} - {None}
                dicari.setdefault(tujuan._meta.label, set()).update(n for n in nomor if isinstance(n, int))
    return dicari


def _kolom(
    satu: Riwayat, model: type[Model], *, nama: Mapping[tuple[str, int], Sebutan], zona: tzinfo
) -> list[Kolom]:
    sebelum, sesudah = satu.sebelum or {}, satu.sesudah or {}
    bidang = _bidang(model)
    hasil = []
    # Urutan kolom seperti di modelnya; kolom yang kini sudah tidak ada disebut paling akhir.
    for kunci in [*bidang, *sorted((sebelum.keys() | sesudah.keys()) - bidang.keys())]:
        if kunci not in sebelum and kunci not in sesudah:
            continue
        if kunci in ("id", "instansi_id") or (satu.tabel, kunci) in PENGHITUNG:
            continue
        isi = [_teks(bidang.get(kunci), s.get(kunci), nama=nama, zona=zona) for s in (sebelum, sesudah)]
        if satu.aksi == "U":
            hasil.append(Kolom(_judul(kunci, bidang.get(kunci)), isi[0] or KOSONG, isi[1] or KOSONG))
        elif any(isi):
            hasil.append(Kolom(_judul(kunci, bidang.get(kunci)), *isi))
    return hasil


def _judul(kunci: str, bidang: "Field[Any, Any] | None") -> str:
    if bidang is None:
        return capfirst(kunci.replace("_", " "))
    return KATA_KOLOM.get(bidang.name) or capfirst(str(bidang.verbose_name))


def _teks(
    bidang: "Field[Any, Any] | None", nilai: Any, *, nama: Mapping[tuple[str, int], Sebutan], zona: tzinfo
) -> str:
    """Kosong bila tidak ada isinya."""
    if nilai is None or nilai == "" or nilai == [] or nilai == {}:
        return ""
    if nilai == DISAMARKAN:
        return "isinya tidak disimpan"
    if isinstance(nilai, bool):
        return "Ya" if nilai else "Tidak"
    if bidang is not None and isinstance(bidang.related_model, type):
        label = bidang.related_model._meta.label
        ditunjuk = nama.get((label, nilai))
        hilang = ", sudah tidak ada" if label in POLA else ""
        return ditunjuk.nama if ditunjuk else f"nomor {nilai}{hilang}"
    pilihan = dict(bidang.flatchoices) if bidang is not None and bidang.choices else {}
    if pilihan and nilai in pilihan:
        return str(pilihan[nilai])
    return _menurut_jenis(bidang.get_internal_type() if bidang is not None else "", nilai, zona)


def _menurut_jenis(jenis: str, nilai: Any, zona: tzinfo) -> str:
    if jenis == "DateTimeField":
        return waktu(datetime.fromisoformat(nilai).astimezone(zona))
    if jenis == "DateField":
        return tanggal(date.fromisoformat(nilai))
    if jenis == "DecimalField":
        try:
            return angka_ringkas(Decimal(str(nilai)), 4)
        except InvalidOperation:
            return str(nilai)
    if isinstance(nilai, dict):
        return "; ".join(f"{k.replace('_', ' ')}: {_ringkas(v)}" for k, v in nilai.items())
    return _ringkas(nilai)


def _ringkas(nilai: Any) -> str:
    return ", ".join(map(str, nilai)) if isinstance(nilai, list) else str(nilai)


def _nama_baris(satu: Riwayat, model: type[Model], nama: Mapping[tuple[str, int], Sebutan]) -> str:
    """Nama sekarang, atau nama yang tercatat bila barisnya sudah tidak ada."""
    kini = nama.get((model._meta.label, satu.objek_id))
    if kini:
        return kini.nama
    isi = {**(satu.sesudah or {}), **(satu.sebelum or {})}
    return str(next((isi[k] for k in ("nama", "teks", "judul", "kode") if isi.get(k)), ""))
