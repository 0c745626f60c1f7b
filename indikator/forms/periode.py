"""Memilih triwulan dan mengisi tenggatnya."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone

from indikator.models import Kebijakan, Periode
from indikator.rules.jadwal import (
    Pola,
    UsulTenggat,
    nama_triwulan,
    rentang_triwulan,
    triwulan_dari,
    usul_tenggat,
)
from indikator.services.periode import Tenggat
from inti.forms import TenggatField
from inti.rules.format import rentang
from kepegawaian.models import Instansi

BANTUAN = {
    "tenggat_skp": "Yang diajukan sesudahnya ditandai terlambat.",
    "tenggat_lapor": "Yang dilaporkan sesudahnya ditandai terlambat, selama periode belum ditutup.",
    "tenggat_umpan_balik": "Batas jawaban umpan balik 360 dari atasan, rekan, dan bawahan.",
    "tenggat_nilai": "Batas pejabat penilai menetapkan rating.",
    "tutup_pada": "Sesudah ini tidak ada tulisan yang diterima, dan nilai dihitung sendiri.",
}
LABEL = {
    "tenggat_skp": "Tenggat mengajukan SKP",
    "tenggat_lapor": "Tenggat lapor capaian",
    "tenggat_umpan_balik": "Tenggat umpan balik 360",
    "tenggat_nilai": "Tenggat menilai",
    "tutup_pada": "Ditutup pada",
}


def bidang_tenggat(nama: str, *, zona: str) -> TenggatField:
    """Tenggat dengan nama zonanya; jam selalu menurut instansi."""
    return TenggatField(label=f"{LABEL[nama]} ({zona})", help_text=BANTUAN[nama])


def zona(instansi: Instansi) -> str:
    """WIB, WITA, atau WIT."""
    return str(instansi.get_zona_display())


class PilihTriwulanForm(forms.Form):
    """Langkah pertama: tahun dan triwulan."""

    tahun = forms.TypedChoiceField(label="Tahun", coerce=int)
    triwulan = forms.TypedChoiceField(label="Triwulan", coerce=int)

    def __init__(self, *args: Any, hari_ini: date, sudah: Collection[tuple[int, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sudah = sudah
        tahun = [hari_ini.year + geser for geser in (-1, 0, 1)]
        self.fields["tahun"].choices = [(t, str(t)) for t in tahun]
        self.fields["triwulan"].choices = [
            (n, f"Triwulan {nama_triwulan(hari_ini.year, n).split()[1]}, {_bulan(n)}") for n in range(1, 5)
        ]
        kini = (hari_ini.year, triwulan_dari(hari_ini))
        semua = [(t, n) for t in tahun for n in range(1, 5)]
        awal = next((satu for satu in semua if satu >= kini and satu not in sudah), kini)
        self.fields["tahun"].initial, self.fields["triwulan"].initial = awal

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        pilihan = (data.get("tahun"), data.get("triwulan"))
        if pilihan in self.sudah:
            self.add_error(
                "triwulan", f"{nama_triwulan(*pilihan)} sudah ada. Pilih triwulan lain, atau buka yang ada."
            )
        return data


def _bulan(triwulan: int) -> str:
    return ("Januari–Maret", "April–Juni", "Juli–September", "Oktober–Desember")[triwulan - 1]


class PeriodeForm(forms.Form):
    """Langkah kedua: kebijakan dan tenggat, terisi usulan."""

    kebijakan = forms.ModelChoiceField(
        label="Kebijakan penilaian",
        queryset=Kebijakan.objects.none(),
        empty_label=None,
        help_text="Cara menilai tidak dapat diganti sesudah periode dibuka.",
        error_messages={"required": "Pilih kebijakan penilaian.", "invalid_choice": "Pilih dari daftar."},
    )

    def __init__(
        self,
        *args: Any,
        instansi: Instansi,
        tahun: int,
        triwulan: int,
        induk: Periode | None,
        hari_ini: date,
        pola: Pola,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tahun, self.triwulan, self.induk = tahun, triwulan, induk
        pilihan = Kebijakan.objects.filter(instansi=instansi).order_by("-ditetapkan_pada", "-versi")
        self.fields["kebijakan"].queryset = pilihan
        self.fields["kebijakan"].label_from_instance = _label_kebijakan
        self.initial.setdefault("kebijakan", induk.kebijakan_id if induk else pilihan.first())
        usul = usul_tenggat(tahun, triwulan, hari_ini=hari_ini, pola=pola)
        self._pasang_tenggat(instansi, usul)

    def _pasang_tenggat(self, instansi: Instansi, usul: UsulTenggat) -> None:
        hari = {
            "tenggat_lapor": usul.lapor,
            "tenggat_umpan_balik": usul.umpan_balik,
            "tenggat_nilai": usul.nilai,
            "tutup_pada": usul.tutup,
        }
        for nama, tanggal in hari.items():
            self.fields[nama] = bidang_tenggat(nama, zona=zona(instansi))
            self.initial.setdefault(nama, instansi.akhir_hari(tanggal))
        if self.induk is None:
            self.fields["tenggat_skp"] = bidang_tenggat("tenggat_skp", zona=zona(instansi))
            self.initial.setdefault("tenggat_skp", instansi.akhir_hari(usul.skp))
            self.fields["tutup_tahun"] = TenggatField(
                label=f"Tahun {self.tahun} ditutup pada ({zona(instansi)})",
                help_text="Tidak mendahului penutupan triwulan terakhir.",
            )
            self.initial.setdefault("tutup_tahun", instansi.akhir_hari(usul.tutup_tahun))

    @property
    def nama(self) -> str:
        return nama_triwulan(self.tahun, self.triwulan)

    @property
    def masa(self) -> str:
        return rentang(*rentang_triwulan(self.tahun, self.triwulan))

    @property
    def bidang_tahun(self) -> list[forms.BoundField]:
        """Bidang milik tahun; kosong bila tahunnya sudah ada."""
        return [self[nama] for nama in ("tenggat_skp", "tutup_tahun") if nama in self.fields]

    @property
    def bidang_triwulan(self) -> list[forms.BoundField]:
        return [
            self[nama] for nama in ("tenggat_lapor", "tenggat_umpan_balik", "tenggat_nilai", "tutup_pada")
        ]

    def tenggat(self) -> Tenggat:
        """Tenggat yang diisi; tenggat SKP mengikuti tahun yang sudah ada."""
        data = self.cleaned_data
        skp = self.induk.tenggat_skp if self.induk else data["tenggat_skp"]
        return Tenggat(
            skp, data["tenggat_lapor"], data["tenggat_umpan_balik"], data["tenggat_nilai"], data["tutup_pada"]
        )


def _label_kebijakan(kebijakan: Kebijakan) -> str:
    """Nama dan versinya; yang belum ditetapkan disebut, karena menahan pembukaan."""
    belum = "" if kebijakan.status == Kebijakan.Status.DITETAPKAN else " (belum ditetapkan)"
    return f"{kebijakan}{belum}"


class TenggatForm(forms.Form):
    """Menggeser tenggat periode yang belum ditutup."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Tersimpan di jejak perubahan.",
        error_messages={"required": "Tulis alasannya. Semua pegawai terkena perubahan ini."},
    )

    def __init__(self, *args: Any, periode: Periode, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.periode = periode
        tahunan = periode.jenis == Periode.Jenis.TAHUNAN
        nama_bidang = ["tenggat_skp", "tutup_pada"] if tahunan else [n for n in LABEL if n != "tenggat_skp"]
        alasan = self.fields.pop("alasan")
        for nama in nama_bidang:
            self.fields[nama] = bidang_tenggat(nama, zona=zona(periode.instansi))
            # Dipangkas ke menit, karena pemilih waktu peramban tidak menyimpan detik.
            self.initial.setdefault(nama, getattr(periode, nama))
        alasan.required = periode.status != Periode.Status.DRAF
        self.fields["alasan"] = alasan

    def tenggat(self) -> Tenggat:
        """Tenggat baru; yang tidak tampil tetap. Tahun hanya punya tenggat SKP dan penutupan."""
        data, lama = self.cleaned_data, self.periode
        tutup = self._isi("tutup_pada")
        if lama.jenis == Periode.Jenis.TAHUNAN:
            return Tenggat(self._isi("tenggat_skp"), tutup, tutup, tutup, tutup)
        return Tenggat(
            data.get("tenggat_skp", lama.tenggat_skp),
            self._isi("tenggat_lapor"),
            self._isi("tenggat_umpan_balik"),
            self._isi("tenggat_nilai"),
            tutup,
        )

    def _isi(self, nama: str) -> datetime:
        """Isian, atau yang lama bila sama sampai menitnya."""
        isian: datetime = self.cleaned_data[nama]
        lama: datetime = getattr(self.periode, nama)
        sama = timezone.localtime(lama).replace(second=0, microsecond=0) == isian
        return lama if sama else isian
