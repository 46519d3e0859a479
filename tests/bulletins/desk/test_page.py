import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from bulletins.desk.page import desk_view

pytestmark = pytest.mark.django_db


@desk_view("bulletins.view_issue")
def page(request, word):
    return HttpResponse(word)


def asked_by(rf, person):
    request = rf.get("/admin/desk/page/")
    request.user = person
    return page(request, "seen")


def test_page_is_shown_to_people_with_the_permission(rf):
    person = User.objects.create_user("person", is_staff=True)
    person.user_permissions.add(Permission.objects.get(codename="view_issue"))
    assert asked_by(rf, person).content == b"seen"


def test_page_is_refused_without_the_permission(rf):
    with pytest.raises(PermissionDenied):
        asked_by(rf, User.objects.create_user("person", is_staff=True))


def test_page_asks_strangers_to_log_in(rf):
    answer = asked_by(rf, AnonymousUser())
    assert answer.status_code == 302
    assert answer.url.startswith("/admin/login/")
