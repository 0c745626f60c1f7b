from django.urls import URLPattern

app_name = "inti"
urlpatterns: list[URLPattern] = []
