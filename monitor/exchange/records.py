"""Records: the settings of a source as plain data, and back again without loss."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Field, IntegerField
from django.utils.translation import gettext as _

from content.sanitising import clean_text
from monitor.models import Source

#: Settings by the names of their fields, those at their default left out.
Record = dict[str, Any]

#: Told always, for whoever reads the file.
_ALWAYS = ("name", "kind", "url")


def setting_fields() -> dict[str, Field[Any, Any]]:
    """Give the fields of a source that an editor sets, by name; not what polling writes."""
    fields = Source._meta.concrete_fields
    return {field.name: field for field in fields if field.editable and not field.primary_key}


def record_of(source: Source) -> Record:
    """Give the settings of a source, its name first."""
    fields = setting_fields()
    values = {name: getattr(source, name) for name in (*_ALWAYS, *fields)}
    return {
        name: value
        for name, value in values.items()
        if name in _ALWAYS or value != fields[name].get_default()
    }


def source_of(record: Record) -> Source:
    """Make a source of a record, checked but for its name being free; nothing is saved.

    Raises:
        ValidationError: a setting is unknown, of the wrong type, or refused by the model.

    """
    fields = setting_fields()
    if unknown := sorted(set(record) - set(fields)):
        raise ValidationError(_("Unknown settings: %(names)s.") % {"names": "、".join(unknown)})
    source = Source(**{name: _value(fields[name], value) for name, value in record.items()})
    source.full_clean(validate_unique=False)
    return source


def type_of(field: Field[Any, Any]) -> type:
    """Give the plain type in which a setting is written."""
    if isinstance(field, BooleanField):
        return bool
    return int if isinstance(field, IntegerField) else str


def _value(field: Field[Any, Any], value: object) -> object:
    if type(value) is not type_of(field) and not (field.null and value is None):
        raise ValidationError(
            _("“%(name)s” has a value of the wrong type.") % {"name": field.verbose_name}
        )
    return clean_text(value) if isinstance(value, str) else value
