"""Addresses of the staff pages."""

from django.urls import path, re_path

from desk.approvals import queue, review
from desk.certificates import paper
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
    path("queue", queue, name="queue"),
    path("queue/<int:key>", review, name="review"),
    path("papers/<int:key>", paper, name="paper"),
    re_path(r"", desk_page(not_found)),
]
