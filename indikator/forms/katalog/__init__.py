"""Formulir katalog: saringan, pilihan dinas, dan indikator."""

from indikator.forms.katalog.indikator import IndikatorForm
from indikator.forms.katalog.saring import PilihDinasForm, SaringKatalogForm, SaringTinjauanForm

__all__ = ["IndikatorForm", "PilihDinasForm", "SaringKatalogForm", "SaringTinjauanForm"]
