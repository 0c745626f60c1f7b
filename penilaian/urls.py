from django.urls import path

from penilaian.views import hasil

app_name = "penilaian"
urlpatterns = [
    path("hasil/<int:hasil_id>/", hasil.rinci, name="hasil_rinci"),
]
