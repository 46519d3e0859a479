"""Texts that packages show on our pages without Chinese, or with half-width punctuation.

Nothing imports this module: ``makemessages`` collects the texts from it, and our catalogue goes
before those of the packages. Their scripts' texts stand in ``package_texts.js``.
"""

from django.utils.translation import gettext_noop as _

FORMS = (_(":"),)

ADMIN = (
    _("Add %s"),
    _("Change %s"),
    _("View %s"),
    _("Select %s to change"),
    _("Select %s to view"),
    _(" By %(filter_title)s "),
    _("Add another %(verbose_name)s"),
    _("The {name} “{obj}” was added successfully."),
    _("The {name} “{obj}” was changed successfully."),
    _("The {name} “{obj}” was changed successfully. You may edit it again below."),
    _("You may edit it again below."),
    _("Error:"),
    _("Model name"),
    _("Add link"),
    _("Change or view list link"),
    _("After you’ve created a user, you’ll be able to edit more user options."),
)

ADMINSORTABLE2 = (
    _("Move to first position"),
    _("Move to last position"),
)
