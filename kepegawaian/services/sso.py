"""Masuk lewat penyedia identitas: dari klaim ke pegawai."""

from collections.abc import Mapping
from typing import Any

from inti.galat import GalatAturan
from kepegawaian.models import Pegawai

TANPA_NIP = (
    "Akun itu tidak memuat NIP, jadi tidak dapat dipakai masuk ke sini. "
    "Hubungi pengelola penyedia identitas, atau masuk dengan NIP dan kata sandi."
)
TIDAK_TERDAFTAR = (
    "NIP pada akun itu belum terdaftar atau sudah tidak aktif di sini. "
    "Hubungi pengelola kepegawaian di unit Anda."
)
TIDAK_SAMA = "Jawaban penyedia identitas tidak sepadan. Ulangi masuk; bila terulang, hubungi admin BKD."


def temukan(*, klaim: Mapping[str, Any], nama_klaim: str) -> Pegawai:
    """Pegawai aktif yang NIP-nya disebut penyedia.

    Menolak: `sub` di id_token dan userinfo berbeda (jawaban tertukar), tanpa NIP, NIP tidak dikenal, tidak aktif.
    Tidak pernah membuat atau mengubah data pegawai.
    """
    bagian = [b for b in (klaim.get("id_token"), klaim.get("userinfo")) if isinstance(b, Mapping)]
    if len({b.get("sub") for b in bagian}) > 1:
        raise GalatAturan(TIDAK_SAMA)
    # id_token yang utama: diterima langsung dari penyedia dan diperiksa penerbit serta tujuannya.
    nip = next((str(b[nama_klaim]).strip() for b in bagian if b.get(nama_klaim)), "")
    if not nip:
        raise GalatAturan(TANPA_NIP)
    pegawai = Pegawai.objects.select_related("instansi").filter(nip=nip, is_active=True).first()
    if pegawai is None:
        raise GalatAturan(TIDAK_TERDAFTAR)
    return pegawai
