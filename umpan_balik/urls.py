from django.urls import URLPattern

app_name = "umpan_balik"
urlpatterns: list[URLPattern] = []
