from django.urls import path

from search import views

app_name = "search"

urlpatterns = [
    path("tim/", views.results, name="results"),
    path("tim/goi-y/", views.suggest, name="suggest"),
]
