"""Issue and IssueItem: one number of a series, and the articles placed in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from bulletins.models.article import Article
from bulletins.models.bulletin import Bulletin
from bulletins.numerals import issue_number_text
from bulletins.rendering.document import Document, Masthead

if TYPE_CHECKING:
    from bulletins.models.amendment import Amendment


class IssueQuerySet(models.QuerySet["Issue"]):
    """Questions about issues."""

    def published(self) -> Self:
        """Issues that readers may see, the newest first."""
        return self.filter(status=Issue.Status.PUBLISHED).order_by("-issue_date", "-number")


class Issue(models.Model):
    """One issue. It has a number exactly when it is published; then it never changes again."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("in preparation")
        PUBLISHED = "published", _("published")

    bulletin = models.ForeignKey(
        Bulletin, models.PROTECT, related_name="issues", verbose_name=_("bulletin")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.DRAFT, editable=False
    )
    number = models.PositiveIntegerField(_("number"), null=True, editable=False)
    issue_date = models.DateField(_("issue date"))
    #: Empty in an old bulletin alone, that shows none which can be read.
    window_start = models.DateField(_("window from"), null=True)
    window_end = models.DateField(_("window to"), null=True)
    #: Copied from the series at compilation, so that a later renaming leaves the issue alone.
    masthead = models.JSONField(_("masthead"), editable=False)
    #: The frozen document; see :class:`bulletins.rendering.document.Document`.
    document = models.JSONField(null=True, editable=False)
    #: What the document rests on, frozen with it: digests, approvals and snapshots of the articles.
    evidence = models.JSONField(default=dict, editable=False)
    articles = models.ManyToManyField(Article, through="IssueItem", related_name="issues")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False,
        verbose_name=_("published by"),
    )  # fmt: skip
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ("-issue_date", "-pk")
        permissions = [
            ("publish_issue", _("Can publish issues")),
            ("import_issue", _("Can import back issues")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["bulletin", "number"], name="number_given_once"),
            models.UniqueConstraint(fields=["bulletin", "issue_date"], name="one_issue_per_date"),
            models.CheckConstraint(
                condition=Q(status="published", number__isnull=False, document__isnull=False)
                | (Q(number__isnull=True, document__isnull=True) & ~Q(status="published")),
                name="numbered_when_published",
            ),
            models.CheckConstraint(
                condition=Q(status="published")
                | Q(window_start__isnull=False, window_end__isnull=False),
                name="window_known_in_preparation",
            ),
            models.CheckConstraint(
                condition=Q(window_start__lte=F("window_end")), name="window_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.masthead['title']} {self.number_text}"

    @property
    def number_text(self) -> str:
        """第五六八期; before publication its date."""
        if self.number is None:
            return _t("to appear on %(date)s") % {"date": self.issue_date}
        return issue_number_text(self.number)

    @property
    def window(self) -> tuple[date | None, date | None]:
        """The first and the last day that it covers."""
        return self.window_start, self.window_end

    @property
    def is_published(self) -> bool:
        """Whether the issue is frozen."""
        return self.status == self.Status.PUBLISHED

    def printed_masthead(self) -> Masthead:
        """The masthead as copied at compilation."""
        return Masthead(**self.masthead)

    def frozen_document(self) -> Document:
        """What was published.

        Raises:
            ValueError: the issue is not published yet.

        """
        if self.document is None:
            raise ValueError("an issue in preparation has no frozen document")
        return Document.from_json(self.document)

    def current_document(self) -> Document:
        """What readers get: what was published, with the corrections since.

        Raises:
            ValueError: the issue is not published yet.

        """
        correction = self.last_correction()
        if correction and correction.document:
            return Document.from_json(correction.document)
        return self.frozen_document()

    def versions(self) -> list[Document]:
        """What was published, and each corrected version since."""
        amended = [each.document for each in self.amendments.all() if each.document is not None]
        return [self.frozen_document(), *map(Document.from_json, amended)]

    def current_evidence(self) -> dict[str, Any]:
        """What the present version rests on."""
        correction = self.last_correction()
        evidence: dict[str, Any] = correction.evidence if correction else self.evidence
        return evidence

    def last_correction(self) -> Amendment | None:
        """The correction whose version is the present one; none: as it was published."""
        corrected = [each for each in self.amendments.all() if each.document is not None]
        return corrected[-1] if corrected else None

    def withdrawal(self) -> Amendment | None:
        """That the issue was withdrawn, if it was."""
        withdrawn = (each for each in self.amendments.all() if each.document is None)
        return next(withdrawn, None)


class IssueItem(models.Model):
    """An article's place in an issue. An article is printed once."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="items")
    article = models.OneToOneField(
        Article, models.PROTECT, related_name="item", verbose_name=_("article")
    )
    position = models.PositiveIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return f"{self.position}. {self.article}"

    @property
    def printed_number(self) -> int:
        """Its number in the contents. Places have gaps once an item was removed, numbers none."""
        before = Q(position__lt=self.position) | Q(position=self.position, pk__lt=self.pk)
        return IssueItem.objects.filter(before, issue=self.issue_id).count() + 1
