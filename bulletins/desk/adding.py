"""Adding what no feed gives: a link, a text, a file, or the page that a browser shows."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from bulletins.admin.people import person_of
from bulletins.desk.bookmarklet import person_with, script_for
from bulletins.desk.page import desk_view, show
from bulletins.models import Article
from bulletins.workflow.adding import add_file, add_link, add_text, confirm, draft_of, faults_of
from bulletins.workflow.errors import WorkflowError
from bulletins.workflow.intake import Entry, article_of_story, printed_item

_MAY_ADD = "bulletins.add_article"
_PAGES = "bulletins/desk/adding"
_LINK = re.compile(r"https?://[^\s<>\"“”（）]+")


class AddForm(forms.Form):
    """A link; or a text or file, with the link of the page that it is from."""

    url = forms.CharField(
        label=_("link"), required=False, max_length=2000,
        widget=forms.TextInput(attrs={"autofocus": True, "inputmode": "url"}),
    )  # fmt: skip
    text = forms.CharField(
        label=_("Text of the article, its title in the first line; or the HTML of a page"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 80}),
    )  # fmt: skip
    file = forms.FileField(
        label=_("file"), required=False,
        help_text=_("A saved page (.html, .mht, .mhtml), or a .docx, .pdf, .txt or .md file."),
    )  # fmt: skip

    def clean_url(self) -> str:
        """Find the link in what was pasted: apps put the title before it."""
        pasted: str = self.cleaned_data["url"]
        found = _LINK.search(pasted)
        return found[0] if found else f"https://{pasted}" if pasted else ""

    def clean(self) -> dict[str, Any]:
        """Ask for one of the three."""
        cleaned = super().clean() or {}
        if not any(cleaned.values()) and not self.errors:
            raise forms.ValidationError(_t("Give a link, a text or a file."))
        return cleaned

    def received(self, request: HttpRequest) -> Entry:
        """Take what was given; raises as :func:`bulletins.workflow.adding.add_link`."""
        person, url = person_of(request), self.cleaned_data["url"]
        if file := self.cleaned_data["file"]:
            return add_file(file.name, file.read(), url, person)
        if text := self.cleaned_data["text"].strip():
            return add_text(text, url, person)
        return add_link(url, person)


class ConfirmForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """What an editor confirms or corrects of what was read."""

    class Meta:
        model = Article
        fields = ("title", "source_name", "published_on", "url")
        widgets = {"published_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}


@desk_view(_MAY_ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Ask for a link, a text or a file, and read it."""
    form = AddForm(initial=request.GET.dict())
    if request.method == "POST":
        form = AddForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return redirect("desk:confirm", form.received(request).pk)
        except WorkflowError as refusal:
            form.add_error(None, str(refusal))
    bookmarklet = script_for(
        person_of(request), request.build_absolute_uri(reverse("desk:receive"))
    )
    return show(
        request, f"{_PAGES}/add.html", _t("Add by hand"), form=form, bookmarklet=bookmarklet
    )


@desk_view(_MAY_ADD)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was read, to be confirmed; then it is an article on the shortlist."""
    entry = get_object_or_404(Entry, pk=pk)
    form = ConfirmForm(request.POST or None, instance=draft_of(entry))
    if form.is_valid():
        try:
            article = confirm(entry, person_of(request), **form.cleaned_data)
        except WorkflowError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _t("Added to the shortlist: “%(title)s”") % {"title": article}
            )
            if "edit" in request.POST:
                return redirect("admin:bulletins_article_change", article.pk)
            return redirect("desk:triage")
    return show(
        request, f"{_PAGES}/confirm.html", _t("Confirm what was read"), form=form, entry=entry,
        article=article_of_story(entry), printed=printed_item(entry), findings=faults_of(entry),
        lost=[image for image in entry.images if not image["stored"]],
    )  # fmt: skip


@csrf_exempt  # comes from other sites; the token says who sends it
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Take the page that a browser shows, before any log-in is asked for."""
    try:
        sent = request.POST
    except RequestDataTooBig:
        return _told(request, _t("The page is larger than 10 MB. Paste its link or text."), 413)
    person = person_with(sent.get("token", ""))
    if person is None:
        return _told(request, _t("This bookmark is not valid any more. Fetch a new one."), 403)
    url = sent.get("url", "")
    try:
        entry = add_text(sent.get("html", ""), url, person)
    except WorkflowError as refusal:
        return _told(request, str(refusal), 422, url)
    target = reverse("desk:confirm", args=[entry.pk])
    answer = render(request, f"{_PAGES}/received.html", {"target": target})
    # Not a redirect: it would still count as coming from the other site, without our cookies.
    answer["Refresh"] = f"0; url={target}"
    return answer


def _told(request: HttpRequest, problem: str, status: int, url: str = "") -> HttpResponse:
    context = {"problem": problem, "url": url}
    return render(request, f"{_PAGES}/received.html", context, status=status)
