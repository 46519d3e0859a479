"""The people of the demo: one for each role."""

from __future__ import annotations

from django.contrib.auth.models import Group, User

#: For the demo only: its site listens on loopback and its data are samples.
PASSWORD = "zhoubao-demo"  # noqa: S105

_NAMES = {
    "editor": ("编", "辑（样例）"),
    "reviewer": ("审", "核（样例）"),
    "publisher": ("签", "发（样例）"),
    "administrator": ("管", "理（样例）"),
}


def employ() -> dict[str, User]:
    """Create the log-ins editor, reviewer, publisher and administrator, by name."""
    people = {}
    for role, (last_name, first_name) in _NAMES.items():
        user, created = User.objects.get_or_create(
            username=role,
            defaults={
                "is_staff": True,
                "is_superuser": role == "administrator",
                "last_name": last_name,
                "first_name": first_name,
            },
        )
        if created:
            user.set_password(PASSWORD)
            user.save()
        user.groups.set(Group.objects.filter(name=role))
        people[role] = user
    return people
