"""Routes of the internal address: health and metrics, never reachable by the site's name."""

from django.urls import path

from cms.web import health

urlpatterns = [
    path("livez", health.livez),
    path("readyz", health.readyz),
    path("metrics", health.metrics),
]
