"""Siapa boleh apa: kata kerja izin, peran yang memberinya, dan satu pertanyaan `boleh`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from inti.galat import TidakBerhak
from inti.ingatan import sekali
from kepegawaian.models import Pegawai, Peran
from kepegawaian.queries.unit import peran_bercabang

DI_LUAR_WEWENANG = "Tindakan ini di luar kewenangan Anda. Hubungi admin BKD bila peran Anda belum sesuai."


class Izin(StrEnum):
    """Kata kerja; diurutkan menurut abjad."""

    BACA_HASIL_UNIT = "baca_hasil_unit"
    BACA_JEJAK = "baca_jejak"
    BACA_KEMAJUAN = "baca_kemajuan"
    BACA_TALENTA = "baca_talenta"
    JAWAB_ASPIRASI = "jawab_aspirasi"
    KELOLA_INDIKATOR = "kelola_indikator"
    KELOLA_MUSYAWARAH = "kelola_musyawarah"
    KELOLA_PEGAWAI = "kelola_pegawai"
    KELOLA_PERIODE = "kelola_periode"
    KELOLA_TITIK = "kelola_titik"
    SARING_ASPIRASI = "saring_aspirasi"
    TUTUP_PERIODE = "tutup_periode"


KETERANGAN_IZIN: dict[Izin, str] = {
    Izin.BACA_HASIL_UNIT: "Membaca hasil penilaian unit",
    Izin.BACA_JEJAK: "Membaca jejak perubahan",
    Izin.BACA_KEMAJUAN: "Membaca kemajuan pengisian",
    Izin.BACA_TALENTA: "Membaca peta talenta, bila perannya untuk seluruh instansi",
    Izin.JAWAB_ASPIRASI: "Menjawab saran warga",
    Izin.KELOLA_INDIKATOR: "Mengatur katalog indikator",
    Izin.KELOLA_MUSYAWARAH: "Membuka musyawarah warga, menyaring dan memutuskan usulnya",
    Izin.KELOLA_PEGAWAI: "Mengatur data pegawai, penempatan, dan penilai; memberi kode masuk",
    Izin.KELOLA_PERIODE: "Membuka periode dan mengatur tenggatnya",
    Izin.KELOLA_TITIK: "Mengatur titik layanan dan kode QR",
    Izin.SARING_ASPIRASI: "Menyaring saran warga dan meneruskannya ke unit",
    Izin.TUTUP_PERIODE: "Menutup periode",
}

IZIN_PERAN: dict[str, frozenset[Izin]] = {
    Peran.Jenis.ADMIN_BKD: frozenset(
        {
            Izin.BACA_HASIL_UNIT,
            Izin.BACA_JEJAK,
            Izin.BACA_KEMAJUAN,
            Izin.BACA_TALENTA,
            Izin.KELOLA_INDIKATOR,
            Izin.KELOLA_MUSYAWARAH,
            Izin.KELOLA_PEGAWAI,
            Izin.KELOLA_PERIODE,
            Izin.KELOLA_TITIK,
            Izin.SARING_ASPIRASI,
            Izin.TUTUP_PERIODE,
        }
    ),
    Peran.Jenis.ADMIN_DINAS: frozenset(
        {
            Izin.BACA_KEMAJUAN,
            Izin.KELOLA_INDIKATOR,
            Izin.KELOLA_MUSYAWARAH,
            Izin.KELOLA_PEGAWAI,
            Izin.KELOLA_TITIK,
            Izin.SARING_ASPIRASI,
        }
    ),
    Peran.Jenis.PIMPINAN: frozenset({Izin.BACA_HASIL_UNIT, Izin.BACA_KEMAJUAN, Izin.BACA_TALENTA}),
    Peran.Jenis.PETUGAS_LAYANAN: frozenset({Izin.JAWAB_ASPIRASI}),
    Peran.Jenis.AUDITOR: frozenset({Izin.BACA_HASIL_UNIT, Izin.BACA_JEJAK, Izin.BACA_KEMAJUAN}),
}

# Tidak pernah terbuka oleh peran di satu unit saja: kepala dinas tidak membaca peta talenta.
HANYA_SELURUH = frozenset({Izin.BACA_TALENTA})

# Peran yang sesinya lebih pendek: pintunya membuka data orang banyak.
PERAN_PENGELOLA = frozenset({Peran.Jenis.ADMIN_BKD, Peran.Jenis.ADMIN_DINAS, Peran.Jenis.AUDITOR})


@dataclass(frozen=True, slots=True)
class Akses:
    """Izin seorang pegawai pada suatu hari. Unit kosong (None) di dalam himpunan berarti seluruh instansi."""

    instansi_id: int
    per_izin: dict[Izin, frozenset[int | None]] = field(default_factory=dict)
    peran: tuple[str, ...] = ()

    @property
    def pengelola(self) -> bool:
        """Apakah memegang peran pengelola atau auditor."""
        return bool(PERAN_PENGELOLA & set(self.peran))

    def boleh(self, izin: Izin, *, unit_id: int | None = None, instansi_id: int | None = None) -> bool:
        """Apakah izin berlaku, untuk unit itu bila disebut. Instansi lain selalu tidak."""
        if instansi_id is not None and instansi_id != self.instansi_id:
            return False
        unit = self.per_izin.get(izin, frozenset())
        return None in unit or (bool(unit) if unit_id is None else unit_id in unit)

    def unit(self, izin: Izin) -> frozenset[int] | None:
        """Unit yang tercakup; None berarti seluruh instansi, himpunan kosong berarti tidak ada."""
        unit = self.per_izin.get(izin, frozenset())
        return None if None in unit else frozenset(u for u in unit if u is not None)


def akses(pegawai: Pegawai, *, pada: date) -> Akses:
    """Izin pegawai hari itu untuk dibaca halaman: sekali tiap permintaan. Layanan memakai `wajib`, yang membaca baru."""
    kunci = ("akses", pegawai.pk, pegawai.is_active, pegawai.hari_terakhir, pada)
    return sekali(kunci, lambda: akses_kini(pegawai, pada=pada))


def akses_kini(pegawai: Pegawai, *, pada: date) -> Akses:
    """Kumpulkan izin dari peran yang berlaku hari itu; cabang unit ikut. Satu kueri, dibaca baru setiap kali."""
    if not pegawai.is_active or (pegawai.hari_terakhir is not None and pegawai.hari_terakhir < pada):
        return Akses(pegawai.instansi_id)
    per_izin: dict[Izin, set[int | None]] = {}
    peran = peran_bercabang(pegawai.pk, pada=pada)
    for jenis, unit_id in peran:
        # Peran dari versi yang lebih baru tidak dikenal di sini: tanpa izin, bukan galat.
        for izin in IZIN_PERAN.get(jenis, frozenset()):
            if unit_id is None or izin not in HANYA_SELURUH:
                per_izin.setdefault(izin, set()).add(unit_id)
    return Akses(
        pegawai.instansi_id,
        {izin: frozenset(unit) for izin, unit in per_izin.items()},
        tuple(sorted({jenis for jenis, _ in peran})),
    )


def wajib(pegawai: Pegawai, izin: Izin, *, pada: date, instansi_id: int, unit_id: int | None = None) -> None:
    """Tolak dengan TidakBerhak bila izin tidak ada. Dipanggil di dalam layanan."""
    if not akses_kini(pegawai, pada=pada).boleh(izin, unit_id=unit_id, instansi_id=instansi_id):
        raise TidakBerhak(DI_LUAR_WEWENANG)


def wajib_di(
    pegawai: Pegawai, izin: Izin, *, pada: date, instansi_id: int, unit_ids: Iterable[int] | None
) -> None:
    """Seperti `wajib` untuk beberapa unit sekaligus: semuanya harus tercakup.

    Daftar kosong berarti cukup berizin di unit mana pun; None berarti izinnya harus mencakup seluruh instansi.
    """
    milik = akses_kini(pegawai, pada=pada)
    cukup = milik.boleh(izin, instansi_id=instansi_id)
    cakupan = milik.unit(izin)
    if cakupan is not None:
        cukup = cukup and unit_ids is not None and set(unit_ids) <= cakupan
    if not cukup:
        raise TidakBerhak(DI_LUAR_WEWENANG)
