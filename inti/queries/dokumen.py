"""Dokumen terbit menurut kodenya, dan paket cetak milik seseorang."""

from inti.models import Dokumen, PaketDokumen


def dokumen_berkode(kode: str) -> Dokumen | None:
    """Dokumen dengan kode acak itu. Satu kueri."""
    return Dokumen.objects.filter(kode=kode).first()


def paket_milik(pemohon_id: int, *, jenis: str, banyak: int = 10) -> list[PaketDokumen]:
    """Paket terakhir yang diminta orang itu, terbaru dahulu; daftar butirnya tidak ikut dibaca. Satu kueri."""
    milik = PaketDokumen.objects.filter(pemohon_id=pemohon_id, jenis=jenis)
    return list(milik.defer("butir").order_by("-pk")[:banyak])


def paket_satu(pemohon_id: int, *, paket_id: int) -> PaketDokumen | None:
    """Satu paket; milik orang lain tidak ada baginya."""
    return PaketDokumen.objects.filter(pemohon_id=pemohon_id, pk=paket_id).defer("butir").first()
