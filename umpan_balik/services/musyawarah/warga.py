"""Usul dan dukungan warga. Tanpa jejak: jejak membawa nomor permintaan web yang dapat menunjuk alamat pengirimnya."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q

from inti.galat import GalatAturan
from inti.services.tulisan import berukuran
from kepegawaian.services.percobaan import Klien, TerlaluSering, hitung
from umpan_balik.models import Dukungan, Musyawarah, Usul
from umpan_balik.rules.musyawarah import NASKAH, VERSI_KINI, sebab_memeriksa, sebab_menahan
from umpan_balik.rules.penyamaran import samarkan
from umpan_balik.rules.penyamaran_nama import samarkan_nama
from umpan_balik.sidik import PANJANG_KUNCI_ALAMAT

USUL_TERPENDEK, USUL_TERPANJANG = 10, 1_000
UNTUK = "usul-musyawarah"


def jatah_usul(*, sidik: str, sekarang: datetime) -> None:
    """Catat satu kiriman; TerlaluSering sesudah 10 dari satu alat atau 100 dari satu jaringan dalam seperempat jam.

    `sidik` sidik harian alat. Batas jaringannya longgar karena banyak warga berbagi satu alamat. Jangan dipanggil di
    dalam transaksi: hitungannya harus tetap tersimpan.
    """
    try:
        hitung(nip=sidik, klien=Klien(alamat=sidik[:PANJANG_KUNCI_ALAMAT]), untuk=UNTUK, sekarang=sekarang)
    except TerlaluSering as galat:
        menit = max(1, -(-int((galat.coba_lagi - sekarang).total_seconds()) // 60))
        pesan = f"Terlalu banyak usul dari sini. Tulisan Anda masih ada; kirim lagi {menit} menit lagi."
        raise TerlaluSering(pesan, coba_lagi=galat.coba_lagi) from galat


@transaction.atomic
def usulkan(
    *,
    musyawarah: Musyawarah,
    teks: str,
    setuju_versi: int | None,
    kunci: UUID,
    sidik: str,
    sekarang: datetime,
    curiga: str = "",
) -> Usul:
    """Terima satu usul; disamarkan, lalu menunggu disaring. Kunci yang sama selalu memberi usul yang sama.

    `sidik` sidik harian alat; yang melampaui batas wajar diberi tanda periksa, tidak pernah dibuang. Menolak di luar
    masa musyawarah, tanpa persetujuan, dan di luar 10–1.000 huruf.
    """
    topik = (
        Musyawarah.objects.select_for_update(of=("self",)).select_related("instansi").get(pk=musyawarah.pk)
    )
    sudah = Usul.objects.filter(kunci=kunci).first()
    if sudah is not None:
        return sudah
    hari = _wajib_terbuka(topik, sekarang)
    rapi = _periksa(teks, setuju_versi)
    sehari = Usul.objects.filter(musyawarah=topik, sidik=sidik, tanggal=hari).count()
    return Usul.objects.create(
        musyawarah=topik,
        teks=rapi,
        tanggal=hari,
        kunci=kunci,
        sidik=sidik,
        curiga=curiga or sebab_memeriksa(sehari),
        setuju_versi=VERSI_KINI,
        setuju_waktu=sekarang,
    )


def _periksa(teks: str, setuju_versi: int | None) -> str:
    """Teks yang sudah disamarkan dan cukup panjang, dengan persetujuan versi kini."""
    if setuju_versi not in NASKAH or setuju_versi != VERSI_KINI:
        raise GalatAturan("Centang persetujuan supaya usul boleh kami tampilkan.", bidang="setuju")
    return berukuran(
        samarkan_nama(samarkan(teks.strip()).teks, []).teks,
        sekurangnya=USUL_TERPENDEK,
        paling_banyak=USUL_TERPANJANG,
        apa="usul",
        bidang="teks",
    )


@transaction.atomic
def dukung(*, usul: Usul, kunci: UUID, sidik: str, sekarang: datetime, curiga: str = "") -> Dukungan:
    """Catat satu dukungan; kunci yang sama selalu memberi dukungan yang sama.

    `sidik` sidik alat untuk topik itu. Satu alat dihitung sekali tiap usul, dan satu jaringan paling banyak dua puluh
    kali; selebihnya ditahan dengan sebab dan terhitung terbuka sebagai ditahan. Menolak di luar masa musyawarah dan
    usul yang tidak tampil.
    """
    baris = (
        Usul.objects.select_for_update(of=("self",)).select_related("musyawarah__instansi").get(pk=usul.pk)
    )
    sudah = Dukungan.objects.filter(kunci=kunci).first()
    if sudah is not None:
        return sudah
    hari = _wajib_terbuka(baris.musyawarah, sekarang)
    if baris.moderasi != Usul.Moderasi.DITERIMA:
        raise GalatAturan("Usul ini tidak sedang ditampilkan, jadi belum dapat didukung.")
    hitung = Dukungan.objects.filter(usul=baris, status=Dukungan.Status.DIHITUNG).aggregate(
        sealat=Count("pk", filter=Q(sidik=sidik)),
        sejaringan=Count("pk", filter=Q(sidik__startswith=sidik[:PANJANG_KUNCI_ALAMAT])),
    )
    alasan = curiga or sebab_menahan(**hitung)
    return Dukungan.objects.create(
        usul=baris,
        tanggal=hari,
        status=Dukungan.Status.DITAHAN if alasan else Dukungan.Status.DIHITUNG,
        alasan_ditahan=alasan,
        kunci=kunci,
        sidik=sidik,
    )


def _wajib_terbuka(topik: Musyawarah, sekarang: datetime) -> date:
    hari: date = topik.instansi.hari_pada(sekarang)
    if topik.status != Musyawarah.Status.DIPROSES or not topik.mulai <= hari <= topik.selesai:
        raise GalatAturan("Musyawarah ini tidak sedang dibuka. Hasilnya tetap dapat dibaca di halaman ini.")
    return hari
