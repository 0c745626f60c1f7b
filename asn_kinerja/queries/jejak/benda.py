"""Benda yang punya halaman jejak: modelnya, siapa yang mengurusnya, dan baris lain yang ikut diceritakan di sana."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Subquery

from indikator.models import (
    RHK,
    SKP,
    Bukti,
    Indikator,
    IndikatorKinerja,
    Jangkauan,
    Kebijakan,
    Pemahaman,
    Periode,
    Realisasi,
)
from inti.models import Berkas
from kepegawaian.models import (
    Instansi,
    Jabatan,
    LaporanAtasan,
    LetakUnit,
    Pegawai,
    PejabatPenilai,
    Penempatan,
    Peran,
    PerbaikanData,
    UnitKerja,
)
from kepegawaian.permissions import Izin
from kepegawaian.queries.orang import berlaku
from pelatihan.models import (
    AnggotaPanitia,
    AturanPenghargaan,
    AturanTalenta,
    CalonPenghargaan,
    Kepesertaan,
    Pelatihan,
    Rekomendasi,
    Sesi,
    SidangPenghargaan,
    Usulan,
)
from penilaian.models import (
    BuktiKeberatan,
    Evaluasi,
    Hasil,
    Kalibrasi,
    Keberatan,
    Penutupan,
    PindahKalibrasi,
)
from umpan_balik.models import Aspirasi, JagaTitik, Layanan, Musyawarah, TitikLayanan, Usul

Nomor = Callable[[int], "QuerySet[Any]"]


def _milik(model: type[Model], jalur: str) -> Nomor:
    """Nomor baris model itu yang jalurnya menunjuk bendanya."""
    return lambda nomor: model._default_manager.filter(**{jalur: nomor}).values("pk")


def _evaluasi_hasil(nomor: int) -> "QuerySet[Any]":
    """Penilaian orang dan periode yang sama dengan hasil itu."""
    hasil = Hasil.objects.filter(
        pk=nomor, periode_id=OuterRef("periode_id"), pegawai_id=OuterRef("pegawai_id")
    )
    return Evaluasi.objects.filter(Exists(hasil)).values("pk")


@dataclass(frozen=True, slots=True)
class Anak:
    """Baris yang ikut diceritakan: yang induknya benda ini, yang induknya salah satu `induk`, atau yang nomornya `objek`."""

    model: type[Model]
    induk: Nomor | None = None
    objek: Nomor | None = None


@dataclass(frozen=True, slots=True)
class Benda:
    """`instansi`, `unit`, dan `pemilik`: jalur dari modelnya. `izin`: pengelola yang boleh membaca selain auditor.

    `milik_bila`: syarat sebelum pemiliknya sendiri boleh membaca. `peristiwa`: jenis jejak lain yang ikut, beserta
    nomor bendanya.
    """

    model: type[Model]
    instansi: str
    unit: str | Callable[[date], Subquery] = ""
    pemilik: str = ""
    izin: Izin | None = None
    milik_bila: Q = Q()  # noqa: RUF009 — Q tidak pernah diubah
    anak: tuple[Anak, ...] = ()
    peristiwa: tuple[tuple[str, Nomor], ...] = ()


def _unit_pegawai(pada: date) -> Subquery:
    """Unit penempatan definitifnya hari itu."""
    kini = Penempatan.objects.filter(berlaku(pada), pegawai=OuterRef("pk"), jenis=Penempatan.Jenis.DEFINITIF)
    return Subquery(kini.values("unit_id")[:1])


BENDA: Final[dict[str, Benda]] = {
    "instansi": Benda(Instansi, "pk"),
    "unit_kerja": Benda(
        UnitKerja, "instansi_id", unit="pk", izin=Izin.KELOLA_PEGAWAI, anak=(Anak(LetakUnit),)
    ),
    "jabatan": Benda(Jabatan, "instansi_id"),
    "pegawai": Benda(
        Pegawai,
        "instansi_id",
        unit=_unit_pegawai,
        pemilik="pk",
        izin=Izin.KELOLA_PEGAWAI,
        anak=tuple(
            Anak(m) for m in (Penempatan, PejabatPenilai, Peran, LaporanAtasan, PerbaikanData, Pemahaman)
        ),
        peristiwa=(
            ("penempatan", _milik(Penempatan, "pegawai_id")),
            ("peran", _milik(Peran, "pegawai_id")),
            ("laporan_atasan", _milik(LaporanAtasan, "pegawai_id")),
            ("perbaikan_data", _milik(PerbaikanData, "pegawai_id")),
        ),
    ),
    "laporan_atasan": Benda(
        LaporanAtasan,
        "pegawai__instansi_id",
        unit="unit_id",
        pemilik="pegawai_id",
        izin=Izin.KELOLA_PEGAWAI,
    ),
    "indikator": Benda(
        # Tinjauan tidak ikut: penulisnya dijanjikan tanpa nama.
        Indikator,
        "instansi_id",
        unit="unit_id",
        izin=Izin.KELOLA_INDIKATOR,
        anak=(Anak(Jangkauan),),
    ),
    "periode": Benda(Periode, "instansi_id", anak=(Anak(Penutupan),)),
    "kebijakan": Benda(Kebijakan, "instansi_id"),
    "kalibrasi": Benda(Kalibrasi, "instansi_id", unit="unit_id", anak=(Anak(PindahKalibrasi),)),
    "skp": Benda(
        SKP,
        "instansi_id",
        unit="penempatan__unit_id",
        pemilik="pegawai_id",
        anak=(
            Anak(RHK),
            Anak(IndikatorKinerja),
            Anak(Realisasi, induk=_milik(IndikatorKinerja, "skp_id")),
            Anak(Bukti, induk=_milik(Realisasi, "indikator__skp_id")),
        ),
        peristiwa=(
            ("realisasi", _milik(Realisasi, "indikator__skp_id")),
            ("rhk", _milik(RHK, "skp_id")),
            ("indikator_kinerja", _milik(IndikatorKinerja, "skp_id")),
        ),
    ),
    "realisasi": Benda(
        Realisasi,
        "instansi_id",
        unit="indikator__skp__penempatan__unit_id",
        pemilik="pegawai_id",
        anak=(Anak(Bukti),),
    ),
    "evaluasi": Benda(
        Evaluasi,
        "instansi_id",
        unit="penempatan__unit_id",
        pemilik="pegawai_id",
        milik_bila=Q(periode__status=Periode.Status.DITUTUP),
    ),
    "hasil": Benda(
        # Hasilnya sendiri beku sejak lahir; yang diceritakan penilaian di baliknya dan keberatan atasnya.
        Hasil,
        "instansi_id",
        unit="unit_id",
        pemilik="pegawai_id",
        milik_bila=Q(periode__status=Periode.Status.DITUTUP),
        anak=(Anak(Evaluasi, objek=_evaluasi_hasil), Anak(Keberatan)),
        peristiwa=(("evaluasi", _evaluasi_hasil), ("keberatan", _milik(Keberatan, "hasil_id"))),
    ),
    "keberatan": Benda(
        Keberatan,
        "instansi_id",
        unit="hasil__unit_id",
        pemilik="diajukan_oleh_id",
        anak=(Anak(BuktiKeberatan),),
    ),
    "layanan": Benda(Layanan, "instansi_id", unit="unit_id", anak=(Anak(TitikLayanan),)),
    "titik_layanan": Benda(
        TitikLayanan, "layanan__instansi_id", unit="layanan__unit_id", anak=(Anak(JagaTitik),)
    ),
    "aspirasi": Benda(Aspirasi, "instansi_id", unit="unit_id"),
    "musyawarah": Benda(Musyawarah, "instansi_id", unit="unit_id", anak=(Anak(Usul),)),
    "usul": Benda(Usul, "musyawarah__instansi_id", unit="musyawarah__unit_id"),
    "pelatihan": Benda(Pelatihan, "instansi_id"),
    "rekomendasi": Benda(Rekomendasi, "instansi_id", unit="hasil__unit_id", pemilik="pegawai_id"),
    "sesi_pelatihan": Benda(Sesi, "instansi_id"),
    "usulan_pelatihan": Benda(
        Usulan,
        "instansi_id",
        unit="dinas_id",
        pemilik="pegawai_id",
        anak=(Anak(Kepesertaan, objek=_milik(Kepesertaan, "usulan_id")),),
    ),
    "sidang_penghargaan": Benda(
        SidangPenghargaan,
        "instansi_id",
        izin=Izin.KELOLA_PERIODE,
        anak=(Anak(CalonPenghargaan),),
        peristiwa=(("calon_penghargaan", _milik(CalonPenghargaan, "sidang_id")),),
    ),
    "calon_penghargaan": Benda(CalonPenghargaan, "sidang__instansi_id", izin=Izin.KELOLA_PERIODE),
    "anggota_panitia": Benda(AnggotaPanitia, "instansi_id", izin=Izin.KELOLA_PERIODE),
    "aturan_penghargaan": Benda(AturanPenghargaan, "instansi_id", izin=Izin.KELOLA_PERIODE),
    "aturan_talenta": Benda(AturanTalenta, "instansi_id", izin=Izin.KELOLA_PERIODE),
}

# Jenis jejak → label model, untuk menyebut namanya.
MODEL_JENIS: Final[dict[str, str]] = {nama: b.model._meta.label for nama, b in BENDA.items()} | {
    "berkas": Berkas._meta.label,
    "penempatan": Penempatan._meta.label,
    "peran": Peran._meta.label,
    "perbaikan_data": PerbaikanData._meta.label,
    "indikator_kinerja": IndikatorKinerja._meta.label,
    "rhk": RHK._meta.label,
}
# Benda yang diceritakan di halaman pemiliknya.
JENIS_PEMILIK: Final[dict[str, str]] = dict.fromkeys(("penempatan", "peran", "perbaikan_data"), "pegawai") | {
    "rhk": "skp",
    "indikator_kinerja": "skp",
}
