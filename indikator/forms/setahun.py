"""Menyiapkan satu tahun sekaligus, terisi penyiapan tahun lalu."""

from typing import Any

from django import forms

from indikator.forms.periode import bidang_tenggat, zona
from indikator.models import Kebijakan
from indikator.queries.periode import PenyiapanLalu
from indikator.rules.jadwal import Pembagian, Pola
from inti.forms import TenggatField
from kepegawaian.models import Instansi

JARAK = {
    "lapor": "Tenggat lapor capaian",
    "umpan_balik": "Tenggat umpan balik 360",
    "nilai": "Tenggat menilai",
    "tutup": "Ditutup",
}


class SetahunForm(forms.Form):
    """Tahun, pembagiannya, kebijakan, dan jarak tenggat dari akhir tiap bagian."""

    tahun = forms.TypedChoiceField(label="Tahun", coerce=int)
    pembagian = forms.ChoiceField(
        label="Dinilai tiap",
        choices=[
            (Pembagian.TRIWULAN, "Triwulan, empat kali setahun"),
            (Pembagian.BULANAN, "Bulan, dua belas kali"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih triwulan atau bulan."},
    )
    kebijakan = forms.ModelChoiceField(
        label="Kebijakan penilaian",
        queryset=Kebijakan.objects.none(),
        empty_label=None,
        error_messages={"required": "Pilih kebijakan penilaian.", "invalid_choice": "Pilih dari daftar."},
    )

    def __init__(self, *args: Any, instansi: Instansi, lalu: PenyiapanLalu, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pilihan = Kebijakan.objects.filter(instansi=instansi).order_by("-ditetapkan_pada", "-versi")
        self.fields["kebijakan"].queryset = pilihan
        self.fields["tahun"].choices = [(t, str(t)) for t in (lalu.tahun - 1, lalu.tahun, lalu.tahun + 1)]
        for nama, label in JARAK.items():
            bidang = forms.IntegerField(label=f"{label} (hari)", min_value=0, max_value=120)
            bidang.error_messages["required"] = "Isi jumlah harinya, misalnya 7."
            self.fields[nama] = bidang
        self.fields["tenggat_skp"] = bidang_tenggat("tenggat_skp", zona=zona(instansi))
        self.fields["tutup_tahun"] = TenggatField(
            label=f"Tahun ditutup pada ({zona(instansi)})",
            help_text="Tidak mendahului penutupan bagian terakhir.",
        )
        awal = {
            "tahun": lalu.tahun,
            "pembagian": lalu.pembagian.value,
            "kebijakan": lalu.kebijakan_id or pilihan.first(),
            **{nama: getattr(lalu.pola, nama) for nama in JARAK},
            "tenggat_skp": instansi.akhir_hari(lalu.skp),
            "tutup_tahun": instansi.akhir_hari(lalu.tutup_tahun),
        }
        self.initial = awal | self.initial

    @property
    def jarak(self) -> list[forms.BoundField]:
        return [self[nama] for nama in JARAK]

    def isi(self) -> dict[str, Any]:
        """Argumen layanan `siapkan_tahun`."""
        data = self.cleaned_data
        return {
            "tahun": data["tahun"],
            "pembagian": Pembagian(data["pembagian"]),
            "kebijakan": data["kebijakan"],
            "pola": Pola(**{nama: data[nama] for nama in JARAK}),
            "tenggat_skp": data["tenggat_skp"],
            "tutup_tahun": data["tutup_tahun"],
        }
