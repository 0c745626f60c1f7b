"""Profil dan akses sendiri."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from inti.rules.kabar import SEBUTAN, JenisKabar
from kepegawaian.models import Pegawai
from kepegawaian.queries import pegawai as baca
from kepegawaian.queries.akses import kewenangan
from kepegawaian.queries.orang import alasan_penilai, kartu_orang
from kepegawaian.queries.pengelola import pengelola_unit
from kepegawaian.queries.penilai import penilai_pada
from kepegawaian.queries.perbaikan import TERBUKA, perbaikan_saya
from kepegawaian.services.lingkup import lingkup_pegawai


@login_required
def profil(request: HttpRequest) -> HttpResponse:
    """Data sendiri, penempatan sebagai strip waktu, penilai, dan siapa yang membetulkan data."""
    hari_ini = timezone.localdate()
    pegawai = request.user
    riwayat = baca.riwayat(pegawai.pk)
    penilai = penilai_pada(pada=hari_ini, pegawai_ids=[pegawai.pk]).get(pegawai.pk)
    penilai_id = penilai.penilai_id if penilai else None
    kartu = kartu_orang([pegawai.pk, *([penilai_id] if penilai_id else [])], hari_ini)
    return render(
        request,
        "kepegawaian/profil.html",
        {
            "pegawai": pegawai,
            "kartu": kartu[pegawai.pk],
            "riwayat": riwayat,
            "strip": [(p.dari, p.sampai, p.teks) for p in baca.strip_penempatan(riwayat, hari_ini=hari_ini)],
            "penilai": kartu.get(penilai_id) if penilai_id else None,
            "alasan": alasan_penilai(penilai) if penilai else "",
            "kabar": _kabar(pegawai),
            "usul": perbaikan_saya(pegawai).filter(TERBUKA).count(),
            "pengelola": _pengelola(pegawai),
        },
    )


def _pengelola(pegawai: Pegawai) -> list[Pegawai]:
    """Yang memutuskan usulnya; pengelola tidak memutuskan usulnya sendiri."""
    hari_ini = timezone.localdate()
    lingkup = lingkup_pegawai(pegawai, hari_ini)
    semua = pengelola_unit(
        unit_id=min(lingkup) if lingkup else None, instansi_id=pegawai.instansi_id, pada=hari_ini
    )
    return [p for p in semua if p.pk != pegawai.pk]


def _kabar(pegawai: Pegawai) -> str:
    """Kabar yang datang lewat surel, dalam kata."""
    pilihan = {
        JenisKabar.TUGAS: pegawai.surel_tugas,
        JenisKabar.HASIL: pegawai.surel_hasil,
        JenisKabar.LAINNYA: pegawai.surel_lainnya,
    }
    dipilih = ", ".join(SEBUTAN[jenis] for jenis, ya in pilihan.items() if ya)
    if not dipilih or pegawai.surel_cara == Pegawai.CaraSurel.LANGSUNG:
        return dipilih
    return f"{dipilih} ({pegawai.get_surel_cara_display().lower()})"


@login_required
def akses_saya(request: HttpRequest) -> HttpResponse:
    """Apa yang boleh saya lakukan, dan dari mana hak itu."""
    return render(
        request,
        "kepegawaian/akses_saya.html",
        {"kewenangan": kewenangan(request.user, pada=timezone.localdate())},
    )
