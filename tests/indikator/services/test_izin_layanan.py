"""Setiap layanan periode, SKP, dan indikator menolak sendiri orang yang tidak berhak."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from indikator.models import Realisasi
from indikator.rules.jadwal import POLA_BAWAAN, Pembagian
from indikator.services import harian, katalog, pemahaman
from indikator.services import periode as layanan
from indikator.services.harian import MasukanHarian
from indikator.services.periode import Tenggat
from indikator.services.realisasi import MasukanRealisasi, laporkan, tarik
from indikator.services.skp import dialog, paket, pola
from inti.galat import GalatAturan, TidakBerhak
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db


# --- periode ---


def test_hanya_pengelola_seluruh_pemda_yang_membuat_dan_menggeser_periode(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p, buka=False)
    lain = pabrik.pemda("Kota Lain")
    tenggat = Tenggat(
        p.saat(2026, 1, 31), p.saat(2027, 1, 7), p.saat(2027, 1, 7), p.saat(2027, 1, 14), p.saat(2027, 1, 21)
    )
    for oleh in (p.ratna, p.admin_dukcapil, lain.admin):
        with pytest.raises(TidakBerhak):
            layanan.buat_triwulan(
                tahun=tahun,
                triwulan=4,
                tenggat_lapor=tenggat.lapor,
                tenggat_umpan_balik=tenggat.umpan_balik,
                tenggat_nilai=tenggat.nilai,
                tutup_pada=tenggat.tutup,
                oleh=oleh,
                sekarang=p.sekarang,
            )
    triwulan = pabrik.triwulan(p, tahun, buka=False)
    lama = Tenggat.dari(triwulan)
    for oleh in (p.ratna, p.admin_dukcapil, lain.admin):
        with pytest.raises(TidakBerhak):
            layanan.ubah_tenggat(
                periode=triwulan,
                tenggat=replace(lama, tutup=lama.tutup + timedelta(hours=1)),
                alasan="Listrik padam",
                oleh=oleh,
                sekarang=p.sekarang,
            )
    triwulan.refresh_from_db()
    assert Tenggat.dari(triwulan) == lama


def test_kebijakan_pemda_lain_tidak_dapat_dipakai_untuk_triwulan(p: pabrik.Pemda) -> None:
    with pytest.raises(GalatAturan, match="milik instansi lain"):
        layanan.buat_triwulan(
            tahun=pabrik.tahun(p, buka=False),
            triwulan=4,
            kebijakan=pabrik.pemda("Kota Lain").kebijakan,
            tenggat_lapor=p.saat(2027, 1, 7),
            tenggat_umpan_balik=p.saat(2027, 1, 7),
            tenggat_nilai=p.saat(2027, 1, 14),
            tutup_pada=p.saat(2027, 1, 21),
            oleh=None,
            sekarang=p.sekarang,
        )


def test_triwulan_yang_sudah_ada_pun_tidak_dijawab_kepada_yang_tidak_berhak(p: pabrik.Pemda) -> None:
    """Menyiapkan yang sudah ada tidak menulis apa-apa, jadi hanya pintunya sendiri yang menolak."""
    triwulan = pabrik.triwulan(p, buka=False)
    isi = {"instansi": p.instansi, "kebijakan": p.kebijakan, "sekarang": p.sekarang}
    with pytest.raises(TidakBerhak):
        layanan.siapkan_triwulan(
            tahun=2026,
            triwulan=4,
            tenggat=Tenggat.dari(triwulan),
            tutup_tahun=triwulan.tutup_pada,
            oleh=p.ratna,
            **isi,
        )
    setahun = {
        "tahun": 2027,
        "pembagian": Pembagian.TRIWULAN,
        "pola": POLA_BAWAAN,
        "tenggat_skp": p.saat(2027, 1, 31),
        "tutup_tahun": p.saat(2028, 1, 31),
        **isi,
    }
    layanan.siapkan_tahun(oleh=p.admin, **setahun)
    with pytest.raises(TidakBerhak):
        layanan.siapkan_tahun(oleh=p.ratna, **setahun)


# --- katalog dan pemahaman ---


def test_menyalin_yang_sudah_ada_pun_ditolak_di_luar_dinasnya(p: pabrik.Pemda) -> None:
    asal = pabrik.indikator(p, unit=p.dinkes)
    katalog.salin(indikator=[asal], ke=p.dukcapil, oleh=p.admin, sekarang=p.sekarang)
    for oleh in (p.ratna, pabrik.pemda("Kota Lain").admin):
        with pytest.raises(TidakBerhak):
            katalog.salin(indikator=[asal], ke=p.dukcapil, oleh=oleh, sekarang=p.sekarang)


def test_periode_dan_indikator_pemda_lain_tidak_dapat_ditinjau(p: pabrik.Pemda) -> None:
    lain = pabrik.pemda("Kota Lain")
    isi = {"jenis": "pertanyaan", "catatan": "Bagaimana dihitung?", "sekarang": p.sekarang}
    with pytest.raises(TidakBerhak, match="instansi lain"):
        pemahaman.tinjau(indikator=pabrik.indikator(p), periode=pabrik.tahun(lain), oleh=p.ratna, **isi)
    with pytest.raises(TidakBerhak, match="instansi lain"):
        pemahaman.tinjau(indikator=pabrik.indikator(lain), periode=pabrik.tahun(p), oleh=p.ratna, **isi)


# --- SKP dan capaian ---


def test_orang_luar_tidak_menulis_catatan_di_skp(p: pabrik.Pemda) -> None:
    skp = pabrik.skp(p, p.ratna, pabrik.tahun(p))
    for oleh in (p.budi, pabrik.pemda("Kota Lain").ratna):
        with pytest.raises(TidakBerhak):
            dialog.tulis_catatan(skp=skp, teks="Apa ini?", rhk=None, oleh=oleh, sekarang=p.sekarang)


def test_laporan_hanya_ditarik_pemiliknya(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    triwulan = pabrik.triwulan(p, tahun)
    ik = pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()
    satu = Realisasi.objects.create(
        instansi=p.instansi, periode=triwulan, indikator=ik, pegawai=p.ratna, nilai=1, status="diajukan"
    )
    for oleh in (p.budi, p.kabid):
        with pytest.raises(TidakBerhak):
            tarik(realisasi=satu, oleh=oleh, sekarang=p.sekarang)


def test_pola_hanya_dibatalkan_pembuatnya(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    sumber = pabrik.skp(p, p.ratna, tahun, status="disetujui")
    satu = pola.buat_pola(
        nama="Tim loket", sumber=sumber, rhk_ids=[sumber.rhk.get().pk], oleh=p.kabid, sekarang=p.sekarang
    )
    with pytest.raises(TidakBerhak, match="dibatalkan oleh pembuatnya"):
        pola.batalkan_pola(pola=satu, penerapan_ids=[], oleh=p.kadis, sekarang=p.sekarang)


def test_akun_yang_berhenti_tidak_mencatat_dan_tidak_melapor(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    triwulan = pabrik.triwulan(p, tahun)
    ik = pabrik.skp(p, p.ratna, tahun, status="disetujui").indikator.get()
    p.ratna.is_active = False
    p.ratna.save()
    with pytest.raises(TidakBerhak):
        harian.catat(
            hari=date(2026, 11, 2),
            isian=[MasukanHarian(ik.pk, None, "Menerbitkan akta")],
            oleh=p.ratna,
            sekarang=p.sekarang,
        )
    with pytest.raises(TidakBerhak):
        laporkan(
            periode_id=triwulan.pk,
            masukan=[MasukanRealisasi(indikator_id=ik.pk, nilai=Decimal(90))],
            ajukan=False,
            oleh=p.ratna,
            sekarang=p.sekarang,
        )


def test_paket_skp_pemda_lain_tidak_dicetak(p: pabrik.Pemda) -> None:
    lain = pabrik.pemda("Kota Lain")
    with pytest.raises(TidakBerhak, match="instansi lain"):
        paket.minta_paket(tahun=pabrik.tahun(p), lingkup="semua", oleh=lain.admin, sekarang=p.sekarang)
