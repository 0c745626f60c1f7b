from django.urls import URLPattern

app_name = "kepegawaian"
urlpatterns: list[URLPattern] = []
