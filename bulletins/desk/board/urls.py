"""Addresses of the board."""

from __future__ import annotations

from django.urls import path

from bulletins.desk.board import copies, preview, proposal, signing, views

urlpatterns = [
    path("board/", views.coming, name="board"),
    path("board/begin/", views.begin, name="board-begin"),
    path("board/<int:pk>/", views.board, name="board-issue"),
    path("board/<int:pk>/part/", views.part, name="board-part"),
    path("board/<int:pk>/place/<int:article>/", views.place, name="board-place"),
    path("board/<int:pk>/remove/<int:article>/", views.remove, name="board-remove"),
    path("board/<int:pk>/move/<int:article>/", views.move, name="board-move"),
    path("board/<int:pk>/copies/<int:article>/", copies.copies, name="board-copies"),
    path("board/<int:pk>/copies/<int:article>/adopt/", copies.adopt, name="board-adopt"),
    path("board/<int:pk>/proposal/", proposal.proposal, name="board-proposal"),
    path("board/<int:pk>/proposal/accept/", proposal.accept, name="board-accept"),
    path("board/<int:pk>/proposal/accept-all/", proposal.accept_all, name="board-accept-all"),
    path("board/<int:pk>/submit/", views.submit, name="board-submit"),
    path("board/<int:pk>/waive/", views.waive, name="board-waive"),
    path("board/<int:pk>/preview/", preview.state, name="board-preview"),
    path("board/<int:pk>/preview/again/", preview.again, name="board-preview-again"),
    path("board/<int:pk>/preview.pdf", preview.pdf, name="board-pdf"),
    path("board/<int:pk>/sign/", signing.sign, name="board-sign"),
    path("board/<int:pk>/files/", signing.files, name="board-files"),
]
