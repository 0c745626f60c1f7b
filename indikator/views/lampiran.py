"""Berkas yang menyertai sebuah formulir: diunggah lebih dahulu, sehingga penolakan apa pun tidak menghilangkannya."""

from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpRequest

from indikator.queries.realisasi import berkas_milik
from indikator.services.realisasi.unggah import unggah_bukti
from indikator.views.pintu import saya
from inti.galat import GalatAturan
from inti.models import Berkas


@dataclass(frozen=True, slots=True)
class Lampiran:
    """Berkas yang sudah tersimpan, pesan bagi yang ditolak, dan apakah kiriman ini hanya menghapus satu berkas."""

    berkas: list[Berkas]
    ditolak: list[str] = field(default_factory=list)
    hanya_hapus: bool = False


def lampiran(request: HttpRequest, sekarang: datetime) -> Lampiran:
    """Simpan kiriman baru, dan kumpulkan dengan yang sudah diunggah; tombol Hapus mengeluarkan satu.

    Tiap berkas disimpan sendiri-sendiri: yang ditolak menyebut sebabnya, yang lain tetap masuk. Yang terkirim dua kali
    (nama dan isinya sama) cukup satu.
    """
    baru, ditolak = [], []
    for kiriman in request.FILES.getlist("berkas"):
        try:
            baru.append(unggah_bukti(kiriman=kiriman, oleh=saya(request), sekarang=sekarang))
        except GalatAturan as galat:
            ditolak.append(galat.pesan)
    aksi, _, nomor = request.POST.get("aksi", "").partition(":")
    dibuang = int(nomor) if aksi == "hapus" and nomor.isdecimal() else None
    ids = [int(i) for i in request.POST.getlist("berkas_ids") if i.isdecimal()]
    semua = [*berkas_milik(saya(request), [i for i in ids if i != dibuang]), *baru]
    unik = list({(b.nama, b.sha256): b for b in reversed(semua)}.values())[::-1]
    return Lampiran(unik, ditolak, aksi == "hapus")
