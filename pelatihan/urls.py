from django.urls import URLPattern

app_name = "pelatihan"
urlpatterns: list[URLPattern] = []
