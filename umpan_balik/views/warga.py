"""Halaman lacak warga: tanpa kuki, sesi, dan skrip. Formulir surveinya di views/survei.py."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.klien import alamat
from kepegawaian.services.percobaan import TerlaluSering
from umpan_balik import tanda
from umpan_balik.forms.survei import LacakForm
from umpan_balik.queries import tanda_terima
from umpan_balik.rules.bahasa import Bahasa, bahasa, saat_inggris, sebab, seberang, tanggal
from umpan_balik.rules.bahasa_lacak import KATA_LACAK
from umpan_balik.services import aspirasi, warga
from umpan_balik.sidik import sidik_harian, sidik_pelacak
from umpan_balik.views.bantu import alamat_dalam, kata_dalam

GALAT_ISIAN = {"required": "kosong", "max_length": "panjang"}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def lacak(request: HttpRequest) -> HttpResponse:
    """Cari kiriman dengan kode pelacakan; kodenya dikirim lewat POST supaya tidak tinggal di alamat."""
    dalam = bahasa(request.GET.get("b", ""))
    form = LacakForm(request.POST if request.method == "POST" else None)
    galat, status = "", 200
    if request.method == "POST" and form.is_valid():
        kode = form.cleaned_data["kode"]
        try:
            hasil = warga.lacak_kode(kode=kode, sidik=_sidik(request), sekarang=timezone.now())
        except TerlaluSering:
            galat, status = "terlalu_sering", 429
        else:
            if hasil is not None:
                return redirect(_rinci(request, tanda.buat("lacak", sidik_pelacak(kode))))
            galat = "tidak_ditemukan"
    elif request.method == "POST":
        galat = GALAT_ISIAN.get(form.errors.as_data()["kode"][0].code or "", "tidak_ditemukan")
    isi = {"form": form, "url_bahasa": alamat_dalam("umpan_balik:lacak", seberang(dalam))}
    isi |= kata_dalam(dalam, KATA_LACAK)
    isi["galat"] = KATA_LACAK[dalam][galat] if galat else ""
    isi["galat_butir"] = [("kode", isi["galat"])] if galat else []
    return render(request, "umpan_balik/warga/lacak.html", isi, status=status)


@require_safe
def lacak_rinci(request: HttpRequest, tanda_lacak: str) -> HttpResponse:
    """Keadaan suara dan sarannya."""
    dalam = bahasa(request.GET.get("b", ""))
    hasil = _pelacakan(tanda_lacak)
    if hasil is None:
        return redirect(alamat_dalam("umpan_balik:lacak", dalam))
    with timezone.override(hasil.terima.instansi.zona_waktu):
        isi = {
            "hasil": hasil,
            "instansi": hasil.terima.instansi,
            "tanda": tanda_lacak,
            "ditarik": hasil.aspirasi is not None and hasil.aspirasi.teks == aspirasi.DITARIK,
            "tgl": _siap_tulis(hasil, dalam),
        } | kata_dalam(dalam, KATA_LACAK)
        jawaban = render(request, "umpan_balik/warga/lacak_rinci.html", isi)
    jawaban.headers["Cache-Control"] = "no-store"
    return jawaban


def _siap_tulis(hasil: tanda_terima.Pelacakan, dalam: Bahasa) -> dict[str, object]:
    """Tanggal dan kata keadaan dalam bahasanya; dipanggil di zona waktu pemdanya."""
    k, a = KATA_LACAK[dalam], hasil.aspirasi
    isi: dict[str, object] = {
        "diterima": saat_inggris(timezone.localtime(hasil.terima.diterima)),
        "sebab": sebab(hasil.terima.alasan_ditahan, dalam),
    }
    if a is None:
        return isi
    return isi | {
        "status": k[a.status],
        "masuk": tanggal(a.tanggal, dalam),
        "tenggat": tanggal(a.tenggat, dalam) if a.tenggat else "",
        "batas": tanggal(hasil.terima.dijawab_paling_lambat, dalam),
        "dijawab": tanggal(timezone.localtime(a.dijawab_pada).date(), dalam) if a.dijawab_pada else "",
        "tanggapan": k[f"nilai_{a.tanggapan}"] if a.tanggapan else "",
        "langkah": [
            (tanggal(x.tanggal, dalam), k[f"langkah_{x.jenis}"], x.keterangan) for x in hasil.langkah
        ],
    }


def _rinci(request: HttpRequest, tanda_lacak: str) -> str:
    return alamat_dalam("umpan_balik:lacak_rinci", bahasa(request.GET.get("b", "")), tanda_lacak)


@csrf_exempt
@require_POST
def lacak_tarik(request: HttpRequest, tanda_lacak: str) -> HttpResponse:
    """Tarik kembali saran; tanda di alamat membuktikan pemegang kodenya."""
    hasil = _pelacakan(tanda_lacak)
    if hasil is not None and hasil.aspirasi is not None:
        aspirasi.tarik(aspirasi=hasil.aspirasi, sekarang=timezone.now())
    return redirect(_rinci(request, tanda_lacak))


@csrf_exempt
@require_POST
def profil_tarik(request: HttpRequest, tanda_lacak: str) -> HttpResponse:
    """Hapus keterangan diri; tanda di alamat membuktikan pemegang kode lacaknya."""
    hasil = _pelacakan(tanda_lacak)
    alamat_ = _rinci(request, tanda_lacak)
    if hasil is None:
        return redirect(alamat_)
    warga.tarik_profil(kode=hasil.terima.kode_pelacakan)
    return redirect(f"{alamat_}{'&' if '?' in alamat_ else '?'}profil=dihapus")


def _pelacakan(tanda_lacak: str) -> tanda_terima.Pelacakan | None:
    terbaca = tanda.baca("lacak", tanda_lacak, umur=tanda.UMUR_LACAK)
    return tanda_terima.lacak_sidik(terbaca.isi) if terbaca is not None and terbaca.segar else None


def _sidik(request: HttpRequest) -> str:
    """Sidik hari ini; halaman lacak belum tahu instansinya, jadi harinya menurut zona waktu peladen."""
    agen = request.headers.get("User-Agent", "")
    return sidik_harian(alamat=alamat(request), agen=agen, hari=timezone.localdate())
