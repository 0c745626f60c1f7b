"""Menerima jawaban warga.

Sengaja tanpa jejak audit: jejak membawa nomor permintaan web, dan bersama catatan peladen nomor itu dapat menunjuk
alamat pengirimnya. Baris surveinya sendiri hanya ditambah, dan menyimpan waktu serta versi persetujuan.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Max, Q

from inti.galat import GalatAturan
from umpan_balik.models import KodeKunjungan, ProfilWarga, Survei, TitikLayanan
from umpan_balik.persetujuan import NASKAH, VERSI_KINI
from umpan_balik.queries.kecurigaan import terhitung_sebulan
from umpan_balik.queries.tanda_terima import TandaTerima, tanda_terima, terima_dengan_kunci
from umpan_balik.rules import kecurigaan
from umpan_balik.rules.kode import HARI_KODE_BERLAKU, masih_berlaku
from umpan_balik.rules.profil import dikenal
from umpan_balik.services import aspirasi
from umpan_balik.sidik import (
    PANJANG_KUNCI_ALAMAT,
    kode_pelacakan,
    sidik_kunjungan,
    sidik_pelacak,
    sidik_profil,
)

SARAN_TERPANJANG = 2_000
BOLEH_TERBUKA = (
    "Jawaban Anda tetap dapat dikirim tanpa kode; suaranya masuk nilai layanan, bukan nilai petugas."
)


@transaction.atomic
def kirim_survei(
    *,
    titik: TitikLayanan,
    nilai: Mapping[str, int | None],
    saran: str,
    setuju_versi: int | None,
    kunci: UUID,
    kode: str | None,
    sidik: str,
    sekarang: datetime,
    curiga: str = "",
    kios: bool = False,
    terbukti: bool = False,
    profil: Mapping[str, str] | None = None,
) -> TandaTerima:
    """Simpan satu jawaban dan sarannya; kunci yang sama selalu menghasilkan tanda terima yang sama.

    `sidik` = sidik harian alat, atau tablet loket bila `kios`; `kode` = kode kunjungan sekali pakai;
    `curiga` = alasan menahan dari penyaji; `terbukti` = alatnya mengirim bukti kerja.
    Yang melampaui batas wajar ditahan dengan alasan, tidak pernah dibuang. Menolak tanpa persetujuan, tanpa
    isi, nilai di luar 1–4, titik yang dihentikan, dan kode kunjungan yang keliru atau sudah dipakai.
    """
    isi = _periksa(titik, nilai, saran, setuju_versi)
    _bergiliran(f"kunci:{kunci}", f"sidik:{sidik[:PANJANG_KUNCI_ALAMAT]}:{titik.pk}")
    # Biasanya belum ada; pertanyaan kecil ini jauh lebih murah daripada memuat tanda terimanya.
    if Survei.objects.filter(kunci=kunci).exists() and (sudah := terima_dengan_kunci(kunci)) is not None:
        return sudah
    hari = titik.layanan.instansi.hari_pada(sekarang)
    alasan = curiga or _alasan(titik, sidik, hari, sekarang, kode=kode, kios=kios, terbukti=terbukti)
    survei = _suara(titik, isi, hari, sekarang, kunci=kunci, kode=kode, sidik=sidik, alasan=alasan)
    ada_saran = _simpan_saran(survei, saran, sekarang)
    if profil and not alasan:
        _simpan_profil(survei, profil, hari)
    return tanda_terima(survei, ada_saran=ada_saran)


def _suara(
    titik: TitikLayanan,
    isi: Mapping[str, int],
    hari: date,
    sekarang: datetime,
    *,
    kunci: UUID,
    kode: str | None,
    sidik: str,
    alasan: str,
) -> Survei:
    """Barisnya; kode kunjungan dipakai di sini, dan `alasan` menahannya."""
    return Survei.objects.create(
        instansi=titik.layanan.instansi,
        unit=titik.layanan.unit,
        layanan=titik.layanan,
        titik=titik,
        tanggal=_pakai_kode(titik, kode, hari) if kode else hari,
        sumber=Survei.Sumber.BERKODE if kode else Survei.Sumber.TERBUKA,
        status=Survei.Status.DITAHAN if alasan else Survei.Status.DIHITUNG,
        alasan_ditahan=alasan,
        kunci=kunci,
        sidik=sidik,
        pelacak=sidik_pelacak(kode_pelacakan(kunci)),
        setuju_versi=VERSI_KINI,
        setuju_waktu=sekarang,
        **isi,
    )


def _simpan_saran(survei: Survei, saran: str, sekarang: datetime) -> bool:
    """Apakah ada saran; disamarkan dan diberi batas oleh perkaranya sendiri."""
    return aspirasi.terima(survei=survei, saran=saran, sekarang=sekarang) is not None


def _simpan_profil(survei: Survei, profil: Mapping[str, str], hari: date) -> None:
    """Tiap pilihan satu baris tanpa kunci ke surveinya; suara yang ditahan tidak menambah hitungan responden."""
    kode = kode_pelacakan(survei.kunci)
    ProfilWarga.objects.bulk_create(
        ProfilWarga(
            instansi=survei.instansi,
            layanan=survei.layanan,
            bulan=hari.replace(day=1),
            jenis=jenis,
            pilihan=pilihan,
            sidik=sidik_profil(jenis, kode),
            setuju_versi=VERSI_KINI,
        )
        for jenis, pilihan in dikenal(profil).items()
    )


def _periksa(
    titik: TitikLayanan, nilai: Mapping[str, int | None], saran: str, setuju_versi: int | None
) -> dict[str, int]:
    if not titik.aktif:
        raise GalatAturan(
            f"{titik.nama} tidak lagi menerima survei. Tanyakan kode QR yang baru kepada petugas."
        )
    if setuju_versi not in NASKAH:
        raise GalatAturan("Centang persetujuan supaya jawaban boleh kami pakai.", bidang="setuju")
    if setuju_versi != VERSI_KINI:
        raise GalatAturan("Naskah persetujuan sudah diperbarui. Baca lalu centang lagi.", bidang="setuju")
    for unsur, satu in nilai.items():
        if unsur not in Survei.UNSUR or (
            satu is not None and (isinstance(satu, bool) or satu not in (1, 2, 3, 4))
        ):
            raise GalatAturan("Pilih salah satu dari empat jawaban yang ada.", bidang=unsur)
    terisi = {unsur: satu for unsur, satu in nilai.items() if satu is not None}
    if not terisi and not saran.strip():
        raise GalatAturan("Jawab paling sedikit satu pertanyaan, atau tulis saran.", bidang=Survei.UNSUR[0])
    if len(saran.strip()) > SARAN_TERPANJANG:
        raise GalatAturan(
            f"Saran paling panjang {SARAN_TERPANJANG} huruf; ini {len(saran.strip())}. Ringkas dahulu.",
            bidang="saran",
        )
    return terisi


def _bergiliran(kunci: str, jaringan: str) -> None:
    """Kiriman berkunci sama, dan kiriman sejaringan di titik yang sama, menunggu gilirannya sampai tersimpan."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0)), pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [kunci, jaringan],
        )


def _alasan(
    titik: TitikLayanan,
    sidik: str,
    hari: date,
    sekarang: datetime,
    *,
    kode: str | None,
    kios: bool,
    terbukti: bool,
) -> str:
    """Sebab menahan menurut pintunya; suara berkode dari ponsel sendiri tidak ditahan."""
    if kios:
        return _alasan_kios(titik, sidik, hari, sekarang)
    return "" if kode else _alasan_batas(titik, sidik, hari, sekarang, terbukti=terbukti)


def _alasan_batas(titik: TitikLayanan, sidik: str, hari: date, sekarang: datetime, *, terbukti: bool) -> str:
    """Mengapa suara terbuka ini ditahan; kosong bila masih dalam batas wajar satu hari di titik ini."""
    baru = sekarang - timedelta(minutes=kecurigaan.MENIT_BANJIR)
    hitung = Survei.objects.filter(titik=titik, tanggal=hari, sumber=Survei.Sumber.TERBUKA).aggregate(
        sealamat=Count("pk", filter=Q(sidik__startswith=sidik[:PANJANG_KUNCI_ALAMAT])),
        sealat=Count("pk", filter=Q(sidik=sidik)),
        sepuluh_menit=Count("pk", filter=Q(setuju_waktu__gte=baru)),
    )
    ramai = kecurigaan.Keramaian(**hitung)
    batas = kecurigaan.batas_jaringan(0)
    if ramai.sealamat >= batas:
        batas = kecurigaan.batas_jaringan(terhitung_sebulan(titik, hari))
    return kecurigaan.sebab_menahan(ramai, batas=batas, terbukti=terbukti)


def _alasan_kios(titik: TitikLayanan, sidik: str, hari: date, sekarang: datetime) -> str:
    hitung = Survei.objects.filter(titik=titik, tanggal=hari, sidik=sidik).aggregate(
        banyak=Count("pk"), terakhir=Max("setuju_waktu")
    )
    terakhir = hitung["terakhir"]
    return kecurigaan.sebab_kios(
        banyak=hitung["banyak"],
        detik_sejak_terakhir=(sekarang - terakhir).total_seconds() if terakhir else None,
    )


def _pakai_kode(titik: TitikLayanan, kode: str, hari: date) -> date:
    """Pakai kode kunjungan sekali untuk selamanya; kembalikan hari layanannya."""
    milik = KodeKunjungan.objects.filter(titik=titik, sidik=sidik_kunjungan(kode))
    baris = milik.first()
    if baris is None:
        raise GalatAturan(
            f"Kode kunjungan ini tidak dikenal di {titik.nama}. Periksa lagi. {BOLEH_TERBUKA}", bidang="kode"
        )
    if not masih_berlaku(baris.tanggal, hari):
        raise GalatAturan(
            f"Periksa tanggalnya. Kode kunjungan berlaku sejak hari layanan sampai {HARI_KODE_BERLAKU} hari sesudahnya. {BOLEH_TERBUKA}",
            bidang="kode",
        )
    # Bandingkan-dan-tetapkan: dari sekian kiriman bersamaan tepat satu yang mengubah barisnya.
    if milik.filter(terpakai=False).update(terpakai=True) != 1:
        raise GalatAturan(f"Kode kunjungan ini sudah dipakai. {BOLEH_TERBUKA}", bidang="kode")
    tanggal: date = baris.tanggal
    return tanggal
