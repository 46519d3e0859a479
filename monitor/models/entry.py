"""Entry: an item as found, never edited."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leases.models import LeasedModel, LeasedQuerySet
from monitor.models.host import HostField
from monitor.models.source import Source
from monitor.models.topic import Topic


class EntryQuerySet(LeasedQuerySet["Entry"]):
    """Questions about entries."""

    def one_per_story(self) -> Self:
        """The canonical copies, and entries that have no story yet."""
        return self.filter(Q(copy__isnull=True) | Q(leads__isnull=False))


class Entry(LeasedModel):
    """One news item, known by its link. A changed page makes a new snapshot, not a new entry.

    ``due_at`` says when its page is to be captured; none: nothing more to do.
    """

    class State(models.TextChoices):
        FOUND = "found", _("found, page not read yet")
        CAPTURED = "captured", _("page read")
        FAILED = "failed", _("page could not be read")

    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, related_name="entries", verbose_name=_("source")
    )
    url = models.CharField(_("link"), max_length=2000)
    host = HostField()
    #: The hashes of its site and its link: one entry per link, whatever guid a feed gives it.
    link_key = models.CharField(max_length=64, unique=True, editable=False)
    #: SHA-256 of what the feed or list page said, to see that an item changed.
    item_digest = models.CharField(max_length=64, editable=False)
    title = models.CharField(_("title"), max_length=500)
    source_name = models.CharField(_("outlet"), max_length=100, blank=True)
    #: Where the text appeared first, if the page says so and it is another than ``source_name``.
    original_outlet = models.CharField(_("original outlet"), max_length=100, blank=True)
    #: ``{"role": "author", "reporter", "correspondent", "photographer" or "editor", "name"}`` each.
    authors = models.JSONField(_("authors"), default=list)
    summary = models.TextField(_("summary"), blank=True)
    published_on = models.DateField(_("published on"), null=True, db_index=True)
    published_at = models.DateTimeField(_("published at"), null=True)
    #: ``{"kind": where it was found, "value": ISO date, "text": its words, "decided"}`` each.
    date_evidence = models.JSONField(_("date evidence"), default=list)
    body_html = models.TextField(_("text"), blank=True)
    body_text = models.TextField(blank=True)
    #: SHA-256 of the text without white space; equal for word-for-word reprints.
    text_digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    charset = models.CharField(_("charset"), max_length=20, blank=True)
    #: ``{"src": found address, "caption", "stored": our address or "", "original": SHA-256 of the
    #: bytes as fetched or "", "error"}`` each.
    images = models.JSONField(_("pictures"), default=list)
    #: How surely the page was read, in per cent; none: not read yet. ``reading`` says why.
    confidence = models.PositiveSmallIntegerField(_("confidence"), null=True)
    #: ``{"rules": {field: rule}, "doubts": [name], "origin": words of the page,
    #: "pages": [{"url", "error"}]}``.
    reading = models.JSONField(_("how it was read"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.FOUND)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    error = models.TextField(_("error"), blank=True)
    #: Set when somebody makes use of it; its snapshots never go.
    is_kept = models.BooleanField(_("kept for ever"), default=False, editable=False)
    found_at = models.DateTimeField(_("found"), db_index=True)
    captured_at = models.DateTimeField(_("page read at"), null=True)
    #: How likely the editors are to accept it, as log odds; 0 until the ranking has looked at it.
    score = models.FloatField(_("relevance"), default=0.0, db_index=True)
    #: ``Ranking.changes`` when the score was given; none: not looked at, or its words have changed.
    score_at = models.PositiveIntegerField(null=True, editable=False)
    topics = models.ManyToManyField(
        Topic, through="EntryMatch", related_name="entries", verbose_name=_("topics")
    )

    objects = models.Manager.from_queryset(EntryQuerySet)()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ("-found_at", "-pk")
        indexes = [
            models.Index(fields=["score_at", "found_at"], name="entry_score_age"),
            # Read alone, without the texts of the row, by the queue of triage.
            models.Index(fields=["state", "found_at"], name="entry_state_age"),
        ]

    def __str__(self) -> str:
        return self.title


class EntryMatch(models.Model):
    """That an entry is on a topic, and which words say so."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="matches")
    topic = models.ForeignKey(Topic, models.CASCADE, verbose_name=_("topic"))
    words = models.JSONField(_("matched words"), default=list)

    class Meta:
        verbose_name = _("matched topic")
        verbose_name_plural = _("matched topics")
        constraints = [
            models.UniqueConstraint(fields=["entry", "topic"], name="one_match_per_topic")
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {'、'.join(self.words)}"
