"""Admin routes that stand before Wagtail's own: views whose stock versions name what other schools own.

`register_admin_urls` comes last and can't override (house-spike 3.1).
"""

from django.urls import path

from library_pages.catalogue.admin import files, reports

urlpatterns = [
    path("media/<path:name>", files.staff_file),
    path("admin/reports/site-history/", reports.site_history),
    path("admin/reports/site-history/results/", reports.site_history_results),
    path("admin/reports/locked/", reports.locked_pages),
    path("admin/reports/locked/results/", reports.locked_pages_results),
]
