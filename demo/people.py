"""The people of the demo: one for each role."""

from __future__ import annotations

from django.contrib.auth.models import Group, User

#: For the demo only: its site listens on loopback and its data are samples.
PASSWORD = "zhoubao-demo"  # noqa: S105

_NAMES = {
    "editor": "编辑（样例）",
    "reviewer": "审核人（样例）",
    "publisher": "发布人（样例）",
    "administrator": "管理员（样例）",
}


def employ() -> dict[str, User]:
    """Create the log-ins editor, reviewer, publisher and administrator, by name."""
    people = {}
    for role, name in _NAMES.items():
        user, created = User.objects.get_or_create(
            username=role,
            defaults={
                "is_staff": True,
                "is_superuser": role == "administrator",
                "first_name": name,
            },
        )
        if created:
            user.set_password(PASSWORD)
            user.save()
        user.groups.set(Group.objects.filter(name=role))
        people[role] = user
    return people
