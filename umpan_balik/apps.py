from django.apps import AppConfig


class UmpanBalikConfig(AppConfig):
    name = "umpan_balik"
    verbose_name = "Umpan balik"
