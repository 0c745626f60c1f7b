"""Menyusun kebijakan dengan kata dan angka yang dikenal orang, bukan kunci JSON."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

from django import forms

from indikator.models import Kebijakan
from indikator.rules.capaian import RumusMinimal
from indikator.rules.kebijakan import BAWAAN, aturan_dari
from indikator.rules.kelompok import LABEL_KELOMPOK, Kelompok
from indikator.rules.penjelasan import KALIMAT_MINIMAL
from inti.forms import AngkaField
from penilaian.services.kebijakan import HARI_KEBERATAN_TERBANYAK, IsiKebijakan

SERATUS = Decimal(100)
TITIK_IKM = tuple(Decimal(str(x)) for x, _ in BAWAAN["skala_ikm"])  # type: ignore[attr-defined]
JAWABAN = range(1, 6)
DIMINTA = (Kelompok.REKAN, Kelompok.BAWAHAN)
ARTI_JAWABAN = ("sangat kurang", "kurang", "cukup", "baik", "sangat baik")


def _angka(label: str, terkecil: int, terbesar: int, bantuan: str = "") -> AngkaField:
    return AngkaField(
        label=label,
        min_value=terkecil,
        max_value=terbesar,
        max_digits=8,
        decimal_places=2,
        help_text=bantuan,
    )


class KebijakanForm(forms.Form):
    """Satu versi kebijakan. `isi()` memberi bentuk yang dimengerti layanan."""

    nama = forms.CharField(
        label="Nama kebijakan",
        max_length=120,
        help_text="Nama yang sama menjadi versi berikutnya.",
        error_messages={"required": "Isi nama kebijakan, misalnya Capaian kinerja."},
    )
    penjelasan = forms.CharField(
        label="Penjelasan untuk pegawai",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="Dengan kata biasa: apa yang dinilai dan mengapa begitu.",
        error_messages={"required": "Isi penjelasan, supaya pegawai tahu apa yang dinilai."},
    )
    dasar_hukum = forms.CharField(label="Dasar hukum", max_length=300, required=False)
    bobot_hasil = _angka("Bobot hasil kerja (%)", 0, 100, "Sisanya menjadi bobot perilaku kerja.")
    batas_capaian = _angka(
        "Capaian tertinggi satu indikator",
        100,
        1000,
        "Supaya satu indikator tidak menutupi yang lain. Lazimnya 120.",
    )
    ambang_sesuai = _angka("Sesuai Ekspektasi mulai dari", 1, 1000)
    ambang_di_atas = _angka("Di Atas Ekspektasi mulai dari", 1, 1000)
    rumus_minimal = forms.ChoiceField(
        label="Capaian indikator yang makin kecil makin baik",
        choices=[(r.value, KALIMAT_MINIMAL[r]) for r in RumusMinimal],
        widget=forms.RadioSelect,
    )
    usul_kualitatif = forms.ChoiceField(
        label="Usul rating hasil kerja bagi SKP kualitatif",
        choices=[
            ("tengah", "Rating tengah indikatornya menurut bobot"),
            ("tanpa", "Tanpa usul; pejabat penilai menetapkannya sendiri"),
        ],
        widget=forms.RadioSelect,
    )
    pemahaman_wajib = forms.BooleanField(
        label="SKP diajukan sesudah indikator dinyatakan dipahami", required=False
    )
    tinjauan_indikator = forms.BooleanField(label="Indikator ditinjau oleh yang diukur", required=False)
    tawaran_studi = forms.BooleanField(label="Sangat Baik membuka tawaran studi lanjut", required=False)
    hari_keberatan = forms.IntegerField(
        label="Masa keberatan (hari)", min_value=1, max_value=HARI_KEBERATAN_TERBANYAK
    )
    hari_tanggapan = forms.IntegerField(
        label="Penilai menanggapi keberatan (hari)", min_value=1, max_value=HARI_KEBERATAN_TERBANYAK
    )
    hari_putusan = forms.IntegerField(
        label="Atasan penilai memutus keberatan (hari)",
        min_value=1,
        max_value=HARI_KEBERATAN_TERBANYAK,
        help_text="Sejak diajukan; sudah termasuk waktu penilai menanggapi.",
    )
    hari_ruas = forms.IntegerField(
        label="Masa singkat di penempatan lama tidak dihitung bila kurang dari (hari)",
        min_value=1,
        max_value=366,
        help_text="Bagi yang pindah di tengah periode. Penempatan terakhir selalu dihitung.",
    )
    hari_jeda = forms.IntegerField(
        label="Cuti atau pelatihan keluar dari hari yang dihitung bila lebih dari (hari)",
        min_value=1,
        max_value=366,
    )
    sidik = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **lain: Any) -> None:
        super().__init__(*args, **lain)
        for k in Kelompok:
            label = LABEL_KELOMPOK[k]
            self.fields[f"bobot_{k.value}"] = _angka(f"Bobot {label.lower()}", 0, 1000)
            self.fields[f"min_{k.value}"] = forms.IntegerField(
                label=f"Paling sedikit {label.lower()} yang menjawab", min_value=1, max_value=100
            )
            if k in DIMINTA:
                self.fields[f"maks_{k.value}"] = forms.IntegerField(
                    label=f"Paling banyak {label.lower()} yang diminta", min_value=3, max_value=20
                )
        for n in JAWABAN:
            self.fields[f"skala_{n}"] = _angka(f"Jawaban {n}, {ARTI_JAWABAN[n - 1]}", 0, 1000)
        for urut, titik in enumerate(TITIK_IKM):
            tulisan = format(titik.normalize(), "f").replace(".", ",")
            self.fields[f"ikm_{urut}"] = _angka(f"Nilai survei {tulisan}", 0, 1000)

    @property
    def kelompok(self) -> list[list[forms.BoundField]]:
        """Bobot, yang paling sedikit menjawab, dan yang paling banyak diminta, tiap kelompok penilai."""
        nama = [[f"{awal}_{k.value}" for awal in ("bobot", "min", "maks")] for k in Kelompok]
        return [[self[satu] for satu in baris if satu in self.fields] for baris in nama]

    @property
    def skala(self) -> list[forms.BoundField]:
        return [self[f"skala_{n}"] for n in JAWABAN]

    @property
    def skala_ikm(self) -> list[forms.BoundField]:
        return [self[f"ikm_{n}"] for n in range(len(TITIK_IKM))]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._ambang_menaik(data)
        self._menaik(data, [f"skala_{n}" for n in JAWABAN])
        self._menaik(data, [f"ikm_{n}" for n in range(len(TITIK_IKM))])
        bobot = [data.get(f"bobot_{k.value}") for k in Kelompok]
        if None not in bobot and not any(bobot):
            self.add_error("bobot_atasan", "Beri sekurangnya satu kelompok penilai bobot lebih dari 0.")
        return data

    def _ambang_menaik(self, data: dict[str, Any]) -> None:
        sesuai, di_atas = data.get("ambang_sesuai"), data.get("ambang_di_atas")
        if sesuai is not None and di_atas is not None and sesuai >= di_atas:
            self.add_error("ambang_di_atas", "Isi lebih besar daripada batas Sesuai Ekspektasi.")

    def _menaik(self, data: dict[str, Any], nama: list[str]) -> None:
        for rendah, tinggi in pairwise(nama):
            a, b = data.get(rendah), data.get(tinggi)
            if a is not None and b is not None and b < a:
                self.add_error(tinggi, f"Isi paling kecil sama dengan “{self.fields[rendah].label}”.")

    def isi(self) -> IsiKebijakan:
        """Isian yang sudah diperiksa."""
        data = self.cleaned_data
        return IsiKebijakan(
            nama=data["nama"],
            penjelasan=data["penjelasan"],
            dasar_hukum=data["dasar_hukum"],
            aturan={
                "bobot_hasil": data["bobot_hasil"] / SERATUS,
                "bobot_kelompok": {k.value: data[f"bobot_{k.value}"] for k in Kelompok},
                "min_n": {k.value: data[f"min_{k.value}"] for k in Kelompok},
                "maks_n": {k.value: data[f"maks_{k.value}"] for k in DIMINTA},
                "batas_capaian": data["batas_capaian"],
                "ambang": {"sesuai": data["ambang_sesuai"], "di_atas": data["ambang_di_atas"]},
                "skala": [[Decimal(n), data[f"skala_{n}"]] for n in JAWABAN],
                "skala_ikm": [[x, data[f"ikm_{n}"]] for n, x in enumerate(TITIK_IKM)],
                "rumus_minimal": data["rumus_minimal"],
                "usul_kualitatif": data["usul_kualitatif"],
                "hari_ruas": data["hari_ruas"],
                "hari_jeda": data["hari_jeda"],
            },
            pemahaman_wajib=data["pemahaman_wajib"],
            tinjauan_indikator=data["tinjauan_indikator"],
            tawaran_studi=data["tawaran_studi"],
            hari_keberatan=data["hari_keberatan"],
            hari_tanggapan=data["hari_tanggapan"],
            hari_putusan=data["hari_putusan"],
        )


def awal_dari(kebijakan: Kebijakan | None, *, sidik: str = "") -> dict[str, Any]:
    """Isian awal dari satu versi; tanpa versi dari nilai bawaan."""
    aturan = aturan_dari(kebijakan.aturan if kebijakan else None)
    awal: dict[str, Any] = {
        "bobot_hasil": aturan.bobot_hasil * SERATUS,
        "batas_capaian": aturan.batas_capaian,
        "ambang_sesuai": aturan.ambang_sesuai,
        "ambang_di_atas": aturan.ambang_di_atas,
        "rumus_minimal": aturan.rumus_minimal.value,
        "usul_kualitatif": aturan.usul_kualitatif.value,
        "hari_ruas": aturan.hari_ruas,
        "hari_jeda": aturan.hari_jeda,
        "hari_keberatan": 14,
        "hari_tanggapan": 5,
        "hari_putusan": 14,
        "pemahaman_wajib": True,
        "sidik": sidik,
    }
    for k in aturan.kelompok:
        awal |= {f"bobot_{k.kelompok.value}": k.bobot, f"min_{k.kelompok.value}": k.min_n}
        awal |= {f"maks_{k.kelompok.value}": k.maks_n}
    awal |= {f"skala_{int(x)}": y for x, y in aturan.skala if x == int(x)}
    awal |= {f"ikm_{TITIK_IKM.index(x)}": y for x, y in aturan.skala_ikm if x in TITIK_IKM}
    if kebijakan:
        sama = (
            "nama",
            "penjelasan",
            "dasar_hukum",
            "pemahaman_wajib",
            "tinjauan_indikator",
            "tawaran_studi",
            "hari_keberatan",
            "hari_tanggapan",
            "hari_putusan",
        )
        awal |= {nama: getattr(kebijakan, nama) for nama in sama}
    return awal
