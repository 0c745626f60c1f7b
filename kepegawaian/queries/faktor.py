"""Faktor kedua yang terpasang, tanpa rahasianya."""

from allauth.mfa.models import Authenticator

from kepegawaian.models import Pegawai

SEBUTAN = {
    Authenticator.Type.TOTP: "Aplikasi kode",
    Authenticator.Type.WEBAUTHN: "Kunci sandi",
    Authenticator.Type.RECOVERY_CODES: "Kode cadangan",
}


def faktor_terpasang(pegawai: Pegawai) -> list[str]:
    """Sebutan tiap faktor orang itu, menurut urutan dipasang."""
    milik = Authenticator.objects.filter(user_id=pegawai.pk).order_by("pk").values_list("type", flat=True)
    return [SEBUTAN[Authenticator.Type(jenis)] for jenis in milik]
