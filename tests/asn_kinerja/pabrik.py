"""Kota kecil untuk halaman umum: dinas sebanyak yang diminta, masing-masing dengan loket dan suara warga."""

import uuid
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from kepegawaian.models import Instansi, UnitKerja
from tests.dunia import hitung_statistik
from tests.kepegawaian import pabrik
from umpan_balik.models import Aspirasi, Layanan, Survei, TitikLayanan

SEKARANG = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)
OKTOBER = date(2026, 10, 20)
BAIK = (3, 3, 3, 4, 3, 3, 4, 3, 3)


def kota(nama: str = "Kota Uji", **lain: Any) -> tuple[Instansi, UnitKerja]:
    milik = pabrik.instansi(nama, **({"provinsi": "Nusa Tenggara Barat"} | lain))
    return milik, pabrik.unit(milik, f"Pemerintah {nama}", jenis="pemda")


def dinas(milik: Instansi, akar: UnitKerja, nama: str) -> UnitKerja:
    return pabrik.unit(milik, nama, akar, jenis="dinas")


def suara(
    di: UnitKerja, banyak: int = 5, *, jawaban: Sequence[int | None] = BAIK, tanggal: date = OKTOBER
) -> list[Survei]:
    """`banyak` warga menjawab sama di satu loket unit itu."""
    layanan, _ = Layanan.objects.get_or_create(instansi=di.instansi, unit=di, nama="Loket umum")
    titik, _ = TitikLayanan.objects.get_or_create(layanan=layanan, nama="Loket 1", token=f"t{di.pk}")
    return Survei.objects.bulk_create(
        Survei(
            instansi=di.instansi,
            unit=di,
            layanan=layanan,
            titik=titik,
            tanggal=tanggal,
            kunci=uuid.uuid4(),
            pelacak=uuid.uuid4().hex,
            setuju_versi=1,
            setuju_waktu=datetime.combine(tanggal, time(3), UTC),
            **dict(zip(Survei.UNSUR, jawaban, strict=True)),
        )
        for _ in range(banyak)
    )


def banyak_dinas(milik: Instansi, akar: UnitKerja, jumlah: int) -> None:
    """Sekaligus banyak dinas dengan lima suara masing-masing; sedikit kueri."""
    unit = UnitKerja.objects.bulk_create(
        UnitKerja(instansi=milik, induk=akar, nama=f"Dinas {n:04}", jenis="dinas", sejak=pabrik.AWAL)
        for n in range(jumlah)
    )
    for satu in unit:
        satu.dinas = satu
    UnitKerja.objects.bulk_update(unit, ["dinas"], batch_size=500)
    layanan = Layanan.objects.bulk_create(Layanan(instansi=milik, unit=u, nama="Loket umum") for u in unit)
    titik = TitikLayanan.objects.bulk_create(
        TitikLayanan(layanan=satu, nama="Loket 1", token=f"b{satu.pk}") for satu in layanan
    )
    Survei.objects.bulk_create(
        [
            Survei(
                instansi=milik,
                unit=satu.layanan.unit,
                layanan=satu.layanan,
                titik=satu,
                tanggal=OKTOBER,
                kunci=uuid.uuid4(),
                pelacak=uuid.uuid4().hex,
                setuju_versi=1,
                setuju_waktu=datetime.combine(OKTOBER, time(3), UTC),
                **dict(zip(Survei.UNSUR, BAIK, strict=True)),
            )
            for satu in titik
            for _ in range(5)
        ],
        batch_size=1000,
    )
    # Di produk autovacuum yang melakukannya; tanpa ini perencana mengira tabelnya masih kosong.
    hitung_statistik()


def saran(satu: Survei, teks: str, jawaban: str, **lain: Any) -> Aspirasi:
    petugas = pabrik.pegawai(satu.instansi, "Petugas Loket Rahasia")
    isi = {"tampil": True, "moderasi": "diterima", "status": "ditutup"}
    isi |= {"dijawab_pada": SEKARANG, "dijawab_oleh": petugas}
    return Aspirasi.objects.create(
        instansi=satu.instansi,
        unit=satu.unit,
        survei=satu,
        teks=teks,
        tanggal=satu.tanggal,
        jawaban=jawaban,
        **(isi | lain),
    )
