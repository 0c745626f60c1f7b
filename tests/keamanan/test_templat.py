"""Templat tidak menyatakan tulisan orang sebagai HTML: nama satuan atau periode di teks bantuan pun tampil sebagai teks."""

import re
from pathlib import Path

from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import forms

AKAR = Path(__file__).resolve().parents[2]
KENARI = '"><svg/onload=x>{{7*7}}'


class _Formulir(forms.Form):
    teks = forms.CharField(label=f"Nama {KENARI}", help_text=f"Target 100 {KENARI}", initial=KENARI)
    panjang = forms.CharField(widget=forms.Textarea, help_text=KENARI, initial=KENARI)
    pilih = forms.ChoiceField(choices=[("a", KENARI)], help_text=KENARI)
    bulat = forms.ChoiceField(choices=[("a", KENARI)], help_text=KENARI, widget=forms.RadioSelect)
    centang = forms.BooleanField(label=KENARI, help_text=KENARI)
    banyak = forms.MultipleChoiceField(
        choices=[("a", KENARI)], widget=forms.CheckboxSelectMultiple, help_text=KENARI
    )
    angka = forms.IntegerField(help_text=KENARI, error_messages={"invalid": f"Isi {KENARI}"})
    berkas = forms.FileField(help_text=KENARI)


def test_nama_bantuan_pilihan_dan_galat_formulir_tampil_sebagai_teks() -> None:
    for formulir in (_Formulir(), _Formulir({"angka": "x", "pilih": KENARI, "teks": KENARI})):
        html = as_crispy_form(formulir)
        assert "<svg/onload" not in html and html.count("svg/onload") >= 10


def test_tidak_ada_templat_yang_menyatakan_isinya_aman() -> None:
    ada = {
        berkas.relative_to(AKAR).as_posix()
        for folder in (
            "templates",
            "inti",
            "kepegawaian",
            "indikator",
            "umpan_balik",
            "penilaian",
            "pelatihan",
        )
        for berkas in (AKAR / folder).rglob("*.html")
        if re.search(r"\|\s*safe\b|autoescape off", berkas.read_text(encoding="utf-8"))
    }
    assert ada == set()
