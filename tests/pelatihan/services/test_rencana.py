"""Rencana dalam anggaran: melampaui selalu dikatakan, dua rencana bersamaan tidak bersama-sama melampauinya."""

import threading
from typing import Any

import pytest
from django.db import connection

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from pelatihan.models import Pelatihan, Usulan
from pelatihan.queries.rencana import jumlahkan, per_dinas
from pelatihan.services import usulan as layanan
from pelatihan.services.usulan import anggaran
from tests.penilaian import pabrik
from tests.penilaian.pabrik import SEKARANG, Dunia

JUTA = 1_000_000


def disetujui(d: Dunia, siapa: Any, biaya: int, judul: str = "") -> Usulan:
    p = Pelatihan.objects.create(
        instansi=d.instansi,
        judul=judul or f"Pelatihan {Pelatihan.objects.count()}",
        bentuk="Kursus",
        jp=6,
        biaya=biaya,
    )
    return Usulan.objects.create(
        instansi=d.instansi,
        pegawai=siapa,
        pelatihan=p,
        tahun=2026,
        alasan="Untuk uji.",
        status="disetujui",
        biaya=biaya,
        dinas=d.dinas,
        diajukan_pada=SEKARANG,
        diajukan_oleh=siapa,
    )


def rencanakan(d: Dunia, *usulan: Usulan, **lain: Any) -> layanan.Banyak:
    return layanan.rencanakan(
        usulan_ids=[u.pk for u in usulan], oleh=lain.pop("oleh", d.kepala), sekarang=SEKARANG, **lain
    )


@pytest.fixture
def d(db: Any) -> Dunia:
    d = pabrik.dunia()
    pabrik.admin(d)
    return d


def pagu(d: Dunia, jumlah: int) -> None:
    layanan.atur_anggaran(dinas=d.dinas, tahun=2026, jumlah=jumlah, oleh=d.kepala, sekarang=SEKARANG)


def test_dalam_anggaran_masuk_melampaui_ditolak_utuh_kecuali_beralasan(d: Dunia) -> None:
    a, b, c = (disetujui(d, siapa, 2 * JUTA) for siapa in d.staf)
    pagu(d, 4 * JUTA)
    assert len(rencanakan(d, a).berhasil) == 1
    with pytest.raises(
        layanan.MelampauiAnggaran,
        match=r"Dinas Satu 2026: anggarannya Rp 4.000.000, sudah direncanakan Rp 2.000.000, ditambah Rp 4.000.000, lebih Rp 2.000.000",
    ) as galat:
        rencanakan(d, b, c)
    assert galat.value.bidang == "lampaui"
    assert Usulan.objects.filter(status="disetujui").count() == 2
    with pytest.raises(GalatAturan, match="sekurangnya 10 huruf"):
        rencanakan(d, b, c, lampaui="ya")
    assert len(rencanakan(d, b, c, lampaui="Disetujui TAPD 3 Oktober.").berhasil) == 2
    jejak = Jejak.objects.filter(aksi="usulan_pelatihan.direncanakan").latest("pk")
    assert (
        jejak.alasan == "Disetujui TAPD 3 Oktober."
        and "lebih Rp 2.000.000" in jejak.isi["melampaui_anggaran"]
    )
    (baris,) = per_dinas(instansi_id=d.instansi.pk, tahun=2026)
    assert (baris.terencana, baris.orang, baris.jp, baris.biaya, baris.sisa, baris.lebih) == (
        3,
        3,
        18,
        6 * JUTA,
        -2 * JUTA,
        2 * JUTA,
    )
    assert jumlahkan([baris, baris]).biaya == 12 * JUTA


def test_gratis_tidak_butuh_anggaran_dan_yang_sudah_direncanakan_dilewati_dengan_sebab(d: Dunia) -> None:
    a = disetujui(d, d.staf[0], 0)
    assert len(rencanakan(d, a).berhasil) == 1
    ulang = rencanakan(d, a)
    assert not ulang.berhasil and "masuk rencana" in ulang.dilewati[0][1]
    layanan.tolak_rencana(usulan_ids=[a.pk], alasan="Anggaran dialihkan.", oleh=d.kepala, sekarang=SEKARANG)
    a.refresh_from_db()
    assert (a.status, a.sebab_tutup, a.alasan_tutup) == ("ditutup", "ditolak_bkd", "Anggaran dialihkan.")


def test_hanya_admin_bkd_instansinya_dan_bukan_usulannya_sendiri(d: Dunia) -> None:
    a, sendiri = disetujui(d, d.staf[0], 0), disetujui(d, d.kepala, 0)
    tetangga = pabrik.admin(pabrik.dunia("Kota Lain"))
    for siapa in (d.staf[1], tetangga):
        with pytest.raises(TidakBerhak):
            rencanakan(d, a, oleh=siapa)
        with pytest.raises(TidakBerhak):
            layanan.atur_anggaran(dinas=d.dinas, tahun=2026, jumlah=1, oleh=siapa, sekarang=SEKARANG)
    assert [sebab for _, sebab in rencanakan(d, sendiri).dilewati] == [
        "Usulan Anda sendiri direncanakan admin BKD lain."
    ]


def bersamaan(pasang: Any) -> tuple[int, list[str]]:
    """Dua admin merencanakan usulan berbeda dengan pagu yang hanya cukup satu: rupiah terencana, dan galatnya."""
    d = pabrik.dunia(staf=2)
    pabrik.admin(d)
    usulan, galat = [disetujui(d, siapa, 3 * JUTA) for siapa in d.staf], []
    pagu(d, 4 * JUTA)
    pasang()

    def coba(u: Usulan) -> None:
        try:
            rencanakan(d, u)
        except Exception as salah:  # yang dicari justru galat apa pun
            galat.append(type(salah).__name__)
        finally:
            connection.close()

    utas = [threading.Thread(target=coba, args=(u,)) for u in usulan]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join(30)
    (baris,) = per_dinas(instansi_id=d.instansi.pk, tahun=2026)
    return baris.biaya, galat


@pytest.mark.django_db(transaction=True)
class TestBersamaan:
    def test_hanya_satu_yang_muat(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pintu, asli = threading.Barrier(2), anggaran._kunci

        def serentak(dinas_tahun: Any) -> None:
            pintu.wait(20)
            asli(dinas_tahun)

        hasil = bersamaan(lambda: monkeypatch.setattr(anggaran, "_kunci", serentak))
        assert hasil == (3 * JUTA, ["MelampauiAnggaran"])

    def test_kembaran_tanpa_kunci_keduanya_muat_dan_pagunya_terlampaui(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pintu, asli = threading.Barrier(2), anggaran.terpakai

        def baca_lalu_tunggu(**lain: Any) -> Any:
            hasil = asli(**lain)
            pintu.wait(20)
            return hasil

        def pasang() -> None:
            monkeypatch.setattr(anggaran, "_kunci", lambda _: None)
            monkeypatch.setattr(anggaran, "terpakai", baca_lalu_tunggu)

        assert bersamaan(pasang) == (6 * JUTA, [])
