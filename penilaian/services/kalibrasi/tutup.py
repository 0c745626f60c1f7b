"""Menutup rapat kalibrasi: membekukannya dan menerbitkan berita acara."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from django.db import transaction

from inti.galat import GalatAturan
from inti.services import dokumen
from kepegawaian.models import Pegawai
from penilaian.models import Kalibrasi
from penilaian.queries.buku import sidik_rincian
from penilaian.queries.kalibrasi import Papan
from penilaian.rules.kalibrasi import Kotak, per_predikat, per_rating
from penilaian.services.kalibrasi.umum import isi_papan, jejak, kabari, terkunci

JENIS: Final = "kalibrasi"
CATATAN_TERPANJANG: Final = 4000


@transaction.atomic
def tutup(
    *, kalibrasi_id: int, hadir: Collection[int], catatan: str, oleh: Pegawai, sekarang: datetime
) -> Kalibrasi:
    """Tutup rapat dan terbitkan berita acaranya, juga bila tidak ada yang dipindahkan; ditutup dua kali sama saja.

    `hadir` penilai di papan yang hadir, sekurangnya satu selain pimpinan. Boleh sesudah periodenya ditutup: yang
    dicatat pemindahan yang sudah berlaku, tidak ada yang berubah.
    """
    rapat = terkunci(kalibrasi_id, oleh=oleh, sekarang=sekarang)
    if not rapat.terbuka:
        return rapat
    isi = isi_papan(rapat, sekarang)
    penilai = {b.penilai_id for b in isi.penilai} - {oleh.pk}
    dipilih = set(hadir) & penilai
    if not dipilih:
        raise GalatAturan("Tandai sekurangnya satu penilai yang hadir dalam rapat.", bidang="hadir")
    rapat.naskah = _naskah(rapat, isi, sorted(dipilih), catatan.strip()[:CATATAN_TERPANJANG], oleh, sekarang)
    rapat.sidik = sidik_rincian(rapat.naskah)
    rapat.status = Kalibrasi.Status.DITUTUP
    rapat.ditutup_pada, rapat.ditutup_oleh = sekarang, oleh
    rapat.save()
    terbitan = dokumen.Terbitan(
        objek_id=rapat.pk,
        versi=1,
        nomor=rapat.naskah["nomor"],
        sidik=rapat.sidik,
        unit=rapat.unit.nama,
        inisial=oleh.inisial,
    )
    dokumen.terbitkan(jenis=JENIS, instansi_id=rapat.instansi_id, butir=[terbitan], sekarang=sekarang)
    kabari(
        rapat,
        penilai,
        judul=f"Rapat kalibrasi {rapat.unit.nama} ditutup",
        isi=f"{len(rapat.naskah['pindah'])} rating dipindahkan. Berita acara nomor {rapat.naskah['nomor']}.",
        kunci="ditutup",
        sekarang=sekarang,
    )
    jejak(
        rapat,
        "kalibrasi.ditutup",
        oleh=oleh,
        sekarang=sekarang,
        sidik=rapat.sidik,
        pindah=len(rapat.naskah["pindah"]),
    )
    return rapat


def _naskah(
    rapat: Kalibrasi, isi: Papan, hadir: list[int], catatan: str, oleh: Pegawai, sekarang: datetime
) -> dict[str, Any]:
    """Isi berita acara yang dibekukan; kode rating dan predikat, bukan katanya, supaya tetap dapat dihitung."""
    orang = {p.pk: p for p in Pegawai.objects.filter(pk__in=[*hadir, rapat.dibuka_oleh_id])}
    semua = list(rapat.pindah.select_related("pegawai", "dipindah_oleh").order_by("id"))
    papan = {o.evaluasi_id: o for o in isi.orang}
    return {
        "nomor": f"BAK-{rapat.periode_id:04d}-{rapat.pk:06d}",
        "unit": rapat.unit.nama,
        "periode": rapat.periode.nama,
        "dibuka": _saat(rapat.dibuka_pada),
        "ditutup": _saat(sekarang),
        "pimpinan": _nama(oleh),
        "hadir": [_nama(orang[i]) for i in hadir],
        "catatan": catatan,
        "orang": len(isi.orang),
        "belum": len(isi.belum),
        "ditarik": sum(p.ditarik_pada is not None for p in semua),
        "pindah": [
            {
                **_nama(p.pegawai),
                "penilai": papan[p.evaluasi_id].penilai if p.evaluasi_id in papan else "",
                "dari": {"hasil": p.asal_hasil, "perilaku": p.asal_perilaku},
                "menjadi": {"hasil": p.menjadi_hasil, "perilaku": p.menjadi_perilaku},
                "alasan": p.alasan,
                "oleh": p.dipindah_oleh.nama_lengkap,
                "pada": _saat(p.dipindah_pada),
            }
            for p in semua
            if p.ditarik_pada is None
        ],
        "sebaran": {"semula": _sebaran(isi.semula), "kini": _sebaran(isi.kini)},
        "penilai": [
            {
                "nama": b.nama,
                "dinilai": b.sebaran.dinilai,
                "semula": _rating(b.sebaran.semula),
                "kini": _rating(b.sebaran.kini),
            }
            for b in isi.penilai
        ],
    }


def _saat(waktu: datetime) -> str:
    return waktu.astimezone(UTC).isoformat(timespec="seconds")


def _nama(satu: Pegawai) -> dict[str, str]:
    return {"nama": satu.nama_lengkap, "nip": satu.nip}


def _sebaran(kotak: Mapping[Kotak, int]) -> dict[str, int]:
    return {p.value: n for p, n in per_predikat(kotak).items()}


def _rating(kotak: Mapping[Kotak, int]) -> dict[str, dict[str, int]]:
    return {
        sisi: {r.value: n for r, n in per_rating(kotak, sisi=sisi).items()} for sisi in ("hasil", "perilaku")
    }
