"""Berkas yang tidak pernah dilampirkan dibuang; yang dipakai, di mana pun, tinggal."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from indikator.models import Bukti, CatatanHarian, Realisasi
from inti.models import Berkas, Jejak
from inti.services import berkas, berkas_yatim
from tests.indikator import pabrik


def unggah(p: pabrik.Pemda, nama: str, *, hari: int) -> Berkas:
    """Berkas Ratna yang diunggah sekian hari lalu."""
    kiriman = SimpleUploadedFile(nama, b"%PDF-1.4 " + nama.encode())
    return berkas.simpan(kiriman=kiriman, oleh=p.ratna, sekarang=saat(p, hari))


def saat(p: pabrik.Pemda, hari: int) -> datetime:
    return p.sekarang - timedelta(days=hari)


@pytest.fixture
def p(transactional_db: None) -> pabrik.Pemda:
    return pabrik.pemda()


def isi_tersimpan() -> set[str]:
    return {
        str(b.relative_to(settings.MEDIA_ROOT)) for b in Path(settings.MEDIA_ROOT).rglob("*") if b.is_file()
    }


def test_hanya_yang_lebih_dari_tujuh_hari_dan_tidak_dilampirkan_yang_dibuang(p: pabrik.Pemda) -> None:
    tw = pabrik.triwulan(p)
    ik = pabrik.skp(p, p.ratna, tw.induk, status="disetujui").indikator.get()
    buang, baru = unggah(p, "buang.pdf", hari=8), unggah(p, "baru.pdf", hari=6)
    bukti, harian = unggah(p, "bukti.pdf", hari=30), unggah(p, "harian.pdf", hari=30)
    r = Realisasi.objects.create(instansi=p.instansi, periode=tw, pegawai=p.ratna, indikator=ik)
    Bukti.objects.create(
        realisasi=r, berkas=bukti, judul="bukti", ditambah_pada=p.sekarang, ditambah_oleh=p.ratna
    )
    CatatanHarian.objects.create(
        instansi=p.instansi,
        pegawai=p.ratna,
        indikator=ik,
        hari=date(2026, 11, 1),
        uraian="x",
        berkas=harian,
        dicatat_pada=p.sekarang,
        dicatat_oleh=p.ratna,
    )
    assert berkas_yatim.sapu(sekarang=p.sekarang) == 1
    assert set(Berkas.objects.values_list("pk", flat=True)) == {baru.pk, bukti.pk, harian.pk}
    assert isi_tersimpan() == {b.isi.name for b in (baru, bukti, harian)}
    assert Jejak.objects.get(aksi="berkas.disapu").objek_id == buang.pk
    assert berkas_yatim.sapu(sekarang=p.sekarang) == 0


def test_banyak_yang_yatim_habis_sekali_jalan(p: pabrik.Pemda, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(berkas_yatim, "SEKALI", 2)
    for n in range(5):
        unggah(p, f"{n}.pdf", hari=9)
    assert berkas_yatim.sapu(sekarang=p.sekarang) == 5
    assert isi_tersimpan() == set()


def test_setiap_model_yang_menunjuk_berkas_ikut_dijaga() -> None:
    """Penunjuk baru otomatis terhitung, karena daftarnya dibaca dari kunci asing."""
    acuan = {
        f.field.model._meta.label for f in Berkas._meta.get_fields(include_hidden=True) if hasattr(f, "field")
    }
    assert {"indikator.Bukti", "indikator.CatatanHarian", "inti.Impor"} <= acuan
