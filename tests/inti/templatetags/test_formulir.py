"""Formulir: ringkasan galat, awalan judul, bentuk bidang, saringan."""

import re

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from inti.templatetags import inti_formulir


class Contoh(forms.Form):
    realisasi = forms.CharField(
        label="Realisasi", help_text="Contoh: 95,79", error_messages={"required": "Isi realisasi."}
    )
    cerita = forms.CharField(label="Cerita", required=False, widget=forms.Textarea)
    rating = forms.ChoiceField(
        label="Rating",
        choices=[("a", "Di atas"), ("b", "Sesuai")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih satu rating."},
    )
    paham = forms.BooleanField(label="Saya paham", error_messages={"required": "Centang bila paham."})
    versi = forms.CharField(widget=forms.HiddenInput, error_messages={"required": "Muat ulang halaman."})

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["rating"].penjelasan = {"a": "Menjadi contoh"}  # type: ignore[attr-defined]

    def clean(self) -> None:
        raise forms.ValidationError("Jumlah bobot 105. Kurangi 5.")


class Saringan(forms.Form):
    q = forms.CharField(label="Cari", required=False)
    aspek = forms.ChoiceField(
        label="Aspek", required=False, choices=[("", "Semua"), ("kuantitas", "Kuantitas")]
    )


def tampil(templat: str, **konteks: object) -> str:
    return engines["django"].from_string("{% load crispy_forms_tags %}" + templat).render(konteks)


def test_setiap_tautan_ringkasan_mendarat_di_kendalinya_dengan_kata_yang_sama() -> None:
    form = Contoh({})
    ringkas = tampil("{% galat_ringkas form %}", form=form)
    isi = tampil("{{ form|crispy }}", form=form)
    butir = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a></li>', ringkas)
    assert [b[0] for b in butir] == ["id_realisasi", "id_rating_0", "id_paham"]
    for tujuan, teks in butir:
        assert f'id="{tujuan}"' in isi
        assert f"<span>{teks}</span>" in isi


def test_galat_tanpa_bidang_ditulis_tanpa_tautan_dan_paling_atas() -> None:
    butir = inti_formulir.daftar_galat(Contoh({}))
    assert butir[0] == {"tautan": "", "teks": "Jumlah bobot 105. Kurangi 5."}
    assert {"tautan": "", "teks": "Muat ulang halaman."} in butir


def test_ringkasan_mengambil_fokus_dan_diumumkan() -> None:
    ringkas = tampil("{% galat_ringkas form %}", form=Contoh({}))
    assert 'role="alert"' in ringkas and 'tabindex="-1"' in ringkas and "autofocus" in ringkas
    assert "Ada 5 hal yang perlu diperbaiki" in ringkas


@pytest.mark.parametrize("form", [Contoh(), None, ""])
def test_tanpa_galat_tidak_ada_ringkasan_dan_judul_biasa(form: object) -> None:
    assert tampil("{% galat_ringkas form %}", form=form).strip() == ""
    assert tampil('{% judul_laman form "SKP 2026" %}', form=form) == "SKP 2026"


def test_judul_halaman_berawalan_galat() -> None:
    assert tampil('{% judul_laman form "SKP <2026>" %}', form=Contoh({})) == "Galat: SKP &lt;2026&gt;"
    assert tampil('{% judul_laman a b "SKP" %}', a=Contoh(), b=Contoh({})) == "Galat: SKP"


def test_ringkasan_sebagai_include_sama_dengan_tagnya() -> None:
    form = Contoh({})
    assert (
        tampil('{% include "komponen/galat_ringkas.html" %}', form=form).split()
        == tampil("{% galat_ringkas form %}", form=form).split()
    )


def test_galat_formset_ikut_diringkas() -> None:
    Banyak = forms.formset_factory(Saringan, max_num=1, validate_max=True, absolute_max=5)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-aspek": "mutu", "form-1-q": "x"}
    butir = inti_formulir.daftar_galat(Banyak(data))
    assert butir[0]["tautan"] == ""
    assert butir[1]["tautan"] == "#id_form-0-aspek"


def test_bidang_berurut_label_bantuan_galat_lalu_kendali() -> None:
    isi = tampil("{{ form.realisasi|as_crispy_field }}", form=Contoh({}))
    urutan = [isi.index(p) for p in ("<label", "id_realisasi_helptext", "pesan-galat", "<input")]
    assert urutan == sorted(urutan)
    assert "bidang--galat" in isi and 'aria-invalid="true"' in isi


def test_setiap_id_yang_dirujuk_aria_describedby_memang_ada() -> None:
    isi = tampil("{{ form|crispy }}", form=Contoh({}))
    rujukan = {i for teks in re.findall(r'aria-describedby="([^"]+)"', isi) for i in teks.split()}
    semua_id = re.findall(r'\sid="([^"]+)"', isi)
    assert rujukan and rujukan <= set(semua_id)
    assert len(semua_id) == len(set(semua_id))


def test_yang_boleh_kosong_disebut_dan_tidak_ada_tanda_bintang() -> None:
    isi = tampil("{{ form|crispy }}", form=Contoh())
    assert isi.count("(boleh kosong)") == 1
    assert "*" not in isi and "bidang--galat" not in isi


def test_pilihan_radio_berfieldset_dengan_arti_tiap_pilihan() -> None:
    isi = tampil("{{ form.rating|as_crispy_field }}", form=Contoh())
    assert "<fieldset" in isi and "<legend" in isi
    assert "<span>Di atas<small>Menjadi contoh</small></span>" in isi
    assert "<span>Sesuai</span>" in isi


def test_formulir_crispy_selalu_tanpa_gelembung_peramban(settings: object) -> None:
    settings.ROOT_URLCONF = "inti.urls"  # type: ignore[attr-defined]
    assert "novalidate" in tampil("{% crispy form %}", form=Contoh())


def test_keping_saringan_menghapus_satu_dan_mempertahankan_yang_lain() -> None:
    permintaan = RequestFactory().get("/?q=nik&aspek=kuantitas&halaman=4&urut=nama")
    form = Saringan(permintaan.GET)
    hasil = tampil('{% saring form jumlah=1200 benda="indikator" %}', form=form, request=permintaan)
    assert "1.200 indikator, disaring:" in hasil
    assert 'href="?aspek=kuantitas&amp;urut=nama">nik ' in hasil
    assert 'href="?q=nik&amp;urut=nama">Kuantitas ' in hasil
    assert 'class="form-select"' in hasil and 'method="get"' in hasil


def test_tanpa_saringan_tidak_ada_keping() -> None:
    permintaan = RequestFactory().get("/?halaman=2")
    assert "keping" not in tampil("{% saring form %}", form=Saringan(), request=permintaan)
