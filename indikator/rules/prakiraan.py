"""Prakiraan nilai hasil kerja sebelum semua indikator dilaporkan.

Prakiraan bukan nilai: hanya menunjukkan ke mana nilai menuju dan batas-batasnya.
"""

from dataclasses import dataclass
from decimal import Decimal

from indikator.rules.angka import NOL, bagi, jumlah, teliti
from indikator.rules.hasil_kerja import IndikatorDinilai, hitung_hasil_kerja
from indikator.rules.kebijakan import Aturan
from indikator.rules.kualitatif import Ekspektasi, rating_tengah


@dataclass(frozen=True, slots=True)
class Prakiraan:
    """Nilai dari yang sudah ada, dan nilai terendah serta tertinggi yang mungkin.

    Kualitatif: ketiganya kosong, `rating` rating tengah dari yang sudah diberi rating, dan `bobot_tanpa_rating` bobot
    yang sudah dilaporkan tetapi belum diberi rating.
    """

    nilai: Decimal | None
    terendah: Decimal | None
    tertinggi: Decimal | None
    bobot_terhitung: Decimal
    bobot_menunggu: Decimal
    kualitatif: bool = False
    rating: Ekspektasi | None = None
    bobot_tanpa_rating: Decimal = NOL


@teliti
def prakirakan(indikator: tuple[IndikatorDinilai, ...], *, aturan: Aturan) -> Prakiraan:
    """Nilai hasil kerja bila sisanya seperti yang sudah ada, 0, atau setinggi batas.

    Semua belum dibulatkan. Menolak hal yang sama dengan ``hitung_hasil_kerja``.
    """
    hasil = hitung_hasil_kerja(indikator, aturan=aturan)
    if hasil.kualitatif:
        return Prakiraan(
            nilai=None,
            terendah=None,
            tertinggi=None,
            bobot_terhitung=hasil.jumlah_bobot,
            bobot_menunggu=jumlah(i.bobot for i in hasil.belum_dilaporkan if not i.menunggu_rating),
            kualitatif=True,
            bobot_tanpa_rating=jumlah(i.bobot for i in hasil.belum_dilaporkan if i.menunggu_rating),
            rating=rating_tengah((h.indikator.bobot, h.rating) for h in hasil.indikator if h.rating),
        )
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
