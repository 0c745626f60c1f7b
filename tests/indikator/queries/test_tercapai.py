"""Capaian dari SQL sama dengan rules sampai desimal terakhir."""

import random
from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from django.db import connection

from indikator.models import IndikatorKinerja, Periode, Realisasi, TargetTriwulan
from indikator.queries.hitungan import aturan_periode, indikator_dinilai
from indikator.queries.target import dengan_target
from indikator.queries.tercapai import NILAI_TERHITUNG, TARGET_KINI, TERCAPAI, parameter_capaian
from indikator.rules.hasil_kerja import _nilai_indikator
from tests.indikator import pabrik, pohon

pytestmark = pytest.mark.django_db

SQL = f"""
WITH laporan AS (
    SELECT i.id, i.polaritas, i.bawah, i.atas, i.mulai, i.tenggat, r.perlakuan, {NILAI_TERHITUNG}
    FROM indikator_indikatorkinerja i
    LEFT JOIN indikator_realisasi r ON r.periode_id = %(periode)s AND r.indikator_id = i.id {TARGET_KINI}
), {TERCAPAI}
SELECT id, capaian FROM tercapai
"""
AWAL = date(2026, 1, 1)


def sasaran(acak: random.Random, polaritas: str) -> dict[str, object]:
    if polaritas == "tanggal":
        return {"mulai": AWAL, "tenggat": AWAL + timedelta(days=acak.choice([0, 1, 90, 364]))}
    if polaritas == "rentang":
        bawah = D(acak.randrange(0, 900)) / 10
        return {"bawah": bawah, "atas": bawah + D(acak.randrange(1, 200)) / 10}
    if polaritas == "ya_tidak":
        return {}
    return {
        "target": D(acak.choice([0, 3, 7, 95, 250]) if polaritas == "minimal" else acak.choice([3, 7, 95]))
    }


def laporan(acak: random.Random, satu: IndikatorKinerja, di: Periode, p: pabrik.Pemda) -> Realisasi:
    # Ya atau tidak hanya 1 atau 0; formulirnya tidak menerima yang lain.
    angka = [D(0), D(1)] if satu.polaritas == "ya_tidak" else [D(0), D(1), D(acak.randrange(0, 30_000)) / 100]
    perlakuan = acak.choice(["", "", "", "", "dikecualikan", "tidak_dilaporkan"])
    return Realisasi(
        instansi=p.instansi,
        periode=di,
        pegawai=p.ratna,
        indikator=satu,
        status=acak.choice(["disetujui", "diajukan", "disetujui", "draf", "perlu_perbaikan"]),
        nilai=acak.choice([None, *angka]),
        tanggal=AWAL + timedelta(days=acak.randrange(-5, 500)) if satu.polaritas == "tanggal" else None,
        perlakuan=perlakuan,
        alasan_perlakuan="Cuti" if perlakuan else "",
    )


@pytest.mark.parametrize("rumus", ["(2T-R)/T", "T/R", "R/T"])
def test_seribu_laporan_acak_sama_dengan_aturan(rumus: str) -> None:
    p = pabrik.pemda()
    # Kebijakan yang sudah ditetapkan beku; rumusnya dipilih sebelum dipakai.
    p.kebijakan = pabrik.kebijakan(p.instansi, oleh=p.admin, ditetapkan=False, nama=f"Uji {rumus}")
    p.kebijakan.aturan["rumus_minimal"] = rumus
    p.kebijakan.status, p.kebijakan.ditetapkan_pada, p.kebijakan.ditetapkan_oleh = (
        "ditetapkan",
        p.sekarang,
        p.admin,
    )
    p.kebijakan.save()
    triwulan = pabrik.triwulan(p)
    acak = random.Random(rumus)
    milik = pohon.rhk(pohon.skp(p, p.ratna, triwulan.induk), "Semua polaritas")
    polaritas = ["maksimal", "minimal", "rentang", "ya_tidak", "tanggal"]
    semua = IndikatorKinerja.objects.bulk_create(
        IndikatorKinerja(
            skp=milik.skp,
            rhk=milik,
            kode=f"IK{n}",
            nama="Uji",
            satuan="%",
            polaritas=polaritas[n % 5],
            aspek="waktu",
            bobot=1,
            **sasaran(acak, polaritas[n % 5]),
        )
        for n in range(1000)
    )
    TargetTriwulan.objects.bulk_create(
        TargetTriwulan(
            indikator=i, akumulasi="akhir", setahun=i.target + n % 3 // 2, tw1=0, tw2=1, tw3=2, tw4=n % 4
        )
        for n, i in enumerate(semua)
        if i.polaritas in ("maksimal", "minimal") and n % 2
    )
    Realisasi.objects.bulk_create(laporan(acak, i, triwulan, p) for i in semua)
    with connection.cursor() as kursor:
        kursor.execute(SQL, {"periode": triwulan.pk, **parameter_capaian(triwulan)})
        dari_sql = dict(kursor.fetchall())
    aturan = aturan_periode(triwulan)
    beda, terhitung = [], 0
    for satu in dengan_target(IndikatorKinerja.objects.prefetch_related("realisasi"), triwulan):
        dinilai = indikator_dinilai(satu, satu.realisasi.all()[0])
        try:
            benar = _nilai_indikator(dinilai, aturan=aturan).capaian
        except ValueError:
            benar = None  # tanggal sebelum mulai: belum dapat dihitung
        terhitung += benar is not None
        dapat = dari_sql[satu.pk]
        if (benar is None) != (dapat is None) or (benar is not None and abs(benar - dapat) > D("1e-30")):
            beda.append((satu.polaritas, satu.pk, benar, dapat))
    assert terhitung > 400
    assert not beda, beda[:5]
