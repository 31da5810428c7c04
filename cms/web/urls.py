from django.urls import path

from cms.web.views import classes, home, look, news, picture, roles, secrets, set_up, signing

app_name = "web"

urlpatterns = [
    path("", home.home, name="home"),
    path("tin/", news.news, name="news"),
    path("tin/<slug:school>/", news.news, name="news"),
    path("vao/", signing.sign_in, name="sign_in"),
    path("ra/", signing.sign_out, name="sign_out"),
    path("doi-pin/", secrets.change_pin, name="change_pin"),
    path("doi-mat-khau/", secrets.change_password, name="change_password"),
    path("vai-tro/", roles.roles, name="roles"),
    path("vai-tro/<uuid:uid>/", roles.set_roles, name="set_roles"),
    path("lop/", classes.classes, name="classes"),
    path("lop/<uuid:uid>/", classes.school_class, name="class"),
    path("lop/<uuid:uid>/pin/", classes.new_pin, name="class_pin"),
    path("lop/<uuid:uid>/so/", classes.new_code, name="class_code"),
    path("lop/<uuid:uid>/ma-dinh-danh/", classes.pupil_identifiers, name="class_identifiers"),
    path("lop/<uuid:uid>/thay-co/", classes.appoint, name="class_teachers"),
    path("set-up/<str:token>/", set_up.set_up, name="set_up"),
    path("hien-thi/", look.look, name="look"),
    path("hinh/<str:signature>/<int:image_id>/<int:width>/", picture.picture, name="picture"),
    path("look/<slug:version>/types.css", look.types_css, name="types_css"),
]
