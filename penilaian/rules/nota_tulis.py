"""Menulis masukan sebagai nota; ``penilaian.rules.nota`` membacanya kembali sama."""

from decimal import Decimal

from indikator.rules.angka import rata_sebagai_teks, sebagai_teks
from indikator.rules.capaian import Realisasi
from indikator.rules.hasil_kerja import IndikatorDinilai
from indikator.rules.kualitatif import Ekspektasi
from penilaian.rules.kalibrasi import Dikalibrasi, Kotak
from penilaian.rules.nilai import Masukan
from penilaian.rules.ruas import Ruas


def nota_dari(masukan: Masukan) -> dict[str, object]:
    """Menulis masukan sebagai nota; ``masukan_dari`` membacanya kembali sama."""
    p = masukan.perilaku
    survei = p.masyarakat
    return {
        "indikator": [_tulis_indikator(i) for i in masukan.indikator],
        "perilaku": {
            "atasan": [rata_sebagai_teks(x) for x in p.atasan],
            "rekan": [rata_sebagai_teks(x) for x in p.rekan],
            "bawahan": [rata_sebagai_teks(x) for x in p.bawahan],
            "masyarakat_ikm": None
            if survei is None
            else {
                "nilai": None if survei.nilai is None else rata_sebagai_teks(survei.nilai),
                "n": survei.n,
            },
        },
        "rating": {"hasil": masukan.rating_hasil, "perilaku": masukan.rating_perilaku},
        "kebijakan": masukan.aturan.ke_dict(),
        **({"ruas": [_tulis_ruas(r) for r in masukan.ruas]} if masukan.ruas else {}),
        **_tulis_kalibrasi(masukan.kalibrasi),
    }


def _tulis_ruas(r: Ruas) -> dict[str, object]:
    isi: dict[str, object] = {
        "sejak": r.sejak.isoformat(),
        "sampai": r.sampai.isoformat(),
        "jeda": r.jeda,
        "utama": r.utama,
        "rating": {"hasil": r.rating_hasil, "perilaku": r.rating_perilaku},
        **_tulis_kalibrasi(r.kalibrasi),
    }
    if r.nama:
        isi["unit"] = r.nama
    return isi if r.utama else isi | {"indikator": [_tulis_indikator(i) for i in r.indikator]}


def _tulis_kalibrasi(k: Dikalibrasi | None) -> dict[str, object]:
    if k is None:
        return {}
    oleh = {"nama": k.oleh, "nip": k.nip}
    isi = {"dari": _tulis_kotak(k.dari), "menjadi": _tulis_kotak(k.menjadi), "alasan": k.alasan}
    return {"evaluasi": {"kalibrasi": {**isi, "oleh": oleh, "pada": k.pada}}}


def _tulis_kotak(k: Kotak) -> dict[str, str]:
    return {"hasil": k.hasil.value, "perilaku": k.perilaku.value}


def _tulis_indikator(i: IndikatorDinilai) -> dict[str, object]:
    s = i.sasaran
    isi: dict[str, object] = {
        "kode": i.kode,
        "bobot": sebagai_teks(i.bobot),
        "polaritas": s.polaritas,
    }
    if i.nama:
        isi["nama"] = i.nama
    batas = {"target": s.target, "bawah": s.bawah, "atas": s.atas}
    isi |= {kunci: sebagai_teks(x) for kunci, x in batas.items() if x is not None}
    if s.mulai is not None:
        isi["mulai"] = s.mulai.isoformat()
    if s.tenggat is not None:
        isi["target"] = s.tenggat.isoformat()
    isi["realisasi"] = _tulis_realisasi(i.realisasi)
    if i.dikecualikan:
        isi["dikecualikan"] = True
    if i.tidak_dilaporkan:
        isi["tidak_dilaporkan"] = True
    if i.menunggu_rating:
        isi["menunggu_rating"] = True
    return isi


def _tulis_realisasi(realisasi: Realisasi | None) -> str | None:
    if realisasi is None:
        return None
    if isinstance(realisasi, Ekspektasi):
        return realisasi.value
    if isinstance(realisasi, bool):
        return "ya" if realisasi else "tidak"
    return sebagai_teks(realisasi) if isinstance(realisasi, Decimal) else realisasi.isoformat()
