"""Formulir survei warga: tanpa sesi dan skrip. Perlindungan kirimannya: lihat umpan_balik/tanda.py.

Satu-satunya kuki hanya atas permintaan warganya sendiri: jawaban yang disimpan di ponselnya (umpan_balik/ponsel.py).
"""

import hashlib
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from inti.klien import alamat
from inti.rules.format import waktu
from kepegawaian.views.klien import nip_perangkat
from umpan_balik import ponsel, tanda
from umpan_balik.forms.survei import SurveiForm
from umpan_balik.models import TitikLayanan
from umpan_balik.persetujuan import NASKAH, VERSI_KINI
from umpan_balik.queries import kecurigaan, tanda_terima
from umpan_balik.queries.titik import titik_dari_kode, titik_warga
from umpan_balik.rules import kecurigaan as sebab
from umpan_balik.rules.bahasa import KATA, Bahasa, bahasa, galat, saat_inggris, seberang
from umpan_balik.rules.bukti_kerja import BIT, terbukti
from umpan_balik.rules.unsur import UNSUR
from umpan_balik.services import warga
from umpan_balik.services.warga import KeadaanKode
from umpan_balik.sidik import berkelompok, rapikan_kode, sidik_harian, sidik_kios
from umpan_balik.views.bantu import alamat_dalam, kata_dalam, laksanakan
from umpan_balik.views.terima import tidak_menerima

KEDALUWARSA = (
    "Formulir ini dibuka lebih dari sehari lalu. Jawaban Anda masih ada; periksa lalu tekan Kirim lagi."
)
TANDA_ASING = "Formulir ini tidak lengkap terkirim. Jawaban Anda masih ada; tekan Kirim lagi."
TERLALU_SERING = (
    "Terlalu banyak kode keliru dari jaringan ini. Tunggu seperempat jam, atau kirim tanpa kode sekarang."
)
KODE_TAK_BERLAKU = {
    KeadaanKode.DIPAKAI: "Kode kunjungan ini sudah dipakai.",
    KeadaanKode.LEWAT: "Masa berlaku kode kunjungan ini sudah lewat.",
    KeadaanKode.TIDAK_DIKENAL: "Kode kunjungan ini tidak dikenal di loket ini.",
    KeadaanKode.TERLALU_SERING: TERLALU_SERING,
}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def survei(request: HttpRequest, token: str, kode: str = "") -> HttpResponse:
    """Formulir sembilan unsur; kiriman ulang dengan tanda yang sama kembali ke tanda terima yang sama."""
    titik = titik_warga(token)
    if titik is None:
        lewat_kode = titik_dari_kode(token)
        if lewat_kode is not None:
            return redirect("umpan_balik:survei", lewat_kode.token)
    if titik is None or not titik.aktif:
        return tidak_menerima(request, titik)
    if request.method == "POST":
        return _kiriman(request, titik)
    keadaan = _keadaan(request, titik, kode) if kode else None
    simpanan = ponsel.baca(request, token=titik.token, sekarang=timezone.now())
    form = terisi(simpanan, kode=berkelompok(rapikan_kode(kode)) if keadaan is KeadaanKode.BAIK else "")
    pesan = KODE_TAK_BERLAKU.get(keadaan, "") if keadaan else ""
    lama = _belum_suara(simpanan.tanda if simpanan else "", titik) or _tanda_lama(request, titik)
    jawaban = gambar(request, titik, form, pesan_kode=pesan, terpakai=lama, simpanan=simpanan)
    return _bersyarat(request, jawaban)


def _kiriman(request: HttpRequest, titik: TitikLayanan) -> HttpResponse:
    """Tiga tombol formulir ini: Kirim, Simpan di ponsel, dan Hapus simpanan. Yang terkirim tidak lagi tersimpan."""
    asing = request.headers.get("Sec-Fetch-Site") == "cross-site"
    formulir = alamat_dalam("umpan_balik:survei", bahasa(request.GET.get("b", "")), titik.token)
    if "hapus_simpanan" in request.POST and not asing:
        return ponsel.hapus(request, redirect(formulir), token=titik.token)
    if "simpan_ponsel" in request.POST and not asing:
        return _simpan_di_ponsel(request, titik, formulir)
    jawaban = terima_kiriman(request, titik)
    return ponsel.hapus(request, jawaban, token=titik.token) if jawaban.status_code == 302 else jawaban


def _simpan_di_ponsel(request: HttpRequest, titik: TitikLayanan, formulir: str) -> HttpResponse:
    """Simpan lalu buka lagi formulirnya; saran yang terlalu panjang tetap di layar, supaya tidak hilang."""
    if tanda.kunci_formulir(request.POST.get("tanda", ""), token_titik=titik.token) is None:
        form = SurveiForm(request.POST)
        form.add_error(None, TANDA_ASING)
        return gambar(request, titik, form)
    lengkap = ponsel.dari_kiriman(request.POST.dict(), sekarang=timezone.now())
    muat = ponsel.yang_muat(lengkap, token=titik.token)
    if muat.tanpa_saran:
        form = terisi(lengkap, kode=request.POST.get("kode", ""))
        jawaban = gambar(request, titik, form, terpakai=lengkap.tanda, simpanan=muat)
    else:
        jawaban = redirect(f"{formulir}{'&' if '?' in formulir else '?'}disimpan=ya")
    return ponsel.pasang(jawaban, muat, token=titik.token)


def terisi(simpanan: ponsel.Simpanan | None, *, kode: str = "") -> SurveiForm:
    """Formulir yang belum dikirim, dengan isian dari simpanannya."""
    form = SurveiForm(initial={"kode": kode})
    if simpanan is not None:
        form.data = dict(simpanan.isian)
    return form


def terima_kiriman(request: HttpRequest, titik: TitikLayanan, *, kios: str = "") -> HttpResponse:
    """Satu kiriman formulir. Yang sudah pernah diterima kembali ke tanda terimanya, apa pun isinya sekarang."""
    form = SurveiForm(request.POST)
    terbaca = tanda.kunci_formulir(request.POST.get("tanda", ""), token_titik=titik.token)
    sah = form.is_valid()
    if terbaca is None or not terbaca[1] or not sah:
        if terbaca is not None and tanda_terima.terima_dengan_kunci(terbaca[0]) is not None:
            return _ke_tanda_terima(request, terbaca[0], titik, kios)
        if sah:
            form.add_error(None, TANDA_ASING if terbaca is None else KEDALUWARSA)
        return gambar(request, titik, form, lama=terbaca, kios=kios)
    kunci = terbaca[0]
    kode = "" if "tanpa_kode" in request.POST else rapikan_kode(form.cleaned_data["kode"])
    if kode and _jatah_habis(request, titik, kode, kunci):
        form.add_error("kode", TERLALU_SERING)
        return gambar(request, titik, form, lama=terbaca, kios=kios, status=429)
    if _simpan(request, titik, form, kunci, kode=kode, kios=kios) is None:
        return gambar(request, titik, form, lama=terbaca, kios=kios)
    return _ke_tanda_terima(request, kunci, titik, kios)


def _jatah_habis(request: HttpRequest, titik: TitikLayanan, kode: str, kunci: UUID) -> bool:
    """Apakah kode yang meleset ini melewati jatah tebakan; kiriman ulang yang sudah diterima tidak pernah."""
    keadaan = _keadaan(request, titik, kode)
    return keadaan is KeadaanKode.TERLALU_SERING and tanda_terima.terima_dengan_kunci(kunci) is None


def _simpan(
    request: HttpRequest, titik: TitikLayanan, form: SurveiForm, kunci: UUID, *, kode: str, kios: str
) -> tanda_terima.TandaTerima | None:
    return laksanakan(
        form,
        lambda: warga.kirim_survei(
            titik=titik,
            nilai=form.nilai(),
            saran=form.cleaned_data["saran"],
            setuju_versi=form.cleaned_data["setuju"],
            kunci=kunci,
            kode=kode or None,
            sidik=_sidik(request, titik, kios),
            sekarang=timezone.now(),
            curiga=_curiga(request, form, titik, kios),
            kios=bool(kios),
            terbukti=terbukti(request.POST["tanda"], request.POST.get("bukti", "")),
            profil=form.profil(),
        ),
    )


def gambar(
    request: HttpRequest,
    titik: TitikLayanan,
    form: SurveiForm,
    *,
    lama: tuple[UUID, bool] | None = None,
    pesan_kode: str = "",
    kios: str = "",
    terpakai: str = "",
    simpanan: ponsel.Simpanan | None = None,
    status: int = 200,
) -> HttpResponse:
    """Formulir dengan semua isinya; tanda yang masih segar dipakai terus supaya tetap satu suara."""
    dalam = bahasa(request.GET.get("b", ""))
    lama_segar = request.POST["tanda"] if lama is not None and lama[1] else terpakai
    setuju, penjelasan = NASKAH[VERSI_KINI].dalam(dalam)
    isi = (
        _tanya(titik, form, dalam)
        | {
            "setuju": setuju,
            "penjelasan": penjelasan,
            "versi": VERSI_KINI,
            "tanda": lama_segar or tanda.formulir_baru(titik.token),
            "kode": form.data.get("kode", "") if form.is_bound else form.initial["kode"],
            "pesan_kode": galat("kode", pesan_kode, dalam) if pesan_kode else "",
            "galat": [(bidang, galat(bidang, teks, dalam)) for bidang, teks in form.galat_bidang()],
            "kios": kios,
            "bit": BIT if not kios and kecurigaan.sedang_dibanjiri(titik, sekarang=timezone.now()) else 0,
        }
        | _alamat(titik, kios, dalam)
        | _tersimpan(request, titik, simpanan, dalam)
        | kata_dalam(dalam, KATA)
    )
    jawaban = render(request, "umpan_balik/warga/survei.html", isi, status=status)
    # Bukan no-store: tombol Kembali harus menampilkan formulir yang sama, dengan kunci yang sama.
    jawaban.headers["Cache-Control"] = "no-store" if kios else "private, max-age=0"
    return jawaban


def _tanya(titik: TitikLayanan, form: SurveiForm, dalam: Bahasa) -> dict[str, object]:
    return {
        "instansi": titik.layanan.instansi,
        "titik": titik,
        "form": form,
        "pertanyaan": form.pertanyaan(dalam),
        "pilihan_profil": form.pertanyaan_profil(dalam),
        "unsur": UNSUR,
    }


def _alamat(titik: TitikLayanan, kios: str, dalam: Bahasa) -> dict[str, str]:
    """Tujuan kiriman, dan halaman yang sama dalam bahasa yang lain."""
    nama = "umpan_balik:survei_kios" if kios else "umpan_balik:survei"
    bagian = [titik.token, kios] if kios else [titik.token]
    return {
        "tujuan": alamat_dalam(nama, dalam, *bagian),
        "url_bahasa": alamat_dalam(nama, seberang(dalam), *bagian),
    }


def _tersimpan(
    request: HttpRequest, titik: TitikLayanan, simpanan: ponsel.Simpanan | None, dalam: Bahasa
) -> dict[str, object]:
    """Kabar simpanan di ponsel ini; peramban yang menolak kuki dikatakan, sebab halaman sebelumnya masih terisi."""
    if simpanan is None:
        return {"simpanan_ditolak": "disimpan" in request.GET}
    sampai = simpanan.sampai.astimezone(titik.layanan.instansi.zona_waktu)
    return {
        "simpanan": simpanan,
        "sampai": saat_inggris(sampai) if dalam is Bahasa.INGGRIS else waktu(sampai),
    }


def _tanda_lama(request: HttpRequest, titik: TitikLayanan) -> str:
    """Tanda formulir yang disimpan peramban dari pembukaan sebelumnya, selama belum menjadi suara.

    Dua tab dan F5 mendapat kunci yang sama tanpa kuki; formulir yang sudah terkirim mendapat kunci baru.
    """
    kepala = request.headers.get("If-None-Match", "").removeprefix("W/").strip('"')
    return _belum_suara(kepala.rpartition(".")[0], titik)


def _belum_suara(lama: str, titik: TitikLayanan) -> str:
    """Tanda itu selama masih berlaku dan belum menjadi suara; selain itu kosong."""
    terbaca = tanda.kunci_formulir(lama, token_titik=titik.token) if lama else None
    if terbaca is None or not terbaca[1] or tanda_terima.terima_dengan_kunci(terbaca[0]) is not None:
        return ""
    return lama


def _bersyarat(request: HttpRequest, jawaban: HttpResponse) -> HttpResponse:
    """Pasang ETag dari tanda dan isinya; 304 bila peramban memegang halaman yang persis sama."""
    isi = jawaban.content
    awal = isi.index(b'name="tanda" value="') + len(b'name="tanda" value="')
    formulir = isi[awal : isi.index(b'"', awal)].decode()
    etag = f'"{formulir}.{hashlib.sha256(isi).hexdigest()[:16]}"'
    if request.headers.get("If-None-Match", "").removeprefix("W/") == etag:
        tetap = HttpResponseNotModified()
        tetap.headers["ETag"], tetap.headers["Cache-Control"] = etag, jawaban.headers["Cache-Control"]
        return tetap
    jawaban.headers["ETag"] = etag
    return jawaban


def _ke_tanda_terima(request: HttpRequest, kunci: UUID, titik: TitikLayanan, kios: str) -> HttpResponse:
    dalam = bahasa(request.GET.get("b", ""))
    terima = tanda.buat("terima", kunci.hex)
    if kios:
        return redirect(alamat_dalam("umpan_balik:survei_kios_terima", dalam, titik.token, kios, terima))
    return redirect(alamat_dalam("umpan_balik:survei_terima", dalam, terima))


def _keadaan(request: HttpRequest, titik: TitikLayanan, kode: str) -> KeadaanKode:
    return warga.periksa_kode(
        titik=titik, kode=kode, sidik=_sidik(request, titik, ""), sekarang=timezone.now()
    )


def _sidik(request: HttpRequest, titik: TitikLayanan, kios: str) -> str:
    hari = titik.layanan.instansi.hari_pada(timezone.now())
    if kios:
        return sidik_kios(kunci=kios, hari=hari)
    return sidik_harian(alamat=alamat(request), agen=request.headers.get("User-Agent", ""), hari=hari)


def _curiga(request: HttpRequest, form: SurveiForm, titik: TitikLayanan, kios: str) -> str:
    """Sebab menahan yang terlihat dari permintaannya; tablet loket memang di jaringan kantor."""
    if form.cleaned_data["situs"]:
        return sebab.JEBAKAN
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return sebab.SITUS_LAIN
    if kios:
        return ""
    if settings.SESSION_COOKIE_NAME in request.COOKIES or nip_perangkat(request):
        return sebab.PERAMBAN_PEGAWAI
    di_kantor = kecurigaan.dari_kantor(
        instansi_id=titik.layanan.instansi_id, alamat=alamat(request), sekarang=timezone.now()
    )
    return sebab.JARINGAN_KANTOR if di_kantor else ""
