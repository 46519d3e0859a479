"""Which language a person reads: the one they chose on a page, else the installation's."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def chosen_language(get_response: GetResponse) -> GetResponse:
    """Answer in the language of the cookie that ``set_language`` leaves (a middleware).

    Django's own ``LocaleMiddleware`` asks the browser too; a desk whose browsers came in English
    would then speak English to people who never asked for it.
    """
    known = dict(settings.LANGUAGES)

    def answer(request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        with translation.override(chosen) if chosen in known else nullcontext():
            response = get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        patch_vary_headers(response, ["Cookie"])
        return response

    return answer
