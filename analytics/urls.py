"""Routes of the statistics on the site."""

from django.urls import path

from analytics import views
from analytics.mail import views as mail_views

app_name = "analytics"

urlpatterns = [
    path("thong-ke/", views.statistics, name="statistics"),
    path("thong-ke/thu/", mail_views.mails, name="mails"),
    path("thong-ke/thu/<int:number>/", mail_views.document, name="mail"),
    path("thong-ke/ngung-nhan/<str:token>/", mail_views.stop, name="stop"),
]
