"""Persetujuan yang masih dapat dibatalkan penilainya: belum ada yang memakainya."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef

from indikator.models import SKP, CatatanSKP, Realisasi, StatusDokumen
from kepegawaian.models import Pegawai


def dapat_dibatalkan(skp_ids: Iterable[int], *, oleh: Pegawai) -> set[int]:
    """Id SKP yang disetujui `oleh` sendiri (bukan adendum) dan belum dipakai melapor, diadendum, atau dicatati. Satu kueri."""
    laporan = Realisasi.objects.filter(indikator__skp_id=OuterRef("pk"))
    usulan = SKP.semua.filter(adendum_dari_id=OuterRef("pk"))
    catatan = CatatanSKP.objects.filter(
        skp_id=OuterRef("pk"),
        ditulis_pada__gt=OuterRef("diputus_pada"),
        ditulis_oleh_id=OuterRef("pegawai_id"),
    )
    ids = (
        SKP.objects.filter(
            pk__in=list(skp_ids),
            status=StatusDokumen.DISETUJUI,
            diputus_oleh=oleh,
            naskah__alasan="",
            naskah__disetujui_pada=F("diputus_pada"),
        )
        .filter(~Exists(laporan), ~Exists(usulan), ~Exists(catatan))
        .values_list("pk", flat=True)
    )
    return set(ids)
