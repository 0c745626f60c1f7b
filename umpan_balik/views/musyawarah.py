"""Musyawarah untuk warga: tanpa kuki, sesi, dan skrip, dengan perlindungan kiriman yang sama seperti survei."""

from uuid import UUID, uuid5

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from inti.galat import GalatAturan
from inti.klien import alamat
from kepegawaian.models import Instansi
from kepegawaian.services.percobaan import TerlaluSering
from umpan_balik import tanda
from umpan_balik.forms.musyawarah import UsulForm
from umpan_balik.models import Musyawarah
from umpan_balik.queries import musyawarah as isi
from umpan_balik.rules.musyawarah import DUKUNG_SEALAT, DUKUNG_SEJARINGAN, NASKAH, VERSI_KINI
from umpan_balik.services import musyawarah as layanan
from umpan_balik.sidik import kunci_acak, sidik_harian
from umpan_balik.sidik_musyawarah import sidik_topik
from umpan_balik.views.bantu import laksanakan

BANYAK_USUL, BANYAK_TOPIK = 20, 20
TANDA_ASING = "Halaman ini terbuka lebih dari sehari. Tulisan Anda masih ada; tekan Kirim sekali lagi."


@require_safe
def daftar(request: HttpRequest, slug: str) -> HttpResponse:
    """Semua musyawarah satu pemda: yang dibuka, dan catatan yang sudah diputuskan."""
    instansi = get_object_or_404(Instansi, slug=slug)
    laman = Paginator(isi.umum(instansi), BANYAK_TOPIK).get_page(request.GET.get("halaman"))
    return _gambar(request, instansi, "daftar", {"laman": laman})


@require_safe
def rinci(request: HttpRequest, slug: str, musyawarah_id: int) -> HttpResponse:
    """Satu topik: usul menurut dukungan, formulir selama dibuka, putusan dan janji sesudahnya."""
    return _halaman(request, _topik(slug, musyawarah_id), UsulForm())


@csrf_exempt
@require_POST
def usulkan(request: HttpRequest, slug: str, musyawarah_id: int) -> HttpResponse:
    """Kirim usul; kiriman ulang dari halaman yang sama kembali ke tanda terima yang sama."""
    topik = _topik(slug, musyawarah_id)
    kunci = _kunci(request, topik)
    form = UsulForm(request.POST)
    if kunci is not None and isi.usul_berkunci(kunci) is not None:
        return redirect("umpan_balik:musyawarah_terima", _terima("usul", kunci))
    if form.is_valid() and kunci is None:
        form.add_error(None, TANDA_ASING)
    if kunci is None or not form.is_valid():
        return _halaman(request, topik, form)
    hari = topik.instansi.hari_pada(timezone.now())
    sidik = sidik_harian(alamat=alamat(request), agen=_agen(request), hari=hari)
    try:
        layanan.jatah_usul(sidik=sidik, sekarang=timezone.now())
    except TerlaluSering as galat:
        form.add_error(None, galat.pesan)
        return _halaman(request, topik, form, status=429)
    usul = laksanakan(
        form,
        lambda: layanan.usulkan(
            musyawarah=topik,
            teks=form.cleaned_data["teks"],
            setuju_versi=form.cleaned_data["setuju"],
            kunci=kunci,
            sidik=sidik,
            sekarang=timezone.now(),
            curiga=_curiga(request),
        ),
    )
    if usul is None:
        return _halaman(request, topik, form)
    return redirect("umpan_balik:musyawarah_terima", _terima("usul", kunci))


@csrf_exempt
@require_POST
def dukung(request: HttpRequest, slug: str, musyawarah_id: int, usul_id: int) -> HttpResponse:
    """Dukung satu usul. Halaman yang basi dikembalikan, supaya dukungannya memakai kunci yang segar."""
    topik = _topik(slug, musyawarah_id)
    usul = get_object_or_404(isi.usul_tampil(topik), pk=usul_id)
    induk = _kunci(request, topik)
    if induk is None:
        return redirect("umpan_balik:musyawarah", slug, musyawarah_id)
    kunci = uuid5(induk, str(usul.pk))
    try:
        layanan.dukung(
            usul=usul,
            kunci=kunci,
            sidik=sidik_topik(musyawarah_id=topik.pk, alamat=alamat(request), agen=_agen(request)),
            sekarang=timezone.now(),
            curiga=_curiga(request),
        )
    except GalatAturan:
        return redirect("umpan_balik:musyawarah", slug, musyawarah_id)
    return redirect("umpan_balik:musyawarah_terima", _terima("dukungan", kunci))


@require_safe
def terima(request: HttpRequest, tanda_terima_: str) -> HttpResponse:
    """Keadaan usul atau dukungan; alamat ini dapat disimpan untuk mengikutinya."""
    terbaca = tanda.baca("musyawarah", tanda_terima_, umur=tanda.UMUR_TERIMA)
    jenis, _, kunci = terbaca.isi.partition(".") if terbaca else ("", "", "")
    usul = isi.usul_berkunci(UUID(kunci)) if jenis == "usul" else None
    dukungan = isi.dukungan_berkunci(UUID(kunci)) if jenis == "dukungan" else None
    if usul is None and dukungan is None:
        raise Http404
    topik = usul.musyawarah if usul else dukungan.usul.musyawarah  # type: ignore[union-attr]
    jawaban = _gambar(request, topik.instansi, "terima", {"topik": topik, "usul": usul, "dukungan": dukungan})
    jawaban.headers["Cache-Control"] = "no-store"
    return jawaban


def _halaman(request: HttpRequest, topik: Musyawarah, form: UsulForm, *, status: int = 200) -> HttpResponse:
    hari = topik.instansi.hari_pada(timezone.now())
    dibuka = isi.sedang_dibuka(topik, hari)
    laman = Paginator(isi.usul_tampil(topik), BANYAK_USUL).get_page(request.GET.get("halaman"))
    segar = _kunci(request, topik) is not None and form.is_bound
    jawaban = _gambar(
        request,
        topik.instansi,
        "rinci",
        {
            "topik": topik,
            "laman": laman,
            "jumlah": isi.jumlah(topik),
            "ditolak": isi.usul_ditolak(topik),
            "dibuka": dibuka,
            "belum_mulai": topik.mulai > hari,
            "form": form,
            "galat": form.galat_bidang(),
            "naskah": NASKAH[VERSI_KINI],
            "tanda": request.POST["tanda"] if segar else _formulir(topik),
            "sealat": DUKUNG_SEALAT,
            "sejaringan": DUKUNG_SEJARINGAN,
        },
    )
    jawaban.status_code = status
    jawaban.headers["Cache-Control"] = "private, max-age=0"
    return jawaban


def _gambar(request: HttpRequest, instansi: Instansi, nama: str, konteks: dict[str, object]) -> HttpResponse:
    with timezone.override(instansi.zona_waktu):
        return render(request, f"umpan_balik/musyawarah/{nama}.html", {"instansi": instansi} | konteks)


def _topik(slug: str, musyawarah_id: int) -> Musyawarah:
    return get_object_or_404(
        Musyawarah.objects.select_related("instansi", "unit__dinas").exclude(status=Musyawarah.Status.DRAF),
        pk=musyawarah_id,
        instansi__slug=slug,
    )


def _formulir(topik: Musyawarah) -> str:
    return tanda.buat("usul", f"{topik.pk}.{kunci_acak().hex}")


def _kunci(request: HttpRequest, topik: Musyawarah) -> UUID | None:
    """Kunci sekali pakai dari tanda yang kami sajikan untuk topik itu; None bila palsu, milik topik lain, atau basi."""
    terbaca = tanda.baca("usul", request.POST.get("tanda", ""), umur=tanda.UMUR_FORMULIR)
    if terbaca is None or not terbaca.segar:
        return None
    nomor, _, kunci = terbaca.isi.partition(".")
    return UUID(kunci) if nomor == str(topik.pk) else None


def _terima(jenis: str, kunci: UUID) -> str:
    return tanda.buat("musyawarah", f"{jenis}.{kunci.hex}")


def _agen(request: HttpRequest) -> str:
    return request.headers.get("User-Agent", "")


def _curiga(request: HttpRequest) -> str:
    if request.POST.get("situs"):
        return "Kolom jebakan terisi"
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return "Dikirim dari situs lain"
    return ""
