"""What is searched of each noun, and the marks of what has changed since."""

from __future__ import annotations

from django.db import models


class Document(models.Model):
    """What is searched of one object, folded. Its key is the object's: the greater, the newer."""

    object_id = models.BigAutoField(primary_key=True)  # on SQLite the row's own number
    title = models.TextField()
    #: All that is searched, the title included.
    text = models.TextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @classmethod
    def grams_name(cls) -> str:
        """Name what holds the grams: on PostgreSQL a GIN index, on SQLite a FTS5 table."""
        return f"{cls._meta.db_table}_grams"


class EntryDocument(Document):
    """What is searched of an entry of monitoring."""


class ArticleDocument(Document):
    """What is searched of an article of the newsroom."""


class Mark(models.Model):
    """An object that was written since it was last read for searching. Triggers set the marks.

    A second change adds a second mark, so none is lost to a reader who is at the first.
    """

    #: The table of the object's own model.
    table = models.CharField(max_length=63)
    object_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["table", "id"], name="search_mark_in_order")]

    def __str__(self) -> str:
        return f"{self.table} {self.object_id}"
