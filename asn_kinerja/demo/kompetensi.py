"""Contoh standar kompetensi, kompetensi teknis, dan hasil penilaian kompetensi; ditulis sekaligus."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from asn_kinerja.demo.organisasi import Pasangan
from kepegawaian.models import Jabatan
from pelatihan.models import Asesmen, KompetensiTeknis, StandarKompetensi
from pelatihan.queries.standar import BukuStandar, standar_bawaan

DASAR: Final = "Contoh, bukan standar resmi"
# Kata dalam nama jabatan → kompetensi teknis dan tingkatnya.
TEKNIS: Final = (
    ("perawat", "asuhan_keperawatan", "Asuhan keperawatan", 2),
    ("kependudukan", "pelayanan_kependudukan", "Pelayanan administrasi kependudukan", 2),
    ("arsip", "pengelolaan_arsip", "Pengelolaan arsip", 2),
    ("keuangan", "pengelolaan_keuangan", "Pengelolaan keuangan daerah", 2),
)
# Tiga dari lima orang sudah dinilai; peluang tepat di standar, satu di bawah, satu di atas, dua di bawah.
DINILAI: Final = 60
SEBARAN: Final = (0,) * 5 + (-1,) * 3 + (1,) + (-2,)


def isi_contoh(hasil: Pasangan, *, sekarang: datetime) -> None:
    """Standar umum seperti bawaan, standar teknis beberapa jabatan, dan asesmen sebagian pegawai."""
    hari = hasil.instansi.hari_pada(sekarang)
    mulai = date(hari.year, 1, 1)
    KompetensiTeknis.objects.bulk_create(
        [KompetensiTeknis(instansi=hasil.instansi, kode=kode, nama=nama) for _, kode, nama, _ in TEKNIS]
    )
    isi = {"instansi": hasil.instansi, "sejak": mulai, "dasar": DASAR}
    StandarKompetensi.objects.bulk_create(
        [
            StandarKompetensi(jenis=jenis, jenjang=jenjang, kompetensi=kode, tingkat=s.tingkat, **isi)
            for (jenis, jenjang), milik in standar_bawaan().items()
            for kode, s in milik.items()
        ]
        + [
            StandarKompetensi(jabatan=j, kompetensi=kode, tingkat=tingkat, bobot=2, **isi)
            for j in Jabatan.objects.filter(instansi=hasil.instansi)
            for kata, kode, _, tingkat in TEKNIS
            if kata in j.nama.casefold()
        ]
    )
    _asesmen(hasil, hari)


def _asesmen(hasil: Pasangan, hari: date) -> None:
    acak, buku = Random(f"asesmen {hasil.instansi.slug}"), BukuStandar(hasil.instansi.pk, pada=hari)
    baris = []
    for a in hasil.anggota:
        if acak.randrange(100) >= DINILAI:
            continue
        tanggal = hari - timedelta(days=acak.randrange(20, 400))
        baris += [
            Asesmen(
                instansi=hasil.instansi,
                pegawai=a.pegawai,
                kompetensi=kode,
                tingkat=min(5, max(1, s.tingkat + acak.choice(SEBARAN))),
                tanggal=tanggal,
                cara="Pusat penilaian",
                penyelenggara="Contoh",
            )
            for kode, s in buku.milik(a.penempatan.jabatan).items()
        ]
    Asesmen.objects.bulk_create(baris, batch_size=2000)
