"""The review pages: what waits, one text beside what was found, and the decision about it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bulletins.admin.people import person_of
from bulletins.admin.refusals import refusals_as_messages
from bulletins.desk.comparison import Block, Row, blocks_of, compare
from bulletins.desk.page import desk_view, show
from bulletins.models import Article
from bulletins.workflow.checking import findings_of_article
from bulletins.workflow.intake import links_of
from bulletins.workflow.review import Passage, approve, send_back
from bulletins.workflow.states import find
from bulletins.workflow.transitions import refusal_of
from content.sanitising import clean_article_body, clean_line

_DECISIONS = {"approve": approve, "send_back": send_back}


@require_safe
@desk_view("bulletins.view_article")
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits; of what the person may not review, say why."""
    step = find(Article, "approve")
    waiting = Article.objects.waiting_for_review().select_related("edited_by")
    rows = [
        (article, refusal_of(step, article, person_of(request)))
        for article in waiting.prefetch_related("editors")
    ]
    first = next((article for article, refusal in rows if not refusal), None)
    return show(
        request, "bulletins/desk/review_queue.html", _("Articles in review"), rows=rows, first=first
    )


@require_safe
@desk_view("bulletins.view_article")
def first(request: HttpRequest) -> HttpResponse:
    """Open what the person reviews first; the queue, if there is nothing for them."""
    mine = request.user.has_perm("bulletins.review_article")
    article = Article.objects.waiting_for_review_by(person_of(request)).first() if mine else None
    return redirect("desk:review", article.pk) if article else redirect("desk:review-queue")


@require_safe
@desk_view("bulletins.view_article")
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a text beside what was found on its page, what the checks say, and the decision."""
    articles = Article.objects.select_related("entry", "edited_by", "item__issue")
    article = get_object_or_404(articles, pk=pk)
    return show(
        request, "bulletins/desk/review.html", _("Review"),
        article=article,
        rows=rows_of(article),
        facts=facts_beside(article),
        findings=findings_of_article(article),
        refusal=refusal_of(find(Article, "approve"), article, person_of(request)),
        reviews=article.reviews.select_related("reviewer").prefetch_related("passages"),
        known=links_of([article])[0],
        others=next_for(person_of(request), after=article),
    )  # fmt: skip


@require_POST
@desk_view("bulletins.review_article")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or send back the text that was shown; then the next one."""
    article = get_object_or_404(Article, pk=pk)
    decision = _DECISIONS.get(request.POST.get("decision", ""))
    if decision is None:
        return redirect("desk:review", pk)
    with refusals_as_messages(request):
        decision(
            article,
            person_of(request),
            seen_digest=request.POST.get("digest", ""),
            comment=request.POST.get("comment", ""),
            passages=_passages(request),
        )
        messages.success(
            request,
            _("“%(title)s” is now: %(status)s.")
            % {"title": article, "status": article.get_status_display()},
        )
        following = next_for(person_of(request), after=article)
        return redirect("desk:review", following.pk) if following else redirect("desk:review-queue")
    return redirect("desk:review", pk)


def next_for(person: User, *, after: Article) -> Article | None:
    """Give the article that the person reviews next, the longest waiting first."""
    waiting = Article.objects.waiting_for_review_by(person)
    return waiting.exclude(pk=after.pk).first()


def rows_of(article: Article) -> list[Row]:
    """Lay the text beside what was found on its page; what was typed by hand stands alone."""
    after = blocks_of(clean_article_body(article.body_html))
    if article.entry is None:
        return [Row(block, block) for block in after]
    return compare(blocks_of(clean_article_body(article.entry.body_html)), after)


def facts_beside(article: Article) -> list[tuple[str, Row]]:
    """Give title, outlet, link and date by their names, as found beside as printed."""
    return [
        (
            str(Article._meta.get_field(name).verbose_name),  # type: ignore[union-attr]  # columns
            Row(_fact(article.entry, name), _fact(article, name)),
        )
        for name in Article.TEXT_FIELDS
        if name != "body_html"
    ]


def _fact(holder: object, name: str) -> Block:
    return Block("fact", str(getattr(holder, name, None) or ""))


def _passages(request: HttpRequest) -> list[Passage]:
    quoted, said = (request.POST.getlist(name) for name in ("passage", "passage_comment"))
    return [
        Passage(clean_line(passage)[:500], comment.strip()[:1000])
        for passage, comment in zip(quoted, said, strict=False)
        if comment.strip()
    ]
