"""Isi laporan SKM satu unit pada satu masa: angka yang boleh dibaca umum, ditulis sebagai teks, siap dibekukan.

Angkanya dari umpan_balik.queries.publik, sehingga laporan dan halaman umum tidak dapat dikurangkan satu dari yang
lain; laporan masa lain yang sudah terbit ikut diperiksa.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q

from indikator.rules.angka import bagi, dua_desimal, tampil
from kepegawaian.models import Instansi, UnitKerja
from umpan_balik.models import LaporanSkm, Layanan, Survei, TindakLanjutSkm
from umpan_balik.queries.ikm_hitung import IKUT_DISIMPAN, Ikm, suara, tertutup
from umpan_balik.queries.ikm_sampel import Penerima, Populasi, populasi
from umpan_balik.queries.publik import (
    batas_terbit,
    ikm_dinas,
    ikm_unit,
    kiriman_bulanan,
    lengkapi,
    saat_terbit,
    seluruh,
)
from umpan_balik.rules.ikm_masa import Masa
from umpan_balik.rules.ikm_terbit import Vektor, bertentangan, hitungan, minimal_umum, terkumpul
from umpan_balik.rules.unsur import UNSUR, KodeUnsur

Isi = dict[str, Any]
Terbit = Mapping[str, Mapping[Masa, tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class _Anak:
    jenis: str
    nama: str
    ikm: Ikm
    banyak: tuple[int, ...]
    penerima: Penerima
    kode: str


def isi_laporan(instansi: Instansi, unit: UnitKerja, masa: Masa, *, hari_ini: date) -> Isi:
    """Seluruh isi laporan; `ikm` kosong beserta `alasan` bila belum boleh terbit. Banyak kuerinya tetap."""
    saat = saat_terbit(instansi, batas_terbit(hari_ini))
    penerima = populasi(instansi, masa.mulai.year)
    kini, vektor = _angka(instansi, unit, masa, saat, penerima)
    if not kini.terbit:
        return {"ikm": None, "alasan": kini.alasan}
    terbit = _sudah_terbit(unit)
    if bertentangan(masa, hitungan(vektor), terbit.get(_kode(unit), {})):
        return {"ikm": None, "alasan": IKUT_DISIMPAN}
    lalu, _ = _angka(instansi, unit, masa.sebelumnya, saat, penerima)
    anak = _anak(instansi, unit, masa, saat, penerima, terbit)
    return _pokok(kini, vektor, lalu, masa, _penerima_unit(penerima, unit, masa)) | {
        "instansi": instansi.nama,
        "unit": unit.nama,
        "cara": _cara(instansi, unit, masa, saat),
        "unsur": _unsur(kini, lalu),
        "anak": [_isi_anak(a) for a in anak],
        "tren": _tren(unit, masa),
        "tindak_lanjut": _tindak(unit, masa),
    }


def _pokok(kini: Ikm, vektor: Vektor, lalu: Ikm, masa: Masa, perlu: Penerima) -> Isi:
    """Angka unitnya sendiri."""
    return {
        "masa": masa.nama,
        "mulai": masa.mulai.isoformat(),
        "selesai": masa.selesai.isoformat(),
        "alasan": "",
        "n": kini.n,
        "banyak": list(hitungan(vektor)),
        "ikm": dua_desimal(kini.ikm or Decimal(0)),
        "ikm_koma_sebelas": dua_desimal(kini.koma_sebelas or Decimal(0)),
        "mutu": kini.mutu,
        "kinerja": kini.kinerja,
        "penerima": perlu.banyak,
        "perlu": perlu.perlu,
        "lalu": {"masa": masa.sebelumnya.nama, "ikm": dua_desimal(lalu.ikm)}
        if lalu.ikm is not None
        else None,
    }


def isi_pdf(isi: Isi) -> Isi:
    """Isi laporan dengan angka seperti ditulis orang; hitungan mesinnya tidak ikut."""
    angka = ("ikm", "ikm_koma_sebelas")
    hasil = {k: v for k, v in isi.items() if k != "banyak"} | {k: tampil(Decimal(isi[k])) for k in angka}
    hasil["unsur"] = [
        u
        | {"nrr": tampil(Decimal(u["nrr"])), "tertimbang": tampil(Decimal(u["tertimbang"]), 3)}
        | {"lalu": tampil(Decimal(u["lalu"])) if u["lalu"] else "–"}
        for u in isi["unsur"]
    ]
    hasil["anak"] = [
        {k: v for k, v in a.items() if k != "banyak"}
        | {"ikm": tampil(Decimal(a["ikm"])) if a["ikm"] else "–"}
        for a in isi["anak"]
    ]
    hasil["tren"] = [t | {"ikm": tampil(Decimal(t["ikm"]))} for t in isi["tren"]]
    if isi["lalu"]:
        hasil["lalu"] = isi["lalu"] | {"ikm": tampil(Decimal(isi["lalu"]["ikm"]))}
    return hasil


def _dinas(unit: UnitKerja) -> bool:
    return unit.dinas_id in (None, unit.pk)


def _angka(
    instansi: Instansi, unit: UnitKerja, masa: Masa, saat: datetime, penerima: Populasi
) -> tuple[Ikm, Vektor]:
    """Angka unit itu sebagaimana boleh tampil di antara saudaranya, dan hitungannya."""
    rentang = (masa.mulai, masa.selesai)
    baris = ikm_dinas(instansi, *rentang, sebelum=saat, penerima=penerima)
    ikm = next((b.ikm for b in baris if b.unit.pk in (unit.dinas_id, unit.pk)), None)
    if ikm is not None and ikm.terbit and not _dinas(unit):
        di = UnitKerja.objects.get(pk=unit.dinas_id or unit.pk)
        baris = ikm_unit(di, *rentang, sebelum=saat, penerima=penerima)
        ikm = next((b.ikm for b in baris if b.unit.pk == unit.pk), None)
    milik = suara(instansi, *rentang, sebelum=saat).filter(_di(unit))
    jumlah = seluruh(kiriman_bulanan(milik, instansi, None))
    return ikm or tertutup("Unit ini belum mempunyai layanan yang disurvei."), jumlah


def _di(unit: UnitKerja) -> Q:
    return Q(unit__dinas=unit) | Q(unit=unit) if _dinas(unit) else Q(unit=unit)


def _anak(
    instansi: Instansi,
    unit: UnitKerja,
    masa: Masa,
    saat: datetime,
    penerima: Populasi,
    terbit: Terbit,
) -> list[_Anak]:
    """Tiap unit di bawahnya, lalu tiap layanan di unit yang terbit; yang bertentangan dengan laporan lain disimpan."""
    milik = suara(instansi, masa.mulai, masa.selesai, sebelum=saat).filter(_di(unit))
    tingkat = [("unit", F("unit_id"))] if _dinas(unit) else []
    hasil: list[_Anak] = []
    boleh: set[int] = set() if tingkat else {unit.pk}
    nama_unit = dict(UnitKerja.objects.filter(instansi=instansi).values_list("pk", "nama"))
    for jenis, kunci in tingkat:
        satuan = kiriman_bulanan(milik, instansi, kunci)
        baris = _baris(jenis, satuan, sorted(satuan), nama_unit, penerima, masa, terbit)
        boleh = {pk for pk, a in baris.items() if a.ikm.terbit}
        hasil += baris.values() if len(baris) > 1 else []
    layanan = {
        pk: (nama, di)
        for pk, nama, di in Layanan.objects.filter(instansi=instansi).values_list("pk", "nama", "unit_id")
    }
    semua = kiriman_bulanan(milik, instansi, F("layanan_id"))
    for di in sorted(boleh, key=lambda pk: nama_unit[pk]):
        satuan = {pk: v for pk, v in semua.items() if layanan[pk][1] == di}
        nama = {pk: f"{layanan[pk][0]} ({nama_unit[di]})" if tingkat else layanan[pk][0] for pk in satuan}
        tiap = _baris("layanan", satuan, sorted(satuan), nama, penerima, masa, terbit).values()
        hasil += tiap if any(a.ikm.terbit for a in tiap) else []
    return hasil


def _baris(
    jenis: str,
    satuan: Mapping[Any, Mapping[datetime, Vektor]],
    kunci: list[int],
    nama: Mapping[int, str],
    penerima: Populasi,
    masa: Masa,
    terbit: Terbit,
) -> dict[int, _Anak]:
    hitung = {"unit": penerima.unit, "layanan": penerima.layanan}[jenis]
    perlu = {pk: hitung(pk, masa.mulai, masa.selesai) for pk in kunci}
    angka = lengkapi(satuan, kunci, lambda pk: minimal_umum(perlu[pk].banyak))
    kode = {pk: f"{jenis}:{pk}" for pk in kunci}
    banyak = {pk: hitungan(terkumpul(satuan[pk].values())) for pk in kunci}
    if any(angka[pk].terbit and bertentangan(masa, banyak[pk], terbit.get(kode[pk], {})) for pk in kunci):
        # Satu yang disimpan terbaca dari induknya dikurangi saudara-saudaranya, jadi semuanya disimpan.
        angka = {pk: tertutup(IKUT_DISIMPAN) for pk in kunci}
    return {
        pk: _Anak(jenis, nama[pk], angka[pk], banyak[pk], perlu[pk], kode[pk])
        for pk in sorted(kunci, key=lambda pk: nama[pk])
    }


def _isi_anak(a: _Anak) -> Isi:
    ada = a.ikm.ikm is not None
    return {
        "kode": a.kode,
        "jenis": a.jenis,
        "nama": a.nama,
        "n": a.ikm.n,
        "ikm": dua_desimal(a.ikm.ikm) if a.ikm.ikm is not None else None,
        "mutu": a.ikm.mutu,
        "perlu": a.penerima.perlu if ada else None,
        "banyak": list(a.banyak) if ada else None,
    }


def _kode(unit: UnitKerja) -> str:
    return f"{'dinas' if _dinas(unit) else 'unit'}:{unit.pk}"


def _sudah_terbit(unit: UnitKerja) -> Terbit:
    """Hitungan yang pernah terbit tentang tiap unit dan layanan di perangkat daerah itu, dari laporan mana pun."""
    di = unit.dinas_id or unit.pk
    semua = (
        LaporanSkm.objects.filter(Q(unit__dinas=di) | Q(unit=di))
        .select_related("unit")
        .order_by("versi", "pk")
    )
    hasil: dict[str, dict[Masa, tuple[int, ...]]] = defaultdict(dict)
    for satu in semua:
        masa = Masa(satu.jenis, satu.mulai)
        hasil[_kode(satu.unit)][masa] = tuple(satu.isi["banyak"])
        for a in satu.isi["anak"]:
            if a["ikm"]:
                hasil[a["kode"]][masa] = tuple(a["banyak"])
    return hasil


def _tren(unit: UnitKerja, masa: Masa) -> list[Isi]:
    """Laporan sejenis unit itu sebelum masa ini, versi terakhirnya, paling banyak tujuh."""
    lama = LaporanSkm.objects.filter(unit=unit, jenis=masa.jenis, mulai__lt=masa.mulai).order_by("versi")
    isi = {satu.mulai: satu for satu in lama}
    return [
        {"masa": isi[m].masa_nama, "ikm": isi[m].isi["ikm"], "n": isi[m].isi["n"]} for m in sorted(isi)[-7:]
    ]


def _unsur(kini: Ikm, lalu: Ikm) -> list[Isi]:
    nilai = {k: n for k, n in kini.nrr.items() if n is not None}
    urut = sorted(nilai, key=lambda k: nilai[k])

    def satu(kode: KodeUnsur, nama: str, kolom: str) -> Isi:
        semula = lalu.nrr.get(kode)
        return {
            "kolom": kolom,
            "nama": nama,
            "nrr": dua_desimal(nilai[kode]),
            "tertimbang": f"{bagi(nilai[kode], Decimal(len(UNSUR))):.6f}",
            "lalu": dua_desimal(semula) if semula is not None else None,
            "rendah": kode in urut[:3],
            "tinggi": kode in urut[-3:],
        }

    return [satu(u.kode, u.nama, u.kolom) for u in UNSUR]


def _cara(instansi: Instansi, unit: UnitKerja, masa: Masa, saat: datetime) -> list[str]:
    """Cara pengumpulan yang dipakai; banyaknya tidak disebut."""
    dipakai = (
        suara(instansi, masa.mulai, masa.selesai, sebelum=saat)
        .filter(_di(unit))
        .order_by()
        .values_list("sumber")
        .annotate(n=Count("pk"))
    )
    kata = {
        Survei.Sumber.TERBUKA: "formulir daring lewat kode QR di titik layanan",
        Survei.Sumber.BERKODE: "formulir daring dengan kode kunjungan sekali pakai",
        Survei.Sumber.KERTAS: "lembar kertas yang disalin petugas",
    }
    ada = {sumber for sumber, _ in dipakai}
    return [teks for sumber, teks in kata.items() if sumber in ada]


def _tindak(unit: UnitKerja, masa: Masa) -> list[Isi]:
    setahun = masa.mulai.replace(year=masa.mulai.year - 1)
    semua = TindakLanjutSkm.objects.filter(_di(unit), mulai__range=(setahun, masa.selesai))
    nama = {u.kode.value: u.nama for u in UNSUR}
    return [
        {
            "unsur": nama[t.unsur],
            "masa": Masa(t.jenis, t.mulai).nama,
            "rencana": t.rencana,
            "penanggung_jawab": t.penanggung_jawab,
            "tenggat": t.tenggat.isoformat(),
            "status": str(TindakLanjutSkm.Status(t.status).label),
            "hasil": t.hasil,
            "bukti": t.bukti,
            "sekarang": t.mulai == masa.mulai and t.jenis == masa.jenis,
        }
        for t in semua.order_by("-mulai", "tenggat", "pk")
    ]


def _penerima_unit(penerima: Populasi, unit: UnitKerja, masa: Masa) -> Penerima:
    hitung = penerima.dinas if _dinas(unit) else penerima.unit
    return hitung(unit.pk, masa.mulai, masa.selesai)
