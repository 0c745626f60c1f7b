"""Kode masuk sekali pakai."""

from datetime import timedelta

import pytest

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, Pemberitahuan
from kepegawaian.models import KodeMasuk, Pegawai
from kepegawaian.services import kode, masuk
from kepegawaian.services.percobaan import BATAS_PASANGAN, Klien, TerlaluSering
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import SANDI, SEKARANG

KLIEN = Klien("203.0.113.7")
BARU = "perahu-kelapa-lonceng"


def terbitkan(siapa: Pegawai, oleh: Pegawai | None) -> str:
    return kode.terbitkan(pegawai=siapa, oleh=oleh, sekarang=SEKARANG)


def pakai(nip: str, isi: str, sandi: str = BARU, jam: int = 1) -> Pegawai:
    return kode.pakai(
        nip=nip, kode=isi, sandi_baru=sandi, klien=KLIEN, sekarang=SEKARANG + timedelta(hours=jam)
    )


def test_kode_menjadi_kata_sandi_baru_dan_pemiliknya_diberi_tahu(kota: Kota) -> None:
    isi = terbitkan(kota.staf, kota.admin_dinas)
    pakai(kota.staf.nip, isi)
    assert masuk.masuk(nip=kota.staf.nip, sandi=BARU, klien=KLIEN, sekarang=SEKARANG) == kota.staf
    with pytest.raises(GalatAturan):
        masuk.masuk(nip=kota.staf.nip, sandi=SANDI, klien=KLIEN, sekarang=SEKARANG)
    pesan = Pemberitahuan.objects.filter(penerima_id=kota.staf.pk).order_by("id")
    assert [p.judul for p in pesan] == ["Kode masuk diterbitkan untuk Anda", "Kata sandi Anda dibuat ulang"]


def test_kode_diketik_dengan_huruf_kecil_dan_spasi_tetap_dikenali(kota: Kota) -> None:
    isi = terbitkan(kota.staf, None)
    pakai(kota.staf.nip, isi.lower().replace("-", " "))


def test_kode_hanya_sekali_dan_hanya_72_jam(kota: Kota) -> None:
    isi = terbitkan(kota.staf, None)
    with pytest.raises(GalatAturan, match="72 jam"):
        pakai(kota.staf.nip, isi, jam=72)
    pakai(kota.staf.nip, isi, jam=71)
    with pytest.raises(GalatAturan):
        pakai(kota.staf.nip, isi, "sandi-lain-lagi-ini")


def test_kode_baru_membatalkan_yang_lama_dan_milik_orang_lain_tidak_berlaku(kota: Kota) -> None:
    lama, baru = terbitkan(kota.staf, None), terbitkan(kota.staf, None)
    rekan = terbitkan(kota.rekan, None)
    for isi in (lama, rekan, "AAAA-BBBB-CCCC", ""):
        with pytest.raises(GalatAturan, match="belum cocok"):
            pakai(kota.staf.nip, isi)
    pakai(kota.staf.nip, baru)


def test_sandi_lemah_tidak_menghabiskan_kode(kota: Kota) -> None:
    isi = terbitkan(kota.staf, None)
    with pytest.raises(GalatAturan) as galat:
        pakai(kota.staf.nip, isi, "pendek")
    assert galat.value.bidang == "sandi_baru"
    pakai(kota.staf.nip, isi)


def test_yang_tersimpan_bukan_kodenya(kota: Kota) -> None:
    isi = terbitkan(kota.staf, None)
    baris = KodeMasuk.objects.get(pegawai=kota.staf)
    rapat = isi.replace("-", "")
    assert len(rapat) == 12
    assert rapat not in baris.sidik and rapat not in str(list(Jejak.objects.values_list("isi", flat=True)))


def test_tebakan_kode_dibatasi(kota: Kota) -> None:
    terbitkan(kota.staf, None)
    for _ in range(BATAS_PASANGAN):
        with pytest.raises(GalatAturan, match="belum cocok"):
            pakai(kota.staf.nip, "AAAA-BBBB-CCCC")
    with pytest.raises(TerlaluSering):
        pakai(kota.staf.nip, "AAAA-BBBB-CCCC")


def test_admin_dinas_tidak_dapat_mengambil_akun_pemegang_peran_pusat(kota: Kota) -> None:
    pabrik.peran(kota.rekan, "auditor")
    pabrik.peran(kota.kabid, "admin_dinas", kota.bidang)
    for siapa in (kota.rekan, kota.kabid):
        with pytest.raises(TidakBerhak):
            terbitkan(siapa, kota.admin_dinas)
        terbitkan(siapa, kota.admin_bkd)


def test_kode_hanya_dari_pengelola_unitnya_dan_bukan_untuk_diri_sendiri(kota: Kota, seberang: Kota) -> None:
    belum_ditempatkan = pabrik.pegawai(kota.instansi, "Pegawai Baru")
    for siapa, oleh in (
        (kota.kadis_lain, kota.admin_dinas),
        (belum_ditempatkan, kota.admin_dinas),
        (kota.staf, kota.kadis),
        (kota.staf, seberang.admin_bkd),
        (kota.admin_bkd, kota.admin_bkd),
    ):
        with pytest.raises(TidakBerhak):
            terbitkan(siapa, oleh)
    terbitkan(belum_ditempatkan, kota.admin_bkd)


def test_pegawai_nonaktif_tidak_mendapat_kode_dan_kode_lamanya_mati(kota: Kota) -> None:
    isi = terbitkan(kota.staf, None)
    kota.staf.is_active = False
    kota.staf.save()
    with pytest.raises(GalatAturan, match="tidak aktif"):
        terbitkan(kota.staf, None)
    with pytest.raises(GalatAturan, match="belum cocok"):
        pakai(kota.staf.nip, isi)
