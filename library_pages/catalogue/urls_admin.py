"""Admin routes that stand before Wagtail's own: views whose stock versions name what other schools own.

`register_admin_urls` comes last and can't override (house-spike 3.1).
"""

from django.urls import path

from library_pages.catalogue.admin.files import staff_file

urlpatterns = [
    path("media/<path:name>", staff_file),
]
