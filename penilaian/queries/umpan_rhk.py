"""Pokok umpan balik satu evaluasi, tulisan yang tersimpan, dan pembandingnya."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indikator.models import IndikatorKinerja
from indikator.rules.berakhlak import NILAI
from kepegawaian.models import Pegawai
from penilaian.models import ButirUmpanBalik, Evaluasi
from penilaian.rules.umpan_rhk import TulisanLain, periksa


@dataclass(frozen=True, slots=True)
class PokokUmpan:
    """Yang dapat diberi umpan balik: satu RHK atau satu nilai."""

    kunci: str
    tentang: str
    rhk_nomor: int | None = None
    nilai: str = ""


POKOK_NILAI = tuple(PokokUmpan(f"nilai_{n.kode}", n.nama, nilai=str(n.kode)) for n in NILAI)


def pokok_umpan(
    indikator: Iterable[IndikatorKinerja], tersimpan: Iterable[ButirUmpanBalik]
) -> dict[str, PokokUmpan]:
    """RHK SKP yang berlaku urut indikatornya, RHK lama yang sudah ditulisi, lalu tujuh nilai. Tanpa kueri."""
    semua = [PokokUmpan(f"rhk_{i.rhk_id}", i.rhk.teks, rhk_nomor=i.rhk_id) for i in indikator]
    semua += [
        PokokUmpan(b.kunci, b.tentang, rhk_nomor=b.rhk_nomor) for b in tersimpan if b.rhk_nomor is not None
    ]
    hasil: dict[str, PokokUmpan] = {}
    for satu in (*semua, *POKOK_NILAI):
        hasil.setdefault(satu.kunci, satu)
    return hasil


def butir_tersimpan(evaluasi: Evaluasi | None) -> list[ButirUmpanBalik]:
    """Butir satu evaluasi, urut lahirnya. Satu kueri."""
    return list(ButirUmpanBalik.objects.filter(evaluasi=evaluasi).order_by("pk")) if evaluasi else []


def tulisan_lain(*, penulis_id: int, periode_id: int, pegawai_id: int) -> list[TulisanLain]:
    """Butir yang ditulis penilai ini untuk orang lain pada periode itu, draf maupun ditetapkan. Satu kueri."""
    baris = (
        ButirUmpanBalik.objects.filter(ditulis_oleh_id=penulis_id, periode_id=periode_id)
        .exclude(evaluasi__pegawai_id=pegawai_id)
        .select_related("evaluasi__pegawai")
        .order_by("pk")
    )
    return [TulisanLain(b.evaluasi.pegawai.nama, b.evaluasi.pegawai.nama_pendek, b.teks) for b in baris]


def perlu_disunting(
    teks: Mapping[str, str],
    *,
    pokok: Mapping[str, PokokUmpan],
    pegawai: Pegawai,
    penulis_id: int,
    periode_id: int,
) -> dict[str, str]:
    """Kunci → yang perlu disunting sebelum ditetapkan. Satu kueri; tanpa tulisan tidak ada kueri."""
    butir = {k: (pokok[k].tentang, isi) for k, isi in teks.items() if isi.strip()}
    if not butir:
        return {}
    lain = tulisan_lain(penulis_id=penulis_id, periode_id=periode_id, pegawai_id=pegawai.pk)
    return periksa(butir, nama=pegawai.nama, sapaan=pegawai.nama_pendek, lain=lain)
