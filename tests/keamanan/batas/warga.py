"""Batas umpan balik, survei warga, aspirasi, dan musyawarah."""

import uuid
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import time_machine

from inti.rules.tabel import Baris
from kepegawaian.models import Pegawai
from tests.keamanan.batas.dasar import DETIK, HARI, Batas, Dunia, huruf
from tests.umpan_balik import langsung as uji_langsung
from tests.umpan_balik.conftest import SEKARANG, buat_kota, buat_pegawai
from umpan_balik import tanda
from umpan_balik.models import PermintaanUmpanBalik, UmpanBalik
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.rules import hari_kerja, kecurigaan, lembar_kertas, musyawarah
from umpan_balik.rules import kode as aturan_kode
from umpan_balik.services import (
    dialog,
    jawaban,
    kertas,
    langsung,
    langsung_lapor,
    langsung_minta,
    penugasan,
    penugasan_tolak,
    penugasan_usul,
    skm,
)
from umpan_balik.services.aspirasi import aturan as aturan_aspirasi
from umpan_balik.services.aspirasi import tangani
from umpan_balik.services.aspirasi import umum as aspirasi
from umpan_balik.services.musyawarah import kelola, usul
from umpan_balik.services.musyawarah import warga as usul_warga
from umpan_balik.services.warga import ditahan, layanan, survei

HARI_INI = date(2026, 11, 16)


def saran(w: Dunia, n: int) -> object:
    return survei._periksa(w.kota.titik, {}, huruf(n), VERSI_KINI)


def banyak_kode(w: Dunia, n: int) -> object:
    return layanan.terbitkan_kode(
        titik=w.kota.titik, jumlah=n, tanggal=HARI_INI, oleh=w.kota.admin, sekarang=SEKARANG
    )


def hari_kode(w: Dunia, n: int) -> object:
    return layanan.terbitkan_kode(
        titik=w.kota.titik, jumlah=1, tanggal=HARI_INI + n * HARI, oleh=w.kota.admin, sekarang=SEKARANG
    )


def penerima(w: Dunia, n: int) -> object:
    return skm.catat_penerima(
        layanan=w.kota.titik.layanan, tahun=2026, banyak=n, oleh=w.kota.admin, sekarang=SEKARANG
    )


def dasar_aturan(w: Dunia, n: int) -> object:
    isi = {"baca": 3, "rencana": 5, "jawab": 10, "puji_bernama": False, "sejak": HARI_INI}
    return aturan_aspirasi.tetapkan(
        instansi=w.kota.instansi, dasar=huruf(n), oleh=w.kota.admin, sekarang=SEKARANG, **isi
    )


def _dialog(w: Dunia, **lain: Any) -> None:
    isi = {"tanggal": HARI_INI, "pokok": [], "kendala": "Alat rusak.", "dukungan": "", "tindak": []}
    dialog._periksa(SimpleNamespace(**(isi | lain)), w.kota.anggota[1], HARI_INI)  # type: ignore[arg-type]


def tindak(w: Dunia, n: int) -> None:
    _dialog(w, tindak=[SimpleNamespace(tenggat=HARI_INI)] * n)


def klik_ganda(w: Dunia, lama: timedelta) -> bool:
    """Kiriman yang sama sesudah selama itu menjadi umpan balik kedua."""
    uji_langsung.kirim(w.kota)
    uji_langsung.kirim(w.kota, sekarang=SEKARANG + lama)
    return UmpanBalik.objects.count() == 2


def masa_ubah(w: Dunia, lama: timedelta) -> object:
    satu = uji_langsung.kirim(w.kota)
    return langsung.ubah(
        umpan_balik_id=satu.pk,
        jenis="pujian",
        teks="Rekapnya rapi dan lengkap.",
        terbaca_atasan=False,
        oleh=satu.ditulis_oleh,
        sekarang=SEKARANG + lama,
    )


def _rekan(w: Dunia, n: int) -> list[Pegawai]:
    while len(w.isi.setdefault("rekan", [])) < n:
        w.isi["rekan"].append(buat_pegawai(w.kota.instansi, f"Rekan {len(w.isi['rekan'])}"))
    return list(w.isi["rekan"][:n])


def sekali_minta(w: Dunia, n: int) -> object:
    w.isi.pop("rekan", None)
    return langsung_minta.minta(
        penjawab=_rekan(w, n), pokok="nilai:akuntabel", pesan="", oleh=w.kota.anggota[1], sekarang=SEKARANG
    )


def terbuka(w: Dunia, n: int) -> object:
    w.isi.pop("rekan", None)
    rekan = _rekan(w, n)
    for dari in range(0, n, 10):
        langsung_minta.minta(
            penjawab=rekan[dari : dari + 10],
            pokok="nilai:akuntabel",
            pesan="",
            oleh=w.kota.anggota[1],
            sekarang=SEKARANG,
        )
    return PermintaanUmpanBalik.objects.count() == n


def banyak_usul(w: Dunia, ke: int) -> object:
    if ke == 1:
        kota = w.isi["natuna"] = buat_kota("Natuna", anggota=12)
        penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=SEKARANG)
    kota = w.isi["natuna"]
    aku = kota.anggota[0]
    rekan = set(
        penugasan.Penugasan.objects.filter(dinilai=aku, kelompok="rekan").values_list("penilai", flat=True)
    )
    lain = [o for o in kota.anggota[1:] if o.pk not in rekan]
    return penugasan_usul.usulkan(
        periode_id=kota.periode.pk,
        tambah_id=lain[ke - 1].pk,
        lepas_id=None,
        alasan="Kami mengerjakan layanan keliling bersama.",
        oleh=aku,
        sekarang=SEKARANG,
    )


def tolak_menilai(w: Dunia, n: int) -> None:
    satu = penugasan.Penugasan.objects.filter(kelompok="rekan").order_by("pk")[0]
    sebab = penugasan_tolak.PenolakanMenilai.Sebab.values[0]
    penugasan_tolak.tolak_menilai(
        penugasan_id=satu.pk, sebab=sebab, alasan=huruf(n), oleh=satu.penilai, sekarang=SEKARANG
    )


def lembar_lama(w: Dunia, hari: int) -> bool:
    satu = Baris(2, {"tanggal": HARI_INI - hari * HARI, "setuju": True}, {})
    kertas._periksa(satu, HARI_INI)
    return not satu.ditolak


def lama_musyawarah(w: Dunia, n: int) -> None:
    kelola._periksa("Judul", huruf(20), HARI_INI, HARI_INI + (n - 1) * HARI)


def ramai(**lain: int) -> kecurigaan.Keramaian:
    return kecurigaan.Keramaian(**({"sealat": 0, "sealamat": 0, "sepuluh_menit": 0} | lain))


def dihitung(n: int, **lain: int) -> bool:
    """Jawaban ke-n masih dihitung; `lain` menyebut yang sudah masuk sebelumnya."""
    return not kecurigaan.sebab_menahan(ramai(**lain), batas=10**6, terbukti=False)


def umur_tanda(tujuan: str, umur: str) -> Any:
    def coba(w: Dunia, lama: timedelta) -> bool:
        with time_machine.travel(SEKARANG, tick=False) as jam:
            satu = tanda.buat(tujuan, "isi")
            jam.shift(lama)
            terbaca = tanda.baca(tujuan, satu, umur=getattr(tanda, umur))
            return terbaca is not None and terbaca.segar

    return coba


def _keputusan(w: Dunia, n: int) -> None:
    baris = SimpleNamespace(
        musyawarah=SimpleNamespace(status="ditutup", instansi_id=1), moderasi=usul.Usul.Moderasi.DITERIMA
    )
    usul._boleh_diputus(baris, usul.Usul.Keputusan.values[0], huruf(n), None)  # type: ignore[arg-type]


def usul_baru(w: Dunia, n: int) -> object:
    return usul_warga._periksa(huruf(n), usul_warga.VERSI_KINI)


def _topik(w: Dunia, status: str = "diproses") -> Any:
    baris = kelola.susun(
        musyawarah=None,
        unit=w.kota.dinas,
        judul="Apa yang perlu dibenahi di loket?",
        uraian="Ruang tunggu diperluas tahun depan.",
        mulai=HARI_INI,
        selesai=HARI_INI + 14 * HARI,
        oleh=w.kota.admin,
        sekarang=SEKARANG,
    )
    kelola.buka(musyawarah=baris, oleh=w.kota.admin, sekarang=SEKARANG)
    if status == "ditutup":
        kelola.tutup(musyawarah=baris, oleh=w.kota.admin, sekarang=SEKARANG)
    return baris


def ringkasan(w: Dunia, n: int) -> object:
    return kelola.tetapkan(
        musyawarah=_topik(w, "ditutup"), ringkasan=huruf(n), oleh=w.kota.admin, sekarang=SEKARANG
    )


def _usul(w: Dunia) -> Any:
    return usul_warga.usulkan(
        musyawarah=_topik(w),
        teks="Tambah kursi di ruang tunggu.",
        setuju_versi=usul_warga.VERSI_KINI,
        kunci=uuid.uuid4(),
        sidik="a" * 64,
        sekarang=SEKARANG,
    )


def saring(w: Dunia, n: int) -> object:
    return usul.saring_usul(
        usul=_usul(w), tampil=False, alasan=huruf(n), kata=[], oleh=w.kota.admin, sekarang=SEKARANG
    )


def _jam(w: Dunia, n: int) -> object:
    return hari_kerja.Jam(baca=1, rencana=1, jawab=n)


WARGA = "umpan_balik/services"
CURIGA = "umpan_balik/rules/kecurigaan.py"
SUARA = "umpan_balik/rules/musyawarah.py"
TEKS = {
    f"{WARGA}/warga/ditahan.py:ALASAN": lambda w, n: ditahan._rapikan(huruf(n)),
    f"{WARGA}/aspirasi/umum.py:ALASAN": lambda w, n: aspirasi.wajib_beralasan(huruf(n)),
    f"{WARGA}/aspirasi/tangani.py:JAWABAN": lambda w, n: tangani._panjang(
        huruf(n), "jawaban", tangani.JAWABAN_TERPANJANG
    ),
    f"{WARGA}/musyawarah/usul.py:ALASAN": saring,
    f"{WARGA}/musyawarah/kelola.py:RINGKASAN": ringkasan,
    f"{WARGA}/musyawarah/warga.py:USUL": usul_baru,
    f"{WARGA}/penugasan_tolak.py:ALASAN": tolak_menilai,
    f"{WARGA}/penugasan_usul.py:ALASAN": lambda w, n: penugasan_usul._alasan(huruf(n)),
    f"{WARGA}/langsung_lapor.py:ALASAN": lambda w, n: langsung_lapor._alasan(huruf(n)),
}
BATAS = [
    *(Batas(f"{kunci}_TERPENDEK", coba, "sedikitnya") for kunci, coba in TEKS.items()),
    *(Batas(f"{kunci}_TERPANJANG", coba) for kunci, coba in TEKS.items()),
    Batas(
        f"{WARGA}/langsung.py:TERPENDEK", lambda w, n: langsung._periksa_isi("pujian", huruf(n)), "sedikitnya"
    ),
    Batas(f"{WARGA}/langsung.py:TERPANJANG", lambda w, n: langsung._periksa_isi("pujian", huruf(n))),
    Batas(
        f"{WARGA}/aspirasi/tangani.py:RENCANA_TERPANJANG",
        lambda w, n: tangani._panjang(huruf(n), "rencana", tangani.RENCANA_TERPANJANG),
    ),
    Batas(f"{WARGA}/musyawarah/usul.py:KEPUTUSAN_TERPANJANG", _keputusan),
    Batas(
        f"{WARGA}/musyawarah/kelola.py:URAIAN_TERPENDEK",
        lambda w, n: kelola._periksa("Judul", huruf(n), HARI_INI, HARI_INI + 9 * HARI),
        "sedikitnya",
    ),
    Batas(f"{SUARA}:HARI_TERPENDEK", lama_musyawarah, "sedikitnya"),
    Batas(f"{SUARA}:HARI_TERPANJANG", lama_musyawarah),
    Batas(f"{SUARA}:USUL_SEALAT_SEHARI", lambda w, n: not musyawarah.sebab_memeriksa(n - 1)),
    Batas(
        f"{SUARA}:DUKUNG_SEALAT",
        lambda w, n: not musyawarah.sebab_menahan(sealat=max(n - 1, 0), sejaringan=max(n - 1, 0)),
    ),
    Batas(
        f"{SUARA}:DUKUNG_SEJARINGAN", lambda w, n: not musyawarah.sebab_menahan(sealat=0, sejaringan=n - 1)
    ),
    Batas(f"{WARGA}/warga/survei.py:SARAN_TERPANJANG", saran),
    Batas(f"{WARGA}/warga/layanan.py:KODE_TERBANYAK", banyak_kode),
    Batas(f"{WARGA}/warga/layanan.py:HARI_KODE_KE_DEPAN", hari_kode),
    Batas(f"{WARGA}/skm.py:PENERIMA_TERBANYAK", penerima),
    Batas(f"{WARGA}/aspirasi/aturan.py:DASAR_TERPENDEK", dasar_aturan, "sedikitnya"),
    Batas(f"{WARGA}/dialog.py:TEKS_TERPANJANG", lambda w, n: _dialog(w, kendala=huruf(n))),
    Batas(f"{WARGA}/dialog.py:TINDAK_TERBANYAK", tindak),
    Batas(f"{WARGA}/dialog.py:PALING_LAMA", lambda w, lama: _dialog(w, tanggal=HARI_INI - lama), satuan=HARI),
    Batas(
        f"{WARGA}/jawaban.py:SEDIKITNYA_TERJAWAB",
        lambda w, n: jawaban._wajib_cukup([4] * n + [None] * (21 - n)),
        "sedikitnya",
    ),
    Batas(
        f"{WARGA}/jawaban.py:KOMENTAR_TERPANJANG",
        lambda w, n: jawaban._periksa_komentar({"akuntabel": huruf(n)}),
    ),
    Batas(f"{WARGA}/kertas.py:HARI_PALING_LAMA", lembar_lama),
    Batas(f"{WARGA}/langsung.py:KLIK_GANDA", klik_ganda, "sedikitnya", DETIK),
    Batas("umpan_balik/models/langsung.py:MASA_UBAH", masa_ubah, satuan=DETIK),
    Batas(f"{WARGA}/langsung_minta.py:SEKALI_MINTA", sekali_minta),
    Batas(f"{WARGA}/langsung_minta.py:TERBUKA_TERBANYAK", terbuka),
    Batas(
        f"{WARGA}/langsung_minta.py:PESAN_TERPANJANG",
        lambda w, n: langsung_minta._periksa([w.kota.anggota[2]], huruf(n), w.kota.anggota[1]),
    ),
    Batas(f"{WARGA}/penugasan_usul.py:USUL_TERBANYAK", banyak_usul, deret=True),
    Batas(f"{CURIGA}:SEALAT_SEHARI", lambda w, n: dihitung(n, sealat=n - 1)),
    Batas(
        f"{CURIGA}:SEALAMAT_SEHARI",
        lambda w, n: (
            not kecurigaan.sebab_menahan(
                ramai(sealamat=n - 1), batas=kecurigaan.batas_jaringan(0), terbukti=True
            )
        ),
    ),
    Batas(f"{CURIGA}:BANJIR", lambda w, n: dihitung(n, sepuluh_menit=n), "kurang dari"),
    Batas(
        f"{CURIGA}:SEKIOS_SEHARI",
        lambda w, n: not kecurigaan.sebab_kios(banyak=n - 1, detik_sejak_terakhir=None),
    ),
    Batas(
        f"{CURIGA}:SELA_KIOS_DETIK",
        lambda w, n: not kecurigaan.sebab_kios(banyak=0, detik_sejak_terakhir=n),
        "sedikitnya",
    ),
    Batas(
        "umpan_balik/rules/kode.py:HARI_KODE_BERLAKU",
        lambda w, n: aturan_kode.masih_berlaku(HARI_INI, HARI_INI + n * HARI),
    ),
    Batas("umpan_balik/rules/hari_kerja.py:TERLAMA", _jam),
    Batas(
        "umpan_balik/rules/lembar_kertas.py:NOMOR_TERPANJANG",
        lambda w, n: lembar_kertas.rapikan_nomor("7" * n),
    ),
    *(
        Batas(f"umpan_balik/tanda.py:{umur}", umur_tanda(tujuan, umur), satuan=DETIK)
        for tujuan, umur in (
            ("formulir", "UMUR_FORMULIR"),
            ("terima", "UMUR_TERIMA"),
            ("lacak", "UMUR_LACAK"),
            ("kode", "UMUR_KODE"),
        )
    ),
]
