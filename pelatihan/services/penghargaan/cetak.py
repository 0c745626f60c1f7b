"""Berita acara sidang dan piagam sebagai PDF, dari naskah yang beku."""

from datetime import datetime
from typing import Any

from django.conf import settings

from inti.galat import GalatAturan
from inti.models import Dokumen
from inti.rules.format import angka_ringkas, tanggal, waktu
from inti.services import dokumen
from pelatihan.models import CalonPenghargaan, SidangPenghargaan
from pelatihan.rules.penghargaan import LABEL, Jenis
from pelatihan.services.penghargaan.sidang import JENIS_PIAGAM, JENIS_SIDANG

PUTUSAN = dict(CalonPenghargaan.Putusan.choices)


def cetak_berita_acara(satu: SidangPenghargaan) -> bytes:
    """PDF berita acara; tidak menulis apa pun. Menolak sidang yang belum ditutup."""
    terbit = Dokumen.objects.filter(jenis=JENIS_SIDANG, objek_id=satu.pk).first()
    if terbit is None or satu.naskah is None:
        raise GalatAturan("Berita acara terbit saat sidangnya ditutup. Tutup sidangnya lebih dahulu.")
    isi, aturan = satu.naskah, satu.naskah["aturan"]
    return dokumen.cetak(
        templat="berita_acara_penghargaan",
        data={
            **_umum(satu, terbit, isi["periode"]),
            "pimpinan": isi["pimpinan"],
            "hadir": isi["hadir"],
            "catatan": isi["catatan"],
            "ditutup": waktu(datetime.fromisoformat(isi["ditutup"]).astimezone(satu.instansi.zona_waktu)),
            "aturan": [
                f"Sangat Baik berturut-turut: {aturan['beruntun']} periode",
                f"Pujian warga: sekurangnya {aturan['pujian']}",
                f"Kemajuan unit: naik sekurangnya {angka_ringkas(aturan['naik'])}, {aturan['unit']} unit teratas",
            ],
            "calon": [
                {
                    "nama": c["nama"],
                    "nip": c["nip"],
                    "unit": c["unit"],
                    "jenis": LABEL[Jenis(c["jenis"])],
                    "alasan": c["alasan"],
                    "putusan": PUTUSAN[c["putusan"]],
                    "alasan_putusan": c["alasan_putusan"],
                    "oleh": c["oleh"],
                }
                for c in isi["calon"]
            ],
        },
        saat=terbit.terbit,
    )


def cetak_piagam(calon: CalonPenghargaan) -> bytes:
    """PDF piagam satu penghargaan. Menolak yang tidak diberikan dan sidang yang belum ditutup."""
    satu = calon.sidang
    terbit = Dokumen.objects.filter(jenis=JENIS_PIAGAM, objek_id=calon.pk).first()
    if terbit is None or satu.naskah is None:
        raise GalatAturan("Piagam terbit saat sidangnya ditutup, bagi yang diberikan.")
    isi = next(c for c in satu.naskah["calon"] if c["id"] == calon.pk)
    return dokumen.cetak(
        templat="piagam",
        data={
            **_umum(satu, terbit, satu.naskah["periode"]),
            "nama": isi["nama"],
            "nip": isi["nip"],
            "unit": isi["unit"],
            "jenis": LABEL[Jenis(isi["jenis"])],
            "alasan": isi["alasan"],
            "pimpinan": satu.naskah["pimpinan"],
            "berita_acara": satu.naskah["nomor"],
        },
        saat=terbit.terbit,
    )


def _umum(satu: SidangPenghargaan, terbit: Dokumen, subjudul: str) -> dict[str, Any]:
    instansi = satu.instansi
    assert satu.naskah is not None
    hari = datetime.fromisoformat(satu.naskah["ditutup"]).astimezone(instansi.zona_waktu).date()
    return {
        "dokumen": dokumen.keterangan(
            terbit,
            instansi=instansi.nama,
            subjudul=subjudul,
            contoh=instansi.data_contoh or settings.MODE_CONTOH,
        ),
        "periode": satu.naskah["periode"],
        "tempat_tanggal": f"{instansi.nama}, {tanggal(hari)}",
    }
