"""Versi indikator tetap beku walau SKP memakainya pada saat yang sama."""

import threading
from decimal import Decimal

import pytest
from django.db import connection, transaction

from indikator.models import RHK, SKP, Indikator, IndikatorKinerja
from indikator.services import katalog
from tests.indikator import pabrik


@pytest.mark.django_db(transaction=True)
def test_skp_yang_sedang_mengambil_indikator_ditunggu_lalu_versinya_dibekukan() -> None:
    p = pabrik.pemda()
    satu = pabrik.indikator(p)
    skp = pabrik.skp(p, p.ratna, pabrik.tahun(p))
    sudah_ditulis, boleh_selesai = threading.Event(), threading.Event()

    def susun() -> None:
        """Transaksi lain: indikator sudah dipilih tetapi belum disimpan tetap."""
        try:
            with transaction.atomic():
                IndikatorKinerja.objects.create(
                    skp=SKP.objects.get(pk=skp.pk),
                    rhk=RHK.objects.get(skp=skp),
                    katalog=satu,
                    kode="IK2",
                    nama=satu.nama,
                    satuan="%",
                    polaritas="maksimal",
                    aspek="kuantitas",
                    bobot=Decimal(50),
                    target=Decimal(95),
                )
                sudah_ditulis.set()
                boleh_selesai.wait(10)
        finally:
            connection.close()

    penulis = threading.Thread(target=susun)
    penulis.start()
    assert sudah_ditulis.wait(10)
    # Pengubah menunggu penulis; penulis dilepas sesaat kemudian.
    threading.Timer(0.3, boleh_selesai.set).start()
    baru = katalog.ubah(
        indikator=satu,
        nama="Nama baru",
        satuan="%",
        polaritas="maksimal",
        aspek="waktu",
        oleh=None,
        sekarang=p.sekarang,
    )
    penulis.join()
    satu.refresh_from_db()
    assert (baru.versi, satu.nama) == (2, "Persentase kepemilikan akta kematian")
    assert Indikator.objects.filter(aktif=True).get() == baru


@pytest.mark.django_db(transaction=True)
def test_dua_admin_menambah_bersamaan_mendapat_kode_berbeda() -> None:
    p = pabrik.pemda()
    mulai = threading.Barrier(4)

    def tambah(nomor: int) -> None:
        try:
            mulai.wait(10)
            pabrik.indikator(p, f"Indikator {nomor}")
        finally:
            connection.close()

    utas = [threading.Thread(target=tambah, args=(n,)) for n in range(4)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    kode = list(Indikator.objects.order_by("kode").values_list("kode", flat=True))
    assert kode == ["IND-001", "IND-002", "IND-003", "IND-004"]
