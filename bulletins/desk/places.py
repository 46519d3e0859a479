"""The newsroom's pages in the row of links at the head of the desk, in the order of the week."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from desk.places import Place

PLACES = (Place(_("Review"), "admin:bulletins_article_queue", "bulletins.view_article"),)
