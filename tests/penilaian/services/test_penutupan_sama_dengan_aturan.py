"""SQL penutupan dan rules Python sama sampai desimal terakhir pada orang acak."""

import json
import re
from decimal import Decimal

import pytest

from mutu.catat import catat
from penilaian.models import Hasil
from penilaian.queries.buku import sidik_rincian
from penilaian.queries.verifikasi import periksa_hasil, periksa_rantai
from penilaian.rules.nilai import HasilHitung
from penilaian.rules.periksa import periksa
from penilaian.services import penutupan
from tests.penilaian import acak, pabrik

RUAS = re.compile(r"r\d+\.")


def beda(hasil: Hasil, seharusnya: HasilHitung, ada_skp: bool) -> list[str]:
    """Daftar yang tidak sama antara baris tersimpan, rules dari baris asal, dan rules dari rincian."""
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
    }
    return [f"{nama}: {kiri} ≠ {kanan}" for nama, (kiri, kanan) in pasangan.items() if kiri != kanan]


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
    seharusnya = acak.harapan(d)
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)
    tersimpan = {h.pegawai_id: h for h in Hasil.objects.filter(periode=d.triwulan)}
    assert tersimpan.keys() == seharusnya.keys()
    salah = {p: b for p, h in tersimpan.items() if (b := beda(h, *seharusnya[p]))}
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
    banyak = {len([r for r in s.gabungan.ruas if r.dihitung]) for s, _ in seharusnya.values() if s.gabungan}
    assert banyak >= {0, 1, 2}, "ruasnya terlalu seragam"
    bergabung = [h for h in tersimpan.values() if len(h.rincian.get("ruas", [])) > 1]
    assert {h.lengkap for h in bergabung} == {True, False}
    dikalibrasi = [h for h in tersimpan.values() if "kalibrasi" in (h.rincian["evaluasi"] or {})]
    assert 0 < len(dikalibrasi) < len(tersimpan)


def test_pembanding_ini_dapat_gagal() -> None:
    hasil = Hasil(
        nilai_hasil=Decimal("90.00"),
        kurang=[],
        lengkap=False,
        rincian={"indikator": [], "hasil": {"usulan_rating": {"hasil": None, "perilaku": None}}},
    )
    seharusnya = acak.hitung(
        acak.Masukan(indikator=(), perilaku=acak.MasukanPerilaku(), aturan=acak.aturan_dari({}))
    )
    assert {b.split(":")[0] for b in beda(hasil, seharusnya, False)} == {
        "nilai_hasil",
        "kurang",
        "skp",
        "sidik",
    }
