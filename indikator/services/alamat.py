"""Alamat halaman yang disebut dalam pemberitahuan."""

from django.urls import reverse


def skp(skp_id: int) -> str:
    return reverse("indikator:skp_rinci", args=[skp_id])


def periksa_skp(skp_id: int) -> str:
    return reverse("indikator:periksa_skp_rinci", args=[skp_id])


def dialog(skp_id: int) -> str:
    return reverse("indikator:skp_dialog", args=[skp_id])


def lapor(periode_id: int, indikator_id: int) -> str:
    return reverse("indikator:capaian_lapor", args=[periode_id, indikator_id])


def capaian() -> str:
    return reverse("indikator:capaian")


def periksa_capaian(periode_id: int, pegawai_id: int) -> str:
    return reverse("indikator:periksa_capaian_orang", args=[periode_id, pegawai_id])
