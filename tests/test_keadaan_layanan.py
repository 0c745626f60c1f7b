"""Keadaan × tindakan × peran, lewat layanan sungguhan: tabelnya tests/keadaan_layanan.txt, dibaca manusia, dijaga mesin.

Tiap sel memanggil satu layanan di dalam savepoint yang digulung balik: `ya` diterima, `lewat` diterima tanpa mengubah apa
pun, `hak` bukan haknya, `saat` bukan saatnya. Memperbarui tabel sesudah dibaca:
ASN_TULIS_TABEL=1 make test ARGS=tests/test_keadaan_layanan.py
"""

import copy
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from indikator.models import SKP, IndikatorKinerja, Pemahaman, Periode, Realisasi
from indikator.services import realisasi as lapor
from indikator.services import skp as rencana
from indikator.services.realisasi import MasukanRealisasi
from indikator.services.skp import MasukanIndikator, MasukanRHK
from indikator.services.skp.triwulan import atur_triwulan
from inti.galat import GalatAturan, TidakBerhak
from kepegawaian.models import Pegawai
from penilaian.models import Evaluasi
from penilaian.services import evaluasi
from tests.indikator import pabrik

TABEL = Path(__file__).with_name("keadaan_layanan.txt")
PERAN = (
    "pemilik",
    "penilai",
    "atasan_penilai",
    "rekan",
    "penilai_lain",
    "admin_bkd",
    "admin_dinas",
    "auditor",
    "nonaktif",
    "tetangga",
)
# Tiap kali: pihak-pihaknya dan tiga macam orang luar; semua peran di make mutu.
DIUJI = [
    pytest.param(("pemilik", "penilai", "rekan", "nonaktif"), id="pihak"),
    pytest.param(PERAN, id="semua", marks=pytest.mark.panjang),
]
Tabel = dict[tuple[str, str, str], dict[str, str]]
TAUTAN = [("Rekap", "https://contoh.go.id/rekap.pdf")]
BENDA = ("skp", "usulan", "laporan", "evaluasi")


@dataclass
class Panggung:
    """SKP Ratna dengan dua indikator dan semua orang di sekitarnya."""

    p: pabrik.Pemda
    tahun: Periode
    triwulan: Periode
    orang: dict[str, Pegawai]
    skp: SKP

    @property
    def ini(self) -> SKP:
        return SKP.semua.get(pk=self.skp.pk)

    @property
    def indikator(self) -> IndikatorKinerja:
        return IndikatorKinerja.objects.filter(skp_id=self.skp.pk).order_by("pk")[0]

    @property
    def laporan(self) -> Realisasi:
        return Realisasi.objects.get(indikator=self.indikator, periode=self.triwulan)

    def lakukan(self, layanan: Callable[..., Any], peran: str, **isi: Any) -> Any:
        return layanan(**isi, oleh=self.orang[peran], sekarang=self.p.sekarang)


def bangun() -> Panggung:
    p = pabrik.pemda()
    tahun = pabrik.tahun(p)
    triwulan = pabrik.triwulan(p, tahun)
    lain = pabrik.pemda("Kota Seberang")
    nonaktif = copy.copy(p.ratna)
    nonaktif.is_active = False
    orang = dict(
        zip(
            PERAN,
            (
                p.ratna,
                p.kabid,
                p.kadis,
                p.budi,
                p.kapus,
                p.admin,
                p.admin_dukcapil,
                p.auditor,
                nonaktif,
                lain.kabid,
            ),
            strict=True,
        )
    )
    Pemahaman.objects.create(periode=tahun, dinyatakan_oleh=p.ratna, dinyatakan_pada=p.sekarang)
    draf = rencana.mulai(periode=tahun, oleh=p.ratna, sekarang=p.sekarang)
    rhk = [
        MasukanRHK("Data ganda dibersihkan", indikator=[_indikator("NIK ganda ditangani", "40")]),
        MasukanRHK("Layanan SIAK tersedia", indikator=[_indikator("Ketersediaan", "60")]),
    ]
    skp = rencana.susun(skp=draf, rhk=rhk, versi=draf.versi, oleh=p.ratna, sekarang=p.sekarang)
    return Panggung(p, tahun, triwulan, orang, skp)


def _indikator(nama: str, bobot: str) -> MasukanIndikator:
    return MasukanIndikator(
        katalog_id=None,
        nama=nama,
        satuan="akta",
        polaritas="maksimal",
        aspek="kuantitas",
        bobot=Decimal(bobot),
        target=Decimal(500),
    )


# --- mencapai tiap keadaan lewat layanannya ----------------------------------------------------------------


def _jalan_skp(s: Panggung, keadaan: str) -> None:
    if keadaan != "draf":
        s.lakukan(rencana.ajukan, "pemilik", skp=s.ini)
    if keadaan == "perlu_perbaikan":
        s.lakukan(rencana.kembalikan, "penilai", skp=s.ini, catatan="Jelaskan sumber datanya.")
    elif keadaan in {"disetujui", "ditutup"}:
        s.lakukan(rencana.setujui, "penilai", skp=s.ini)
    if keadaan == "ditutup":
        _tutup(s.triwulan, s.tahun)


def _jalan_usulan(s: Panggung, keadaan: str) -> None:
    _jalan_skp(s, "disetujui")
    s.skp = s.lakukan(rencana.buka_adendum, "pemilik", skp=s.ini, alasan="Anggaran dipotong di tengah tahun.")
    satu = s.indikator
    s.lakukan(
        rencana.ubah_indikator,
        "pemilik",
        indikator=satu,
        masukan=_indikator("NIK ganda ditangani sampai tuntas", "40"),
        versi=s.ini.versi,
    )
    _jalan_skp(s, "draf" if keadaan == "ditutup" else keadaan)
    if keadaan == "ditutup":
        _tutup(s.triwulan, s.tahun)


def _jalan_laporan(s: Panggung, keadaan: str) -> None:
    _jalan_skp(s, "disetujui")
    if keadaan == "belum":
        return
    _lapor(s, "pemilik", ajukan=keadaan != "draf")
    if keadaan == "perlu_perbaikan":
        s.lakukan(lapor.kembalikan, "penilai", realisasi=s.laporan, catatan="Sebutkan bulan rekapnya.")
    elif keadaan in {"disetujui", "ditutup"}:
        s.lakukan(lapor.setujui_banyak, "penilai", realisasi_ids=[s.laporan.pk])
    if keadaan == "ditutup":
        _tutup(s.triwulan)


def _jalan_evaluasi(s: Panggung, keadaan: str) -> None:
    _jalan_laporan(s, "disetujui")
    if keadaan == "draf":
        _nilai(s, "penilai", tetapkan=False)
    elif keadaan in {"ditetapkan", "ditutup"}:
        _nilai(s, "penilai", tetapkan=True)
    if keadaan == "ditutup":
        _tutup(s.triwulan)


def _tutup(*semua: Periode) -> None:
    for satu in semua:
        Periode.objects.filter(pk=satu.pk).update(
            status=Periode.Status.DITUTUP, penutupan_dimulai=satu.tutup_pada, ditutup=satu.tutup_pada
        )


def _lapor(s: Panggung, peran: str, *, ajukan: bool, nilai: int = 480) -> None:
    isi = MasukanRealisasi(
        indikator_id=s.indikator.pk, nilai=Decimal(nilai), keterangan="Rekap.", tautan=TAUTAN
    )
    s.lakukan(lapor.laporkan, peran, periode_id=s.triwulan.pk, masukan=[isi], ajukan=ajukan)


def _nilai(s: Panggung, peran: str, *, tetapkan: bool) -> None:
    ada = Evaluasi.objects.filter(periode=s.triwulan, pegawai=s.p.ratna).first()
    s.lakukan(
        evaluasi.simpan,
        peran,
        periode_id=s.triwulan.pk,
        pegawai=s.p.ratna,
        rating_hasil="sesuai",
        alasan_hasil="Menurut laporan yang diperiksa.",
        rating_perilaku="sesuai",
        alasan_perilaku="Menurut pengamatan sepanjang triwulan.",
        umpan_balik="Pertahankan.",
        versi=ada.versi if ada else None,
        tetapkan=tetapkan,
    )


# --- tindakan: tiap layanan yang mengubah benda itu --------------------------------------------------------

Tindakan = Callable[[Panggung, str], Any]


def _pada_skp(layanan: Callable[..., Any], **isi: Any) -> Tindakan:
    return lambda s, peran: s.lakukan(layanan, peran, skp=s.ini, **isi)


def _berversi(layanan: Callable[..., Any], **isi: Any) -> Tindakan:
    return lambda s, peran: s.lakukan(layanan, peran, skp=s.ini, versi=s.ini.versi, **isi)


def _pada_rhk(layanan: Callable[..., Any], **isi: Any) -> Tindakan:
    return lambda s, peran: s.lakukan(layanan, peran, rhk=s.indikator.rhk, versi=s.ini.versi, **isi)


def _pada_indikator(layanan: Callable[..., Any], **isi: Any) -> Tindakan:
    return lambda s, peran: s.lakukan(layanan, peran, indikator=s.indikator, versi=s.ini.versi, **isi)


MENYUSUN: dict[str, Tindakan] = {
    "susun": _berversi(rencana.susun, rhk=[MasukanRHK("Satu saja", indikator=[_indikator("Jumlah", "100")])]),
    "tambah_rhk": _berversi(rencana.tambah_rhk, teks="RHK ketiga", jenis="utama", pimpinan_id=None),
    "ubah_rhk": _pada_rhk(rencana.ubah_rhk, teks="Diperjelas", jenis="utama", pimpinan_id=None),
    "hapus_rhk": _pada_rhk(rencana.hapus_rhk),
    "tambah_indikator": _pada_rhk(rencana.tambah_indikator, masukan=_indikator("Ketiga", "1")),
    "ubah_indikator": _pada_indikator(rencana.ubah_indikator, masukan=_indikator("Diperjelas", "40")),
    "hapus_indikator": _pada_indikator(rencana.hapus_indikator),
    "atur_bobot": lambda s, peran: s.lakukan(
        rencana.atur_bobot, peran, skp=s.ini, bobot={s.indikator.pk: Decimal(35)}, versi=s.ini.versi
    ),
    "atur_triwulan": _pada_indikator(atur_triwulan, akumulasi="jumlah", bagian=[Decimal(125)] * 4),
    "atur_lampiran": _berversi(rencana.atur_lampiran, lampiran={"dukungan": "Dua laptop."}, ekspektasi={}),
    "ganti_pendekatan": _berversi(rencana.ganti_pendekatan, pendekatan="kualitatif"),
}
MEMUTUS: dict[str, Tindakan] = {
    "ajukan": _pada_skp(rencana.ajukan),
    "tarik": _pada_skp(rencana.tarik),
    "setujui": _pada_skp(rencana.setujui),
    "kembalikan": _pada_skp(rencana.kembalikan, catatan="Perjelas targetnya."),
    "atur_ekspektasi": _berversi(rencana.atur_ekspektasi, ekspektasi={"kompeten": "Ajari rekan baru."}),
    "tulis_catatan": _pada_skp(rencana.tulis_catatan, teks="Mohon dibaca.", rhk=None),
}
TINDAKAN: dict[str, dict[str, Tindakan]] = {
    "skp": {
        **MENYUSUN,
        **MEMUTUS,
        "setujui_banyak": lambda s, peran: s.lakukan(rencana.setujui_banyak, peran, skp_ids=[s.skp.pk]),
        "batalkan_setuju": lambda s, peran: s.lakukan(rencana.batalkan_setuju, peran, skp_ids=[s.skp.pk]),
        "buka_adendum": _pada_skp(rencana.buka_adendum, alasan="Anggaran dipotong di tengah tahun."),
    },
    "usulan": {
        **MENYUSUN,
        **MEMUTUS,
        "buang_adendum": _pada_skp(rencana.buang_adendum),
    },
    "laporan": {
        "simpan_draf": lambda s, peran: _lapor(s, peran, ajukan=False, nilai=470),
        "ajukan": lambda s, peran: _lapor(s, peran, ajukan=True, nilai=470),
        "tarik": lambda s, peran: s.lakukan(lapor.tarik, peran, realisasi=s.laporan),
        "setujui_banyak": lambda s, peran: s.lakukan(
            lapor.setujui_banyak, peran, realisasi_ids=[s.laporan.pk]
        ),
        "kembalikan": lambda s, peran: s.lakukan(
            lapor.kembalikan, peran, realisasi=s.laporan, catatan="Sebutkan sumbernya."
        ),
        **{
            f"perlakukan:{cara}": lambda s, peran, cara=cara: s.lakukan(
                lapor.perlakukan,
                peran,
                periode_id=s.triwulan.pk,
                indikator_id=s.indikator.pk,
                perlakuan=cara,
                alasan="Alat rusak sejak awal triwulan.",
            )
            for cara in ("dikecualikan", "tidak_dilaporkan")
        },
    },
    "evaluasi": {
        "simpan_draf": lambda s, peran: _nilai(s, peran, tetapkan=False),
        "tetapkan": lambda s, peran: _nilai(s, peran, tetapkan=True),
    },
}
KEADAAN: dict[str, tuple[Callable[[Panggung, str], None], tuple[str, ...]]] = {
    "skp": (_jalan_skp, ("draf", "diajukan", "perlu_perbaikan", "disetujui", "ditutup")),
    "usulan": (_jalan_usulan, ("draf", "diajukan", "perlu_perbaikan", "ditutup")),
    "laporan": (_jalan_laporan, ("belum", "draf", "diajukan", "perlu_perbaikan", "disetujui", "ditutup")),
    "evaluasi": (_jalan_evaluasi, ("belum", "draf", "ditetapkan", "ditutup")),
}
# Tanpa laporan tidak ada baris yang dapat ditarik atau diputus.
TANPA_BARIS = {("laporan", "belum", aksi) for aksi in ("tarik", "setujui_banyak", "kembalikan")}


def semua_sel() -> Iterator[tuple[str, str, str]]:
    for benda in BENDA:
        for keadaan in KEADAAN[benda][1]:
            for aksi in TINDAKAN[benda]:
                if (benda, keadaan, aksi) not in TANPA_BARIS:
                    yield benda, keadaan, aksi


def jawab(s: Panggung, tindakan: Tindakan, peran: str) -> str:
    """Satu sel; apa pun yang tertulis digulung balik."""
    try:
        with transaction.atomic():
            hasil = tindakan(s, peran)
            transaction.set_rollback(True)
    except TidakBerhak:
        return "hak"
    except GalatAturan as galat:
        return "saat" if type(galat) is GalatAturan else type(galat).__name__
    return "lewat" if isinstance(hasil, bool | int | list) and not hasil else "ya"


def sapu(benda: str, peran: tuple[str, ...]) -> Tabel:
    hasil: Tabel = {}
    s = bangun()
    semula = s.skp
    jalan, semua_keadaan = KEADAAN[benda]
    for keadaan in semua_keadaan:
        with transaction.atomic():
            jalan(s, keadaan)
            for aksi, tindakan in TINDAKAN[benda].items():
                if (benda, keadaan, aksi) not in TANPA_BARIS:
                    hasil[benda, keadaan, aksi] = {satu: jawab(s, tindakan, satu) for satu in peran}
            transaction.set_rollback(True)
        s.skp = semula
    return hasil


def baca() -> Tabel:
    hasil: Tabel = {}
    for baris in TABEL.read_text(encoding="utf-8").splitlines():
        if baris and not baris.startswith("#"):
            benda, keadaan, aksi, *kode = baris.split()
            hasil[benda, keadaan, aksi] = dict(zip(PERAN, kode, strict=True))
    return hasil


def tulis(hasil: Tabel) -> None:
    semua = (baca() if TABEL.exists() else {}) | hasil
    kepala = "# benda    keadaan          tindakan                     " + " ".join(
        p.rjust(max(5, len(p))) for p in PERAN
    )
    baris = [
        f"{b:<10} {k:<16} {a:<28} " + " ".join(semua[b, k, a][p].rjust(max(5, len(p))) for p in PERAN)
        for b, k, a in semua_sel()
        if (b, k, a) in semua
    ]
    TABEL.write_text("\n".join([kepala, *baris]) + "\n", encoding="utf-8")


def test_tabel_memuat_tepat_semua_keadaan_dan_tindakan() -> None:
    assert set(baca()) == set(semua_sel())
    assert len(baca()) * len(PERAN) >= 1_500


@pytest.mark.django_db
@pytest.mark.parametrize("peran", DIUJI)
@pytest.mark.parametrize("benda", BENDA)
def test_tiap_sel_dijawab_seperti_tabel(benda: str, peran: tuple[str, ...]) -> None:
    hasil = sapu(benda, peran if not os.environ.get("ASN_TULIS_TABEL") else PERAN)
    if os.environ.get("ASN_TULIS_TABEL"):
        tulis(hasil)
        pytest.fail("Tabel ditulis ulang; baca bedanya, lalu jalankan lagi tanpa ASN_TULIS_TABEL.")
    tabel = baca()
    beda = [
        f"{' '.join(sel)} sebagai {satu}: {kode[satu]}, menurut tabel {tabel[sel][satu]}"
        for sel, kode in hasil.items()
        for satu in peran
        if kode[satu] != tabel[sel][satu]
    ]
    print(f"{benda}: {len(hasil) * len(peran)} sel, {len(beda)} menyimpang")
    assert not beda, "\n".join(beda)


def test_hanya_pemilik_dan_penilai_yang_pernah_diterima() -> None:
    """Dibaca dari tabel: orang luar, pengelola, dan pemilik yang akunnya nonaktif tidak mengubah apa pun."""
    bocor = [
        f"{' '.join(sel)}: {peran}"
        for sel, kode in baca().items()
        for peran in PERAN[2:]
        if kode[peran] != "hak" and not (sel[1] == "ditutup" and kode[peran] == "saat")
    ]
    assert not bocor, "\n".join(bocor)


def test_sesudah_ditutup_tidak_satu_pun_diterima() -> None:
    terbuka = [
        f"{' '.join(s)}: {p}" for s, k in baca().items() if s[1] == "ditutup" for p in PERAN if k[p] == "ya"
    ]
    assert not terbuka, "\n".join(terbuka)
