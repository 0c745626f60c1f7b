"""Kata sandi baru lewat surel.

Permintaan hanya menulis satu pekerjaan ke kotak keluar, sama untuk NIP yang dikenal dan yang tidak; pencarian orang dan
pengiriman surelnya dikerjakan kemudian. Maka lama jawabannya tidak membocorkan apa pun.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse

from inti.galat import GalatAturan
from inti.models import KotakKeluar
from inti.services.kotak import antre, antre_tugas
from kepegawaian.models import Pegawai
from kepegawaian.services import percobaan
from kepegawaian.services.masuk import beri_tahu_sandi, pasang_sandi
from kepegawaian.services.percobaan import Klien

UNTUK = "pulih"
TUGAS = "kepegawaian.tasks.kirim_tautan_sandi"
# Paling banyak satu surel per NIP dalam jendela ini, berapa kali pun diminta.
JENDELA = timedelta(minutes=10)
TIDAK_BERLAKU = (
    "Tautan ini sudah dipakai, diganti yang baru, atau lewat 60 menit. Minta tautan baru dari halaman masuk."
)


def minta(*, nip: str, klien: Klien, sekarang: datetime) -> None:
    """Antrekan pengiriman tautan untuk NIP itu. Menolak dengan TerlaluSering; selain itu jawabannya selalu sama."""
    percobaan.hitung(nip=nip, klien=klien, untuk=UNTUK, sekarang=sekarang)
    ember = int(sekarang.timestamp() // JENDELA.total_seconds())
    sidik = hmac.new(settings.KUNCI_SIDIK.encode(), f"pulih\x1f{nip}".encode(), hashlib.sha256).hexdigest()
    antre_tugas(nama=TUGAS, kunci=f"pulih:{sidik[:32]}:{ember}", sekarang=sekarang, nip=nip)


def kirim(*, nip: str, sekarang: datetime) -> bool:
    """Kirim tautan bila NIP itu pegawai aktif yang punya surel; kembalikan terkirim atau tidak."""
    pegawai = Pegawai.objects.filter(nip=nip, is_active=True).exclude(email="").first()
    if pegawai is None:
        return False
    token = default_token_generator.make_token(pegawai)
    tautan = settings.BASE_URL + reverse("kepegawaian:sandi_pulih_atur", args=[pegawai.pk, token])
    antre(
        jenis=KotakKeluar.Jenis.SUREL,
        kunci=f"surel:pulih:{pegawai.pk}:{token[-12:]}",
        muatan={
            "kepada": pegawai.email,
            "judul": "Tautan kata sandi baru",
            "isi": (
                f"Yth. {pegawai.nama_lengkap},\n\nBuka tautan ini dalam 60 menit untuk membuat kata sandi baru:\n"
                f"{tautan}\n\nTautan berlaku satu kali. Bila bukan Anda yang meminta, abaikan surel ini; "
                "kata sandi Anda tidak berubah."
            ),
        },
        sekarang=sekarang,
    )
    return True


def pemilik(*, pegawai_id: int, token: str) -> Pegawai | None:
    """Pegawai yang tautannya masih berlaku; None bila terpakai, lewat waktu, atau karangan."""
    pegawai = Pegawai.objects.select_related("instansi").filter(pk=pegawai_id, is_active=True).first()
    return pegawai if pegawai is not None and default_token_generator.check_token(pegawai, token) else None


@transaction.atomic
def pakai(*, pegawai_id: int, token: str, sandi_baru: str, sekarang: datetime) -> Pegawai:
    """Tukar tautan dengan kata sandi baru; semua perangkat keluar, pemiliknya dikabari.

    Menolak tautan yang tidak berlaku, dan sandi lemah (tanpa menghabiskan tautannya). Faktor kedua tetap terpasang.
    """
    # Dikunci, supaya dua kiriman serentak dengan tautan yang sama tidak sama-sama berhasil.
    Pegawai.objects.select_for_update(no_key=True).filter(pk=pegawai_id).first()
    pegawai = pemilik(pegawai_id=pegawai_id, token=token)
    if pegawai is None:
        raise GalatAturan(TIDAK_BERLAKU)
    pasang_sandi(
        pegawai=pegawai,
        sandi=sandi_baru,
        aksi="sandi.dibuat_lewat_surel",
        oleh=pegawai,
        sekarang=sekarang,
    )
    beri_tahu_sandi(pegawai=pegawai, judul="Kata sandi Anda dibuat ulang lewat surel", sekarang=sekarang)
    return pegawai
