"""Rupiah dan keadaan usulan di templat."""

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from inti.templatetags.inti_komponen import lencana
from kepegawaian.models import Pegawai
from pelatihan.models import Usulan
from pelatihan.queries.beranda import jp_beranda
from pelatihan.rules.rupiah import rupiah as tulis_rupiah
from pelatihan.rules.usulan import LENCANA, Keadaan

register = template.Library()


@register.filter
def rupiah(jumlah: int | None) -> str:
    """Misalnya "Rp 1.250.000"; kosong menjadi tanda pisah."""
    return tulis_rupiah(jumlah)


@register.simple_tag
def keadaan_usulan(usulan: Usulan) -> SafeString:
    """Kata keadaan dengan keterangannya; yang ditutup menyebut sebabnya."""
    kode, ket = LENCANA[Keadaan(usulan.status)]
    if usulan.sebab_tutup:
        ket = usulan.get_sebab_tutup_display().lower()
    ikut = getattr(usulan, "kepesertaan", None) if usulan.status == Usulan.Status.HADIR else None
    if ikut is not None and ikut.catatan:
        return lencana("perlu_perbaikan", ket="sertifikat dikembalikan BKD")
    return lencana(kode, ket=ket)


@register.inclusion_tag("pelatihan/jp_kartu.html")
def jp_saya(pegawai: Pegawai) -> dict[str, object]:
    """Kartu JP tahun ini milik seseorang. Satu kueri."""
    isi = jp_beranda(pegawai=pegawai, tahun=timezone.localdate().year)
    return {"jp": isi.jp, "hak": isi.hak, "tahun": isi.tahun, "status": pegawai.status}
