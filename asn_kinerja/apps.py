from django.apps import AppConfig


class AsnKinerjaConfig(AppConfig):
    name = "asn_kinerja"
    verbose_name = "ASN Kinerja"
