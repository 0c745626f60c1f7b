"""Sidik berkunci dan kode yang dapat disalin tangan.

Sidik = HMAC-SHA256 dengan settings.KUNCI_SIDIK: tanpa kunci peladen, isi basis data tidak dapat dicocokkan
dengan alamat, alat, atau kode mana pun. Kode memakai abjad Crockford: tanpa I, L, O, U yang mudah tertukar.
"""

import hashlib
import hmac
import secrets
from datetime import date
from ipaddress import ip_address, ip_network
from uuid import UUID

from django.conf import settings

ABJAD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PANJANG_PELACAK = 28  # 140 bit
PANJANG_KUNJUNGAN = 28  # 140 bit, sekali pakai dan hanya berlaku di satu titik
PANJANG_TOKEN_TITIK = 12
# Diketik dari poster: tanpa huruf hidup (tidak menjadi kata), tanpa pasangan yang mirip 0/O 1/I/L 2/Z 5/S 8/B U/V.
ABJAD_TITIK = "34679CDFGHJKMNPQRTVWXY"
PANJANG_KODE_TITIK = 6
PANJANG_KIOS = 26  # 130 bit
PANJANG_KUNCI_ALAMAT = 32
_TERTUKAR = str.maketrans({"O": "0", "I": "1", "L": "1"})


def sidik(tujuan: str, isi: str) -> str:
    """64 heksa; tujuan yang berbeda memberi sidik yang berbeda untuk isi yang sama."""
    return _hmac(tujuan, isi).hex()


def sidik_harian(*, alamat: str, agen: str, hari: date) -> str:
    """Sidik alat pada satu hari: 32 heksa pertama hanya dari alamat, sisanya dari alamat dan alat.

    Besok sidiknya lain sama sekali, jadi tidak dapat dipakai mengikuti seseorang.
    """
    dari_alamat = sidik("alamat", f"{hari.isoformat()}|{jaringan(alamat)}")
    dari_alat = sidik("alat", f"{hari.isoformat()}|{jaringan(alamat)}|{agen}")
    return dari_alamat[:PANJANG_KUNCI_ALAMAT] + dari_alat[:PANJANG_KUNCI_ALAMAT]


def jaringan(alamat: str) -> str:
    """Satu langganan IPv6 memegang satu /64 penuh, jadi seluruhnya satu jaringan; IPv4 dibiarkan."""
    try:
        ip = ip_address(alamat)
    except ValueError:
        return alamat
    return str(ip_network(f"{ip}/64", strict=False)) if ip.version == 6 else alamat


def sidik_kios(*, kunci: str, hari: date) -> str:
    """Sidik semua jawaban dari satu tablet loket pada satu hari; orangnya memang berganti-ganti di alat yang sama."""
    dari_tablet = sidik("kios", f"{hari.isoformat()}|{kunci}")
    return dari_tablet[:PANJANG_KUNCI_ALAMAT] + dari_tablet[:PANJANG_KUNCI_ALAMAT]


def kode_acak(panjang: int) -> str:
    """Kode dari sumber acak sistem, lima bit tiap huruf."""
    return "".join(secrets.choice(ABJAD) for _ in range(panjang))


def kunci_acak() -> UUID:
    """Kunci formulir 128 bit dari sumber acak sistem; uuid4 hanya 122 bit."""
    return UUID(bytes=secrets.token_bytes(16))


def kode_titik() -> str:
    """Kode pendek untuk diketik dari poster, misalnya "H7K3MD"; 113 juta kemungkinan."""
    return "".join(secrets.choice(ABJAD_TITIK) for _ in range(PANJANG_KODE_TITIK))


def rapikan_kode_titik(teks: str) -> str:
    """Kode pendek seperti diketik orang; kosong bila bukan enam huruf dari abjadnya."""
    huruf = "".join(satu for satu in teks.upper() if satu.isalnum())
    return huruf if len(huruf) == PANJANG_KODE_TITIK and set(huruf) <= set(ABJAD_TITIK) else ""


def kode_pelacakan(kunci: UUID) -> str:
    """Kode pelacakan 140 bit dari kunci formulir.

    Dihitung, bukan disimpan: kiriman ulang dengan kunci yang sama mendapat kode yang sama, sedangkan
    basis data hanya memegang sidiknya.
    """
    return _huruf(_hmac("kode-pelacakan", kunci.hex), PANJANG_PELACAK)


def kode_kunjungan(kunci: UUID, nomor: int) -> str:
    """Kode kunjungan ke-`nomor` dari satu penerbitan, 140 bit."""
    return _huruf(_hmac("kode-kunjungan", f"{kunci.hex}|{nomor}"), PANJANG_KUNJUNGAN)


def daftar_kode(kunci: UUID, jumlah: int) -> list[str]:
    """Kode kunjungan satu penerbitan, siap cetak."""
    return [berkelompok(kode_kunjungan(kunci, i)) for i in range(jumlah)]


def rapikan_kode(teks: str) -> str:
    """Kode seperti diketik orang: huruf kecil, spasi, tanda hubung, O untuk 0, I atau L untuk 1."""
    return "".join(huruf for huruf in teks.upper().translate(_TERTUKAR) if huruf in ABJAD)


def berkelompok(kode: str, tiap: int = 4) -> str:
    """Kode dengan tanda hubung tiap empat huruf."""
    return "-".join(kode[i : i + tiap] for i in range(0, len(kode), tiap))


def sidik_pelacak(kode: str) -> str:
    """Yang disimpan dan dicari untuk kode pelacakan."""
    return sidik("pelacak", rapikan_kode(kode))


def sidik_kunjungan(kode: str) -> str:
    """Yang disimpan dan dicari untuk kode kunjungan."""
    return sidik("kunjungan", rapikan_kode(kode))


def sidik_profil(jenis: str, kode: str) -> str:
    """Yang disimpan pada keterangan diri: lain untuk tiap pertanyaan, jadi empat jawaban tidak dapat dirangkai."""
    return sidik(f"profil-{jenis}", rapikan_kode(kode))


def _huruf(bita: bytes, panjang: int) -> str:
    angka = int.from_bytes(bita)
    return "".join(ABJAD[(angka >> (5 * i)) & 31] for i in range(panjang))


def _hmac(tujuan: str, isi: str) -> bytes:
    kunci = str(settings.KUNCI_SIDIK).encode()
    return hmac.new(kunci, f"{tujuan}\0{isi}".encode(), hashlib.sha256).digest()
