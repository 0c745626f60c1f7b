"""SKP tahun sebelumnya sebagai bahan menyusun yang baru."""

from indikator.models import SKP, StatusDokumen
from indikator.queries.skp.lembar import Lembar, lembar


def sumber_salinan(skp: SKP) -> SKP | None:
    """SKP disetujui milik orang itu dari tahun sebelumnya, yang terbaru. Satu kueri."""
    lama = SKP.objects.filter(
        pegawai_id=skp.pegawai_id, periode__mulai__lt=skp.periode.mulai, status=StatusDokumen.DISETUJUI
    )
    return lama.select_related("periode", "pegawai").order_by("-periode__mulai", "-penempatan__sejak").first()


def sudah_ada(skp: SKP) -> set[tuple[str, str]]:
    """(teks RHK, nama indikator) yang sudah di SKP ini. Satu kueri."""
    return set(skp.indikator.values_list("rhk__teks", "nama"))


def lembar_sumber(sumber: SKP) -> Lembar:
    """Isi SKP lama. Dua kueri."""
    return lembar(sumber, periksa=False)
