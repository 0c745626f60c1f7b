"""Halaman periksa sebelum laporan capaian diajukan: semua isian terbaca, tiap barisnya dapat langsung diubah."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from indikator.forms.realisasi import RealisasiForm
from indikator.models import Polaritas
from indikator.queries.realisasi import LembarLapor
from indikator.queries.teks import realisasi_teks
from inti.models import Berkas


@dataclass(frozen=True, slots=True)
class BarisPeriksa:
    """Satu isian seperti akan diajukan; `bidang` id kendalinya di formulir."""

    judul: str
    bidang: str
    isi: list[str]


def periksa(
    request: HttpRequest,
    lembar: LembarLapor,
    form: RealisasiForm,
    terlampir: list[Berkas],
    *,
    sekarang: datetime,
) -> HttpResponse:
    """Ringkasan isian dengan tombol Ubah tiap baris; belum ada yang tersimpan selain berkasnya."""
    konteks = {
        "lembar": lembar,
        "form": form,
        "baris": baris_periksa(form, terlampir),
        "terlampir": terlampir,
        "sekarang": sekarang,
        "tersembunyi": [b for b in form if b.name != "berkas"],
    }
    return render(request, "indikator/capaian_periksa.html", konteks)


def baris_periksa(form: RealisasiForm, terlampir: list[Berkas]) -> list[BarisPeriksa]:
    """Isian yang sudah diperiksa, urut seperti di formulir; yang kosong pun disebut."""
    isi, ik = form.cleaned_data, form.indikator
    hasil = []
    if "nilai" in form.fields or "tanggal" in form.fields:
        nama = "tanggal" if "tanggal" in form.fields else "nilai"
        nilai = isi.get("nilai")
        teks = realisasi_teks(
            polaritas=Polaritas(ik.polaritas),
            satuan=ik.satuan,
            nilai=nilai if isinstance(nilai, Decimal) else None,
            hari=isi.get("tanggal"),
        )
        bidang = "id_nilai_0" if ik.polaritas == Polaritas.YA_TIDAK else f"id_{nama}"
        hasil.append(BarisPeriksa(str(form.fields[nama].label), bidang, [teks]))
    keterangan = isi.get("keterangan", "")
    hasil.append(BarisPeriksa(str(form.fields["keterangan"].label), "id_keterangan", [keterangan]))
    hasil.append(BarisPeriksa("Berkas bukti", "id_berkas", [b.nama for b in terlampir]))
    tautan = [f"{judul} ({url})" if judul else url for judul, url in form.daftar_tautan()]
    hasil.append(BarisPeriksa("Tautan bukti", "id_tautan", tautan))
    return hasil
