"""Formulir penempatan dan penilai khusus."""

from collections.abc import Iterable
from typing import Any

from django import forms

from inti.forms import TanggalField
from kepegawaian.forms.langkah import alasan_field, pilih_field, radio_field, teks_field
from kepegawaian.forms.laporan import PilihOrangField
from kepegawaian.models import Penempatan
from kepegawaian.queries.orang import KartuOrang
from kepegawaian.queries.pilihan import Pilihan

Jenis = Penempatan.Jenis
ARTI = {
    Jenis.DEFINITIF.value: "Mutasi atau pengangkatan. Jabatan definitif sebelumnya berakhir sehari sebelumnya.",
    Jenis.PLT.value: "Jabatan itu kosong; jabatan definitifnya sendiri tetap.",
    Jenis.PLH.value: "Pejabatnya berhalangan sementara; jabatan definitifnya sendiri tetap.",
    Jenis.TUGAS_TAMBAHAN.value: "Di samping jabatan definitif, misalnya kepala puskesmas yang juga dokter.",
}
CARI = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})


def sisa_kata(pilihan: Pilihan, benda: str) -> str:
    """Bantuan di bawah daftar yang terpotong."""
    return f"{pilihan.sisa} {benda} lain tidak muat; cari namanya di atas." if pilihan.sisa else ""


class PenempatanForm(forms.Form):
    """Menempatkan seseorang: di mana, sebagai apa, sejak kapan, menurut apa."""

    jenis = radio_field("Jenis", "Pilih jenis penempatan.", list(Jenis.choices), ARTI)
    cari_unit = teks_field("Cari unit", 100, widget=CARI)
    unit = pilih_field("Unit", "Pilih unitnya.")
    cari_jabatan = teks_field("Cari jabatan", 100, widget=CARI)
    jabatan = pilih_field("Jabatan", "Pilih jabatannya.")
    kepala = forms.BooleanField(label="Memimpin unit ini", required=False)
    sejak = TanggalField(label="Mulai", error_messages={"required": "Isi hari mulainya."})
    sampai = TanggalField(
        label="Hari terakhir", required=False, help_text="Kosongkan bila belum ada akhirnya."
    )
    dasar = teks_field("Nomor SK", 120, wajib="Isi nomor SK atau surat perintahnya.")

    def __init__(self, *argumen: Any, unit: Pilihan, jabatan: Pilihan, **lain: Any) -> None:
        super().__init__(*argumen, **lain)
        for nama, pilihan, benda in (("unit", unit, "unit"), ("jabatan", jabatan, "jabatan")):
            self.fields[nama].choices = [("", "Pilih"), *pilihan.butir]  # type: ignore[attr-defined]
            self.fields[nama].help_text = sisa_kata(pilihan, benda)

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        sementara = isi.get("jenis") in {Jenis.PLT, Jenis.PLH}
        if sementara and not isi.get("kepala"):
            self.add_error("kepala", "Plt. dan Plh. memimpin unit. Centang ini, atau pilih tugas tambahan.")
        return isi


class AkhiriForm(forms.Form):
    """Mengakhiri penempatan."""

    sampai = TanggalField(label="Hari terakhir")
    dasar = teks_field(
        "Dasar", 120, wajib="Tulis dasarnya, misalnya nomor SK.", bantuan="Nomor SK atau alasannya."
    )


class BatalkanForm(forms.Form):
    """Membatalkan penempatan yang belum mulai."""

    alasan = alasan_field("Alasan", "Tercatat di jejak.", "Tulis alasannya; alasan itu tercatat di jejak.")


class BetulkanForm(forms.Form):
    """Membetulkan tanggal yang salah tulis."""

    sejak = TanggalField(label="Mulai yang benar")
    sampai = TanggalField(
        label="Hari terakhir yang benar", required=False, help_text="Kosongkan bila masih berjalan."
    )
    alasan = alasan_field(
        "Alasan", "Misalnya: SK menyebut 1 Maret.", "Tulis alasannya; alasan itu tercatat di jejak."
    )


class PenilaiKhususForm(forms.Form):
    """Penilai di luar yang mengikuti organisasi."""

    penilai = PilihOrangField(
        label="Dinilai oleh",
        error_messages={
            "required": "Pilih penilainya.",
            "invalid_choice": "Orang itu tidak ada di daftar ini. Cari namanya lagi.",
        },
    )
    sejak = TanggalField(label="Mulai")
    sampai = TanggalField(
        label="Hari terakhir", required=False, help_text="Kosongkan bila belum ada akhirnya."
    )
    alasan = alasan_field(
        "Dasar atau alasan", "Dibaca pegawainya di sebelah nama penilainya.", "Tulis dasar atau alasannya."
    )

    def __init__(self, *argumen: Any, calon: Iterable[KartuOrang], **lain: Any) -> None:
        super().__init__(*argumen, **lain)
        self.fields["penilai"].isi(calon)  # type: ignore[attr-defined]

    def clean_penilai(self) -> int:
        return int(self.cleaned_data["penilai"])


class AkhiriKhususForm(forms.Form):
    """Mengakhiri penilai khusus; sesudahnya kembali mengikuti organisasi."""

    sampai = TanggalField(
        label="Hari terakhir", help_text="Hari sebelum mulainya berarti pengecualian itu dibatalkan."
    )
    alasan = alasan_field("Alasan", "Tercatat di jejak.", "Tulis alasannya; alasan itu tercatat di jejak.")
