"""Pemda besar dengan triwulan yang siap ditutup dan triwulan yang sedang menerima laporan, dan rencana bagi locust."""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from bench.basis import basis_sementara
from bench.isi import isi_pemda
from indikator.models import IndikatorKinerja, Periode
from kepegawaian.models import Pegawai
from tests.proses.peramban import KUNCI_CSRF, sesi
from umpan_balik.models import Layanan, Survei, TitikLayanan
from umpan_balik.persetujuan import VERSI_KINI

SANDI = "perahu-kelapa-lonceng"
PENGIRIM, BERSESI, TITIK = 2_000, 200, 2_000


@dataclass(frozen=True)
class Dunia:
    """Satu pemda di basis data sementara."""

    basis: str
    folder: Path
    lama: Periode
    jalan: Periode
    rencana: Path
    buku: Path

    def diterima(self) -> list[str]:
        """Yang menurut pengirimnya sudah diterima."""
        return self.buku.read_text().split() if self.buku.exists() else []


@contextmanager
def dunia(orang: int) -> Iterator[Dunia]:
    """Isi, tulis rencana, buang sesudahnya."""
    with tempfile.TemporaryDirectory(prefix="asn-beban-") as nama, basis_sementara("asn_beban") as basis:
        print(f"  mengisi {orang} orang …", flush=True)
        lama = isi_pemda(orang)
        jalan = _berjalan(lama)
        folder = Path(nama)
        rencana = folder / "rencana.json"
        rencana.write_text(json.dumps(_rencana(jalan)))
        yield Dunia(basis, folder, lama, jalan, rencana, folder / "buku.txt")


def _berjalan(lama: Periode) -> Periode:
    """Triwulan berikutnya, yang menerima laporan hari ini, kapan pun ini dijalankan."""
    nanti = timezone.now() + timedelta(days=20)
    tenggat = dict.fromkeys(("tenggat_skp", "tenggat_lapor", "tenggat_umpan_balik", "tenggat_nilai"), nanti)
    Periode.objects.filter(pk=lama.induk_id).update(tutup_pada=nanti + timedelta(days=90), **tenggat)
    return Periode.objects.create(
        instansi_id=lama.instansi_id,
        kebijakan_id=lama.kebijakan_id,
        induk_id=lama.induk_id,
        status="diproses",
        jenis="triwulan",
        nama="Triwulan IV 2026",
        mulai=date(2026, 10, 1),
        selesai=date(2026, 12, 31),
        tutup_pada=nanti,
        **tenggat,
    )


def _rencana(jalan: Periode) -> dict[str, Any]:
    """Sesi, indikator, NIP, dan titik layanan; semua orang memakai sidik sandi yang sama, yang diukur memeriksanya."""
    orang = list(Pegawai.objects.order_by("pk")[: max(PENGIRIM, BERSESI)])
    Pegawai.objects.update(password=make_password(SANDI, hasher="argon2"), email="orang@contoh.invalid")
    for satu in orang:
        satu.refresh_from_db(fields=["password"])
    ik = dict(
        IndikatorKinerja.objects.filter(skp__pegawai__in=orang, kode="IK1").values_list(
            "skp__pegawai_id", "pk"
        )
    )
    layanan = Layanan.objects.order_by("pk")[0]
    titik = [TitikLayanan(layanan=layanan, nama=f"Beban {n}", token=f"beban{n:08}") for n in range(TITIK)]
    TitikLayanan.objects.bulk_create(titik)
    return {
        "csrf": [settings.CSRF_COOKIE_NAME, KUNCI_CSRF],
        "sandi": SANDI,
        "periode": jalan.pk,
        "orang": [[satu.pk, sesi(satu), ik[satu.pk]] for satu in orang],
        "nip": list(Pegawai.objects.values_list("nip", flat=True)),
        "titik": [satu.token for satu in titik],
        "unsur": list(Survei.UNSUR),
        "setuju": str(VERSI_KINI),
    }


def orang_bawaan() -> int:
    """Besar pemda: ORANG, bawaannya 20.000."""
    return int(os.environ.get("ORANG", 20_000))
