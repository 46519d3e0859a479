"""Cards of the first page."""

from __future__ import annotations

from django.contrib.auth.models import User

from desk.waiting import waiting_for


def test_people_without_a_role_are_shown_no_cards(db):
    assert waiting_for(User.objects.create_user("new", is_staff=True)) == []


def test_every_role_is_shown_its_own(editor, reviewer, publisher):
    assert [len(waiting_for(person)) for person in (editor, reviewer, publisher)] == [6, 3, 4]
