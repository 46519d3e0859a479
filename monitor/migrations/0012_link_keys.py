"""Keys of links that lie together by site, so that a poll touches their index in one place."""

import hashlib

from django.db import migrations

from monitor.pipeline.items import link_key
from monitor.pipeline.links import canonical


def by_link(url):
    """The key as it was before."""
    return hashlib.sha256(canonical(url).encode("utf-8", "replace")).hexdigest()


def write_anew(before, after):
    """Write the keys that were made of links; others are of texts that somebody pasted."""

    def change(apps, _schema_editor):
        entries = apps.get_model("monitor", "Entry").objects
        for pk, url, key in entries.values_list("pk", "url", "link_key").iterator():
            if url and key == before(url):
                entries.filter(pk=pk).update(link_key=after(url))

    return change


class Migration(migrations.Migration):
    dependencies = [("monitor", "0011_health")]

    operations = [
        migrations.RunPython(write_anew(by_link, link_key), write_anew(link_key, by_link)),
    ]
