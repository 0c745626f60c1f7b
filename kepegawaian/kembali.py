"""Halaman yang dibuka lagi sesudah masuk menampilkan formulirnya terisi seperti saat sesinya habis."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from inti.isian import pasang
from kepegawaian import titipan, tulisan

KABAR = "Yang Anda tulis masih ada; kirimannya belum tersimpan karena Anda perlu masuk dahulu."


def tampilkan(request: HttpRequest, jawaban: HttpResponse) -> HttpResponse:
    """Isi formulir di halaman asalnya. Formulir yang tidak ada lagi di sana dibawa ke halaman tulisan, sekali saja."""
    isi = request.session.get(tulisan.KUNCI) if request.user.is_authenticated else None
    if (
        not request.user.is_authenticated
        or not isi
        or isi.get("asal") != request.get_full_path()
        or isi.get("ditawarkan")
    ):
        return jawaban
    milik = tulisan.ambil(request.session, nip=request.user.nip, sekarang=timezone.now())
    if milik is None:
        return jawaban
    if _terisi(milik, jawaban):
        return jawaban
    request.session[tulisan.KUNCI] = isi | {"ditawarkan": True}
    return redirect("kepegawaian:tulisan")


def _terisi(milik: tulisan.Tulisan, jawaban: HttpResponse) -> bool:
    html = str(jawaban.headers.get("Content-Type", "")).startswith("text/html")
    if jawaban.status_code != 200 or not html or jawaban.streaming:
        return False
    return pasang(
        jawaban,
        halaman=milik.asal,
        tujuan=milik.alamat,
        isian=milik.isian,
        kabar=KABAR,
        nama_bidang=tulisan.BIDANG,
        tanda=milik.tanda,
        ikut=[satu.nama for satu in milik.dititip],
        pilih_lagi=milik.pilih_lagi,
    )


def lampirkan(request: HttpRequest) -> None:
    """Kiriman dari formulir yang terisi kembali, atau yang tadi ditolak, membawa berkas titipannya."""
    if request.user.is_authenticated and titipan.BIDANG in request.POST:
        titipan.pasang(request, nip=request.user.nip, sekarang=timezone.now())
    tanda = request.POST.get(tulisan.BIDANG, "")
    isi = request.session.get(tulisan.KUNCI) if tanda else None
    if (
        not request.user.is_authenticated
        or not isi
        or isi.get("tanda") != tanda
        or isi["alamat"] != request.get_full_path()
    ):
        return
    milik = tulisan.ambil(request.session, nip=request.user.nip, sekarang=timezone.now())
    if milik is not None:
        titipan.lampirkan(request, milik.dititip)
