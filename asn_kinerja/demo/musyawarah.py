"""Dua musyawarah di tiap pemda contoh: satu sedang dibuka, satu sudah diputuskan dengan janji yang terukur."""

import uuid
from datetime import date, datetime, timedelta

from asn_kinerja.demo.organisasi import Pasangan
from indikator.models import Indikator
from kepegawaian.models import UnitKerja
from umpan_balik.models import Dukungan, Layanan, Musyawarah, Usul
from umpan_balik.rules.musyawarah import VERSI_KINI

DIBUKA = (
    "Apa yang paling perlu dibenahi di ruang pelayanan?",
    "Tahun depan ruang tunggu diperluas. Jumlah loket tetap, jadi kami ingin tahu apa yang didahulukan: tempat duduk, "
    "petunjuk arah, jam buka, atau yang lain.",
    (
        ("Tambah kursi untuk lansia dan ibu hamil di baris depan.", 34),
        ("Buka loket pada Sabtu pagi, paling tidak dua pekan sekali.", 52),
        ("Pasang layar nomor antrean yang terlihat dari halaman parkir.", 17),
        ("Sediakan pojok bermain kecil supaya anak tidak menangis.", 9),
        ("Tulis syarat tiap layanan di papan besar dekat pintu masuk.", 28),
    ),
)
DIPUTUS = (
    "Bagaimana memperpendek antrean pagi?",
    "Antara pukul 08.00 dan 10.00 rata-rata tunggu satu jam. Sampaikan usul yang dapat dikerjakan dalam setahun.",
    (
        (
            "Pendaftaran antrean lewat ponsel sejak malam sebelumnya.",
            61,
            "dikerjakan",
            "Antrean daring dibuka Maret tahun depan untuk semua layanan di loket depan.",
        ),
        (
            "Tambah dua petugas pada jam ramai.",
            40,
            "sebagian",
            "Satu petugas dipindahkan ke loket depan pukul 08.00 sampai 10.00; penambahan pegawai menunggu formasi.",
        ),
        (
            "Pindahkan kantor ke gedung baru.",
            12,
            "tidak",
            "Tidak ada anggaran gedung sampai tiga tahun ke depan.",
        ),
    ),
    "Antrean daring dibuka Maret, loket depan diperkuat pada jam ramai. Gedung baru tidak dapat dijanjikan sekarang.",
)


def isi(hasil: Pasangan, *, sekarang: datetime) -> None:
    """Pasang keduanya pada dinas yang paling banyak layanannya; ditulis sekaligus."""
    unit = _penyelenggara(hasil)
    judul, uraian, usul = DIBUKA
    dibuka = _topik(hasil, unit, judul, uraian, hari_mulai=6, hari_selesai=-15, sekarang=sekarang)
    baris = [_usul(dibuka, teks, "diterima", hasil, sekarang) for teks, _ in usul]
    baris.append(_usul(dibuka, "Tolong parkir motornya diberi atap.", "menunggu", hasil, sekarang))
    judul, uraian, putusan, ringkasan = DIPUTUS
    lama = _topik(hasil, unit, judul, uraian, hari_mulai=80, hari_selesai=59, sekarang=sekarang)
    lama.status, lama.ringkasan = Musyawarah.Status.DITETAPKAN, ringkasan
    lama.ditetapkan_pada, lama.ditetapkan_oleh = sekarang - timedelta(days=50), hasil.admin
    lama.save()
    janji = Indikator.objects.filter(
        instansi=hasil.instansi, unit=unit.dinas_id or unit.pk, aktif=True
    ).order_by("pk")
    for teks, _, keputusan, alasan in putusan:
        satu = _usul(lama, teks, "diterima", hasil, sekarang - timedelta(days=70))
        satu.keputusan, satu.alasan_keputusan = keputusan, alasan
        satu.indikator = janji.first() if keputusan == Usul.Keputusan.DIKERJAKAN else None
        satu.diputus_pada, satu.diputus_oleh = sekarang - timedelta(days=51), hasil.admin
        baris.append(satu)
    Usul.objects.bulk_create(baris)
    banyak = [n for _, n in usul] + [0] + [n for _, n, _, _ in putusan]
    _dukung(hasil, list(zip(baris, banyak, strict=True)), dibuka, hasil.instansi.hari_pada(sekarang))


def _dukung(hasil: Pasangan, baris: list[tuple[Usul, int]], dibuka: Musyawarah, hari: date) -> None:
    """Sebanyak itu dukungan tiap usul; satu dari tujuh belas ditahan."""
    Dukungan.objects.bulk_create(
        Dukungan(
            usul=satu,
            tanggal=min(hari, satu.tanggal + timedelta(days=n % 7)),
            kunci=_kunci(hasil),
            sidik=f"contoh-{satu.pk}-{n}" if satu.musyawarah_id == dibuka.pk else "",
            status="ditahan" if ditahan else "dihitung",
            alasan_ditahan="Alat yang sama sudah mendukung usul ini" if ditahan else "",
        )
        for satu, jumlah in baris
        for n in range(jumlah)
        for ditahan in (n % 17 == 16,)
    )


def _penyelenggara(hasil: Pasangan) -> UnitKerja:
    layanan = Layanan.objects.filter(instansi=hasil.instansi).select_related("unit__dinas").order_by("pk")[0]
    return layanan.unit.dinas or layanan.unit


def _topik(
    hasil: Pasangan,
    unit: UnitKerja,
    judul: str,
    uraian: str,
    *,
    hari_mulai: int,
    hari_selesai: int,
    sekarang: datetime,
) -> Musyawarah:
    """Dibuka `hari_mulai` hari lalu dan berakhir `hari_selesai` hari lalu (negatif: hari yang akan datang)."""
    hari, saat = hasil.instansi.hari_pada(sekarang), sekarang - timedelta(days=hari_mulai)
    return Musyawarah.objects.create(
        instansi=hasil.instansi,
        unit=unit,
        judul=judul,
        uraian=uraian,
        mulai=hari - timedelta(days=hari_mulai),
        selesai=hari - timedelta(days=hari_selesai),
        status=Musyawarah.Status.DIPROSES,
        dibuat_pada=saat,
        dibuat_oleh=hasil.admin,
        dibuka_pada=saat,
        dibuka_oleh=hasil.admin,
    )


def _usul(topik: Musyawarah, teks: str, moderasi: str, hasil: Pasangan, saat: datetime) -> Usul:
    disaring = moderasi == Usul.Moderasi.DITERIMA
    return Usul(
        musyawarah=topik,
        teks=teks,
        tanggal=topik.mulai + timedelta(days=1),
        moderasi=moderasi,
        dimoderasi_pada=saat if disaring else None,
        dimoderasi_oleh=hasil.admin if disaring else None,
        kunci=_kunci(hasil),
        setuju_versi=VERSI_KINI,
        setuju_waktu=saat,
    )


def _kunci(hasil: Pasangan) -> uuid.UUID:
    return uuid.UUID(int=hasil.acak.getrandbits(128), version=4)
