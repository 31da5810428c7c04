"""Routes of recordings on the site."""

from django.urls import path

from library_pages.media import delivery

app_name = "media"

urlpatterns = [
    path("m/<str:token>/<uuid:recording>/<slug:profile>/<path:rest>", delivery.recording_file, name="file"),
]
