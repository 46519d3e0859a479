"""What plain queries cannot do, whoever writes them: the database asks no permission but these."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bulletins.models import Amendment, Article, Issue, Review
from tests.bulletins.roles.test_roles import someone
from tests.bulletins.roles.world import PEOPLE, make_world, person


@pytest.fixture
def world(bulletin, make_entry, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_world(bulletin, person("author"), person("reviewer"), make_entry)


def refused(change) -> bool:
    try:
        with transaction.atomic():
            change()
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


def test_approval_without_a_review_is_refused_for_everybody(world):
    article = world.articles["in_review"]
    approved = {"status": "approved", "approved_digest": article.digest}
    for who in PEOPLE:
        by = someone(who)
        rows = Article.objects.filter(pk=article.pk)
        assert refused(lambda rows=rows, by=by: rows.update(approved_by=by, **approved)), who


def test_review_written_by_hand_is_refused_for_those_who_edited_alone(world):
    article, other = world.articles["in_review"], someone("stranger")

    def write(by):
        Review.objects.create(
            article=article, reviewer=by, editor=other, decision="approved", digest=article.digest
        )

    people = set(PEOPLE) - {"stranger"}
    assert {who for who in people if refused(lambda who=who: write(someone(who)))} == {"author"}


@pytest.mark.parametrize(
    "change",
    [
        lambda w: Issue.objects.filter(pk=w.ready.pk).update(status="published"),
        lambda w: Issue.objects.filter(pk=w.ready.pk).update(number=9),
        lambda w: Issue.objects.filter(pk=w.published.pk).update(status="draft"),
        lambda w: Issue.objects.filter(pk=w.published.pk).update(number=9),
        lambda w: w.published.items.all().delete(),
        lambda w: w.published.items.update(article=w.articles["draft"]),
        lambda w: Article.objects.filter(pk=w.articles["approved"].pk).update(title="改"),
        lambda w: Article.objects.filter(pk=w.articles["draft"].pk).update(status="approved"),
        lambda w: Article.objects.filter(item__issue=w.published).update(title="改"),
        lambda w: Article.objects.filter(item__issue=w.published).update(status="draft"),
        lambda w: Amendment.objects.create(
            issue=w.published, kind="correction", version=2, notice="样例",
            signed_by=someone("publisher"), signed_at=timezone.now(),
        ),
        lambda w: Amendment.objects.create(
            issue=w.published, kind="withdrawal", version=2, notice="",
            signed_by=someone("publisher"), signed_at=timezone.now(),
        ),
    ],
)  # fmt: skip
def test_plain_queries_are_refused(world, change):
    assert refused(lambda: change(world))


def test_publication_by_hand_of_an_unapproved_article_is_refused(world):
    item = world.ready.items.first()
    Article.objects.filter(pk=item.article_id).update(
        status="draft", approved_by=None, approved_digest=""
    )
    published = {"status": "published", "number": 9, "document": {}}
    assert refused(lambda: Issue.objects.filter(pk=world.ready.pk).update(**published))
