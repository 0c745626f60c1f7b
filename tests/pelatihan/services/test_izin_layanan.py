"""Setiap layanan pelatihan menolak sendiri orang yang tidak berhak, juga bila halamannya keliru memanggilnya."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from inti.galat import SudahBerubah, TidakBerhak
from inti.models import Berkas
from kepegawaian.models import Pegawai
from pelatihan.models import Kepesertaan, Pelatihan, Rekomendasi, Sesi, Usulan
from pelatihan.permissions import wajib_pemilik
from pelatihan.services import katalog, kompetensi, sesi, usulan
from pelatihan.services.asesmen_impor import AdaptorAsesmen
from pelatihan.services.katalog_impor import AdaptorPelatihan
from pelatihan.services.usulan import kursi, umum
from tests.penilaian import pabrik
from tests.penilaian.pabrik import SEKARANG, Dunia

HARI = SEKARANG.date()
ALASAN = "Alasan yang cukup panjang."


@pytest.fixture
def d(db: Any) -> Dunia:
    return pabrik.dunia(staf=2)


def latih(d: Dunia) -> Pelatihan:
    return Pelatihan.objects.create(instansi=d.instansi, judul="Arsip", bentuk="Kursus", jp=6)


def satu_sesi(p: Pelatihan, mulai: int = 5, **lain: Any) -> Sesi:
    """Sesi sehari, `mulai` hari dari sekarang, menerima pendaftaran."""
    hari = HARI + timedelta(days=mulai)
    waktu = {"mulai": hari, "selesai": hari, "batas_daftar": hari}
    return Sesi.objects.create(
        instansi=p.instansi, pelatihan=p, kursi=2, tempat="Aula", status="disetujui", **waktu, **lain
    )


def usul(p: Pelatihan, siapa: Pegawai, status: str, **lain: Any) -> Usulan:
    return Usulan.objects.create(
        instansi=siapa.instansi,
        pegawai=siapa,
        pelatihan=p,
        tahun=HARI.year,
        alasan=ALASAN,
        status=status,
        diajukan_pada=SEKARANG,
        diajukan_oleh=siapa,
        **lain,
    )


def berkas(siapa: Pegawai) -> Berkas:
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


def ditolak(layanan: Callable[..., Any], *, oleh: Pegawai, **isi: Any) -> None:
    with pytest.raises(TidakBerhak):
        layanan(oleh=oleh, sekarang=SEKARANG, **isi)


def test_katalog_sesi_dan_aturan_belajar_hanya_diurus_admin_bkd(d: Dunia) -> None:
    siapa, p = d.staf[0], latih(d)
    isi = sesi.IsianSesi(HARI, HARI, HARI, 2, "Aula")
    s = satu_sesi(p, mulai=0)
    ditolak(katalog.ubah, pelatihan=p, isi=katalog.IsianPelatihan("Arsip", 22, 8), oleh=siapa)
    ditolak(katalog.atur_aktif, pelatihan=p, aktif=False, oleh=siapa)
    ditolak(kompetensi.tambah_teknis, instansi=d.instansi, nama="Arsip", oleh=siapa)
    ditolak(
        kompetensi.tetapkan_aturan,
        instansi=d.instansi,
        pemetaan=[],
        jp_pppk=10,
        sejak=HARI,
        alasan=ALASAN,
        oleh=siapa,
    )
    ditolak(sesi.buat, pelatihan=p, isi=isi, buka=True, oleh=siapa)
    ditolak(sesi.ubah, sesi_id=s.pk, isi=isi, buka=True, oleh=siapa)
    ditolak(sesi.tutup, sesi_id=s.pk, oleh=siapa)
    ditolak(sesi.batalkan, sesi_id=s.pk, alasan=ALASAN, oleh=siapa)
    for adaptor in (AdaptorPelatihan(), AdaptorAsesmen()):
        ditolak(adaptor.wajib, impor=None, instansi_id=d.instansi.pk, oleh=siapa)
    ditolak(usulan.catat_kehadiran, sesi_id=s.pk, hadir={}, oleh=siapa)


def test_usulan_hanya_dilangkahkan_pemilik_penilai_atau_admin(d: Dunia) -> None:
    siapa, lain, p = *d.staf, latih(d)
    s = satu_sesi(p)
    tetangga = pabrik.dunia("Kota Lain", staf=1)
    ditolak(usulan.ajukan, pelatihan=latih(tetangga), alasan=ALASAN, oleh=siapa)
    tawaran = Rekomendasi(pegawai=siapa, jenis="studi")
    with pytest.raises(TidakBerhak):
        wajib_pemilik(tawaran, lain)
    ditolak(usulan.dari_rekomendasi, rekomendasi=tawaran, oleh=lain)
    ditarik = usul(p, siapa, "ditutup", sebab_tutup="ditarik", ditutup_pada=SEKARANG, ditutup_oleh=siapa)
    ditolak(usulan.tarik, usulan_id=ditarik.pk, oleh=lain)
    satu = usul(p, siapa, "diajukan")
    ditolak(usulan.setujui, usulan_ids=[satu.pk], oleh=lain)
    Usulan.objects.filter(pk=satu.pk).update(status="direncanakan")
    ditolak(usulan.daftar, usulan_id=satu.pk, sesi_id=s.pk, oleh=lain)
    Usulan.objects.filter(pk=satu.pk).update(
        status="menunggu", sesi=s, didaftar_pada=SEKARANG, didaftar_oleh=siapa
    )
    ditolak(usulan.batal_daftar, usulan_id=satu.pk, oleh=lain)
    siapa.is_active = False
    ditolak(usulan.tarik, usulan_id=satu.pk, oleh=siapa)


def test_usulan_dan_sesi_instansi_lain_tidak_ada_baginya(d: Dunia) -> None:
    p, tetangga = latih(d), pabrik.dunia("Kota Lain", staf=1)
    s, asing = satu_sesi(p), usul(p, tetangga.staf[0], "direncanakan")
    ditolak(usulan.daftar, usulan_id=asing.pk, sesi_id=s.pk, oleh=d.staf[0])
    with pytest.raises(TidakBerhak):
        umum.terkunci(asing.pk, instansi_id=d.instansi.pk)
    with pytest.raises(TidakBerhak):
        kursi.kunci_sesi(s.pk, instansi_id=tetangga.instansi.pk)


def test_usulan_yang_berpindah_sesi_sebelum_terkunci_diminta_diulang(
    d: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    p, asli = latih(d), umum.kunci
    s, satu = satu_sesi(p), usul(p, d.staf[0], "direncanakan")

    def berpindah(ids: list[int], **lain: Any) -> list[Usulan]:
        Usulan.objects.filter(pk=satu.pk).update(
            status="menunggu", sesi=s, didaftar_pada=SEKARANG, didaftar_oleh=d.staf[0]
        )
        return asli(ids, **lain)

    monkeypatch.setattr(umum, "kunci", berpindah)
    with pytest.raises(SudahBerubah, match="berpindah sesi"):
        umum.terkunci(satu.pk, instansi_id=d.instansi.pk)


def test_sertifikat_diserahkan_pesertanya_dan_diperiksa_admin_bkd(d: Dunia) -> None:
    siapa, lain, p = *d.staf, latih(d)
    s = satu_sesi(p, mulai=-3)
    satu = usul(p, siapa, "hadir", sesi=s, didaftar_pada=SEKARANG, didaftar_oleh=siapa)
    Kepesertaan.objects.create(
        instansi=d.instansi,
        pegawai=siapa,
        pelatihan=p,
        sesi=s,
        usulan=satu,
        mulai=s.mulai,
        selesai=s.selesai,
        tahun=HARI.year,
        jp=6,
        hadir_pada=SEKARANG,
        hadir_oleh=d.kepala,
    )
    isi = {"usulan_id": satu.pk, "nomor": "KS-1/2026"}
    punya_lain = berkas(lain)
    ditolak(usulan.unggah, **isi, berkas=punya_lain, oleh=lain)
    ditolak(usulan.unggah, **isi, berkas=punya_lain, oleh=siapa)
    usulan.unggah(**isi, berkas=berkas(siapa), oleh=siapa, sekarang=SEKARANG)
    tetangga = pabrik.dunia("Kota Lain", staf=0)
    ditolak(usulan.kembalikan, usulan_id=satu.pk, catatan=ALASAN, oleh=lain)
    ditolak(usulan.verifikasi, usulan_ids=[satu.pk], oleh=lain)
    ditolak(usulan.verifikasi, usulan_ids=[satu.pk], oleh=pabrik.admin(tetangga))
    admin = pabrik.admin(d)
    assert usulan.verifikasi(usulan_ids=[satu.pk], oleh=admin, sekarang=SEKARANG).berhasil == [satu]
