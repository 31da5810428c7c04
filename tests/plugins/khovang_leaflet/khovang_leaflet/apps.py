from django.apps import AppConfig


class LeafletConfig(AppConfig):
    name = "khovang_leaflet"
    label = "leaflet"
