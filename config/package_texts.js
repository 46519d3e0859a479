// Texts of packages' scripts that have no Chinese of their own; see package_texts.py.

const admin = [
  gettext("Choose %s by selecting them and then select the \"Choose\" arrow button."),
  gettext("Choose all %s"),
  gettext("Choose selected %s"),
  gettext("Remove selected %s"),
  gettext("Remove %s by selecting them and then select the \"Remove\" arrow button."),
  gettext("Remove all %s"),
  gettext("(click to clear)"),
  ngettext("%s selected option not visible", "%s selected options not visible", 1),
]

const proseEditor = [
  gettext("Update"),
  gettext("Cancel"),
  gettext("URL"),
  gettext("Title"),
  gettext("Edit Link"),
  gettext("Rows"),
  gettext("Columns"),
  gettext("Table Properties"),
  gettext("Insert Table"),
  gettext("paragraph"),
  gettext("figure"),
]
