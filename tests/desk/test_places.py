import pytest
from django.contrib.auth.models import Permission, User

from desk.places import places_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return User.objects.create_user("person", is_staff=True)


def may(person, codename):
    person.user_permissions.add(Permission.objects.get(codename=codename))
    return User.objects.get(pk=person.pk)


def test_places_are_those_that_a_person_may_open(person):
    assert places_for(person) == []
    person = may(person, "view_article")
    assert "/admin/desk/review/" in [place.url for place in places_for(person)]


def test_place_of_the_page_shown_is_marked(client, person):
    client.force_login(may(person, "view_article"))
    page = client.get("/admin/desk/review/", follow=True).content.decode()
    assert '<a href="/admin/desk/review/" aria-current="page">' in page
