"""Galat sesudah tiap tulisan sebuah tindakan: semuanya tersimpan, atau tidak ada yang berubah."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction

from indikator.models import Realisasi
from indikator.services.realisasi import MasukanRealisasi, laporkan, setujui_banyak
from indikator.services.skp import putus as putus_skp
from kepegawaian.services import kode, penilai
from mutu.catat import catat
from penilaian.services import penutupan
from tests.keamanan import bahan as bahan_uji
from tests.keamanan.bahan import SEKARANG, Bahan, baris, beri, cuti, khusus, nilai, tempat, triwulan_keempat
from tests.penilaian import pabrik
from tests.sapuan import MENULIS
from tests.umpan_balik.services.test_survei import kirim as kirim_survei

pytestmark = pytest.mark.django_db
ISI = """
SELECT string_agg(isi, ',' ORDER BY isi) FROM (
    SELECT %(tabel)s || ':' || count(*) || ':' || COALESCE(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {tabel} t
) AS semua(isi)
"""


class Putus(Exception):
    """Listrik padam sesudah tulisan yang ditunjuk."""


@contextmanager
def putus_sesudah(nomor: int) -> Iterator[set[str]]:
    """Lempar Putus sesudah tulisan ke-`nomor`; 0 berarti tidak pernah. Hasilnya tabel yang ditulis."""
    tertulis: list[str] = []
    tabel: set[str] = set()

    def jalan(lanjut: Callable[..., Any], sql: str, *lain: Any) -> Any:
        hasil = lanjut(sql, *lain)
        if cocok := MENULIS.match(str(sql)):
            tertulis.append(cocok.group(1))
            tabel.add(cocok.group(1))
            if len(tertulis) == nomor:
                raise Putus
        return hasil

    with connection.execute_wrapper(jalan):
        yield tabel
    if nomor and len(tertulis) < nomor:
        tabel.clear()


def sidik(tabel: set[str]) -> list[str]:
    """Isi tabel itu seluruhnya, juga yang ditulis pemicu."""
    with connection.cursor() as kursor:
        hasil = []
        for nama in sorted(tabel | {"inti_jejak", "inti_riwayat", "inti_kotakkeluar", "inti_pemberitahuan"}):
            kursor.execute(ISI.format(tabel=nama), {"tabel": nama})
            hasil.append(kursor.fetchone()[0])
        return hasil


def kirim_laporan(b: Bahan) -> object:
    masukan = [
        MasukanRealisasi(
            indikator_id=satu.pk, nilai=Decimal(1), tautan=[("Bukti", "https://contoh.go.id/bukti")]
        )
        for satu in (b.ik, b.ya)
    ]
    return laporkan(
        periode_id=b.d.triwulan.pk, masukan=masukan, ajukan=True, oleh=b.d.staf[0], sekarang=SEKARANG
    )


def setujui_laporan(b: Bahan) -> object:
    """Dua laporan yang sudah menunggu (lihat `bahan`) disetujui sekaligus."""
    menunggu = Realisasi.objects.filter(periode=b.d.triwulan, status="diajukan").values_list("pk", flat=True)
    return setujui_banyak(realisasi_ids=list(menunggu), oleh=b.d.kepala, sekarang=SEKARANG)


def ganti_penilai(b: Bahan) -> object:
    besok = bahan_uji.HARI + timedelta(days=1)
    return penilai.khususkan(
        pegawai=b.d.staf[2], penilai=b.d.kepala, sejak=besok, alasan="SP 2", oleh=None, sekarang=SEKARANG
    )


# Tindakan → (banyak tulisannya sedikitnya, pengerjaannya); semuanya menulis lebih dari satu baris.
TINDAKAN: dict[str, Callable[[Bahan], object]] = {
    "mutasi jabatan": lambda b: tempat(b, jenis="definitif"),
    "menunjuk penilai khusus": lambda b: khusus(b, b.d.staf[1]),
    "mengganti penilai khusus": ganti_penilai,
    "memberi peran": beri,
    "menerbitkan kode masuk": lambda b: kode.terbitkan(pegawai=b.d.staf[0], oleh=None, sekarang=SEKARANG),
    "menyiapkan triwulan": triwulan_keempat,
    "mengirim dua laporan": kirim_laporan,
    "menyetujui laporan": setujui_laporan,
    "menulis draf nilai": lambda b: nilai(b, tetapkan=False),
    "mencatat cuti": lambda b: cuti(b, bahan_uji.HARI),
    "menyetujui SKP": lambda b: putus_skp.setujui(
        skp=b.d.staf[1].skp.get(), oleh=b.d.kepala, sekarang=SEKARANG
    ),
    "memulai penutupan": lambda b: penutupan.minta(periode=b.d.triwulan, oleh=None, sekarang=pabrik.SESUDAH),
    "suara warga bersaran": lambda b: kirim_survei(b.titik, saran="Tambah kursi tunggu."),
}


@pytest.fixture
def bahan() -> Bahan:
    b = bahan_uji.bahan()
    pabrik.skp(b.d, b.d.staf[1], status="diajukan")
    satu = pabrik.skp(b.d, b.d.staf[2], {}, {}).indikator.order_by("urutan")
    for ik in satu:
        baris(
            b,
            pegawai=b.d.staf[2],
            indikator=ik,
            status="diajukan",
            diajukan_pada=SEKARANG,
            diajukan_oleh=b.d.staf[2],
        )
    khusus_lama(b)
    return b


def khusus_lama(b: Bahan) -> None:
    """Staf ketiga sudah punya penilai khusus yang harus berakhir dahulu; kemudian tetap dinilai kepalanya."""
    penilai.khususkan(
        pegawai=b.d.staf[2],
        penilai=b.d.kepala,
        sejak=pabrik.AWAL,
        alasan="SP 0",
        oleh=None,
        sekarang=SEKARANG,
    )


def separuh(kerja: Callable[[Bahan], object], b: Bahan) -> tuple[int, list[int]]:
    """Banyaknya tulisan tindakan itu, dan titik putus yang meninggalkan perubahan."""
    with transaction.atomic():
        with putus_sesudah(0) as tabel:
            kerja(b)
        transaction.set_rollback(True)
    semula, bocor, nomor = sidik(tabel), [], 0
    while True:
        nomor += 1
        simpan = transaction.savepoint()
        try:
            with putus_sesudah(nomor):
                kerja(b)
        except Putus:
            # Putus bukan galat basis data: isinya masih terbaca walau Django menandainya batal.
            transaction.set_rollback(False)
            if sidik(tabel) != semula:
                bocor.append(nomor)
            transaction.savepoint_rollback(simpan)
        else:
            transaction.savepoint_rollback(simpan)
            return nomor - 1, bocor


def test_galat_sesudah_tiap_tulisan_tidak_meninggalkan_separuh(bahan: Bahan) -> None:
    hasil = {nama: separuh(kerja, bahan) for nama, kerja in TINDAKAN.items()}
    bocor = {nama: titik for nama, (_, titik) in hasil.items() if titik}
    sendiri = [nama for nama, (banyak, _) in hasil.items() if banyak < 2]
    titik = sum(banyak for banyak, _ in hasil.values())
    catat(
        "V2.3.3",
        f"{len(hasil)} tindakan, {titik} titik putus sesudah tiap tulisan: {sum(map(len, bocor.values()))} keadaan separuh",
        lulus=not bocor and not sendiri and len(hasil) >= 10,
    )
    assert not bocor
    assert not sendiri, "tindakan ini hanya menulis sekali, jadi tidak membuktikan apa pun"


def test_pembandingnya_tindakan_tanpa_transaksi_memang_ketahuan(bahan: Bahan) -> None:
    def tanpa_transaksi(b: Bahan) -> None:
        with connection.cursor() as kursor:
            for kontak in ("A", "B"):
                kursor.execute(
                    "UPDATE kepegawaian_instansi SET kontak = %s WHERE id = %s", [kontak, b.d.instansi.pk]
                )

    assert separuh(tanpa_transaksi, bahan) == (2, [1, 2])
