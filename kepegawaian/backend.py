"""Masuk dengan NIP dan kata sandi, dan pemakai tiap permintaan."""

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.backends import ModelBackend
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from kepegawaian.models import Pegawai, Peran
from kepegawaian.permissions import PERAN_PENGELOLA

# Di antara zona waktu paling timur dan paling barat selisihnya dua jam; peran yang mulai atau berakhir di sekitar
# tengah malam dihitung berlaku, sebab keliru mewajibkan faktor kedua tidak merugikan siapa pun.
SELISIH_ZONA = timedelta(hours=2)


class NipBackend(ModelBackend):
    """Seperti bawaan Django (waktu jawab sama untuk NIP yang tidak dikenal).

    Satu kueri tiap permintaan untuk orangnya, instansinya, dan dua hal yang menentukan pintu faktor kedua:
    `pengelola_kini` dan `berfaktor`. Dibaca baru, sehingga peran yang diberikan di tengah sesi langsung berlaku.
    """

    def get_user(self, user_id: Any) -> Pegawai | None:
        kini = timezone.now()
        awal, akhir = ((kini + s).date() for s in (SELISIH_ZONA + timedelta(hours=7), timedelta(hours=7)))
        peran = Peran.objects.filter(
            Q(sampai__isnull=True) | Q(sampai__gte=akhir),
            pegawai=OuterRef("pk"),
            jenis__in=PERAN_PENGELOLA,
            sejak__lte=awal,
        )
        faktor = Authenticator.objects.filter(
            user=OuterRef("pk"), type__in=(Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        )
        pegawai = (
            Pegawai.objects.select_related("instansi")
            .annotate(pengelola_kini=Exists(peran), berfaktor=Exists(faktor))
            .filter(pk=user_id)
            .first()
        )
        return pegawai if pegawai and self.user_can_authenticate(pegawai) else None
