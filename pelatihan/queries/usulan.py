"""Usulan dan riwayat pelatihan: milik sendiri, milik bawahan, dan yang diperiksa BKD."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from inti.rules.format import rentang, tanggal
from inti.tugas import Berikutnya
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.queries.penilai import bawahan_pada
from pelatihan.models import Kepesertaan, Sesi, Usulan
from pelatihan.permissions import pelaku
from pelatihan.queries.beranda import HARI_MEMUTUS
from pelatihan.rules.usulan import TERBUKA, Pelaku


@dataclass(frozen=True, slots=True)
class Terlihat:
    """Satu usulan dan sebagai siapa ia dibaca; `sebagai` kosong berarti ada tetapi bukan urusannya."""

    usulan: Usulan
    sebagai: frozenset[Pelaku]


def dinas_pada(pegawai_ids: Iterable[int], *, pada: date) -> dict[int, int]:
    """Perangkat daerah penempatan definitif tiap orang pada hari itu. Satu kueri."""
    return dict(
        Penempatan.objects.filter(
            Q(sampai__isnull=True) | Q(sampai__gte=pada),
            pegawai_id__in=list(pegawai_ids),
            jenis=Penempatan.Jenis.DEFINITIF,
            sejak__lte=pada,
        ).values_list("pegawai_id", Coalesce("unit__dinas_id", "unit_id"))
    )


def _semua(instansi_id: int) -> QuerySet[Usulan]:
    return Usulan.objects.filter(instansi_id=instansi_id).select_related(
        "pegawai", "pelatihan__prasyarat", "sesi", "dinas", "kepesertaan"
    )


def milik(pegawai: Pegawai) -> QuerySet[Usulan]:
    """Usulan sendiri, terbaru di atas."""
    return _semua(pegawai.instansi_id).filter(pegawai=pegawai).order_by("-pk")


def satu(pegawai: Pegawai, *, usulan_id: int, pada: date) -> Terlihat | None:
    """Satu usulan seinstansi; selain itu None, seolah-olah tidak ada."""
    usulan = (
        _semua(pegawai.instansi_id)
        .select_related(
            "disetujui_oleh",
            "direncanakan_oleh",
            "ditutup_oleh",
            "kepesertaan__sertifikat",
            "kepesertaan__diverifikasi_oleh",
            "rekomendasi",
        )
        .filter(pk=usulan_id)
        .first()
    )
    return Terlihat(usulan, pelaku(pegawai, usulan, pada=pada)) if usulan else None


def bawahan(pegawai: Pegawai, *, pada: date, semua: bool = False) -> QuerySet[Usulan]:
    """Usulan orang yang ia nilai pada hari itu: yang menunggu, atau semuanya. Dua kueri."""
    ids = bawahan_pada(penilai_id=pegawai.pk, pada=pada, instansi_id=pegawai.instansi_id)
    usulan = _semua(pegawai.instansi_id).filter(pegawai_id__in=ids).exclude(pegawai=pegawai)
    if semua:
        return usulan.order_by("-pk")
    return usulan.filter(status=Usulan.Status.DIAJUKAN).order_by("-celah", "diajukan_pada", "pk")


def diperiksa(pegawai: Pegawai) -> QuerySet[Usulan]:
    """Sertifikat seinstansi yang menunggu diperiksa, paling lama di atas."""
    return (
        _semua(pegawai.instansi_id)
        .filter(status=Usulan.Status.DIPERIKSA)
        .select_related("kepesertaan__sertifikat")
        .order_by("kepesertaan__diunggah_pada", "pk")
    )


def riwayat(pegawai: Pegawai) -> QuerySet[Kepesertaan]:
    """Pelatihan yang sudah diikuti dan dihitung, terbaru di atas."""
    return (
        Kepesertaan.objects.filter(pegawai=pegawai, diverifikasi_pada__isnull=False)
        .select_related("pelatihan", "sesi")
        .order_by("-selesai", "-pk")
    )


def sesi_pilihan(usulan: Usulan, *, pada: date) -> list[Sesi]:
    """Sesi yang masih menerima pendaftaran bagi usulan ini, paling dekat di atas. Satu kueri."""
    return list(
        Sesi.objects.filter(
            pelatihan=usulan.pelatihan, status=Sesi.Status.DISETUJUI, batas_daftar__gte=pada
        ).order_by("mulai", "pk")
    )


def peserta(sesi: Sesi) -> list[Usulan]:
    """Semua yang memegang kursi sesi ini atau tidak hadir, menurut nama. Satu kueri."""
    return list(
        _semua(sesi.instansi_id)
        .filter(sesi=sesi)
        .exclude(status=Usulan.Status.MENUNGGU)
        .order_by("pegawai__nama", "pk")
    )


def tahap(usulan: Usulan) -> list[dict[str, str]]:
    """Perjalanan usulan untuk templates/komponen/linimasa.html."""
    butir = [_butir("Dipilih", tanggal(usulan.diajukan_pada.date()), True)]
    langkah = (
        ("Disetujui atasan", usulan.disetujui_pada, usulan.disetujui_oleh),
        ("Masuk rencana BKD", usulan.direncanakan_pada, usulan.direncanakan_oleh),
    )
    butir += [
        _butir(judul, f"{oleh}, {tanggal(saat.date())}" if saat else "", saat is not None)
        for judul, saat, oleh in langkah
    ]
    sesi = usulan.sesi
    antre = usulan.status == Usulan.Status.MENUNGGU
    butir.append(
        _butir(
            "Daftar tunggu" if antre else "Terdaftar di sesi",
            rentang(sesi.mulai, sesi.selesai) if sesi else "",
            sesi is not None and not antre,
        )
    )
    ikut: Kepesertaan | None = getattr(usulan, "kepesertaan", None)
    butir.append(_butir("Hadir", tanggal(ikut.selesai) if ikut else "", ikut is not None))
    unggah = ikut.diunggah_pada if ikut and usulan.status != Usulan.Status.HADIR else None
    butir.append(_butir("Sertifikat diunggah", tanggal(unggah.date()) if unggah else "", bool(unggah)))
    hitung = ikut.diverifikasi_pada if ikut else None
    butir.append(_butir("JP dihitung", f"{ikut.jp} JP" if ikut and hitung else "", bool(hitung)))
    if usulan.status == Usulan.Status.DITUTUP:
        lewat = [b for b in butir if b["keadaan"] == "lewat"]
        ket = f"{usulan.ditutup_oleh}, {tanggal(usulan.ditutup_pada.date())}" if usulan.ditutup_pada else ""
        return [*lewat, {"judul": usulan.get_sebab_tutup_display(), "ket": ket, "keadaan": "kini"}]
    kini = next((b for b in butir if not b["keadaan"]), None)
    if kini is not None:
        kini["keadaan"] = "kini"
    return butir


def _butir(judul: str, ket: str, lewat: bool) -> dict[str, str]:
    return {"judul": judul, "ket": ket, "keadaan": "lewat" if lewat else ""}


def berikutnya(usulan: Usulan) -> Berikutnya:
    """Kelanjutan usulan bagi yang mengusulkan, menurut keadaannya."""
    s = Usulan.Status
    if usulan.status == s.DIAJUKAN:
        return Berikutnya("Penilai Anda memutus; Anda diberi tahu.", usulan.diajukan_pada + HARI_MEMUTUS)
    if usulan.status == s.DISETUJUI and usulan.disetujui_pada is not None:
        return Berikutnya("BKD memasukkannya ke rencana.", usulan.disetujui_pada + HARI_MEMUTUS)
    kalimat = {
        s.DIRENCANAKAN: "Pilih sesinya begitu dibuka; Anda diberi tahu.",
        s.MENUNGGU: "Menunggu kursi; Anda diberi tahu begitu mendapat tempat.",
        s.TERDAFTAR: "Ikuti pelatihannya, lalu serahkan sertifikatnya di halaman ini.",
        s.HADIR: "Serahkan sertifikatnya di halaman ini.",
        s.DIPERIKSA: "BKD memeriksa sertifikatnya; Anda diberi tahu.",
    }
    return Berikutnya(kalimat.get(Usulan.Status(usulan.status), "Selesai, tidak ada lagi yang ditunggu."))


def ada_terbuka(pegawai: Pegawai, *, pelatihan_id: int) -> Usulan | None:
    """Usulan terbuka untuk pelatihan itu, bila ada. Satu kueri."""
    return Usulan.objects.filter(pegawai=pegawai, pelatihan_id=pelatihan_id, status__in=TERBUKA).first()


def dapat_diurungkan(usulan: Usulan) -> bool:
    """Apakah catatan hadir atau tidak hadirnya masih dapat diurungkan: sertifikatnya belum pernah diunggah."""
    ikut: Kepesertaan | None = getattr(usulan, "kepesertaan", None)
    tidak_hadir = usulan.sebab_tutup == Usulan.Sebab.TIDAK_HADIR
    return tidak_hadir or (ikut is not None and ikut.diunggah_pada is None)
