"""U11: semua perjalanan pokok dengan papan ketik saja; fokusnya selalu terlihat, tidak tertutup, dan tidak terkurung."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from mutu.catat import catat
from tests.e2e.cerita.pokok import PERJALANAN, pasang, tempuh
from tests.e2e.langkah import Ragam
from tests.e2e.pakai.papan_ketik import Catatan, hanya_papan_ketik, tuju

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db(transaction=True)]
RUSAK = """<style>a:focus, button:focus { outline: 3px solid #fdfdfd } .tutup { position: fixed; inset: 0 }</style>
<a href="/a/">Satu</a><div class="tutup"></div><button>Dua</button>"""
TERKURUNG = """<button id="a">Satu</button><button id="b">Dua</button><button id="c">Tiga</button>"""


def test_semua_perjalanan_dengan_papan_ketik(
    transactional_db: None, live_server: LiveServer, peramban: Browser
) -> None:
    ragam = Ragam(peramban, live_server.url, True, 1280, teliti=False)
    p = pasang()
    with hanya_papan_ketik() as catatan:
        gagal = tempuh(ragam, p)
    selesai = len(PERJALANAN) - len(gagal)
    nilai = (
        f"{selesai} dari {len(PERJALANAN)} perjalanan selesai, {catatan.perhentian} perhentian: "
        f"{len(catatan.jebakan)} jebakan, {len(catatan.tersembunyi)} fokus tersembunyi, "
        f"{len(catatan.samar)} berkontras di bawah 3 : 1, {len(catatan.lewati)} halaman tanpa tautan lewati di depan"
    )
    catat("U11", nilai, lulus=not gagal and catatan.bersih)
    for sebab in (catatan.jebakan, catatan.tersembunyi, catatan.samar, catatan.lewati):
        print(*sebab, sep="\n")
    assert not gagal, "\n\n".join(f"{nama}: {sebab}" for nama, sebab in gagal.items())
    assert catatan.bersih, catatan


def test_fokus_yang_buruk_memang_terbaca(peramban: Browser) -> None:
    """Kendali: garis fokus pucat, fokus yang tertutup, halaman tanpa tautan lewati, dan fokus yang terkurung."""
    with peramban.new_context() as konteks:
        halaman = konteks.new_page()
        halaman.set_content(RUSAK)
        catatan = Catatan()
        tuju(halaman.locator("button"), catatan)
        assert len(catatan.samar) == 2 and catatan.tersembunyi and catatan.lewati
        halaman.set_content(TERKURUNG)
        halaman.evaluate("() => { document.querySelector('#b').onkeydown = e => e.preventDefault(); }")
        catatan = Catatan()
        with pytest.raises(AssertionError, match="Tidak tercapai"):
            tuju(halaman.locator("#c"), catatan)
        assert catatan.jebakan
