"""Topic: the words that make an item ours."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """Words and phrases, one a line: all must occur, one of any must, none of the excluded may."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    must_words = models.TextField(
        _("must occur"),
        blank=True,
        help_text=_("One word or phrase a line; all of them must occur."),
    )
    any_words = models.TextField(
        _("may occur"), blank=True, help_text=_("One a line; at least one of them must occur.")
    )
    not_words = models.TextField(
        _("must not occur"), blank=True, help_text=_("One a line; none of them may occur.")
    )
    is_enabled = models.BooleanField(_("enabled"), default=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
