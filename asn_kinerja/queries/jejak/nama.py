"""Nama benda untuk jejak: satu kueri tiap jenis, berapa pun barisnya."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.db.models import Model

# Model → pola dan jalur isinya. Teks saran warga dan umpan balik sengaja tidak disebut.
POLA: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "inti.Berkas": ("{}", ("nama",)),
    "indikator.Bukti": ("{}", ("judul",)),
    "indikator.Indikator": ("{}", ("nama",)),
    "indikator.IndikatorKinerja": ("{}, {}", ("kode", "nama")),
    "indikator.Kebijakan": ("{}, versi {}", ("nama", "versi")),
    "indikator.Periode": ("{}", ("nama",)),
    "indikator.RHK": ("{}", ("teks",)),
    "indikator.Realisasi": (
        "{}, {}, {}",
        ("indikator__nama", "periode__nama", "pegawai__nama"),
    ),
    "indikator.SKP": ("SKP {}, {}", ("pegawai__nama", "periode__nama")),
    "kepegawaian.Instansi": ("{}", ("nama",)),
    "kepegawaian.Jabatan": ("{}", ("nama",)),
    "kepegawaian.LaporanAtasan": ("Laporan {}", ("pegawai__nama",)),
    "kepegawaian.LetakUnit": ("{}", ("nama",)),
    "kepegawaian.Pegawai": ("{}", ("nama",)),
    "kepegawaian.PejabatPenilai": ("{} menilai {}", ("penilai__nama", "pegawai__nama")),
    "kepegawaian.Penempatan": ("{}, {}, {}", ("pegawai__nama", "jabatan__nama", "unit__nama")),
    "kepegawaian.Peran": ("{}", ("pegawai__nama",)),
    "kepegawaian.PerbaikanData": ("Usul {}", ("pegawai__nama",)),
    "kepegawaian.UnitKerja": ("{}", ("nama",)),
    "pelatihan.AnggotaPanitia": ("{}", ("pegawai__nama",)),
    "pelatihan.AturanPenghargaan": ("Versi {}", ("versi",)),
    "pelatihan.AturanTalenta": ("Versi {}", ("versi",)),
    "pelatihan.CalonPenghargaan": ("Calon {}, {}", ("unit__nama", "sidang__periode__nama")),
    "pelatihan.Pelatihan": ("{}", ("judul",)),
    "pelatihan.Rekomendasi": ("{}", ("pegawai__nama",)),
    "pelatihan.SidangPenghargaan": ("Sidang {}", ("periode__nama",)),
    "penilaian.Evaluasi": ("{}, {}", ("pegawai__nama", "periode__nama")),
    "penilaian.Hasil": ("Hasil {}, {}", ("pegawai__nama", "periode__nama")),
    "penilaian.Keberatan": ("{}", ("diajukan_oleh__nama",)),
    "penilaian.Penutupan": ("{}", ("periode__nama",)),
    "umpan_balik.Layanan": ("{}", ("nama",)),
    "umpan_balik.JagaTitik": ("{} di {}", ("pegawai__nama", "titik__nama")),
    "umpan_balik.TitikLayanan": ("{}, {}", ("nama", "layanan__nama")),
}
# Benda yang jejaknya dibaca pada pemiliknya: penempatan pada pegawainya.
PEMILIK: Final[dict[str, str]] = {
    "indikator.IndikatorKinerja": "skp_id",
    "indikator.RHK": "skp_id",
    "kepegawaian.Penempatan": "pegawai_id",
    "kepegawaian.Peran": "pegawai_id",
    "kepegawaian.PerbaikanData": "pegawai_id",
}


@dataclass(frozen=True, slots=True)
class Sebutan:
    """Nama sebuah benda; `pemilik_id` terisi bila jejaknya dibaca pada pemiliknya."""

    nama: str
    pemilik_id: int | None = None


def sebutan(label: str, nomor: Iterable[int]) -> dict[int, Sebutan]:
    """Nama tiap baris model itu. Satu kueri; yang sudah tidak ada atau tidak bernama tidak ikut."""
    dicari = set(nomor)
    if not dicari or label not in POLA:
        return {}
    pola, jalur = POLA[label]
    milik = [PEMILIK[label]] if label in PEMILIK else []
    model: type[Model] = apps.get_model(label)
    hasil = {}
    for pk, *isi in model._default_manager.filter(pk__in=dicari).values_list("pk", *jalur, *milik):
        pemilik = isi.pop() if milik else None
        hasil[pk] = Sebutan(pola.format(*isi), pemilik)
    return hasil


def semua_sebutan(dicari: dict[str, set[int]]) -> dict[tuple[str, int], Sebutan]:
    """Seperti `sebutan` untuk beberapa model: kuerinya sebanyak modelnya."""
    return {
        (label, pk): satu for label, nomor in dicari.items() for pk, satu in sebutan(label, nomor).items()
    }
