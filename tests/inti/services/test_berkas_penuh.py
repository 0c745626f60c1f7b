"""Penyimpanan bukti yang penuh (K9): kalimat yang jelas, tidak ada baris tanpa berkas, tidak ada berkas tanpa baris."""

import errno
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from inti.galat import GalatAturan
from inti.models import Berkas, Pemasangan
from inti.services import berkas
from inti.services.berkas_yatim import sapu_tanpa_baris
from kepegawaian.models import Pegawai
from mutu.catat import catat
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db
MB = 1 << 20
BATAS = 5 * MB


@pytest.fixture
def orang() -> Pegawai:
    siapa: Pegawai = pabrik.dunia("Kota Penuh", staf=1).staf[0]
    return siapa


@pytest.fixture
def penuh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Penyimpanan 5 MB: yang melewatinya tertulis sampai penuh, lalu ENOSPC, seperti cakram sungguhan."""
    asli = FileSystemStorage._save
    terpakai = [0]

    def simpan(diri: FileSystemStorage, nama: str, isi: Any) -> str:
        sisa = BATAS - terpakai[0]
        if isi.size > sisa:
            asli(diri, nama, ContentFile(isi.read()[:sisa]))
            raise OSError(errno.ENOSPC, "No space left on device")
        terpakai[0] += isi.size
        return asli(diri, nama, isi)

    monkeypatch.setattr(FileSystemStorage, "_save", simpan)
    yield


def tersimpan() -> set[str]:
    akar = Path(settings.MEDIA_ROOT)
    return {p.relative_to(akar).as_posix() for p in akar.rglob("*") if p.is_file()}


def test_penyimpanan_penuh_menjawab_dengan_kalimat_dan_tidak_meninggalkan_sisa(
    orang: Pegawai, penuh: None
) -> None:
    ditolak = []
    for nomor in range(12):
        isi = b"%PDF-1.4\n" + os.urandom(MB)
        try:
            berkas.simpan(
                kiriman=SimpleUploadedFile(f"{nomor}.pdf", isi), oleh=orang, sekarang=timezone.now()
            )
        except GalatAturan as galat:
            ditolak.append(galat.pesan)
    baris = set(Berkas.objects.values_list("isi", flat=True))
    tanpa_berkas, tanpa_baris = baris - tersimpan(), tersimpan() - baris
    catat(
        "K9",
        f"{len(baris)} dari 12 tersimpan di 5 MB, {len(ditolak)} dijawab penuh; {len(tanpa_berkas)} baris tanpa berkas, "
        f"{len(tanpa_baris)} berkas tanpa baris",
        lulus=len(baris) == 4 and len(ditolak) == 8 and not tanpa_berkas and not tanpa_baris,
    )
    assert len(baris) == 4 and not tanpa_berkas and not tanpa_baris
    assert len(ditolak) == 8 and all("penuh" in p and "Kirim lagi" in p for p in ditolak)


def batal(orang: Pegawai) -> None:
    """Isinya tertulis, transaksinya batal: sisa yang hanya dapat dilihat penyapu."""
    with pytest.raises(RuntimeError), transaction.atomic():
        berkas.simpan(
            kiriman=SimpleUploadedFile("a.pdf", b"%PDF-1.4\nisi"), oleh=orang, sekarang=timezone.now()
        )
        raise RuntimeError


def test_isi_tanpa_baris_dibuang_sesudah_sehari_dan_yang_berbaris_tinggal(orang: Pegawai) -> None:
    kiriman = SimpleUploadedFile("b.pdf", b"%PDF-1.4\npakai")
    pakai = berkas.simpan(kiriman=kiriman, oleh=orang, sekarang=timezone.now())
    batal(orang)
    assert len(tersimpan()) == 2
    assert sapu_tanpa_baris(sekarang=timezone.now()) == 0, "mungkin barisnya sedang ditulis"
    assert sapu_tanpa_baris(sekarang=timezone.now() + timedelta(days=2)) == 1
    sisa = tersimpan() - {pakai.isi.name}
    catat("K9", f"{len(sisa)} berkas tanpa baris sesudah disapu", lulus=not sisa)
    assert tersimpan() == {pakai.isi.name} and default_storage.exists(pakai.isi.name)


def test_di_salinan_pulihan_tidak_ada_yang_dibuang(orang: Pegawai) -> None:
    batal(orang)
    Pemasangan.objects.update_or_create(
        pk=1, defaults={"sidik": "pulihan:asn-1", "disahkan_pada": timezone.now()}
    )
    assert sapu_tanpa_baris(sekarang=timezone.now() + timedelta(days=2)) == 0 and len(tersimpan()) == 1
