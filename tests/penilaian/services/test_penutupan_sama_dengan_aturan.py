"""SQL penutupan dan rules Python sama sampai desimal terakhir pada orang acak, dan notanya menyebut yang benar."""

import json
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest

from indikator.rules.angka import bulatkan, rata_rata
from indikator.rules.kebijakan import aturan_dari
from mutu.catat import catat
from penilaian.models import Hasil, Predikat, RekapUnit
from penilaian.queries.buku import sidik_rincian
from penilaian.queries.verifikasi import periksa_hasil, periksa_rantai
from penilaian.rules.nilai import HasilHitung, Masukan, hitung
from penilaian.rules.periksa import periksa
from penilaian.rules.perilaku import MasukanPerilaku
from penilaian.services import penutupan
from tests.penilaian import acak, pabrik
from tests.penilaian.harapan import Seharusnya, harapan

RUAS = re.compile(r"r\d+\.")


def beda(hasil: Hasil, satu: Seharusnya) -> list[str]:
    """Daftar yang tidak sama antara baris tersimpan, rules dari baris asal, dan rules dari rincian."""
    seharusnya, ada_skp, nota = satu.hitungan, satu.ada_skp, satu.nota
    ulang = periksa(json.dumps(hasil.rincian))
    kurang = [k for k in hasil.kurang if k != "skp"]
    pasangan = {
        "nilai_hasil": (hasil.nilai_hasil, seharusnya.nilai_hasil),
        "nilai_perilaku": (hasil.nilai_perilaku, seharusnya.nilai_perilaku),
        "nilai_akhir": (hasil.nilai_akhir, seharusnya.nilai_akhir),
        "kurang": (kurang, list(seharusnya.kurang)),
        "skp": ("skp" not in hasil.kurang, ada_skp),
        "predikat": (hasil.predikat, str(seharusnya.predikat or "")),
        "lengkap": (hasil.lengkap, _lengkap(seharusnya)),
        "pendekatan": (hasil.pendekatan == "kualitatif", seharusnya.kualitatif),
        "usulan": (
            hasil.rincian["hasil"]["usulan_rating"],
            {"hasil": seharusnya.usulan_hasil, "perilaku": seharusnya.usulan_perilaku},
        ),
        "capaian": (
            [satu["capaian"] for satu in hasil.rincian["indikator"]],
            [satu["capaian"] for satu in seharusnya.ke_dict()["indikator"]],
        ),
        "periksa": (ulang, seharusnya.ke_dict()),
        "sidik": (hasil.sidik, sidik_rincian(hasil.rincian)),
        **{f"nota {nama}": (isi, nota.get(nama)) for nama, isi in tertulis(hasil).items()},
    }
    return [f"{nama}: {kiri} ≠ {kanan}" for nama, (kiri, kanan) in pasangan.items() if kiri != kanan]


def tertulis(hasil: Hasil) -> dict[str, Any]:
    """Yang tertulis selain angka: nomor, siapa, di mana, dinilai siapa, dan apa yang ditulis penilainya."""
    rincian = hasil.rincian
    identitas = rincian.get("identitas", {})
    nama = ("nama", "nip", "golongan", "jabatan", "jenjang", "unit", "dinas", "penilai")
    ruas = [
        satu | ({"indikator": [i["kode"] for i in satu["indikator"]]} if "indikator" in satu else {})
        for satu in rincian.get("ruas", [])
    ]
    return {
        "nomor": rincian.get("nomor"),
        "penempatan": hasil.penempatan_id,
        "unit": hasil.unit_id,
        "penilai": hasil.penilai_id,
        "identitas": {satu: identitas.get(satu) for satu in nama} if identitas else None,
        "evaluasi": rincian.get("evaluasi"),
        "ruas": ruas or None,
    }


def rekap(milik: list[Hasil]) -> dict[str, Any]:
    """Rekap satu perangkat daerah, dihitung dari hasil orang-orangnya."""

    def rata(angka: Iterable[Decimal | None]) -> Decimal | None:
        ada = [satu for satu in angka if satu is not None]
        return bulatkan(rata_rata(ada)) if ada else None

    return {
        "jumlah": len(milik),
        "jumlah_lengkap": sum(h.lengkap for h in milik),
        "rata_hasil": rata(h.nilai_hasil for h in milik),
        "rata_perilaku": rata(h.nilai_perilaku for h in milik),
        "rata_akhir": rata(h.nilai_akhir for h in milik),
        "predikat": {p: sum(h.predikat == p for h in milik) for p in Predikat.values},
    }


def _lengkap(h: HasilHitung) -> bool:
    """Angkanya ada, atau tiap indikator kualitatif berrating; dan kedua rating ditetapkan."""
    indikator = {satu.indikator.kode for satu in h.indikator} | {"hasil"}
    lain = any(nama == "ruas" or RUAS.match(nama) for nama in h.kurang)
    berrating = h.kualitatif and not lain and not indikator & set(h.kurang) and h.nilai_perilaku is not None
    return (h.nilai_akhir is not None or berrating) and h.predikat is not None


# Lima kebijakan: 400 orang tiap kali, sepuluh ribu di make mutu.
ORANG = [80, pytest.param(2_200, marks=pytest.mark.panjang)]


@pytest.mark.django_db
@pytest.mark.parametrize("orang", ORANG)
@pytest.mark.parametrize("nama", acak.KEBIJAKAN)
def test_sql_dan_aturan_sama_untuk_orang_acak(nama: str, orang: int) -> None:
    d = pabrik.dunia(staf=0, aturan=acak.KEBIJAKAN[nama])
    acak.isi(d, orang=orang, benih=list(acak.KEBIJAKAN).index(nama) + 1)
    seharusnya = harapan(d)
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)
    tersimpan = {h.pegawai_id: h for h in Hasil.objects.filter(periode=d.triwulan)}
    assert tersimpan.keys() == seharusnya.keys()
    salah = {p: b for p, h in tersimpan.items() if (b := beda(h, seharusnya[p]))}
    cacat = [*periksa_rantai(), *filter(None, periksa_hasil())]
    catat("S1", f"kebijakan {nama}: {len(salah)} beda dari {len(tersimpan)} orang", lulus=not salah)
    for satu_id in ("S3", "S4"):
        catat(
            satu_id,
            f"kebijakan {nama}: {len(cacat)} cacat dari {len(tersimpan)} nota dan rantainya",
            lulus=not cacat,
        )
    assert not salah
    assert cacat == []
    assert len({h.predikat for h in tersimpan.values()}) >= 4, "orang acaknya terlalu seragam"
    assert {h.lengkap for h in tersimpan.values()} == {True, False}
    kualitatif = [h for h in tersimpan.values() if h.pendekatan == "kualitatif"]
    assert {h.lengkap for h in kualitatif} == {True, False}
    assert {(h.nilai_hasil, h.nilai_akhir) for h in kualitatif} == {(None, None)}
    gabungan = [g for s in seharusnya.values() if (g := s.hitungan.gabungan)]
    assert {len(g.dihitung) for g in gabungan} >= {0, 1, 2}, "ruasnya terlalu seragam"
    bergabung = [h for h in tersimpan.values() if len(h.rincian.get("ruas", [])) > 1]
    assert {h.lengkap for h in bergabung} == {True, False}
    dikalibrasi = [h for h in tersimpan.values() if "kalibrasi" in (h.rincian["evaluasi"] or {})]
    assert 0 < len(dikalibrasi) < len(tersimpan)
    berunit = {satu["unit"] for h in bergabung for satu in h.rincian["ruas"]}
    assert berunit >= {"Bidang Satu", 'Bidang Satu "Baru"', "Dinas Dua", 'Dinas Dua "Baru"', "Dinas Tiga"}
    direkap = RekapUnit.objects.filter(periode=d.triwulan)
    for baris in direkap:
        milik = rekap([h for h in tersimpan.values() if h.dinas_id == baris.dinas_id])
        assert {nama: getattr(baris, nama) for nama in milik} == milik
    assert sum(baris.jumlah for baris in direkap) == len(tersimpan)


def test_pembanding_ini_dapat_gagal() -> None:
    hasil = Hasil(
        nilai_hasil=Decimal("90.00"),
        kurang=[],
        lengkap=False,
        penempatan_id=1,
        rincian={"indikator": [], "hasil": {"usulan_rating": {"hasil": None, "perilaku": None}}},
    )
    seharusnya = hitung(Masukan(indikator=(), perilaku=MasukanPerilaku(), aturan=aturan_dari({})))
    assert {b.split(":")[0] for b in beda(hasil, Seharusnya(seharusnya, False, {"nomor": "EKP-1"}))} == {
        "nilai_hasil",
        "kurang",
        "skp",
        "sidik",
        "nota nomor",
        "nota penempatan",
    }
