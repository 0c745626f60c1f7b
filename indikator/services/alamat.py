"""Alamat halaman yang disebut dalam pemberitahuan."""


def skp(skp_id: int) -> str:
    return f"/skp/{skp_id}/"


def periksa_skp(skp_id: int) -> str:
    return f"/periksa/skp/{skp_id}/"


def lapor(periode_id: int, indikator_id: int) -> str:
    return f"/capaian/{periode_id}/{indikator_id}/"


def capaian() -> str:
    return "/capaian/"


def periksa_capaian(periode_id: int, pegawai_id: int) -> str:
    return f"/periksa/capaian/{periode_id}/{pegawai_id}/"
