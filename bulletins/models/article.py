"""Article: the copy that is edited and approved here."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bulletins.rendering.document import text_digest
from content.sanitising import clean_article_body, clean_line, clean_text


class ArticleQuerySet(models.QuerySet["Article"]):
    """Questions about articles."""

    def waiting_for_review(self) -> Self:
        """Submitted articles, the longest waiting first."""
        return self.filter(status=Article.Status.IN_REVIEW).order_by("submitted_at", "pk")

    def waiting_for_review_by(self, person: User) -> Self:
        """Submitted articles that a person may review, who has never edited them."""
        own = self.model.editors.through.objects.filter(article=OuterRef("pk"), user=person)
        return self.waiting_for_review().exclude(Exists(own))

    def ready_for_issue(self) -> Self:
        """Approved articles that no issue holds yet."""
        return self.shortlisted().filter(status=Article.Status.APPROVED)

    def shortlisted(self) -> Self:
        """Articles that may still be chosen: in work or approved, in no issue, no corrections."""
        given_up = (Article.Status.DROPPED, Article.Status.IMPORTED)
        return self.filter(item=None, corrects=None).exclude(status__in=given_up)

    def with_copies(self) -> Self:
        """Bring along entry and source, and of how many copies the story is: ``copies``."""
        same = self.model.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
        count = same.annotate(n=Count("entry__copy__story__copies")).values("n")
        rows = self.select_related("entry__source")
        return rows.annotate(copies=Subquery(count, output_field=models.IntegerField()))


class Article(models.Model):
    """One text for the bulletin.

    ``status`` is written by ``bulletins.workflow.transitions`` alone. The database refuses an
    approval of another text than the present one, or by the person who wrote it last; see
    ``bulletins.models.guards`` for the rest of what it refuses.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        RETURNED = "returned", _("sent back")
        APPROVED = "approved", _("approved")
        DROPPED = "dropped", _("dropped")
        IMPORTED = "imported", _("from a back issue")

    #: What is printed, and so what a reviewer approves.
    TEXT_FIELDS = ("title", "source_name", "url", "published_on", "body_html")

    entry = models.OneToOneField(
        "monitor.Entry", models.SET_NULL, null=True, blank=True, related_name="article",
        verbose_name=_("entry"),
    )  # fmt: skip
    #: The printed article that this one is to replace.
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", editable=False,
        verbose_name=_("corrects"),
    )  # fmt: skip
    #: Digest of the entry's text when it was taken over, to see that the source changed since.
    entry_digest = models.CharField(max_length=64, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    source_name = models.CharField(_("outlet"), max_length=100)
    url = models.CharField(_("link"), max_length=2000, blank=True)
    published_on = models.DateField(_("date"), null=True, blank=True)
    body_html = models.TextField(_("text"), blank=True)
    digest = models.CharField(max_length=64, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False,
        verbose_name=_("last edited by"),
    )  # fmt: skip
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="edited_articles", editable=False,
        verbose_name=_("editors"),
    )  # fmt: skip
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False,
        verbose_name=_("approved by"),
    )  # fmt: skip
    approved_digest = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    history = HistoricalRecords(
        verbose_name=_("version"), verbose_name_plural=_("versions"),
        excluded_fields=["updated_at", "submitted_at", "entry_digest", "corrects"],
    )  # fmt: skip
    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ("-updated_at", "-pk")
        permissions = [
            ("submit_article", _("Can submit articles for review")),
            ("review_article", _("Can approve articles and send them back")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="approved")
                | (
                    Q(approved_by__isnull=False)
                    & ~Q(approved_by=F("edited_by"))
                    & Q(approved_digest=F("digest"))
                ),
                name="approved_by_another_for_this_text",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, **kwargs: Any) -> None:  # noqa: ANN401
        """Clean the text and bring the digest up to date with it."""
        self.clean_text_fields()
        self.digest = self.text_digest()
        super().save(**kwargs)

    def text(self) -> dict[str, Any]:
        """The printed fields, in the form that the digest is made of."""
        return {
            "title": self.title,
            "source_name": self.source_name,
            "url": self.url,
            "published_on": str(self.published_on) if self.published_on else None,
            "body_html": self.body_html,
        }

    def text_digest(self) -> str:
        """SHA-256 of the printed fields."""
        return text_digest(self.text())

    def clean_text_fields(self) -> None:
        """Make the text safe to keep and print, whatever was typed, pasted or taken over."""
        self.title = clean_line(self.title)[:200]
        self.source_name = clean_line(self.source_name)[:100]
        self.url = clean_text(self.url)
        self.body_html = clean_article_body(self.body_html)

    @property
    def source_changed(self) -> bool:
        """Whether the page says something else now than when it was taken over."""
        return bool(self.entry and self.entry.text_digest != self.entry_digest)
