"""Naskah 1 dan dokumen terbitnya untuk setiap SKP yang sudah disetujui."""

import secrets
from datetime import date
from typing import Any

from django.db import migrations
from django.db.models import Q

from indikator.rules import naskah
from kepegawaian.rules.golongan import PANGKAT_PNS

SEKALI = 500
LAMPIRAN = ("sumber_daya", "pertanggungjawaban", "konsekuensi")


def terbitkan(apps: Any, schema_editor: Any) -> None:
    """Yang pernah diputus seseorang; SKP disetujui tanpa pemutus tidak dikarang pemutusnya."""
    menunggu = apps.get_model("indikator", "SKP").objects.filter(
        status="disetujui", naskah=None, adendum_dari=None, diputus_pada__isnull=False
    )
    ids = list(menunggu.order_by("pk").values_list("pk", flat=True))
    for awal in range(0, len(ids), SEKALI):
        _sebagian(apps, ids[awal : awal + SEKALI])


def _sebagian(apps: Any, ids: list[int]) -> None:
    skp, rhk, indikator = (apps.get_model("indikator", n) for n in ("SKP", "RHK", "IndikatorKinerja"))
    daftar = list(
        skp.objects.filter(pk__in=ids).select_related(
            "pegawai", "periode", "instansi", "penempatan__jabatan", "penempatan__unit", "diputus_oleh"
        )
    )
    baris: dict[int, list[dict[str, Any]]] = {i: [] for i in ids}
    for r in (
        rhk.objects.filter(skp_id__in=ids)
        .order_by("urutan", "pk")
        .values("id", "skp_id", "jenis", "teks", "pimpinan__teks")
    ):
        baris[r["skp_id"]].append(r | {"mendukung": r["pimpinan__teks"] or ""})
    ukuran: dict[int, list[dict[str, Any]]] = {i: [] for i in ids}
    kolom = ("id", "skp_id", "rhk_id", *naskah.KOLOM_INDIKATOR)
    for i in indikator.objects.filter(skp_id__in=ids).order_by("urutan", "pk").values(*kolom):
        ukuran[i["skp_id"]].append(i)
    baru = []
    for s in daftar:
        isi = naskah.susun(
            kepala=_kepala(apps, s),
            rhk=baris[s.pk],
            indikator=ukuran[s.pk],
            lampiran={n: getattr(s, n) for n in LAMPIRAN},
            ekspektasi=s.ekspektasi,
        )
        baru.append((s, isi, naskah.sidik(isi)))
    terbit = apps.get_model("indikator", "NaskahSKP").objects.bulk_create(
        apps.get_model("indikator", "NaskahSKP")(
            skp=s, nomor=1, isi=isi, sidik=sidik, disetujui_pada=s.diputus_pada, disetujui_oleh=s.diputus_oleh
        )
        for s, isi, sidik in baru
    )
    for (s, _, _), satu in zip(baru, terbit, strict=True):
        s.naskah = satu
    skp.objects.bulk_update([s for s, _, _ in baru], ["naskah"])
    apps.get_model("inti", "Dokumen").objects.bulk_create(
        apps.get_model("inti", "Dokumen")(
            kode=secrets.token_urlsafe(18),
            instansi_id=s.instansi_id,
            jenis="skp",
            objek_id=s.pk,
            versi=1,
            nomor=f"SKP-{s.periode.mulai.year}-{s.pk:06d}-1",
            sidik=sidik,
            unit=s.penempatan.unit.nama,
            inisial=_inisial(s.pegawai.nama),
            terbit=s.diputus_pada,
        )
        for s, _, sidik in baru
    )


def _kepala(apps: Any, s: Any) -> dict[str, Any]:
    """Keterangan orang dan tempat, sama bentuknya dengan yang ditulis persetujuan berikutnya."""
    hari = s.diputus_pada.date()
    penilai = (
        apps.get_model("kepegawaian", "Penempatan")
        .objects.filter(
            Q(sampai__isnull=True) | Q(sampai__gte=hari),
            pegawai_id=s.diputus_oleh_id,
            jenis="definitif",
            sejak__lte=hari,
        )
        .select_related("jabatan", "unit")
        .first()
    )
    return {
        "instansi": s.instansi.nama,
        "tahun": s.periode.mulai.year,
        "mulai": _hari(s.periode.mulai),
        "selesai": _hari(s.periode.selesai),
        "pendekatan": "kuantitatif",
        "pegawai": _orang(s.pegawai, s.penempatan),
        "penilai": _orang(s.diputus_oleh, penilai),
    }


def _orang(p: Any, tempat: Any) -> dict[str, str]:
    return {
        "nama": " ".join(filter(None, (p.gelar_depan, p.nama)))
        + (f", {p.gelar_belakang}" if p.gelar_belakang else ""),
        "nip": p.nip,
        "pangkat": f"{PANGKAT_PNS[p.golongan]}, {p.golongan}" if p.golongan in PANGKAT_PNS else p.golongan,
        "jabatan": tempat.jabatan.nama if tempat else "",
        "unit": tempat.unit.nama if tempat else "",
    }


def _hari(hari: date) -> str:
    return hari.isoformat()


def _inisial(nama: str) -> str:
    kata = nama.split()
    return (kata[0][0] + (kata[-1][0] if len(kata) > 1 else "")).upper()


class Migration(migrations.Migration):
    dependencies = [
        ("indikator", "0006_skp_lengkap"),
        ("inti", "0007_dokumen"),
        ("kepegawaian", "0005_riwayat"),
    ]

    # Balik: naskah hilang bersama tabelnya.
    operations = [migrations.RunPython(terbitkan, migrations.RunPython.noop)]
