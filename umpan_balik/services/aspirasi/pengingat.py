"""Pengingat dan eskalasi saran warga: satu ringkasan sehari kepada orang yang dapat berbuat sesuatu."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse

from inti.rules.kabar import JenisKabar
from inti.services import kotak
from kepegawaian.models import Instansi, Pegawai, Peran
from kepegawaian.permissions import IZIN_PERAN, Izin
from kepegawaian.queries.orang import berlaku
from kepegawaian.queries.unit import cabang, kepala_unit
from umpan_balik.models import Aspirasi
from umpan_balik.queries.aspirasi_aturan import libur
from umpan_balik.rules.hari_kerja import hari_kerja, sesudah_hari_kerja

Beban = Mapping[int, tuple[int, int]]


def ingatkan(*, sekarang: datetime) -> int:
    """Kabari tiap pemda yang hari ini hari kerjanya; kembalikan banyaknya kabar. Diulang pada hari yang sama tidak menambah.

    Yang jatuh tempo paling lambat hari kerja berikutnya diingatkan kepada penyaring, petugas unit, atau atasan
    penangannya; yang sudah lewat disampaikan juga kepada kepala perangkat daerahnya.
    """
    banyak = 0
    for instansi in Instansi.objects.filter(
        pk__in=Aspirasi.objects.filter(tenggat__isnull=False).values("instansi")
    ):
        hari = instansi.hari_pada(sekarang)
        if hari_kerja(hari, hari_libur := libur(instansi.pk, hari)):
            banyak += _satu(instansi, hari, sesudah_hari_kerja(hari, 1, hari_libur), sekarang)
    return banyak


@transaction.atomic
def _satu(instansi: Instansi, hari: date, besok: date, sekarang: datetime) -> int:
    """Hitung beban tiap unit, bagi kepada orangnya, tulis ringkasannya. Tujuh kueri untuk berapa pun saran."""
    disaring, ditangani, dinas = _beban(instansi, hari, besok)
    orang: dict[int, Counter[str]] = defaultdict(Counter)
    for izin, kata, beban in (
        (Izin.SARING_ASPIRASI, "saring", disaring),
        (Izin.JAWAB_ASPIRASI, "jawab", ditangani),
    ):
        for pegawai, unit in _pemegang(instansi, izin, hari).items():
            for satu, (dekat, lewat) in beban.items():
                if unit is None or satu in unit:
                    orang[pegawai][f"{kata}_dekat"] += dekat
                    orang[pegawai][f"{kata}_lewat"] += lewat
    for penangan, dekat, lewat in _milik_penangan(instansi, hari, besok):
        orang[penangan]["jawab_dekat"] += dekat
        orang[penangan]["jawab_lewat"] += lewat
    kepala = kepala_unit(instansi_id=instansi.pk, pada=hari)
    for perangkat, banyak in dinas.items():
        if banyak and perangkat in kepala:
            orang[kepala[perangkat].pegawai_id]["naik"] += banyak
    return _kirim(instansi, {o: b for o, b in orang.items() if b.total()}, hari, sekarang)


def _beban(instansi: Instansi, hari: date, besok: date) -> tuple[Beban, Beban, Mapping[int, int]]:
    """(dekat, lewat) tiap unit untuk penyaring dan untuk petugas, dan yang lewat tiap perangkat daerah."""
    baris = (
        Aspirasi.objects.filter(instansi=instansi, tenggat__lte=besok)
        .exclude(jenis=Aspirasi.Jenis.TENTANG_ORANG)
        .values("unit_id", "unit__dinas_id", "moderasi")
        .annotate(
            dekat=Count("pk", filter=Q(tenggat__gte=hari)), lewat=Count("pk", filter=Q(tenggat__lt=hari))
        )
    )
    disaring: dict[int, tuple[int, int]] = {}
    ditangani: dict[int, tuple[int, int]] = {}
    dinas: Counter[int] = Counter()
    for b in baris:
        tempat = disaring if b["moderasi"] == Aspirasi.Moderasi.MENUNGGU else ditangani
        tempat[b["unit_id"]] = (b["dekat"], b["lewat"])
        dinas[b["unit__dinas_id"] or b["unit_id"]] += b["lewat"]
    return disaring, ditangani, dinas


def _milik_penangan(instansi: Instansi, hari: date, besok: date) -> Iterable[tuple[int, int, int]]:
    return (
        Aspirasi.objects.filter(instansi=instansi, tenggat__lte=besok, penangan__isnull=False)
        .values("penangan_id")
        .annotate(
            dekat=Count("pk", filter=Q(tenggat__gte=hari)), lewat=Count("pk", filter=Q(tenggat__lt=hari))
        )
        .values_list("penangan_id", "dekat", "lewat")
    )


def _pemegang(instansi: Instansi, izin: Izin, hari: date) -> dict[int, frozenset[int] | None]:
    """Pegawai yang memegang izin itu hari ini dan unit cakupannya; None berarti seluruh pemda."""
    peran = Peran.objects.filter(
        berlaku(hari),
        pegawai__instansi=instansi,
        pegawai__is_active=True,
        jenis__in=[str(j) for j, punya in IZIN_PERAN.items() if izin in punya],
    )
    pasangan = list(peran.values_list("pegawai_id", "unit_id"))
    akar = {unit for _, unit in pasangan if unit is not None}
    keturunan = cabang(akar, pada=hari, dengan_berakhir=True) if akar else {}
    hasil: dict[int, frozenset[int] | None] = {}
    for pegawai, unit in pasangan:
        if unit is None or hasil.get(pegawai, frozenset()) is None:
            hasil[pegawai] = None
        else:
            hasil[pegawai] = (hasil.get(pegawai) or frozenset()) | keturunan[unit]
    return hasil


def _kirim(instansi: Instansi, orang: Mapping[int, Counter[str]], hari: date, sekarang: datetime) -> int:
    for pegawai in Pegawai.objects.filter(pk__in=orang):
        beban = orang[pegawai.pk]
        lewat = beban["saring_lewat"] + beban["jawab_lewat"] + beban["naik"]
        judul = "Saran warga lewat batas" if lewat else "Saran warga jatuh tempo paling lambat besok"
        if beban["saring_dekat"] + beban["saring_lewat"]:
            tautan = reverse("umpan_balik:aspirasi_saring")
        elif beban["jawab_dekat"] + beban["jawab_lewat"]:
            tautan = reverse("umpan_balik:aspirasi")
        else:
            tautan = reverse("umpan_balik:aspirasi_umum", args=[instansi.slug])
        kotak.beri_tahu(
            penerima_id=pegawai.pk,
            instansi_id=instansi.pk,
            judul=judul,
            isi=" ".join(_kalimat(beban)),
            tautan=tautan,
            kunci=f"aspirasi:ringkasan:{pegawai.pk}:{hari}",
            sekarang=sekarang,
            jenis=JenisKabar.TUGAS,
            surel_ke=pegawai,
        )
    return len(orang)


def _kalimat(beban: Counter[str]) -> Iterable[str]:
    for kunci, kalimat in (
        ("saring_lewat", "{} menunggu disaring dan sudah lewat batas."),
        ("saring_dekat", "{} harus disaring paling lambat hari kerja berikutnya."),
        ("jawab_lewat", "{} belum dijawab dan sudah lewat batas."),
        ("jawab_dekat", "{} jatuh tempo paling lambat hari kerja berikutnya."),
        ("naik", "Di perangkat daerah Anda {} lewat batas; warga melihatnya."),
    ):
        if beban[kunci]:
            yield kalimat.format(f"{beban[kunci]} saran")
