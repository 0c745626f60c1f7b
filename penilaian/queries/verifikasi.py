"""Memeriksa ulang buku penutupan: rantai sidiknya, dan tiap hasil dari rinciannya."""

import hashlib
import json
from collections.abc import Iterator

from django.db.models import QuerySet

from penilaian.models import BukuPenutupan, Hasil
from penilaian.queries.buku import SIDIK_AWAL, baris_buku, sidik_rincian
from penilaian.rules.periksa import periksa

SEKALI_BACA = 500


def periksa_rantai() -> Iterator[str]:
    """Kalimat tentang tiap baris buku yang sidiknya tidak cocok dengan isinya atau dengan baris sebelumnya."""
    terakhir: dict[int, str] = {}
    for buku in BukuPenutupan.objects.select_related("periode", "instansi").order_by("instansi_id", "id"):
        sebutan = f"{buku.instansi}, {buku.periode}, versi {buku.versi}"
        if buku.sidik_sebelum != terakhir.get(buku.instansi_id, SIDIK_AWAL):
            yield f"{sebutan}: tidak menyambung ke baris sebelumnya."
        if hashlib.sha256(baris_buku(buku).encode()).hexdigest() != buku.sidik:
            yield f"{sebutan}: isi baris buku berubah."
        isi = list(isi_buku(buku).values_list("sidik", "lengkap"))
        sidik = [satu for satu, _ in isi]
        if hashlib.sha256("\n".join(sidik).encode()).hexdigest() != buku.sidik_isi:
            yield f"{sebutan}: kumpulan hasilnya berubah."
        if (len(isi), sum(lengkap for _, lengkap in isi)) != (buku.jumlah, buku.jumlah_lengkap):
            yield f"{sebutan}: jumlah hasilnya berubah."
        terakhir[buku.instansi_id] = buku.sidik


def isi_buku(buku: BukuPenutupan) -> QuerySet[Hasil]:
    """Hasil yang disidik satu baris buku: hasil penutupan terbaru tiap orang sampai putaran itu, urut pegawai.

    Putusan keberatan tidak masuk buku; ia punya jejak dan sidiknya sendiri.
    """
    return (
        Hasil.objects.filter(periode_id=buku.periode_id, asal=Hasil.Asal.PENUTUPAN, putaran__lte=buku.versi)
        .order_by("pegawai_id", "-versi")
        .distinct("pegawai_id")
    )


def periksa_hasil() -> Iterator[str | None]:
    """Untuk tiap hasil: kalimat bila rinciannya tidak menghasilkan angka yang tersimpan, selain itu None."""
    semua = Hasil.objects.select_related("pegawai", "periode").order_by("id")
    for hasil in semua.iterator(chunk_size=SEKALI_BACA):
        beda = perbedaan(hasil)
        sebutan = f"Hasil {hasil.pk}, NIP {hasil.pegawai.nip}, {hasil.periode}"
        yield f"{sebutan}: {'; '.join(beda)}." if beda else None


def perbedaan(hasil: Hasil) -> list[str]:
    """Yang tidak sama antara baris hasil dan hitung ulang dari rinciannya oleh rules."""
    beda = [] if sidik_rincian(hasil.rincian) == hasil.sidik else ["sidik rincian tidak cocok"]
    try:
        ulang = periksa(json.dumps(hasil.rincian))
    except ValueError as galat:
        return [*beda, f"rincian tidak dapat dihitung ({galat})"]
    for nama in ("nilai_hasil", "nilai_perilaku", "nilai_akhir"):
        tersimpan = getattr(hasil, nama)
        if ulang[nama] != (None if tersimpan is None else f"{tersimpan:.2f}"):
            beda.append(f"{nama} tersimpan {tersimpan}, hitung ulang {ulang[nama]}")
    if (ulang["predikat"] or "") != hasil.predikat:
        beda.append(f"predikat tersimpan {hasil.predikat}, hitung ulang {ulang['predikat']}")
    if ulang["kurang"] != [nama for nama in hasil.kurang if nama != "skp"]:
        beda.append("daftar yang kurang berbeda")
    return beda
