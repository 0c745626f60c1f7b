"""U5: tanpa JavaScript setiap tombol dan tautan yang terlihat membawa orangnya ke suatu tempat, di semua halaman."""

from collections.abc import Callable

import pytest

from mutu.catat import catat
from tests.e2e.pakai.layar import Layar
from tests.e2e.pakai.perayap import Perayap

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db]
# Tombol yang terlihat tetapi tidak membawa apa pun ke peladen, dan tautan yang tidak menuju ke mana pun.
MATI = """() => {
  const tampak = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const ringkas = e => e.outerHTML.replace(/\\s+/g, ' ').slice(0, 110);
  const mati = [];
  for (const e of document.querySelectorAll('button, input[type=button], input[type=submit], [role=button], a')) {
    if (!tampak(e) || e.disabled) continue;
    if (e.tagName === 'A') {
      const ke = e.getAttribute('href');
      if (ke === null || ke === '#' || ke.startsWith('javascript:')) mati.push(ringkas(e));
      else if (ke.startsWith('#') && !document.getElementById(decodeURIComponent(ke.slice(1)))) mati.push(ringkas(e));
    } else if (e.hasAttribute('popovertarget') || e.hasAttribute('commandfor')) continue;
    else if (e.type !== 'submit' || !e.form) mati.push(ringkas(e));
    else if (e.form.method === 'dialog') mati.push(ringkas(e));
  }
  return mati;
}"""


def tombol_mati(layar: Layar) -> list[str]:
    """Yang terlihat tetapi tidak berbuat apa pun di halaman yang terbuka."""
    hasil: list[str] = layar.page.evaluate(MATI)
    return hasil


def test_tanpa_skrip_tidak_ada_tombol_mati(perayap: Perayap, buat_layar: Callable[..., Layar]) -> None:
    layar = buat_layar(berskrip=False)
    semua = perayap.halaman()
    mati = []
    for satu in semua:
        layar.buka(satu)
        mati += [f"{satu}: {tombol}" for tombol in tombol_mati(layar)]
    catat("U5", f"{len(mati)} tombol mati di {len(semua)} halaman tanpa JavaScript", lulus=not mati)
    assert len(semua) >= 300
    assert not mati, "\n".join(mati)


def test_tombol_mati_memang_terbaca(perayap: Perayap, buat_layar: Callable[..., Layar]) -> None:
    """Kendali: tombol tanpa tujuan ketahuan, dan dengan skrip tombol cetak memang tampil."""
    layar = buat_layar(berskrip=False)
    layar.page.set_content(
        '<button type="button">Salin</button><a href="#">Buka</a><a href="#tidak-ada">Ke bawah</a>'
        '<button>Kirim</button><form><button>Cari</button></form><a href="/x/">Ke x</a>'
    )
    assert len(tombol_mati(layar)) == 4
