"""Potongan tampilan naskah: lampiran, tujuh nilai, dan perbandingan dalam kata."""

from typing import Any

from indikator.models import SKP
from indikator.queries.skp.adendum import Perbandingan, perbandingan
from indikator.queries.skp.banding import baris_banding, jumlah_tetap, target_teks
from indikator.rules.berakhlak import NILAI
from indikator.rules.naskah import LAMPIRAN, Isi, butir


def lampiran_skp(skp: SKP) -> dict[str, Any]:
    """Lampiran dan ekspektasi dari baris SKP, untuk skp_lampiran_baca.html."""
    return _lampiran({nama: butir(getattr(skp, nama)) for nama in LAMPIRAN}, skp.ekspektasi)


def isi_naskah(isi: Isi) -> dict[str, Any]:
    """Naskah beku siap tampil: target dalam kata, lampiran, dan tujuh nilai."""
    rhk = [r | {"indikator": [i | {"target": target_teks(i)} for i in r["indikator"]]} for r in isi["rhk"]]
    return {"rhk": rhk, **_lampiran({nama: isi[nama] for nama in LAMPIRAN}, isi["ekspektasi"])}


def banding_usulan(skp: SKP) -> dict[str, Any]:
    """Konteks skp_banding.html bagi usulan adendum; kosong bagi SKP biasa."""
    return banding(perbandingan(skp)) if skp.adendum else {}


def banding(p: Perbandingan) -> dict[str, Any]:
    return {"banding": baris_banding(p), "tetap": jumlah_tetap(p)}


def _lampiran(butir_lampiran: dict[str, list[str]], ekspektasi: dict[str, str]) -> dict[str, Any]:
    return {
        "lampiran": [{"judul": judul, "butir": butir_lampiran[nama]} for nama, judul in LAMPIRAN.items()],
        "ada_ekspektasi": bool(ekspektasi),
        "nilai": [
            {
                "nama": f"{n.nomor}. {n.nama}",
                "panduan": "; ".join(p.teks for p in n.panduan),
                "ekspektasi": ekspektasi.get(str(n.kode), ""),
            }
            for n in NILAI
        ],
    }
