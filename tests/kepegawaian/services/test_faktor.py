"""Melepas faktor kedua orang lain, dan menebak kode secara serentak."""

import pytest
from allauth.mfa.models import Authenticator

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, Pemberitahuan
from kepegawaian.services import faktor
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.faktor import cadangan, pasang
from tests.kepegawaian.pabrik import SEKARANG

ALASAN = "Datang sendiri dengan KTP, ponselnya hilang."


def lepas(siapa: object, oleh: object, alasan: str = ALASAN) -> int:
    return faktor.lepaskan(pegawai=siapa, alasan=alasan, oleh=oleh, sekarang=SEKARANG)  # type: ignore[arg-type]


def test_admin_bkd_melepas_faktor_yang_hilang_dengan_jejak_dan_kabar(kota: Kota) -> None:
    pasang(kota.staf)
    assert lepas(kota.staf, kota.admin_bkd) == 2
    assert not Authenticator.objects.filter(user=kota.staf).exists()
    jejak = Jejak.objects.get(aksi="faktor.dilepas_pengelola")
    assert (jejak.pelaku_id, jejak.objek_id, jejak.alasan) == (kota.admin_bkd.pk, kota.staf.pk, ALASAN)
    assert jejak.isi == {"jenis": ["recovery_codes", "totp"]}
    assert Pemberitahuan.objects.filter(penerima_id=kota.staf.pk, judul__contains="dilepas").count() == 1


def test_tidak_seorang_pun_melepas_faktornya_sendiri_lewat_pintu_ini(kota: Kota) -> None:
    pasang(kota.admin_bkd)
    with pytest.raises(TidakBerhak):
        lepas(kota.admin_bkd, kota.admin_bkd)
    assert Authenticator.objects.filter(user=kota.admin_bkd).count() == 2


def test_faktor_pengelola_hanya_oleh_admin_bkd_lain(kota: Kota) -> None:
    pasang(kota.admin_bkd)
    for bukan in (kota.admin_dinas, kota.auditor, kota.kadis):
        with pytest.raises(TidakBerhak):
            lepas(kota.admin_bkd, bukan)
    pabrik.peran(kota.kabid, "admin_bkd")
    assert lepas(kota.admin_bkd, kota.kabid) == 2


def test_admin_dinas_dan_kota_seberang_tidak_melepas_siapa_pun(kota: Kota, seberang: Kota) -> None:
    pasang(kota.staf)
    for bukan in (kota.admin_dinas, seberang.admin_bkd, kota.kabid):
        with pytest.raises(TidakBerhak):
            lepas(kota.staf, bukan)
    assert Authenticator.objects.filter(user=kota.staf).count() == 2


def test_perlu_alasan_dan_ada_yang_dilepas(kota: Kota) -> None:
    with pytest.raises(GalatAturan, match="belum memasang"):
        lepas(kota.staf, kota.admin_bkd)
    pasang(kota.staf)
    with pytest.raises(GalatAturan, match="dikenali"):
        lepas(kota.staf, kota.admin_bkd, "  ")


def test_kode_cadangan_yang_sama_tidak_diterima_dua_kali(kota: Kota) -> None:
    pasang(kota.staf)
    satu = cadangan(kota.staf)[0]
    assert faktor.cocokkan(pegawai=kota.staf, kode=satu, sekarang=SEKARANG).type == "recovery_codes"
    with pytest.raises(GalatAturan, match="belum cocok"):
        faktor.cocokkan(pegawai=kota.staf, kode=satu, sekarang=SEKARANG)


@pytest.mark.parametrize("kode", ["", "0", "٠١٢٣٤٥", "1" * 40, "abc def", "\u0000"])
def test_kode_ganjil_ditolak_dengan_kalimat_bukan_galat(kota: Kota, kode: str) -> None:
    pasang(kota.staf)
    with pytest.raises(GalatAturan, match="belum cocok"):
        faktor.cocokkan(pegawai=kota.staf, kode=kode, sekarang=SEKARANG)
