"""Nama perangkat dengan kata biasa."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepegawaian.rules.perangkat import PERAMBAN, SISTEM, TIDAK_DIKENAL, nama_perangkat

CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0"


@pytest.mark.parametrize(
    ("agen", "nama"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36", "Chrome di Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/126.0", "Edge di Windows"),
        (f"Mozilla/5.0 (Linux; Android 14; SM-A155F) {CHROME} Mobile Safari/537.36", "Chrome di Android"),
        (
            f"Mozilla/5.0 (Linux; Android 13) SamsungBrowser/25.0 {CHROME} Mobile",
            "Samsung Internet di Android",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox di Linux"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1",
            "Safari di iPhone",
        ),
        ("Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) CriOS/126.0 Safari/604.1", "Chrome di iPad"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.5 Safari/605.1.15", "Safari di Mac"),
        ("curl/8.5.0", TIDAK_DIKENAL),
        ("", TIDAK_DIKENAL),
        ("<script>alert(1)</script> Windows", "Windows"),
    ],
)
def test_agen_yang_lazim(agen: str, nama: str) -> None:
    assert nama_perangkat(agen) == nama


@given(st.text(max_size=300))
def test_tidak_pernah_memuat_isi_kepala(agen: str) -> None:
    kata = {n for _, n in PERAMBAN} | {n for _, n in SISTEM}
    boleh = kata | {f"{p} di {s}" for p in kata for s in kata} | {TIDAK_DIKENAL}
    assert nama_perangkat(agen) in boleh
