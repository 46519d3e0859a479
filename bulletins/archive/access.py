"""Who may read."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import user_passes_test
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.urls import reverse_lazy


def _may_read(user: AbstractBaseUser | AnonymousUser) -> bool:
    return settings.ARCHIVE_PUBLIC or user.is_authenticated


#: Sends people to the log-in page where the archive is not public. Any active user may read.
for_readers = user_passes_test(_may_read, login_url=reverse_lazy("archive:login"))
