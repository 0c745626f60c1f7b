"""U41: halaman yang dicetak orang: tanpa navigasi, tanpa sel terpotong, kepala tabel berulang, teksnya dapat dipilih."""

import re
import time

import pytest

from mutu.catat import catat
from tests.e2e.pakai.layar import Layar
from tests.e2e.pakai.perayap import Perayap

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db]
# Halaman → paling banyak lembar A4 dengan data contoh.
DICETAK = {
    "penilaian:hasil_rinci": 4,
    "penilaian:hasil_unit": 8,
    "penilaian:rekap": 4,
    "indikator:capaian_terima": 2,
    "indikator:skp_cetak": 3,
    "indikator:papan": 4,
    "indikator:kalender": 3,
    "dasbor": 6,
}
# Lebar isi A4 bertepi 15 mm pada 96 titik tiap inci.
LEBAR_A4 = 680
BATAS_DETIK = 3.0
KELUHAN = """lebar => {
  const tampak = e => getComputedStyle(e).display !== 'none' && e.getBoundingClientRect().height > 0;
  const hasil = [];
  for (const e of document.querySelectorAll('.rel, .bilah-bawah, .kepala, .lewati, .btn, form.saring, .remah'))
    if (tampak(e)) hasil.push('navigasi: ' + e.outerHTML.slice(0, 100));
  for (const t of document.querySelectorAll('thead'))
    if (tampak(t) && getComputedStyle(t).display !== 'table-header-group') hasil.push('kepala tabel tidak berulang');
  for (const s of document.querySelectorAll('td, th')) {
    const k = s.getBoundingClientRect();
    if (k.width && (s.scrollWidth > s.clientWidth + 2 || k.right > lebar + 1) && !s.closest('.visually-hidden'))
      hasil.push(`sel terpotong (${Math.round(k.right)} px): ` + s.textContent.trim().slice(0, 60));
  }
  return hasil;
}"""


def lembar(pdf: bytes) -> int:
    """Banyaknya halaman di PDF buatan Chromium."""
    return len(re.findall(rb"/Type /Page\b", pdf))


def test_halaman_cetak_utuh_di_a4(perayap: Perayap, layar: Layar) -> None:
    keluhan, terlama, diperiksa = [], 0.0, []
    for satu in perayap.halaman("biasa", semua=True):
        batas = DICETAK.get(satu.nama)
        if batas is None or satu.nama in diperiksa:
            continue
        diperiksa.append(satu.nama)
        page = layar.buka(satu)
        mulai = time.perf_counter()
        pdf = page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "15mm"))
        terlama = max(terlama, time.perf_counter() - mulai)
        if not 1 <= lembar(pdf) <= batas:
            keluhan.append(f"{satu}: {lembar(pdf)} lembar, batasnya {batas}")
        if b"/Font" not in pdf:
            keluhan.append(f"{satu}: tulisannya tidak dapat dipilih")
        page.set_viewport_size({"width": LEBAR_A4, "height": 900})
        page.emulate_media(media="print")
        keluhan += [f"{satu}: {k}" for k in page.evaluate(KELUHAN, LEBAR_A4)]
        page.emulate_media(media="null")  # "screen" akan membuat PDF berikutnya berisi tampilan layar
    catat(
        "U41",
        f"{len(diperiksa)} halaman cetak, {len(keluhan)} keluhan, terlama {terlama:.1f} detik",
        lulus=not keluhan and terlama <= BATAS_DETIK,
    )
    assert len(diperiksa) == len(DICETAK), sorted(set(DICETAK) - set(diperiksa))
    assert not keluhan, "\n".join(keluhan)
    assert terlama <= BATAS_DETIK
