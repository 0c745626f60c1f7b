"""Salinan pulihan diam sampai disahkan; sesudahnya yang lama dibuang, bukan dikirim."""

from datetime import UTC, datetime

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command

from inti.models import Jejak, KotakKeluar, Pemasangan
from inti.queries.pemasangan import sidik_kini
from inti.queries.pemberitahuan import bilah
from inti.services import kotak, pemasangan

pytestmark = pytest.mark.django_db
SEKARANG = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def surel(kunci: str) -> None:
    muatan = {"kepada": "orang@contoh.go.id", "judul": "Kabar", "isi": "Isi"}
    kotak.antre(jenis="surel", kunci=kunci, muatan=muatan, sekarang=SEKARANG)


def pulihkan() -> None:
    """Yang tampak sesudah pulih: isi tabelnya sama, sidik basis datanya lain."""
    Pemasangan.objects.update(sidik="dari-basis-data-lama")


def test_pemasangan_baru_mengirim_dan_mencatat_sidiknya() -> None:
    surel("satu")
    assert kotak.kirim_yang_antre(sekarang=SEKARANG) == 1
    assert Pemasangan.objects.get().sidik == sidik_kini()
    assert not bilah(1, sekarang=SEKARANG).pulihan


def test_salinan_pulihan_tidak_mengirim_apa_pun_sampai_disahkan() -> None:
    kotak.kirim_yang_antre(sekarang=SEKARANG)
    surel("lama")
    SessionStore().create()
    pulihkan()
    assert kotak.kirim_yang_antre(sekarang=SEKARANG) == 0 and mail.outbox == []
    assert bilah(1, sekarang=SEKARANG).pulihan, "dan kaki halaman mengatakannya"
    call_command("sahkan_pemasangan")
    lama = KotakKeluar.objects.get(kunci="lama")
    assert lama.dikirim is not None and lama.galat == pemasangan.DIBUANG
    assert not Session.objects.exists() and Jejak.objects.filter(aksi="pemasangan.disahkan").count() == 1
    surel("baru")
    assert kotak.kirim_yang_antre(sekarang=SEKARANG) == 1
    assert [m.subject for m in mail.outbox] == ["Kabar"], "yang lama tidak ikut"


def test_mengesahkan_yang_sudah_sah_tidak_mengubah_apa_pun() -> None:
    kotak.kirim_yang_antre(sekarang=SEKARANG)
    surel("satu")
    SessionStore().create()
    call_command("sahkan_pemasangan")
    assert pemasangan.sahkan(sekarang=SEKARANG) == (0, 0)
    assert Session.objects.exists() and KotakKeluar.objects.get().dikirim is None
