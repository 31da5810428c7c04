"""Routes that stand before Wagtail's own: views whose stock versions name what other schools own.

`register_admin_urls` comes last and can't override.
"""

from django.urls import path

from library_pages.catalogue.admin import files, own_views, reports

urlpatterns = [
    path("media/<path:name>", files.staff_file),
    path("documents/<int:document_id>/<path:name>", files.staff_document, name="wagtaildocs_serve"),
    path("admin/tag-autocomplete/", own_views.complete_tag),
    path("admin/tag-autocomplete/<slug:app_name>/<slug:model_name>/", own_views.complete_tag),
    path("admin/bulk/<str:app_label>/<str:model_name>/<str:action>/", own_views.bulk_action),
    path("admin/images/", own_views.images),
    path("admin/images/results/", own_views.images_results),
    path("admin/documents/", own_views.documents),
    path("admin/documents/results/", own_views.documents_results),
    path("admin/reports/site-history/", reports.site_history),
    path("admin/reports/site-history/results/", reports.site_history_results),
    path("admin/reports/locked/", reports.locked_pages),
    path("admin/reports/locked/results/", reports.locked_pages_results),
]
