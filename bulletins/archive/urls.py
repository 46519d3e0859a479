"""Addresses of the readers' site."""

from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from bulletins.archive import views, volumes

app_name = "archive"
urlpatterns = [
    path("", views.issue_list, name="issues"),
    path("issues/<slug:bulletin>/<int:number>/", views.issue_detail, name="issue"),
    path("issues/<slug:bulletin>/<int:number>.pdf", views.issue_pdf, name="pdf"),
    path("issues/<slug:bulletin>/<int:number>.<str:name>", views.issue_file, name="file"),
    path("volumes/<slug:bulletin>/<int:year>.pdf", volumes.volume_pdf, name="volume"),
    path(
        "login/",
        LoginView.as_view(template_name="archive/login.html", next_page="archive:issues"),
        name="login",
    ),
    path("logout/", LogoutView.as_view(next_page="archive:issues"), name="logout"),
]
