"""Masuk dengan NIP dan kata sandi."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from kepegawaian.models import Pegawai


class NipBackend(ModelBackend):
    """Seperti bawaan Django (waktu jawab sama untuk NIP yang tidak dikenal), satu kueri untuk orang dan instansinya."""

    def get_user(self, user_id: Any) -> Pegawai | None:
        pegawai = Pegawai.objects.select_related("instansi").filter(pk=user_id).first()
        return pegawai if pegawai and self.user_can_authenticate(pegawai) else None
