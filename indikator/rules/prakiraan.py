"""Prakiraan nilai hasil kerja sebelum semua indikator dilaporkan.

Prakiraan bukan nilai: hanya menunjukkan ke mana nilai menuju dan batas-batasnya.
"""

from dataclasses import dataclass
from decimal import Decimal

from indikator.rules.angka import NOL, bagi, jumlah, teliti
from indikator.rules.hasil_kerja import IndikatorDinilai, hitung_hasil_kerja
from indikator.rules.kebijakan import Aturan


@dataclass(frozen=True, slots=True)
class Prakiraan:
    """Nilai dari yang sudah ada, dan nilai terendah serta tertinggi yang mungkin."""

    nilai: Decimal | None
    terendah: Decimal | None
    tertinggi: Decimal | None
    bobot_terhitung: Decimal
    bobot_menunggu: Decimal


@teliti
def prakirakan(indikator: tuple[IndikatorDinilai, ...], *, aturan: Aturan) -> Prakiraan:
    """Nilai hasil kerja bila sisanya seperti yang sudah ada, 0, atau setinggi batas.

    Semua belum dibulatkan. Menolak hal yang sama dengan ``hitung_hasil_kerja``.
    """
    hasil = hitung_hasil_kerja(indikator, aturan=aturan)
    terhitung = jumlah(h.indikator.bobot * h.capaian for h in hasil.indikator if h.capaian is not None)
    ada = hasil.jumlah_bobot
    menunggu = jumlah(i.bobot for i in hasil.belum_dilaporkan)
    seluruhnya = ada + menunggu
    if seluruhnya == 0:
        return Prakiraan(None, None, None, NOL, NOL)
    return Prakiraan(
        nilai=bagi(terhitung, ada) if ada else None,
        terendah=bagi(terhitung, seluruhnya),
        tertinggi=bagi(terhitung + menunggu * aturan.batas_capaian, seluruhnya),
        bobot_terhitung=ada,
        bobot_menunggu=menunggu,
    )
