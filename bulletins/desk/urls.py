"""Addresses of the desk's own pages, below /admin/desk/."""

from __future__ import annotations

from django.urls import path, register_converter

from bulletins.desk import adding, amending, reviewing, scheduling, triage, volumes
from bulletins.desk.board import urls as board

register_converter(scheduling.IsoDate, "isodate")

app_name = "desk"

urlpatterns = [
    path("add/", adding.add, name="add"),
    path("add/receive/", adding.receive, name="receive"),
    path("add/<int:pk>/", adding.confirm_page, name="confirm"),
    path("triage/", triage.page, name="triage"),
    path("triage/news/", triage.news, name="triage_news"),
    path("triage/undo/", triage.undo_last, name="triage_undo_last"),
    path("triage/<int:pk>/", triage.story, name="triage_story"),
    path("triage/<int:pk>/choose/", triage.choose_copy, name="triage_choose"),
    path("triage/<int:pk>/<str:verb>/", triage.decide, name="triage_decide"),
    path("calendar/", scheduling.calendar, name="calendar"),
    path("calendar/<int:pk>/<isodate:day>/", scheduling.decide, name="decide-date"),
    path("calendar/resume/<int:pk>/", scheduling.resume_date, name="resume-date"),
    path("volumes/", volumes.page, name="volumes"),
    path("volumes/<int:pk>/<int:year>/make/", volumes.make, name="make-volume"),
    *board.urlpatterns,
    path("issues/<int:pk>/amend/", amending.page, name="amend"),
    path("issues/<int:pk>/withdraw/", amending.sign_withdrawal, name="sign-withdrawal"),
    path("items/<int:pk>/correct/", amending.begin, name="begin-correction"),
    path("corrections/<int:pk>/sign/", amending.sign_correction, name="sign-correction"),
    path("review/", reviewing.first, name="review-first"),
    path("review/queue/", reviewing.queue, name="review-queue"),
    path("review/<int:pk>/", reviewing.review, name="review"),
    path("review/<int:pk>/decide/", reviewing.decide, name="decide"),
]
