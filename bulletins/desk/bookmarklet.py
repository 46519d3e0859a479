"""The bookmarklet: a browser sends the page that it shows, and a token says for whom.

It is sent from another site, so that no cookie of ours comes along: the token stands for the
log-in, for this alone, until the person's password changes.
"""

from __future__ import annotations

from json import dumps

from django.contrib.auth.models import User
from django.utils.crypto import constant_time_compare, salted_hmac

_SALT = "bulletins.desk.bookmarklet"
_SCRIPT = (
    'javascript:(()=>{const f=document.createElement("form");f.method="post";'
    'f.enctype="multipart/form-data";f.acceptCharset="utf-8";f.target="_blank";f.action=%(action)s;'
    "for(const[n,v]of Object.entries({token:%(token)s,url:location.href,"
    'html:document.documentElement.outerHTML})){const t=document.createElement("textarea");'
    "t.name=n;t.value=v;f.append(t)}document.body.append(f);f.submit();f.remove()})()"
)


def script_for(person: User, action: str) -> str:
    """Give the address of the bookmark; ``action`` is where it sends the page."""
    return _SCRIPT % {"action": dumps(action), "token": dumps(token_of(person))}


def token_of(person: User) -> str:
    """Give the token of a person."""
    secret = f"{person.pk} {person.password}"
    return f"{person.pk}-{salted_hmac(_SALT, secret, algorithm='sha256').hexdigest()[:40]}"


def person_with(token: str) -> User | None:
    """Give the person of a token, None if it is no one's or they may not log in."""
    pk, _dash, _digest = token.partition("-")
    if not pk.isdecimal():
        return None
    person = User.objects.filter(pk=pk, is_active=True, is_staff=True).first()
    return person if person and constant_time_compare(token, token_of(person)) else None
