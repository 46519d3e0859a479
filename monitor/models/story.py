"""Story: reprints of one text, grouped; and the fingerprints by which they are found."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from monitor.models.entry import Entry, EntryMatch


class Story(models.Model):
    """All entries of one text. Its outlets are told by its copies, in time order."""

    canonical = models.OneToOneField(
        Entry, models.CASCADE, related_name="leads", verbose_name=_("canonical copy")
    )
    #: An editor has chosen the canonical copy; the rule leaves it while it stays in the story.
    is_chosen = models.BooleanField(_("chosen by an editor"), default=False)
    #: The same for all stories that are numbers of one series: a daily report, monthly figures.
    series = models.UUIDField(_("series"), null=True, db_index=True, editable=False)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def __str__(self) -> str:
        return str(self.canonical)


class CopyQuerySet(models.QuerySet["Copy"]):
    """Questions about copies."""

    def of_outer(self) -> QuerySet[Copy, int]:
        """Give the keys of the copies of an entry two queries further out, for a condition on it.

        A join in their place would have PostgreSQL read all stories there are, once per query.
        """
        story = OuterRef(OuterRef("copy__story"))
        return self.filter(story=story).values_list("entry", flat=True)


class Copy(models.Model):
    """An entry's place in its story."""

    entry = models.OneToOneField(
        Entry, models.CASCADE, primary_key=True, related_name="copy", verbose_name=_("entry")
    )
    story = models.ForeignKey(Story, models.CASCADE, related_name="copies", verbose_name=_("story"))
    #: Digest of the text that it was placed by, to see that the entry's text changed since.
    text_digest = models.CharField(max_length=64, db_index=True)
    fingerprints = models.BinaryField()
    #: An editor has placed it; no regrouping moves it.
    is_pinned = models.BooleanField(_("placed by an editor"), default=False)

    objects = CopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy")
        verbose_name_plural = _("copies")

    def __str__(self) -> str:
        return str(self.entry)


def is_on_topic() -> Q:
    """Tell, in a query of entries, whether the entry, or a copy of it, matches a topic."""
    matches = EntryMatch.objects.all()
    of_a_copy = matches.filter(entry__in=Copy.objects.of_outer())
    return Exists(matches.filter(entry=OuterRef("pk"))) | Exists(of_a_copy)


class Fingerprint(models.Model):
    """That a text holds a fingerprint. One of a deleted entry stays behind and does no harm."""

    pk = models.CompositePrimaryKey("value", "copy_id")
    value = models.PositiveIntegerField()
    copy = models.ForeignKey(
        Copy, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )

    def __str__(self) -> str:
        return f"{self.value} {self.copy_id}"


class CommonFingerprint(models.Model):
    """A fingerprint of so many texts that it tells nothing: a name, a phrase, boilerplate."""

    value = models.PositiveIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.value)
