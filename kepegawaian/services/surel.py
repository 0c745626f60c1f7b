"""Mengganti alamat surel sendiri: diminta, dibuktikan dari alamat baru, alamat lama dikabari."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from inti.galat import GalatAturan, TidakBerhak
from inti.models import KotakKeluar
from inti.rules.format import waktu
from inti.services.jejak import catat
from inti.services.kotak import antre, beri_tahu
from kepegawaian.models import GantiSurel, Pegawai
from kepegawaian.services import percobaan

UNTUK = "surel"
BERLAKU = timedelta(hours=24)
TIDAK_BERLAKU = (
    "Tautan ini sudah dipakai, diganti yang baru, atau lewat 24 jam. Minta lagi dari halaman ganti surel."
)


def minta(*, pegawai: Pegawai, surel: str, oleh: Pegawai, sekarang: datetime) -> GantiSurel:
    """Kirim tautan bukti ke alamat baru; alamat lama tetap berlaku sampai tautannya dibuka.

    Pemanggil sudah meminta konfirmasi sandi. Menolak: bukan pemiliknya, alamat yang sama, lebih dari 10 permintaan
    per 15 menit. Permintaan sebelumnya berhenti berlaku.
    """
    if oleh.pk != pegawai.pk:
        raise TidakBerhak("Hanya pemiliknya yang dapat mengganti alamat surel ini.")
    if surel.lower() == pegawai.email.lower():
        raise GalatAturan("Itu alamat Anda yang sekarang. Tulis alamat yang baru.", bidang="surel")
    percobaan.hitung_akun(nip=pegawai.nip, untuk=UNTUK, sekarang=sekarang)
    with transaction.atomic():
        Pegawai.objects.select_for_update(no_key=True).get(pk=pegawai.pk)
        GantiSurel.objects.filter(pegawai=pegawai, selesai__isnull=True).update(selesai=sekarang)
        kode = secrets.token_urlsafe(32)
        baris = GantiSurel.objects.create(
            pegawai=pegawai,
            surel=surel,
            sidik=_sidik(kode),
            terbit=sekarang,
            kedaluwarsa=sekarang + BERLAKU,
        )
        _kirim_bukti(baris, kode, sekarang)
        _catat("surel.diminta", pegawai, sekarang, {"ganti_surel": baris.pk})
    return baris


def menunggu(*, kode: str, sekarang: datetime) -> GantiSurel | None:
    """Permintaan yang tautannya masih berlaku; None bila terpakai, lewat waktu, atau karangan."""
    return (
        GantiSurel.objects.select_related("pegawai__instansi")
        .filter(sidik=_sidik(kode), selesai__isnull=True, kedaluwarsa__gt=sekarang, pegawai__is_active=True)
        .first()
    )


@transaction.atomic
def buktikan(*, kode: str, oleh: Pegawai, sekarang: datetime) -> Pegawai:
    """Pasang alamat baru. Menolak tautan yang tidak berlaku dan yang dibuka orang lain; alamat lama dikabari."""
    baris = menunggu(kode=kode, sekarang=sekarang)
    if baris is None or baris.pegawai_id != oleh.pk:
        raise GalatAturan(TIDAK_BERLAKU)
    berhasil = GantiSurel.objects.filter(pk=baris.pk, selesai__isnull=True).update(selesai=sekarang)
    if berhasil != 1:
        raise GalatAturan(TIDAK_BERLAKU)
    pegawai = (
        Pegawai.objects.select_for_update(no_key=True, of=("self",))
        .select_related("instansi")
        .get(pk=oleh.pk)
    )
    lama, pegawai.email = pegawai.email, baris.surel
    pegawai.save(update_fields=["email"])
    _catat("surel.diganti", pegawai, sekarang, {"ganti_surel": baris.pk})
    beri_tahu(
        penerima_id=pegawai.pk,
        instansi_id=pegawai.instansi_id,
        judul="Alamat surel Anda diganti",
        isi=(
            f"{waktu(sekarang.astimezone(pegawai.instansi.zona_waktu))}. "
            "Bila bukan Anda, ganti kata sandi dan hubungi admin BKD."
        ),
        tautan=reverse("kepegawaian:profil"),
        kunci=f"surel:{baris.pk}",
        sekarang=sekarang,
        surel=lama,
    )
    return pegawai


def _kirim_bukti(baris: GantiSurel, kode: str, sekarang: datetime) -> None:
    tautan = settings.BASE_URL + reverse("kepegawaian:surel_konfirmasi", args=[kode])
    antre(
        jenis=KotakKeluar.Jenis.SUREL,
        kunci=f"surel:ganti:{baris.pk}",
        muatan={
            "kepada": baris.surel,
            "judul": "Buktikan alamat surel baru Anda",
            "isi": (
                f"Yth. {baris.pegawai.nama_lengkap},\n\nBuka tautan ini dalam 24 jam, lalu tekan Pakai alamat ini:\n"
                f"{tautan}\n\nBila bukan Anda yang meminta, abaikan surel ini."
            ),
        },
        sekarang=sekarang,
    )


def _sidik(kode: str) -> str:
    return hmac.new(settings.KUNCI_SIDIK.encode(), f"surel\x1f{kode}".encode(), hashlib.sha256).hexdigest()


def _catat(aksi: str, pegawai: Pegawai, sekarang: datetime, isi: dict[str, int]) -> None:
    catat(aksi=aksi, objek_jenis="pegawai", objek_id=pegawai.pk, oleh=pegawai, sekarang=sekarang, isi=isi)
