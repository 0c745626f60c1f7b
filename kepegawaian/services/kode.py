"""Kode sekali pakai untuk yang lupa atau belum punya kata sandi."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import waktu
from inti.rules.kabar import JenisKabar
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu
from kepegawaian.models import KodeMasuk, Pegawai
from kepegawaian.permissions import akses
from kepegawaian.services import percobaan
from kepegawaian.services.masuk import pasang_sandi
from kepegawaian.services.penilai import unit_pegawai
from kepegawaian.services.peran import PERAN_DARI_PUSAT
from kepegawaian.services.percobaan import Klien
from kepegawaian.services.wewenang import wajib_kelola_pegawai

UNTUK = "kode"
BERLAKU = timedelta(hours=72)
# Tanpa huruf dan angka yang mudah tertukar; 12 dari 30 tanda = 58 bit acak.
ABJAD = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PANJANG = 12
BELUM_COCOK = (
    "NIP dan kode belum cocok, atau kodenya sudah dipakai atau lewat 72 jam. "
    "Periksa keduanya, atau minta kode baru kepada pengelola kepegawaian di unit Anda."
)


@transaction.atomic
def terbitkan(*, pegawai: Pegawai, oleh: Pegawai | None, sekarang: datetime) -> str:
    """Buat kode baru dan kembalikan tulisannya sekali ini saja; kode sebelumnya berhenti berlaku.

    Menolak: diri sendiri, pegawai tidak aktif, di luar kewenangan, dan (oleh admin dinas) pegawai
    yang memegang peran pusat, supaya kode tidak menjadi jalan memperoleh peran itu.
    """
    wajib_kelola_pegawai(
        oleh, instansi=pegawai.instansi, sekarang=sekarang, unit_ids=_lingkup(pegawai, sekarang)
    )
    if oleh is not None and oleh.pk == pegawai.pk:
        raise TidakBerhak(
            "Kode untuk diri sendiri diminta dari pengelola lain. Ganti kata sandi lewat halaman profil."
        )
    if not pegawai.is_active:
        raise GalatAturan(f"{pegawai.nama} sudah tidak aktif, jadi tidak dapat masuk.")
    Pegawai.objects.select_for_update(no_key=True).get(pk=pegawai.pk)
    KodeMasuk.objects.filter(pegawai=pegawai, selesai__isnull=True).update(selesai=sekarang)
    kode = "".join(secrets.choice(ABJAD) for _ in range(PANJANG))
    baris = KodeMasuk.objects.create(
        pegawai=pegawai,
        sidik=_sidik(pegawai.nip, kode),
        penerbit=oleh,
        terbit=sekarang,
        kedaluwarsa=sekarang + BERLAKU,
    )
    catat(
        aksi="kode_masuk.diterbitkan",
        objek_jenis="pegawai",
        objek_id=pegawai.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=pegawai.instansi_id,
        isi={"kode_masuk": baris.pk},
    )
    _beri_tahu(pegawai, baris, "Kode masuk diterbitkan untuk Anda", oleh, sekarang)
    return "-".join(kode[n : n + 4] for n in range(0, PANJANG, 4))


def pakai(*, nip: str, kode: str, sandi_baru: str, klien: Klien, sekarang: datetime) -> Pegawai:
    """Tukar kode dengan kata sandi baru. Menolak kode yang keliru, terpakai, atau lewat waktu dengan kalimat yang sama.

    Sandi yang lemah ditolak tanpa menghabiskan kodenya.
    """
    percobaan.hitung(nip=nip, klien=klien, untuk=UNTUK, sekarang=sekarang)
    with transaction.atomic():
        # Dicari menurut sidiknya: kode keliru tidak mengunci dan tidak memuat baris siapa pun, jadi lama jawabannya sama,
        # ada atau tidak kode yang menunggu bagi NIP itu.
        baris = (
            KodeMasuk.objects.select_for_update(of=("self",))
            .select_related("pegawai__instansi")
            .filter(pegawai__nip=nip, pegawai__is_active=True, selesai__isnull=True, kedaluwarsa__gt=sekarang)
            .filter(sidik=_sidik(nip, kode))
            .first()
        )
        if baris is None:
            raise GalatAturan(BELUM_COCOK)
        pegawai = baris.pegawai
        pasang_sandi(
            pegawai=pegawai,
            sandi=sandi_baru,
            aksi="sandi.dibuat_dengan_kode",
            oleh=pegawai,
            sekarang=sekarang,
        )
        baris.selesai = sekarang
        baris.save(update_fields=["selesai"])
        _beri_tahu(pegawai, baris, "Kata sandi Anda dibuat ulang", pegawai, sekarang)
    percobaan.lupakan(nip=nip, klien=klien, untuk=UNTUK, sekarang=sekarang)
    return pegawai


def _lingkup(pegawai: Pegawai, sekarang: datetime) -> set[int] | None:
    """Unit yang harus dikelola penerbit; None (seluruh instansi) bila pegawainya memegang peran pusat."""
    hari_ini = pegawai.instansi.hari_pada(sekarang)
    memegang = set(akses(pegawai, pada=hari_ini).peran)
    return None if memegang & {str(p) for p in PERAN_DARI_PUSAT} else unit_pegawai(pegawai, hari_ini)


def _sidik(nip: str, kode: str) -> str:
    """Sidik berkunci rahasia peladen; kode acak 58 bit tidak memerlukan penyandi lambat."""
    rapat = "".join(huruf for huruf in kode.upper() if huruf.isalnum())
    isi = f"kode-masuk\x1f{nip}\x1f{rapat}".encode()
    return hmac.new(settings.KUNCI_SIDIK.encode(), isi, hashlib.sha256).hexdigest()


def _beri_tahu(
    pegawai: Pegawai, baris: KodeMasuk, judul: str, oleh: Pegawai | None, sekarang: datetime
) -> None:
    pelaku = oleh.nama if oleh else "sistem"
    beri_tahu(
        penerima_id=pegawai.pk,
        instansi_id=pegawai.instansi_id,
        judul=judul,
        isi=(
            f"Oleh {pelaku}, {waktu(sekarang.astimezone(pegawai.instansi.zona_waktu))}. "
            "Bila bukan atas permintaan Anda, hubungi admin BKD."
        ),
        tautan=reverse("kepegawaian:profil"),
        kunci=f"kode-masuk:{baris.pk}:{judul}",
        sekarang=sekarang,
        jenis=JenisKabar.KEAMANAN,
        surel_ke=pegawai,
    )
