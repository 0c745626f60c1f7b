"""Bingkai halaman: menu menurut peran."""

from django.http import HttpRequest


def bingkai(request: HttpRequest) -> dict[str, object]:
    return {}
