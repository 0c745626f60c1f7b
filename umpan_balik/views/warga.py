"""Halaman warga: tanpa kuki, sesi, dan skrip. Perlindungan kirimannya: lihat umpan_balik/tanda.py."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.klien import alamat
from umpan_balik import tanda
from umpan_balik.forms.survei import LacakForm, SurveiForm
from umpan_balik.models import TitikLayanan
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.queries import tanda_terima
from umpan_balik.queries.titik import KeadaanKode, keadaan_kode, titik_warga
from umpan_balik.rules.unsur import UNSUR
from umpan_balik.services import aspirasi, warga
from umpan_balik.sidik import berkelompok, rapikan_kode, sidik_harian, sidik_kios, sidik_pelacak
from umpan_balik.views.bantu import laksanakan

KEDALUWARSA = (
    "Formulir ini dibuka lebih dari sehari lalu. Jawaban Anda masih ada; periksa lalu tekan Kirim lagi."
)
TANDA_ASING = "Formulir ini tidak lengkap terkirim. Jawaban Anda masih ada; tekan Kirim lagi."
KODE_TAK_BERLAKU = {
    KeadaanKode.DIPAKAI: "Kode kunjungan ini sudah dipakai.",
    KeadaanKode.TIDAK_DIKENAL: "Kode kunjungan ini tidak dikenal di loket ini.",
}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def survei(request: HttpRequest, token: str, kode: str = "") -> HttpResponse:
    """Formulir sembilan unsur; kiriman ulang dengan tanda yang sama kembali ke tanda terima yang sama."""
    titik = titik_warga(token)
    if titik is None or not titik.aktif:
        return tidak_menerima(request, titik)
    if request.method == "POST":
        return terima_kiriman(request, titik)
    keadaan = keadaan_kode(titik, kode) if kode else None
    form = SurveiForm(
        initial={"kode": berkelompok(rapikan_kode(kode)) if keadaan is KeadaanKode.BAIK else ""}
    )
    return gambar(request, titik, form, pesan_kode=KODE_TAK_BERLAKU.get(keadaan, "") if keadaan else "")


def terima_kiriman(request: HttpRequest, titik: TitikLayanan, *, kios: str = "") -> HttpResponse:
    form = SurveiForm(request.POST)
    terbaca = tanda.kunci_formulir(request.POST.get("tanda", ""), token_titik=titik.token)
    if terbaca is not None and tanda_terima.terima_dengan_kunci(terbaca[0]) is not None:
        return _ke_tanda_terima(terbaca[0], titik, kios)
    if not form.is_valid():
        return gambar(request, titik, form, lama=terbaca, kios=kios)
    if terbaca is None or not terbaca[1]:
        form.add_error(None, TANDA_ASING if terbaca is None else KEDALUWARSA)
        return gambar(request, titik, form, kios=kios)
    kunci, sekarang = terbaca[0], timezone.now()
    tanpa_kode = "tanpa_kode" in request.POST
    terima = laksanakan(
        form,
        lambda: warga.kirim_survei(
            titik=titik,
            nilai=form.nilai(),
            saran=form.cleaned_data["saran"],
            setuju_versi=form.cleaned_data["setuju"],
            kunci=kunci,
            kode=None if tanpa_kode else rapikan_kode(form.cleaned_data["kode"]) or None,
            sidik=_sidik(request, titik, kios),
            sekarang=sekarang,
            curiga=_curiga(request, form),
            kios=bool(kios),
        ),
    )
    if terima is None:
        return gambar(request, titik, form, lama=terbaca, kios=kios)
    return _ke_tanda_terima(kunci, titik, kios)


def gambar(
    request: HttpRequest,
    titik: TitikLayanan,
    form: SurveiForm,
    *,
    lama: tuple[UUID, bool] | None = None,
    pesan_kode: str = "",
    kios: str = "",
) -> HttpResponse:
    """Formulir dengan semua isinya; tanda yang masih segar dipakai terus supaya tetap satu suara."""
    segar = lama is not None and lama[1]
    jawaban = render(
        request,
        "umpan_balik/warga/survei.html",
        {
            "instansi": titik.layanan.instansi,
            "titik": titik,
            "form": form,
            "naskah": form.naskah,
            "versi": VERSI_KINI,
            "unsur": UNSUR,
            "tanda": request.POST["tanda"] if segar else tanda.formulir_baru(titik.token),
            "kode": form.data.get("kode", "") if form.is_bound else form.initial["kode"],
            "pesan_kode": pesan_kode,
            "galat": form.galat_bidang(),
            "kios": reverse("umpan_balik:survei_kios", args=[titik.token, kios]) if kios else "",
        },
    )
    # Bukan no-store: tombol Kembali harus menampilkan formulir yang sama, dengan kunci yang sama.
    jawaban.headers["Cache-Control"] = "no-store" if kios else "private, max-age=0"
    return jawaban


def _ke_tanda_terima(kunci: UUID, titik: TitikLayanan, kios: str) -> HttpResponse:
    terima = tanda.buat("terima", kunci.hex)
    if kios:
        return redirect("umpan_balik:survei_kios_terima", titik.token, kios, terima)
    return redirect("umpan_balik:survei_terima", terima)


def tidak_menerima(request: HttpRequest, titik: TitikLayanan | None) -> HttpResponse:
    isi = {"titik": titik, "instansi": titik.layanan.instansi if titik else None}
    return render(request, "umpan_balik/warga/tidak_menerima.html", isi, status=404)


@require_safe
def survei_terima(request: HttpRequest, tanda_terima_: str) -> HttpResponse:
    """Tanda terima. Hanya pemegang alamat ini yang dapat membukanya; kodenya tampil tiga hari."""
    terbaca = tanda.baca("terima", tanda_terima_, umur=tanda.UMUR_TERIMA)
    terima = tanda_terima.terima_dengan_kunci(UUID(terbaca.isi)) if terbaca else None
    if terbaca is None or terima is None:
        raise Http404
    with timezone.override(terima.instansi.zona_waktu):
        isi = {"terima": terima, "instansi": terima.instansi, "tampil_kode": terbaca.segar}
        jawaban = render(request, "umpan_balik/warga/terima.html", isi)
    jawaban.headers["Cache-Control"] = "no-store"
    return jawaban


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def lacak(request: HttpRequest) -> HttpResponse:
    """Cari kiriman dengan kode pelacakan; kodenya dikirim lewat POST supaya tidak tinggal di alamat."""
    form = LacakForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hasil = tanda_terima.lacak(form.cleaned_data["kode"])
        if hasil is not None:
            return redirect(
                "umpan_balik:lacak_rinci", tanda.buat("lacak", sidik_pelacak(form.cleaned_data["kode"]))
            )
        form.add_error("kode", "Kode ini tidak ditemukan. Periksa setiap kelompok huruf pada tanda terima.")
    return render(request, "umpan_balik/warga/lacak.html", {"form": form})


@require_safe
def lacak_rinci(request: HttpRequest, tanda_lacak: str) -> HttpResponse:
    """Keadaan suara dan sarannya."""
    hasil = _pelacakan(tanda_lacak)
    if hasil is None:
        return redirect("umpan_balik:lacak")
    with timezone.override(hasil.terima.instansi.zona_waktu):
        jawaban = render(
            request,
            "umpan_balik/warga/lacak_rinci.html",
            {
                "hasil": hasil,
                "instansi": hasil.terima.instansi,
                "tanda": tanda_lacak,
                "ditarik": hasil.aspirasi is not None and hasil.aspirasi.teks == aspirasi.DITARIK,
            },
        )
    jawaban.headers["Cache-Control"] = "no-store"
    return jawaban


@csrf_exempt
@require_POST
def lacak_tarik(request: HttpRequest, tanda_lacak: str) -> HttpResponse:
    """Tarik kembali saran; tanda di alamat membuktikan pemegang kodenya."""
    hasil = _pelacakan(tanda_lacak)
    if hasil is not None and hasil.aspirasi is not None:
        aspirasi.tarik(aspirasi=hasil.aspirasi, sekarang=timezone.now())
    return redirect("umpan_balik:lacak_rinci", tanda_lacak)


def _pelacakan(tanda_lacak: str) -> tanda_terima.Pelacakan | None:
    terbaca = tanda.baca("lacak", tanda_lacak, umur=tanda.UMUR_LACAK)
    return tanda_terima.lacak_sidik(terbaca.isi) if terbaca is not None and terbaca.segar else None


def _sidik(request: HttpRequest, titik: TitikLayanan, kios: str) -> str:
    hari = timezone.now().astimezone(titik.layanan.instansi.zona_waktu).date()
    if kios:
        return sidik_kios(kunci=kios, hari=hari)
    return sidik_harian(alamat=alamat(request), agen=request.headers.get("User-Agent", ""), hari=hari)


def _curiga(request: HttpRequest, form: SurveiForm) -> str:
    if form.cleaned_data["situs"]:
        return "Kolom jebakan terisi"
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return "Dikirim dari situs lain"
    return ""
