"""Routes of reading on the site."""

from django.urls import path

from library_pages.reading import views

app_name = "reading"

urlpatterns = [
    path("doc/<uuid:uid>/", views.open_item, name="open"),
    path("doc/<int:contract>/opening.js", views.script, name="script"),
    path("cua-em/", views.my_things, name="mine"),
]
