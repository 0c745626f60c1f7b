"""Profil kompetensi seseorang hari ini: standar jabatannya kini, dibanding bukti terakhirnya."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from indikator.models import Periode
from kepegawaian.models import Jabatan, Pegawai, Penempatan
from pelatihan.queries.bukti import asesmen_banyak
from pelatihan.queries.kebutuhan import Bahan, ukur
from pelatihan.queries.pemetaan import aturan_berlaku, kompetensi_instansi
from pelatihan.queries.saran import jumlah_minimum, suara_banyak
from pelatihan.queries.standar import BukuStandar
from pelatihan.rules.kebutuhan import sebut_bukti
from pelatihan.rules.kompetensi import TINGKAT_TERTINGGI, Kompetensi, Profil
from penilaian.models import Hasil


@dataclass(frozen=True, slots=True)
class ButirProfil:
    """Satu kompetensi: yang diminta dan yang tampak. `tingkat` kosong bila belum ada bukti."""

    kompetensi: Kompetensi
    standar: int
    umum: bool
    profil: Profil | None

    @property
    def tingkat(self) -> Decimal | None:
        return self.profil.tingkat if self.profil else None

    @property
    def celah(self) -> int:
        return self.profil.celah if self.profil else 0

    @property
    def yakin_persen(self) -> int:
        return int(self.profil.yakin * 100) if self.profil else 0

    @property
    def bukti(self) -> str:
        """Dua bukti terkuat, dan banyaknya yang lain."""
        return sebut_bukti(self.profil.sebut) if self.profil else ""

    @property
    def uraian(self) -> str:
        """Yang diminta standarnya, bunyi peraturan."""
        return self.kompetensi.tingkat[self.standar - 1] if self.kompetensi.tingkat else ""


@dataclass(frozen=True, slots=True)
class ProfilOrang:
    """Profil dan asalnya. `periode` hasil tertutup terakhir yang dipakai; kosong bila belum ada."""

    jabatan: Jabatan | None
    periode: Periode | None
    butir: tuple[ButirProfil, ...]
    standar_bawaan: bool
    puncak: int = TINGKAT_TERTINGGI

    @property
    def bercelah(self) -> int:
        return sum(b.celah > 0 for b in self.butir)

    @property
    def terbukti(self) -> int:
        return sum(b.profil is not None for b in self.butir)


def profil_orang(pegawai: Pegawai, *, pada: date) -> ProfilOrang:
    """Standar jabatannya hari ini di samping bukti hasil tertutup terakhir dan asesmennya. Delapan kueri.

    Pemanggil memeriksa izin (pelatihan.permissions.boleh_baca_profil). Kelompok 360 di bawah jumlah minimum tidak ikut.
    """
    tempat = (
        Penempatan.objects.filter(
            Q(sampai__isnull=True) | Q(sampai__gte=pada),
            pegawai=pegawai,
            jenis=Penempatan.Jenis.DEFINITIF,
            sejak__lte=pada,
        )
        .select_related("jabatan")
        .first()
    )
    buku = BukuStandar(pegawai.instansi_id, pada=pada)
    standar = buku.milik(tempat.jabatan) if tempat else {}
    kompetensi = kompetensi_instansi(pegawai.instansi_id)
    hasil = _hasil_terakhir(pegawai)
    asesmen = asesmen_banyak([pegawai.pk], pada=pada).get(pegawai.pk, {})
    bahan, min_n = Bahan(asesmen=asesmen, standar=standar), dict[str, int]()
    if hasil is not None:
        min_n = jumlah_minimum(hasil.periode)
        rata, unsur = suara_banyak([pegawai.pk], periode=hasil.periode, min_n=min_n)
        bahan = Bahan(
            rata=rata.get(pegawai.pk, []), unsur=unsur.get(pegawai.pk, []), asesmen=asesmen, standar=standar
        )
    terukur = ukur(
        hasil.rincian.get("indikator", []) if hasil else [],
        bahan,
        min_n=min_n,
        peta=aturan_berlaku(pegawai.instansi_id, pada=pada).peta,
        kompetensi=kompetensi,
        pada=pada,
    )
    ada = {p.kode: p for p in terukur.profil}
    return ProfilOrang(
        jabatan=tempat.jabatan if tempat else None,
        periode=hasil.periode if hasil else None,
        butir=tuple(
            ButirProfil(k, standar[kode].tingkat, standar[kode].umum, ada.get(kode))
            for kode, k in kompetensi.items()
            if kode in standar
        ),
        standar_bawaan=buku.bawaan,
    )


def _hasil_terakhir(pegawai: Pegawai) -> Hasil | None:
    return (
        Hasil.objects.filter(pegawai=pegawai, periode__status=Periode.Status.DITUTUP)
        .select_related("periode__kebijakan", "periode__instansi", "penempatan__jabatan")
        .order_by("-periode__selesai", "-versi")
        .first()
    )
