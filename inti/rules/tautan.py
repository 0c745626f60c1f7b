"""Alamat bukti yang dapat dibuka orang lain: http(s), di jaringan umum. Hanya dari tulisannya; tidak pernah dibuka."""

import ipaddress
import re
from typing import Final
from urllib.parse import urlsplit

AKHIRAN_DALAM: Final = (".local", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp", ".test")
# Tempat berkas yang awalnya hanya terbuka bagi pemiliknya.
PENYIMPAN: Final = {
    "drive.google.com": "Google Drive",
    "docs.google.com": "Google Dokumen",
    "photos.google.com": "Google Foto",
    "photos.app.goo.gl": "Google Foto",
    "1drv.ms": "OneDrive",
    "onedrive.live.com": "OneDrive",
    "dropbox.com": "Dropbox",
    "sharepoint.com": "SharePoint",
}
# 2130706433 dan 0x7f000001 sama-sama 127.0.0.1 bagi peramban.
_ANGKA: Final = re.compile(r"(0x[0-9a-f]+|[0-9]+)(\.(0x[0-9a-f]+|[0-9]+))*", re.IGNORECASE)


def periksa_tautan(url: str) -> None:
    """Menolak (ValueError) selain http(s), yang membawa nama pengguna, dan alamat jaringan dalam atau komputer sendiri."""
    try:
        bagian = urlsplit(url)
        tuan = (bagian.hostname or "").rstrip(".").lower()
        _ = bagian.port
    except ValueError as galat:
        raise ValueError(_bukan_alamat(url)) from galat
    if bagian.scheme not in {"http", "https"} or not tuan:
        raise ValueError(_bukan_alamat(url))
    if bagian.username is not None or bagian.password is not None:
        raise ValueError(
            f"“{url[:60]}” memuat nama pengguna atau sandi. Pakai tautan berbagi tanpa keduanya."
        )
    if tuan == "localhost" or tuan.endswith(AKHIRAN_DALAM) or _jaringan_dalam(tuan):
        raise ValueError(
            f"“{tuan}” hanya terbuka di jaringan atau komputer Anda, jadi penilai tidak dapat membukanya. "
            "Unggah berkasnya, atau pakai tautan yang terbuka bagi penilai."
        )


def penyimpan_berizin(url: str) -> str:
    """Nama penyimpan berkas yang tautannya dapat terkunci bagi orang lain; kosong bila bukan. Hanya dari tulisannya."""
    try:
        tuan = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    return next(
        (nama for inang, nama in PENYIMPAN.items() if tuan == inang or tuan.endswith(f".{inang}")), ""
    )


def _bukan_alamat(url: str) -> str:
    return f"“{url[:60]}” bukan alamat yang dapat dibuka. Salin seluruh alamatnya, diawali https://."


def _jaringan_dalam(tuan: str) -> bool:
    if "." not in tuan and ":" not in tuan:
        return True
    try:
        return not ipaddress.ip_address(tuan).is_global
    except ValueError:
        return _ANGKA.fullmatch(tuan) is not None
