"""The form in which an article's text is written."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import (
    AdminProseEditorWidget,
    prose_editor_admin_media,
    prose_editor_js,
)
from js_asset import ImportMap, Media, Script

from bulletins.admin.refusals import RefusableForm
from bulletins.models import Article

_LONE_PARAGRAPH = re.compile(r"<(li|td|th)\b([^>]*)><p>((?:(?!</?p\b).)*)</p></\1>", re.DOTALL)
_EMPTY_CAPTION = re.compile(r"<figcaption\b[^>]*></figcaption>")


class ArticleBodyWidget(AdminProseEditorWidget):  # type: ignore[misc]  # the library is untyped
    """The rich-text editor, limited to what is printed, with pictures by button and pasting."""

    def __init__(self) -> None:
        config = {"upload_url": reverse_lazy("admin:bulletins_article_picture")}
        super().__init__(config=config, preset="article")

    @property
    def media(self) -> Media:
        """The editor's own media with our module in place of its presets."""
        ours = Script("desk/article-body.js", type="module")
        modules = ImportMap({"desk/article-paste": "desk/article-paste.js"})
        media: Media = prose_editor_admin_media + Media(
            importmap=modules, js=[prose_editor_js, ours]
        )
        return media


class ArticleForm(RefusableForm):
    """The printed fields, and the digest of the text that this form began with."""

    seen_digest = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Article
        fields = Article.TEXT_FIELDS
        widgets = {
            "title": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "url": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "body_html": ArticleBodyWidget,
        }
        help_texts = {"body_html": _("Pictures: by the button, by pasting or by dragging.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        if "seen_digest" in self.fields:  # not on pages that only show
            self.fields["seen_digest"].initial = self.instance.digest

    def clean_body_html(self) -> str:
        """Undo what the editor adds: paragraphs in cells and list items, empty captions."""
        body = _LONE_PARAGRAPH.sub(r"<\1\2>\3</\1>", self.cleaned_data["body_html"])
        return _EMPTY_CAPTION.sub("", body)

    def typed(self) -> Article:
        """Give the article as it was typed, be it valid or not; nothing is saved."""
        self.is_valid()
        article: Article = self.instance
        for name in Article.TEXT_FIELDS:
            unread = None if name == "published_on" else self.data.get(name, "")
            setattr(article, name, self.cleaned_data.get(name, unread))
        article.clean_text_fields()
        return article

    def text(self) -> dict[str, Any]:
        """Give the printed fields as typed."""
        return {name: self.cleaned_data[name] for name in Article.TEXT_FIELDS}
