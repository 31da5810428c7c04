"""Routes of the catalogue on the site."""

from django.urls import path

from library_pages.catalogue import views

app_name = "catalogue"

urlpatterns = [
    path("tai-lieu/<uuid:uid>/", views.item_by_uid, name="item"),
    path("bia/<uuid:uid>.jpg", views.cover, name="cover"),
]
