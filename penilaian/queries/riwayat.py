"""Hasil-hasil terdahulu seseorang, hanya yang periodenya sudah ditutup."""

from decimal import Decimal

from indikator.models import Periode
from indikator.queries.realisasi import nama_pendek
from penilaian.models import Hasil


def hasil_terakhir(
    pegawai_id: int, *, sebelum: Periode | None = None, sampai: Periode | None = None, banyak: int = 3
) -> list[Hasil]:
    """Paling banyak `banyak` hasil terbaru, urut dari yang terlama; rinciannya dibaca bila diminta. Satu kueri."""
    semua = (
        Hasil.objects.filter(pegawai_id=pegawai_id, periode__status=Periode.Status.DITUTUP)
        .select_related("periode")
        .defer("rincian", "kurang")
        .order_by("-periode__mulai", "-versi")
    )
    if sebelum is not None:
        semua = semua.filter(periode__mulai__lt=sebelum.mulai)
    if sampai is not None:
        semua = semua.filter(periode__mulai__lte=sampai.mulai)
    return _satu_tiap_periode(list(semua[: banyak * 2]))[:banyak][::-1]


def _satu_tiap_periode(semua: list[Hasil]) -> list[Hasil]:
    """Versi terbaru tiap periode; daftarnya sudah urut dari yang terbaru."""
    return [h for i, h in enumerate(semua) if not i or h.periode_id != semua[i - 1].periode_id]


def deret(semua: list[Hasil]) -> list[tuple[str, Decimal | None]]:
    """Titik grafik garis; yang tidak lengkap memutus garis, tidak menjadi nol."""
    return [(f"{nama_pendek(h.periode)} {h.periode.mulai:%y}", h.nilai_akhir) for h in semua]


def capaian_lalu(semua: list[Hasil]) -> dict[str, Decimal]:
    """Capaian tiap indikator pada hasil terakhir (satu kueri untuk rinciannya), menurut nama indikatornya."""
    if not semua:
        return {}
    return {
        satu["nama"]: Decimal(satu["capaian"])
        for satu in semua[-1].rincian["indikator"]
        if satu.get("capaian") is not None
    }


def banding_diri(riwayat: list[Hasil], hasil: Hasil) -> list[tuple[str, Decimal | None, Decimal | None]]:
    """(nama, periode lalu, periode ini) untuk tiga nilai; kosong bila belum ada periode sebelumnya.

    Yang dibandingkan hanya hasil orang itu sendiri.
    """
    lalu = [h for h in riwayat if h.periode.mulai < hasil.periode.mulai]
    if not lalu:
        return []
    return [
        (sebutan, getattr(lalu[-1], nama), getattr(hasil, nama))
        for nama, sebutan in (
            ("nilai_hasil", "Hasil kerja"),
            ("nilai_perilaku", "Perilaku kerja"),
            ("nilai_akhir", "Nilai akhir"),
        )
    ]
