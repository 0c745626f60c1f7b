"""Berita acara rapat kalibrasi sebagai PDF, dari naskah yang beku."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from inti.galat import GalatAturan
from inti.models import Dokumen
from inti.rules.format import tanggal, waktu
from inti.services import dokumen
from penilaian.models import Kalibrasi
from penilaian.rules.predikat import LABEL_PREDIKAT, LABEL_RATING, Predikat, Rating
from penilaian.services.kalibrasi.tutup import JENIS

TEMPLAT = "berita_acara_kalibrasi"


def cetak_berita_acara(rapat: Kalibrasi) -> bytes:
    """PDF berita acara; tidak menulis apa pun. Menolak rapat yang belum ditutup."""
    terbit = Dokumen.objects.filter(jenis=JENIS, objek_id=rapat.pk).first()
    if terbit is None or rapat.naskah is None:
        raise GalatAturan("Berita acara terbit saat rapatnya ditutup. Tutup rapat kalibrasi lebih dahulu.")
    return dokumen.cetak(templat=TEMPLAT, data=data_cetak(rapat, terbit), saat=terbit.terbit)


def nama_berkas(rapat: Kalibrasi) -> str:
    """BAK-0003-000012_kalibrasi.pdf"""
    nomor = rapat.naskah["nomor"] if rapat.naskah else rapat.pk
    return f"{nomor}_kalibrasi.pdf"


def data_cetak(rapat: Kalibrasi, terbit: Dokumen) -> dict[str, Any]:
    """Data templat; kode menjadi kata, waktu menurut zona instansi."""
    isi, instansi = rapat.naskah or {}, rapat.periode.instansi
    zona = instansi.zona_waktu
    return {
        "dokumen": dokumen.keterangan(
            terbit,
            instansi=instansi.nama,
            subjudul=f"{isi['unit']}, {isi['periode']}",
            contoh=instansi.data_contoh or settings.MODE_CONTOH,
        ),
        "unit": isi["unit"],
        "periode": isi["periode"],
        "dibuka": _saat(isi["dibuka"], zona),
        "ditutup": _saat(isi["ditutup"], zona),
        "tempat_tanggal": f"{instansi.nama}, {tanggal(datetime.fromisoformat(isi['ditutup']).astimezone(zona).date())}",
        "pimpinan": isi["pimpinan"],
        "hadir": isi["hadir"],
        "catatan": isi["catatan"],
        "orang": str(isi["orang"]),
        "belum": isi["belum"],
        "ditarik": isi["ditarik"],
        "pindah": [
            {
                "nama": p["nama"],
                "nip": p["nip"],
                "penilai": p["penilai"],
                "dari": _kotak(p["dari"]),
                "menjadi": _kotak(p["menjadi"]),
                "alasan": p["alasan"],
                "oleh": p["oleh"],
            }
            for p in isi["pindah"]
        ],
        "sebaran": [
            [LABEL_PREDIKAT[k], str(isi["sebaran"]["semula"][k]), str(isi["sebaran"]["kini"][k])]
            for k in Predikat
        ],
        "penilai": [_penilai(b) for b in isi["penilai"]],
    }


def _penilai(b: dict[str, Any]) -> list[str]:
    """Nama, dinilai, lalu di atas, sesuai, di bawah hasil kerja dan perilaku: semula → kini."""
    urut = (Rating.DI_ATAS, Rating.SESUAI, Rating.DI_BAWAH)
    angka = [_geser(b["semula"][sisi][r], b["kini"][sisi][r]) for sisi in ("hasil", "perilaku") for r in urut]
    return [b["nama"], str(b["dinilai"]), *angka]


def _geser(semula: int, kini: int) -> str:
    return str(kini) if semula == kini else f"{semula} → {kini}"


def _kotak(k: dict[str, str]) -> str:
    return f"Hasil {LABEL_RATING[Rating(k['hasil'])]}, perilaku {LABEL_RATING[Rating(k['perilaku'])]}"


def _saat(teks: str, zona: ZoneInfo) -> str:
    return waktu(datetime.fromisoformat(teks).astimezone(zona))
