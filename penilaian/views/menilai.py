"""Meja penilai: daftar orang, bukti, dan rating bersebelahan."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from indikator.models import Bukti, Periode
from indikator.queries.periode import periode_dibaca
from indikator.rules.kebijakan import aturan_dari
from indikator.views.pintu import hari_ini, saya
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.rules.format import angka
from kepegawaian.models import Pegawai
from penilaian.forms.evaluasi import EvaluasiForm, arti_rating
from penilaian.models import Evaluasi
from penilaian.permissions import pembaca
from penilaian.queries.meja import BarisMeja, Meja, meja
from penilaian.queries.riwayat import deret
from penilaian.queries.suara import suara_meja
from penilaian.queries.tim import Tim, periode_dinilai, tim
from penilaian.rules.predikat import LABEL_RATING
from penilaian.services import evaluasi as layanan

BUKAN_PENILAI = "Anda bukan pejabat penilai orang ini pada periode ini."
GAMBAR = {"image/jpeg": "gambar", "image/png": "gambar"}
TABEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def menilai(request: HttpRequest) -> HttpResponse:
    """Langsung ke orang pertama yang menunggu; tanpa tim, jelaskan sebabnya."""
    sekarang = timezone.now()
    periode = periode_dinilai(instansi=saya(request).instansi, sekarang=sekarang)
    if periode is None:
        return render(request, "penilaian/menilai_kosong.html", {"periode": None})
    daftar = tim(penilai=saya(request), periode=periode, sekarang=sekarang)
    if not daftar.anggota:
        return render(request, "penilaian/menilai_kosong.html", {"periode": periode})
    orang = daftar.berikutnya() or daftar.anggota[0].orang
    return redirect("penilaian:menilai_orang", periode.pk, orang.id)


@login_required
def orang(request: HttpRequest, periode_id: int, pegawai_id: int) -> HttpResponse:
    """Satu orang di meja. POST menyimpan draf atau menetapkan, lalu ke orang berikutnya."""
    sekarang = timezone.now()
    periode = get_object_or_404(periode_dibaca(saya(request), kelola=False), pk=periode_id)
    pegawai = get_object_or_404(Pegawai, pk=pegawai_id, instansi_id=saya(request).instansi_id)
    if periode.jenis == Periode.Jenis.TAHUNAN:
        raise Http404("Rating diberikan per triwulan atau bulan.")
    daftar = tim(penilai=saya(request), periode=periode, sekarang=sekarang)
    if pegawai.pk not in {satu.orang.id for satu in daftar.anggota}:
        raise PermissionDenied(BUKAN_PENILAI)
    if periode.status == Periode.Status.DITUTUP or periode.penutupan_dimulai is not None:
        messages.info(request, f"{periode.nama} sudah ditutup. Ratingnya terbaca di hasil masing-masing.")
        return redirect("penilaian:menilai")
    isi = meja(penilai=saya(request), pegawai=pegawai, periode=periode, sekarang=sekarang)
    draf = request.method == "POST" and request.POST.get("aksi") != "tetapkan"
    form = EvaluasiForm(request.POST or None, nama=pegawai.nama_pendek, draf=draf, initial=_awal(isi))
    if request.method == "POST" and form.is_valid():
        jawaban = _simpan(request, form, isi)
        if jawaban is not None:
            return jawaban
        isi = meja(penilai=saya(request), pegawai=pegawai, periode=periode, sekarang=sekarang)
    return render(
        request,
        "penilaian/menilai_orang.html",
        _konteks(daftar, isi, form)
        | {
            "sekarang": sekarang,
            "buka_lalu": _boleh_buka_lalu(request, isi),
            "suara": suara_meja(isi, pembaca=saya(request), sekarang=sekarang),
        },
    )


def _boleh_buka_lalu(request: HttpRequest, isi: Meja) -> bool:
    """Penilai baru melihat angka periode lalu, tetapi hasilnya milik penilai yang dahulu; tautannya menjadi 403."""
    return bool(isi.riwayat) and pembaca(saya(request), isi.riwayat[-1], pada=hari_ini()) is not None


def _awal(isi: Meja) -> dict[str, Any]:
    if isi.evaluasi is None:
        return {"versi": 0}
    bidang = ("rating_hasil", "alasan_hasil", "rating_perilaku", "alasan_perilaku", "umpan_balik", "versi")
    return {nama: getattr(isi.evaluasi, nama) for nama in bidang}


def _simpan(request: HttpRequest, form: EvaluasiForm, isi: Meja) -> HttpResponse | None:
    """Panggil layanan; None berarti halaman ini ditampilkan lagi dengan yang sudah diketik."""
    tetapkan = request.POST.get("aksi") == "tetapkan"
    data = dict(form.cleaned_data)
    try:
        layanan.simpan(
            periode_id=isi.periode.pk,
            pegawai=isi.pegawai,
            versi=data.pop("versi"),
            tetapkan=tetapkan,
            oleh=saya(request),
            sekarang=timezone.now(),
            **data,
        )
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        form.add_error(galat.bidang if galat.bidang in form.fields else None, galat.pesan)
        if isinstance(galat, SudahBerubah):
            form.data = form.data.copy()
            form.data["versi"] = str(
                Evaluasi.objects.get(
                    periode=isi.periode, pegawai=isi.pegawai, penempatan=isi.bahan.penempatan
                ).versi
            )
        return None
    if not tetapkan:
        messages.success(request, f"Draf rating {isi.pegawai.nama} tersimpan. Hanya Anda yang melihatnya.")
        return redirect("penilaian:menilai_orang", isi.periode.pk, isi.pegawai.pk)
    daftar = tim(penilai=saya(request), periode=isi.periode, sekarang=timezone.now())
    lanjut = daftar.berikutnya(isi.pegawai.pk)
    if lanjut is None:
        messages.success(
            request, f"Rating {isi.pegawai.nama} ditetapkan. Semua orang di tim Anda sudah dinilai."
        )
        return redirect("penilaian:menilai_orang", isi.periode.pk, isi.pegawai.pk)
    messages.success(request, f"Rating {isi.pegawai.nama} ditetapkan. Berikutnya {lanjut.nama}.")
    return redirect("penilaian:menilai_orang", isi.periode.pk, lanjut.id)


def _konteks(daftar: Tim, isi: Meja, form: EvaluasiForm) -> dict[str, Any]:
    hasil, aturan = isi.bahan.hasil, aturan_dari(isi.periode.kebijakan.aturan)
    lanjut = daftar.berikutnya(isi.pegawai.pk)
    ada = isi.evaluasi
    return {
        "tim": daftar,
        "meja": isi,
        "form": form,
        "baris": [_baris(satu) for satu in isi.baris],
        "keadaan": next(satu for satu in daftar.anggota if satu.orang.id == isi.pegawai.pk),
        "usul_hasil": LABEL_RATING[hasil.usulan_hasil] if hasil.usulan_hasil else "",
        "usul_perilaku": LABEL_RATING[hasil.usulan_perilaku] if hasil.usulan_perilaku else "",
        "arti": arti_rating(aturan),
        "lanjut": lanjut,
        "tombol": f"Tetapkan, lanjut ke {lanjut.nama.split()[0]}" if lanjut else "Tetapkan",
        "riwayat": deret(isi.riwayat),
        "hasil_lalu": isi.riwayat[-1] if isi.riwayat else None,
        "tersimpan": ada if ada and form.is_bound and form.errors else None,
        "url_360": reverse("umpan_balik:daftar"),
    }


def _baris(satu: BarisMeja) -> dict[str, Any]:
    b = satu.baris
    r = b.realisasi
    tampil = r is not None and r.status != "draf"
    alasan = _alasan(satu) if tampil else ""
    return {
        "nama": b.indikator.nama,
        "bobot": b.indikator.bobot,
        "banding": [
            {"judul": "Target", "nilai": b.target},
            {"judul": "Realisasi", "nilai": b.nilai if tampil else "–"},
            {"judul": "Capaian", "nilai": angka(b.nilai_capaian) if tampil else "–"},
        ],
        "kriteria": b.indikator.kriteria if b.indikator.kualitatif else "",
        "rating": b.rating or ("belum Anda beri" if b.menunggu_rating else "menunggu laporan"),
        "alasan_rating": r.alasan_rating if r and b.rating else "",
        "uraian": b.capaian.uraian if b.capaian and tampil else "",
        "status": "" if b.perlakuan else b.status,
        "perlakuan": r.get_perlakuan_display() if r and b.perlakuan else "",
        "alasan_perlakuan": r.alasan_perlakuan if r else "",
        "alasan": alasan,
        "arah": _arah(satu.selisih) if tampil else "",
        "keterangan": r.keterangan if r and tampil else "",
        "bukti": [_bukti(x) for x in satu.bukti] if tampil else [],
    }


def _arah(selisih: Decimal | None) -> str:
    """Ikon perubahan; katanya tertulis di sebelahnya."""
    if not selisih:
        return ""
    return "panah-atas" if selisih > 0 else "panah-bawah"


def _alasan(satu: BarisMeja) -> str:
    if satu.selisih is None or satu.lalu is None:
        return ""
    if satu.selisih == 0:
        return f"Sama dengan periode lalu, {angka(satu.lalu)}."
    kata = "Naik" if satu.selisih > 0 else "Turun"
    return f"{kata} {angka(abs(satu.selisih))}. Periode lalu: {angka(satu.lalu)}."


def _bukti(bukti: Bukti) -> dict[str, str]:
    if bukti.berkas is None:
        return {"nama": bukti.judul, "url": bukti.tautan, "jenis": "tautan"}
    jenis = "tabel" if bukti.berkas.jenis == TABEL else GAMBAR.get(bukti.berkas.jenis, "dokumen")
    return {"nama": bukti.judul, "url": reverse("indikator:bukti", args=[bukti.pk]), "jenis": jenis}
