from __future__ import annotations

import pytest

from config.doctor.safety import check_contact


@pytest.mark.parametrize(
    ("contact", "name", "level"),
    [
        ("monitor@news.example", "Zhoubao/0.1 (news monitoring; monitor@news.example)", "ok"),
        ("", "Zhoubao/0.1 (news monitoring)", "warn"),
        ("周报", "Zhoubao/0.1 (news monitoring; 周报)", "fail"),
    ],
)
def test_contact_is_given_in_letters_that_http_can_carry(settings, contact, name, level):
    settings.MONITOR_CONTACT, settings.MONITOR_USER_AGENT = contact, name
    assert check_contact().level == level
