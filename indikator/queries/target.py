"""Target yang berlaku pada satu periode: target triwulannya bila ada dan masih pas, selain itu target setahun."""

from decimal import Decimal

from django.db.models import Case, F, Q, QuerySet, When
from django.db.models.functions import Coalesce

from indikator.models import IndikatorKinerja, Periode, Polaritas, TargetTriwulan
from indikator.rules.jadwal import ROMAWI, triwulan_dari
from inti.rules.format import angka_ringkas


def triwulan_periode(periode: Periode) -> int | None:
    """1–4 untuk periode triwulan; None untuk yang lain, yang memakai target setahun."""
    return triwulan_dari(periode.mulai) if periode.jenis == Periode.Jenis.TRIWULAN else None


def dengan_target(indikator: QuerySet[IndikatorKinerja], periode: Periode) -> QuerySet[IndikatorKinerja]:
    """Tambahkan `target_kini`; kembaran SQL-nya ada di penilaian.services.penutupan.sql_hitung.

    Target triwulan yang dibuat untuk target setahun yang lain tidak dipakai, begitu juga 0 pada yang maksimal.
    """
    ke = triwulan_periode(periode)
    if ke is None:
        return indikator.annotate(target_kini=F("target"))
    bagian = f"target_triwulan__tw{ke}"
    pas = Q(target_triwulan__setahun=F("target")) & (
        Q(polaritas=Polaritas.MINIMAL) | Q(**{f"{bagian}__gt": 0})
    )
    return indikator.annotate(target_kini=Coalesce(Case(When(pas, then=F(bagian))), F("target")))


def rincian_triwulan(indikator: IndikatorKinerja) -> str:
    """ "TW I 20, TW II 40, TW III 60, TW IV 100" bila ada dan masih pas; kosong selain itu. Perlu select_related."""
    satu: TargetTriwulan | None = getattr(indikator, "target_triwulan", None)
    if satu is None or satu.setahun != indikator.target or indikator.kualitatif:
        return ""
    return ", ".join(f"TW {ROMAWI[n]} {angka_ringkas(b, 4)}" for n, b in enumerate(satu.bagian, start=1))


def target_pada(indikator: IndikatorKinerja) -> Decimal | None:
    """Target periode bila kuerinya memakai `dengan_target`; selain itu target setahun."""
    return getattr(indikator, "target_kini", indikator.target)
