"""Periode dan perangkat daerah yang dipilih di alamat, sesudah disaring menurut izin."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from asn_kinerja.forms.dasbor import SaringDasborForm
from asn_kinerja.queries.dasbor import isi
from indikator.models import Periode
from indikator.queries.kemajuan import dinas_terbaca
from indikator.views.pintu import akses_saya, saya
from kepegawaian.permissions import Akses, Izin

PER_HALAMAN = 25


@dataclass(frozen=True, slots=True)
class Pilihan:
    """Yang dipilih di alamat, sesudah disaring menurut izin."""

    milik: Akses
    form: SaringDasborForm
    semua: list[Periode]
    periode: Periode | None
    dinas: dict[int, str]
    dinas_id: int | None

    @property
    def alamat(self) -> str:
        """Bagian belakang alamat yang memilih hal yang sama."""
        isi_alamat = {"periode": self.periode.pk} if self.periode else {}
        return urlencode(isi_alamat | ({"dinas": self.dinas_id} if self.dinas_id else {}))

    @property
    def nama_dinas(self) -> str:
        return self.dinas.get(self.dinas_id or 0, "")


def pilihan(request: HttpRequest, alamat: QueryDict | None = None) -> Pilihan:
    """Periode dan dinas yang boleh dibaca; tanpa izin membaca kemajuan 403. Satu-satunya dinas dipilih sendiri."""
    milik, pegawai = akses_saya(request), saya(request)
    unit = milik.unit(Izin.BACA_KEMAJUAN)
    if unit is not None and not unit:
        raise PermissionDenied
    semua = isi.pilihan_periode(pegawai)
    dinas = dinas_terbaca(instansi_id=pegawai.instansi_id, unit=unit)
    form = SaringDasborForm(request.GET if alamat is None else alamat, periode=semua, dinas=dinas)
    periode = form.periode_dipilih or isi.periode_bawaan(semua, timezone.now())
    tunggal = dinas[0][0] if len(dinas) == 1 else None
    return Pilihan(milik, form, semua, periode, dict(dinas), form.dinas_dipilih or tunggal)
