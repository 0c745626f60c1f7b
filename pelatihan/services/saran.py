"""Membuat saran pelatihan sesudah penutupan: potret tiap orang, lalu pelatihan terbaik dalam sisa JP-nya."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction
from django.db.models.fields.json import KeyTransform

from indikator.models import Periode
from inti.galat import GalatAturan
from inti.services.jejak import catat
from pelatihan.models import PotretKompetensi, Rekomendasi
from pelatihan.queries.kebutuhan import Bahan, Terukur, potret_profil, ukur
from pelatihan.queries.saran import (
    Pegangan,
    Riwayat,
    bahan_banyak,
    katalog_saran,
    pegangan,
    riwayat_banyak,
)
from pelatihan.rules.kebutuhan import Kebutuhan
from pelatihan.rules.rekomendasi import Pilihan, rekomendasikan, tawaran_studi
from pelatihan.rules.tanda import tanda_jabatan
from penilaian.models import Hasil
from penilaian.queries.hasil import digantikan
from penilaian.rules.predikat import Predikat

SEKALI: Final = 500
# Nota seutuhnya panjang; yang dibaca hanya indikatornya.
KOLOM: Final = (
    "pegawai__status",
    "penempatan__jabatan__nama",
    "penempatan__jabatan__jenis",
    "penempatan__jabatan__jenjang",
    "unit__nama",
    "periode_id",
    "predikat",
)


def buat_untuk_periode(*, periode_id: int, sekarang: datetime) -> int:
    """Buat potret dan saran untuk semua hasil periode yang sudah ditutup; kembalikan jumlah saran baru.

    Boleh diulang dan boleh mati di tengah: orang yang sudah punya potret untuk hasil itu dilewati.
    Menolak periode yang belum ditutup.
    """
    periode = Periode.objects.select_related("kebijakan", "instansi").get(pk=periode_id)
    if periode.status != Periode.Status.DITUTUP:
        raise GalatAturan(
            f"{periode.nama} belum ditutup, jadi belum ada hasil untuk disarankan pelatihannya."
        )
    pegang = pegangan(periode)
    katalog = katalog_saran(
        periode.instansi_id, pada=periode.instansi.hari_pada(sekarang), kompetensi=pegang.kompetensi
    )
    jumlah, terakhir = 0, 0
    while True:
        baru, sampai = _buat_sekelompok(pegang, katalog, sesudah=terakhir, sekarang=sekarang)
        if sampai is None:
            return jumlah
        jumlah, terakhir = jumlah + baru, sampai


@transaction.atomic
def _buat_sekelompok(
    pegang: Pegangan, katalog: list[Pilihan], *, sesudah: int, sekarang: datetime
) -> tuple[int, int | None]:
    """Saran bagi 500 hasil berikutnya: jumlah baris, dan hasil terakhir yang dilewati (None bila habis)."""
    periode = pegang.periode
    _kunci(periode)
    kelompok = list(
        Hasil.objects.filter(
            # Hasil yang sudah dibetulkan tidak dijawab lagi dengan saran.
            ~digantikan(),
            periode=periode,
            pk__gt=sesudah,
        )
        .select_related("pegawai", "penempatan__jabatan", "unit")
        .only(*KOLOM)
        .annotate(butir=KeyTransform("indikator", "rincian"))
        .order_by("pk")[:SEKALI]
    )
    if not kelompok:
        return 0, None
    sampai = kelompok[-1].pk
    # Disaring menurut kunci: sebagai gabungan tabel, basis data membaca ulang semua potret tiap kelompok.
    sudah = set(PotretKompetensi.objects.filter(hasil__in=kelompok).values_list("hasil_id", flat=True))
    kelompok = [hasil for hasil in kelompok if hasil.pk not in sudah]
    if not kelompok:
        return 0, sampai
    bahan = bahan_banyak(kelompok, pegang)
    riwayat = riwayat_banyak([h.pegawai_id for h in kelompok], tahun=periode.selesai.year, sekarang=sekarang)
    potret: list[PotretKompetensi] = []
    baris: list[Rekomendasi] = []
    for hasil in kelompok:
        terukur = _ukur(hasil, bahan[hasil.pegawai_id], pegang)
        potret.append(_potret(periode, hasil, terukur))
        baris += _untuk(pegang, hasil, terukur, riwayat[hasil.pegawai_id], katalog)
    PotretKompetensi.objects.bulk_create(potret)
    Rekomendasi.objects.bulk_create(baris)
    catat(
        aksi="rekomendasi.dibuat",
        objek_jenis="periode",
        objek_id=periode.pk,
        oleh=None,
        sekarang=sekarang,
        instansi_id=periode.instansi_id,
        isi={"pegawai": len(kelompok), "saran": len(baris)},
    )
    return len(baris), sampai


def _kunci(periode: Periode) -> None:
    """Tugas yang diulang selagi yang pertama belum selesai menunggu di sini, lalu melewati yang sudah dibuat."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"rekomendasi:{periode.pk}"])


def _ukur(hasil: Hasil, bahan: Bahan, pegang: Pegangan) -> Terukur:
    return ukur(
        getattr(hasil, "butir", None) or [],
        bahan,
        min_n=pegang.min_n,
        peta=pegang.aturan.peta,
        kompetensi=pegang.kompetensi,
        pada=pegang.pada,
    )


def _potret(periode: Periode, hasil: Hasil, terukur: Terukur) -> PotretKompetensi:
    return PotretKompetensi(
        instansi_id=periode.instansi_id,
        periode=periode,
        pegawai_id=hasil.pegawai_id,
        hasil=hasil,
        angka={kode: format(nilai, "f") for kode, nilai in terukur.angka.items()},
        profil=potret_profil(terukur),
    )


def _untuk(
    pegang: Pegangan, hasil: Hasil, terukur: Terukur, riwayat: Riwayat, katalog: list[Pilihan]
) -> Iterator[Rekomendasi]:
    jabatan = hasil.penempatan.jabatan
    saran = rekomendasikan(
        terukur.kebutuhan,
        katalog,
        sisa_jp=pegang.aturan.hak_jp(hasil.pegawai.status) - riwayat.jp_terpakai,
        tanda_orang=tanda_jabatan(jabatan.nama, unit=hasil.unit.nama, jenjang=jabatan.jenjang),
        sudah_diambil=riwayat.diambil,
        ditolak=riwayat.ditolak,
        selesai=riwayat.selesai,
    )
    for s in saran:
        yield _baris(
            pegang.periode,
            hasil,
            pelatihan_id=s.pelatihan.id,
            urutan=s.urutan,
            alasan=s.alasan,
            dasar={"kebutuhan": [_dasar(k, terukur) for k in s.kebutuhan]},
        )
    predikat = Predikat(hasil.predikat) if hasil.predikat else None
    tawaran = tawaran_studi(predikat, aktif=pegang.periode.kebijakan.tawaran_studi)
    if tawaran:
        studi = {"jenis": Rekomendasi.Jenis.STUDI, "dasar": {"judul": tawaran.judul}}
        yield _baris(pegang.periode, hasil, urutan=len(saran) + 1, alasan=tawaran.alasan, **studi)


def _baris(periode: Periode, hasil: Hasil, **lain: Any) -> Rekomendasi:
    return Rekomendasi(
        instansi_id=periode.instansi_id,
        periode=periode,
        pegawai_id=hasil.pegawai_id,
        hasil=hasil,
        **lain,
    )


def _dasar(k: Kebutuhan, terukur: Terukur) -> dict[str, str]:
    awal = terukur.angka.get(k.kode)
    return {
        "kode": k.kode,
        "label": k.label,
        "angka": k.angka,
        "celah": format(k.celah, ".6f"),
        "bobot": format(k.bobot, ".2f"),
        "yakin": format(k.yakin, ".2f"),
        "nilai": format(k.nilai, ".6f"),
        "awal": "" if awal is None else format(awal, "f"),
    }
