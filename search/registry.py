"""Which models are searched, and what of them; each app registers its own when it is ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from search.grams import fold
from search.models import Document


@dataclass(frozen=True)
class Searched:
    """One model that is searched."""

    model: type[models.Model]
    document: type[Document]
    #: Columns whose change is a change of the document.
    columns: tuple[str, ...]
    #: Gives title and text of an object of the model, the text without the title.
    read: Callable[[Any], tuple[str, str]]

    @property
    def table(self) -> str:
        """The table of the model."""
        return self.model._meta.db_table

    def document_of(self, found: models.Model) -> Document:
        """Give the document of an object, not saved."""
        title, text = map(fold, self.read(found))
        return self.document(object_id=found.pk, title=title, text=f"{title}\n{text}")


_searched: dict[type[models.Model], Searched] = {}


def register(searched: Searched) -> None:
    """Have a model searched."""
    _searched[searched.model] = searched


def all_searched() -> tuple[Searched, ...]:
    """Give what is searched, in the order of registration."""
    return tuple(_searched.values())


def searched_of(model: type[models.Model]) -> Searched:
    """Give what is searched of a model.

    Raises:
        KeyError: the model is not searched.

    """
    return _searched[model]
