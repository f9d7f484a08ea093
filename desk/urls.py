"""Addresses of the staff pages."""

from django.urls import path, re_path

from desk.door import enter, forgotten, leave, set_password
from desk.frame import desk_page, not_found
from desk.goods import home

app_name = "desk"
urlpatterns = [
    path("", home, name="home"),
    path("log-in", enter, name="log_in"),
    path("log-out", leave, name="log_out"),
    path("password", forgotten, name="forgotten"),
    path("password/<str:uid>/<str:token>", set_password, name="set_password"),
    re_path(r"", desk_page(not_found)),
]
