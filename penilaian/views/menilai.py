"""Meja penilai: daftar orang, bukti, dan rating bersebelahan."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from indikator.models import Periode
from indikator.queries.periode import periode_dibaca
from indikator.rules.kebijakan import aturan_dari
from indikator.views.pintu import hari_ini, saya
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.views import draf as draf_ketikan
from kepegawaian.models import Pegawai
from penilaian.forms.evaluasi import EvaluasiForm, arti_rating
from penilaian.permissions import pembaca
from penilaian.queries.meja import Meja, meja
from penilaian.queries.menilai_kurva import kurva_meja
from penilaian.queries.riwayat import deret
from penilaian.queries.suara import suara_meja
from penilaian.queries.tim import Tim, periode_dinilai, tim
from penilaian.queries.umpan_rhk import perlu_disunting
from penilaian.rules.predikat import LABEL_RATING
from penilaian.rules.umpan_rhk import Contoh, contoh_untuk
from penilaian.services.menilai_indikator import simpan_meja
from penilaian.services.umpan_rhk import PerluDisunting
from penilaian.views.menilai_isi import awal_indikator, catatan_umum, kelompok_rhk, kotak_nilai

BUKAN_PENILAI = "Anda bukan pejabat penilai orang ini pada periode ini."


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
    form, fokus = _formulir(request, isi)
    if form.is_bound and form.is_valid():
        jawaban = _simpan(request, form, isi)
        if jawaban is not None:
            return jawaban
        kini = meja(penilai=saya(request), pegawai=pegawai, periode=periode, sekarang=sekarang)
        isi = replace(isi, evaluasi=kini.evaluasi, butir=kini.butir, baris=kini.baris)
    return render(
        request,
        "penilaian/menilai_orang.html",
        _konteks(daftar, isi, form)
        | _umpan(request, isi, form, fokus)
        | {
            "sekarang": sekarang,
            "buka_lalu": _boleh_buka_lalu(request, isi),
            "suara": suara_meja(isi, pembaca=saya(request), sekarang=sekarang),
            "kurva": kurva_meja(penilai=saya(request), periode=periode, sekarang=sekarang),
        },
    )


def _formulir(request: HttpRequest, isi: Meja) -> tuple[EvaluasiForm, str]:
    """Formulir dan kotak yang baru disisipi contoh. Menyisipkan tidak menyimpan dan tidak memeriksa apa pun."""
    aksi, kunci, kode = f"{request.POST.get('aksi', '')}::".split(":")[:3]
    umum: dict[str, Any] = {
        "nama": isi.pegawai.nama_pendek,
        "pokok": isi.pokok.values(),
        "indikator": [b.baris.indikator.pk for b in isi.baris if b.dapat_dirating],
    }
    contoh = next((c.teks for c in _contoh(isi, kunci) if c.kode == kode), "") if aksi == "contoh" else ""
    if contoh:
        awal = request.POST.dict()
        awal[kunci] = "\n".join(filter(None, (awal.get(kunci, "").strip(), contoh)))
        form = EvaluasiForm(initial=awal, **umum)
        form.fields[kunci].widget.attrs["autofocus"] = True
        return form, kunci
    draf = request.method == "POST" and aksi != "tetapkan"
    return EvaluasiForm(request.POST or None, draf=draf, initial=_awal(isi), **umum), ""


def _contoh(isi: Meja, kunci: str) -> tuple[Contoh, ...]:
    return contoh_untuk(isi.pokok[kunci].nilai) if kunci in isi.pokok else ()


def _umpan(request: HttpRequest, isi: Meja, form: EvaluasiForm, fokus: str) -> dict[str, Any]:
    """RHK dan nilai dengan kotaknya; yang tersimpan tetapi masih perlu disunting disebut di bawah kotaknya."""
    perlu = perlu_disunting(
        {b.kunci: b.teks for b in isi.butir},
        pokok=isi.pokok,
        pegawai=isi.pegawai,
        penulis_id=saya(request).pk,
        periode_id=isi.periode.pk,
    )
    return {
        "kelompok": kelompok_rhk(isi, form, perlu=perlu, fokus=fokus),
        "nilai": kotak_nilai(isi, form, perlu=perlu, fokus=fokus),
        "catatan_umum": catatan_umum(isi),
        "fokus": fokus,
        "perlu": len(perlu),
    }


def _boleh_buka_lalu(request: HttpRequest, isi: Meja) -> bool:
    """Penilai baru melihat angka periode lalu, tetapi hasilnya milik penilai yang dahulu; tautannya menjadi 403."""
    return bool(isi.riwayat) and pembaca(saya(request), isi.riwayat[-1], pada=hari_ini()) is not None


def _awal(isi: Meja) -> dict[str, Any]:
    indikator = awal_indikator(isi)
    if isi.evaluasi is None:
        return {"versi": 0} | indikator
    bidang = ("rating_hasil", "alasan_hasil", "rating_perilaku", "alasan_perilaku", "umpan_balik", "versi")
    return (
        {nama: getattr(isi.evaluasi, nama) for nama in bidang}
        | {b.kunci: b.teks for b in isi.butir}
        | indikator
    )


def _simpan(request: HttpRequest, form: EvaluasiForm, isi: Meja) -> HttpResponse | None:
    """Panggil layanan; None berarti halaman ini ditampilkan lagi dengan yang sudah diketik."""
    tetapkan = request.POST.get("aksi") == "tetapkan"
    data = form.isi_rating()
    try:
        _, dinilai = simpan_meja(
            periode_id=isi.periode.pk,
            pegawai=isi.pegawai,
            versi=data.pop("versi"),
            tetapkan=tetapkan,
            oleh=saya(request),
            sekarang=timezone.now(),
            butir=form.butir(),
            indikator=form.indikator(),
            **data,
        )
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except PerluDisunting as galat:
        for kunci, kalimat in galat.per_bidang.items():
            form.add_error(kunci, kalimat)
        return None
    except GalatAturan as galat:
        form.add_error(galat.bidang if galat.bidang in form.fields else None, galat.pesan)
        if isinstance(galat, SudahBerubah):
            _versi_kini(request, form, isi)
        return None
    draf_ketikan.selesai(request)
    if dinilai:
        messages.success(
            request, f"{dinilai} rating indikator tersimpan dan terbaca {isi.pegawai.nama_pendek}."
        )
    if not tetapkan:
        messages.success(request, f"Draf rating {isi.pegawai.nama} tersimpan. Hanya Anda yang melihatnya.")
        return redirect("penilaian:menilai_orang", isi.periode.pk, isi.pegawai.pk)
    return _lanjut(request, isi)


def _lanjut(request: HttpRequest, isi: Meja) -> HttpResponse:
    """Sesudah menetapkan: orang berikutnya, atau tetap di sini bila semuanya sudah."""
    daftar = tim(penilai=saya(request), periode=isi.periode, sekarang=timezone.now())
    lanjut = daftar.berikutnya(isi.pegawai.pk)
    if lanjut is None:
        messages.success(
            request, f"Rating {isi.pegawai.nama} ditetapkan. Semua orang di tim Anda sudah dinilai."
        )
        return redirect("penilaian:menilai_orang", isi.periode.pk, isi.pegawai.pk)
    messages.success(request, f"Rating {isi.pegawai.nama} ditetapkan. Berikutnya {lanjut.nama}.")
    return redirect("penilaian:menilai_orang", isi.periode.pk, lanjut.id)


def _versi_kini(request: HttpRequest, form: EvaluasiForm, isi: Meja) -> None:
    """Sesudah diberi tahu ada yang lebih dahulu menyimpan, tombol berikutnya menyimpan di atas yang terbaru."""
    kini = meja(penilai=saya(request), pegawai=isi.pegawai, periode=isi.periode, sekarang=timezone.now())
    versi = {n: v for n, v in awal_indikator(kini).items() if n.endswith("_versi")} | {"versi": kini.versi}
    form.data = form.data.copy()
    for nama, nilai in versi.items():
        form.data[nama] = str(nilai)


def _konteks(daftar: Tim, isi: Meja, form: EvaluasiForm) -> dict[str, Any]:
    hasil, aturan = isi.bahan.hasil, aturan_dari(isi.periode.kebijakan.aturan)
    lanjut = daftar.berikutnya(isi.pegawai.pk)
    ada = isi.evaluasi
    return {
        "tim": daftar,
        "meja": isi,
        "form": form,
        "keadaan": next(satu for satu in daftar.anggota if satu.orang.id == isi.pegawai.pk),
        "usul_hasil": LABEL_RATING[hasil.usulan_hasil] if hasil.usulan_hasil else "",
        "usul_perilaku": LABEL_RATING[hasil.usulan_perilaku] if hasil.usulan_perilaku else "",
        "arti": arti_rating(aturan),
        "lanjut": lanjut,
        "tombol": f"Tetapkan, lanjut ke {lanjut.nama.split()[0]}" if lanjut else "Tetapkan",
        "riwayat": deret(isi.riwayat),
        "lalu": isi.riwayat[::-1],
        "hasil_lalu": isi.riwayat[-1] if isi.riwayat else None,
        "tersimpan": ada if ada and form.is_bound and form.errors else None,
        "url_360": reverse("umpan_balik:daftar"),
    }
