"""source-mix: the foreword claims the press and the government; the items may tell otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from bulletins.preflight.facts import IssueFacts
from bulletins.preflight.findings import Finding, Level
from content.hosts import belongs, host_of


def check_issue(issue: IssueFacts) -> Iterator[Finding]:
    """Count the items from sites of the government, if the foreword names such."""
    if "政府网站" not in issue.foreword or not issue.items:
        return
    hosts = Counter(_is_government(host_of(item.url)) for item in issue.items)
    message = _("Of %(items)d items %(count)d come from sites of the government (gov.cn).") % {
        "items": len(issue.items), "count": hosts[True],
    }  # fmt: skip
    if not hosts[True]:
        names = "、".join(host_of(item.url) for item in issue.items if item.url)
        yield Finding("source-mix", Level.HINT, message, evidence=names)


def _is_government(host: str) -> bool:
    return host.endswith(".gov.cn") or belongs(host, ("www.gov.cn",))
