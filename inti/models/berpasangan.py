"""Waktu dan pelaku selalu berdua: tidak ada `x_pada` tanpa `x_oleh`."""

from django.db.models import Q


def berpasangan(kata: str) -> Q:
    """Syarat CHECK: `<kata>_pada` dan `<kata>_oleh` terisi keduanya atau kosong keduanya."""
    return Q(**{f"{kata}_pada__isnull": True, f"{kata}_oleh__isnull": True}) | Q(
        **{f"{kata}_pada__isnull": False, f"{kata}_oleh__isnull": False}
    )
