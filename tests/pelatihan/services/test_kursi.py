"""Kursi terakhir: satu mendapat, satu menunggu; yang menunggu naik menurut aturan dan dikabari."""

import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Berkas, Pemberitahuan
from kepegawaian.models import Pegawai
from pelatihan.models import Kepesertaan, Pelatihan, Sesi, Usulan
from pelatihan.services import sesi as layanan_sesi
from pelatihan.services import usulan as layanan
from pelatihan.services.usulan import kursi
from tests.penilaian import pabrik
from tests.penilaian.pabrik import SEKARANG, Dunia

HARI = SEKARANG.date()


def pelatihan(d: Dunia, **lain: Any) -> Pelatihan:
    return Pelatihan.objects.create(
        instansi=d.instansi, **{"judul": "Arsip", "bentuk": "Kursus", "jp": 6} | lain
    )


def sesi(p: Pelatihan, kursi: int = 1, **lain: Any) -> Sesi:
    isi = {
        "mulai": HARI + timedelta(days=5),
        "selesai": HARI + timedelta(days=6),
        "batas_daftar": HARI + timedelta(days=5),
        "tempat": "Aula",
        "status": "disetujui",
    }
    return Sesi.objects.create(instansi=p.instansi, pelatihan=p, kursi=kursi, **isi | lain)


def direncanakan(p: Pelatihan, siapa: Pegawai, celah: str = "0", **lain: Any) -> Usulan:
    return Usulan.objects.create(
        instansi=p.instansi,
        pegawai=siapa,
        pelatihan=p,
        tahun=HARI.year,
        alasan="Untuk uji.",
        celah=Decimal(celah),
        diajukan_pada=SEKARANG,
        diajukan_oleh=siapa,
        **{"status": "direncanakan", **lain},
    )


def daftar(u: Usulan, s: Sesi, menit: int = 0, oleh: Pegawai | None = None, **lain: Any) -> Usulan:
    return layanan.daftar(usulan_id=u.pk, sesi_id=s.pk, oleh=oleh or u.pegawai, sekarang=saat(menit), **lain)


def saat(menit: int = 0, hari: int = 0) -> datetime:
    return SEKARANG + timedelta(minutes=menit, days=hari)


def keadaan(*usulan: Usulan) -> list[str]:
    for satu in usulan:
        satu.refresh_from_db()
    return [satu.status for satu in usulan]


@pytest.fixture
def d(db: Any) -> Dunia:
    return pabrik.dunia(staf=4)


def test_kursi_kosong_diberikan_kepada_yang_paling_membutuhkan_lalu_jp_tersedikit_lalu_yang_dulu(
    d: Dunia,
) -> None:
    p = pelatihan(d)
    s = sesi(p, 1)
    bkd = pabrik.admin(d)
    pemegang = direncanakan(p, pabrik.tambah_staf(d, "Pemegang"))
    a, b, c, e = (
        direncanakan(p, siapa, celah)
        for siapa, celah in zip(d.staf, ("0.2", "0.4", "0.4", "0.4"), strict=True)
    )
    punya_jp(d, b.pegawai, 12)
    assert daftar(pemegang, s).status == "terdaftar"
    for menit, satu in enumerate((a, b, e, c), start=1):
        assert daftar(satu, s, menit).status == "menunggu"
    assert daftar(a, s, 9).didaftar_pada == saat(1)  # diulang tidak mengubah apa pun

    layanan.tarik(usulan_id=pemegang.pk, oleh=pemegang.pegawai, sekarang=saat(10))
    assert keadaan(a, b, c, e) == ["menunggu", "menunggu", "menunggu", "terdaftar"]
    assert Pemberitahuan.objects.get(penerima_id=e.pegawai_id).judul == "Anda mendapat kursi pelatihan"
    layanan_sesi.ubah(
        sesi_id=s.pk,
        isi=layanan_sesi.IsianSesi(s.mulai, s.selesai, s.batas_daftar, 3, "Aula"),
        buka=True,
        oleh=bkd,
        sekarang=saat(11),
    )
    assert keadaan(a, b, c) == ["menunggu", "terdaftar", "terdaftar"]
    s.refresh_from_db()
    assert (s.terisi, s.kursi) == (3, 3)

    layanan_sesi.batalkan(sesi_id=s.pk, alasan="Narasumber berhalangan.", oleh=bkd, sekarang=saat(12))
    assert set(keadaan(a, b, c, e)) == {"direncanakan"}
    s.refresh_from_db()
    assert (s.terisi, s.status) == (0, "ditutup")
    assert Pemberitahuan.objects.filter(judul="Sesi pelatihan dibatalkan").count() == 4


def punya_jp(d: Dunia, siapa: Pegawai, jp: int) -> None:
    """Pelatihan lain yang sudah dihitung tahun ini."""
    p = pelatihan(d, judul="Yang lalu", jp=jp)
    s = sesi(p, 5)
    u = direncanakan(p, siapa, status="selesai", sesi=s)
    ikut = Kepesertaan.objects.create(
        instansi=d.instansi,
        pegawai=siapa,
        pelatihan=p,
        sesi=s,
        usulan=u,
        mulai=date(2026, 2, 1),
        selesai=date(2026, 2, 2),
        tahun=2026,
        jp=jp,
        hadir_pada=SEKARANG,
        hadir_oleh=d.kepala,
    )
    berkas = pabrik_berkas(siapa)
    Kepesertaan.objects.filter(pk=ikut.pk).update(
        sertifikat=berkas,
        diunggah_pada=SEKARANG,
        diunggah_oleh=siapa,
        diverifikasi_pada=SEKARANG,
        diverifikasi_oleh=d.kepala,
    )


def pabrik_berkas(siapa: Pegawai) -> Berkas:
    return Berkas.objects.create(
        instansi_id=siapa.instansi_id,
        pemilik_id=siapa.pk,
        nama="s.pdf",
        jenis="application/pdf",
        ukuran=4,
        sha256="0" * 64,
        acak=f"{siapa.pk:032d}",
        dibuat=SEKARANG,
    )


def test_yang_ditolak_sesi_lain_tertutup_terlambat_dan_prasyarat(d: Dunia) -> None:
    dasar = pelatihan(d, judul="Arsip dasar")
    p = pelatihan(d, judul="Arsip lanjut", prasyarat=dasar)
    u = direncanakan(p, d.staf[0])
    tolak: list[tuple[Sesi, int, str]] = [
        (sesi(dasar), 0, "untuk pelatihan lain"),
        (sesi(p, status="draf"), 0, "tidak menerima pendaftaran"),
        (sesi(p), 6, "berakhir"),
        (sesi(p), 0, "mensyaratkan Arsip dasar"),
    ]
    for s, hari, kata in tolak:
        with pytest.raises(GalatAturan, match=kata):
            layanan.daftar(usulan_id=u.pk, sesi_id=s.pk, oleh=u.pegawai, sekarang=saat(hari=hari))
    bkd = pabrik.admin(d)
    s = tolak[-1][0]
    with pytest.raises(GalatAturan, match="Tulis dasar"):
        daftar(u, s, oleh=bkd)
    with pytest.raises(TidakBerhak):
        daftar(u, s, oleh=d.staf[1])
    assert daftar(u, s, oleh=bkd, prasyarat_lain="Sertifikat 2019 ditunjukkan.").status == "terdaftar"


def test_basis_data_menolak_kursi_melebihi_jumlahnya(d: Dunia) -> None:
    s = sesi(pelatihan(d), 2)
    with pytest.raises(IntegrityError):
        Sesi.objects.filter(pk=s.pk).update(terisi=3)


def berebut(pasang: Callable[[], None]) -> tuple[list[str], list[str]]:
    """Dua orang mendaftar kursi terakhir pada saat yang sama: keadaan usulannya, dan galat tiap utas."""
    d = pabrik.dunia(staf=2)
    p = pelatihan(d)
    s, usulan, galat = sesi(p, 1), [direncanakan(p, siapa) for siapa in d.staf], []
    pasang()

    def coba(u: Usulan) -> None:
        try:
            daftar(u, s)
        except Exception as salah:  # yang dicari justru galat apa pun
            galat.append(type(salah).__name__)
        finally:
            connection.close()

    utas = [threading.Thread(target=coba, args=(u,)) for u in usulan]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join(30)
    return sorted(keadaan(*usulan)), galat


@pytest.mark.django_db(transaction=True)
class TestBerebut:
    """Keduanya ditahan di tempat yang sama, sesudah membaca sesi (bila tanpa kunci) atau sebelumnya."""

    def test_kursi_terakhir_satu_mendapat_satu_menunggu(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pintu, asli = threading.Barrier(2), kursi.kunci_sesi

        def serentak(sesi_id: int, **lain: Any) -> Sesi:
            pintu.wait(20)
            return asli(sesi_id, **lain)

        assert berebut(lambda: monkeypatch.setattr(kursi, "kunci_sesi", serentak)) == (
            ["menunggu", "terdaftar"],
            [],
        )

    def test_kembaran_tanpa_kunci_yang_kedua_gagal_dan_hanya_batas_basis_data_yang_menolongnya(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pintu = threading.Barrier(2)

        def tanpa_kunci(sesi_id: int, *, instansi_id: int) -> Sesi:
            baca = Sesi.objects.select_related("pelatihan", "instansi").get(pk=sesi_id)
            pintu.wait(20)
            return baca

        assert berebut(lambda: monkeypatch.setattr(kursi, "kunci_sesi", tanpa_kunci)) == (
            ["direncanakan", "terdaftar"],
            ["IntegrityError"],
        )
