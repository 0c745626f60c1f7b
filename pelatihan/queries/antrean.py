"""Daftar tunggu satu sesi, urut seperti kursi akan diberikan."""

from dataclasses import dataclass

from django.utils import timezone

from pelatihan.models import Sesi, Usulan
from pelatihan.queries.riwayat_jp import jp_tahun_ini
from pelatihan.rules.antrean import Antre, urutkan


@dataclass(frozen=True, slots=True)
class Penunggu:
    """Satu orang di daftar tunggu, urutannya, dan JP terhitung yang dipakai mengurutkan."""

    urutan: int
    usulan: Usulan
    jp: int


def daftar_tunggu(sesi: Sesi) -> list[Penunggu]:
    """Yang menunggu menurut rules/antrean.py. Dua kueri."""
    menunggu = {
        u.pk: u
        for u in Usulan.objects.filter(sesi=sesi, status=Usulan.Status.MENUNGGU).select_related("pegawai")
    }
    jp = jp_tahun_ini({u.pegawai_id for u in menunggu.values()}, tahun=sesi.selesai.year)
    urut = urutkan(
        Antre(u.pk, u.celah, jp[u.pegawai_id].terhitung, u.didaftar_pada or timezone.now())
        for u in menunggu.values()
    )
    return [Penunggu(nomor, menunggu[a.id], a.jp) for nomor, a in enumerate(urut, start=1)]
