"""Have WhiteNoise keep the static files of a Django application for a year, where their bytes are those of the token.

    MIDDLEWARE = [..., "assetbump.whitenoise.VersionedWhiteNoiseMiddleware", ...]

It takes the place of WhiteNoise's own middleware, and goes with the storage of assetbump.django, whose
versions file, root, placement and parameter it has. What cannot be kept: an answer in Brotli's format, for
Python does not read it without another package; such an answer is asked for each time.
"""

from __future__ import annotations

import zlib
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]

from assetbump._placement import is_overlong, without_token
from assetbump._versions import ASK, JUDGED, YEAR, sha256

CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_RANGE", "HTTP_RANGE")


class VersionedWhiteNoiseMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise, with the times that browsers keep files judged by the bytes that are sent."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request for a static file, or hand it on."""
        if not request.path_info.startswith(self.static_prefix) or request.method not in ("GET", "HEAD"):
            return self.usual(request)
        storage: Any = staticfiles_storage
        name = request.path_info[len(self.static_prefix) :]
        if is_overlong(name):
            return HttpResponseNotFound()
        token = request.GET.get(storage.parameter)
        if storage.placement != "query" and not settings.DEBUG:
            name, token = without_token(storage.placement, name, lambda plain: self.file(plain) is not None)
        found = self.file(name)
        if found is None:
            return self.usual(request)
        if "HTTP_RANGE" in request.META:
            return self.asked_again(found, request)
        return self.judged(found, request, name, token)

    def usual(self, request: HttpRequest) -> HttpResponseBase:
        """Return WhiteNoise's own answer, or that of the application."""
        response: HttpResponseBase = super().__call__(request)
        return response

    def file(self, name: str) -> Any:
        """Return what WhiteNoise knows of a file; None where it has none of this name."""
        url = self.static_prefix + name
        return self.find_file(url) if self.autorefresh else self.files.get(url)

    def asked_again(self, found: Any, request: HttpRequest) -> HttpResponseBase:
        """Return WhiteNoise's own answer, which browsers must not keep."""
        response: HttpResponseBase = self.serve(found, request)
        response["Cache-Control"] = ASK["Cache-Control"]
        return response

    def judged(self, found: Any, request: HttpRequest, name: str, token: str | None) -> HttpResponseBase:
        """Return the answer, with what its bytes prove."""
        answer = found.get_response("GET", {key: of for key, of in request.META.items() if key not in CONDITIONS})
        headers = dict(answer.headers)
        if answer.file is None or int(answer.status) != 200 or int(headers.get("Content-Length", 0)) > JUDGED:
            return self.asked_again(found, request)
        with answer.file:
            body: bytes = answer.file.read()
        versions = staticfiles_storage.versions  # type: ignore[attr-defined]
        plain = decoded(body, headers.get("Content-Encoding"))
        root = staticfiles_storage.root  # type: ignore[attr-defined]
        keeps = plain is not None and not settings.DEBUG and versions.keeps(root, name, token, sha256(plain))
        headers.update({**(YEAR if keeps else ASK), "ETag": f'"{sha256(body)}"'})
        headers.pop("Last-Modified", None)
        had = [tag.strip().removeprefix("W/") for tag in request.META.get("HTTP_IF_NONE_MATCH", "").split(",")]
        if headers["ETag"] in had or had == ["*"]:
            del headers["Content-Length"]
            return HttpResponse(status=304, headers=headers)
        headers["Content-Length"] = str(len(body))
        return HttpResponse(b"" if request.method == "HEAD" else body, headers=headers)


def decoded(body: bytes, encoding: str | None) -> bytes | None:
    """Return the bytes of a file that is sent in gzip's format, or as it is; None in any other."""
    if encoding is None:
        return body
    if encoding != "gzip":
        return None
    try:
        stream = zlib.decompressobj(wbits=31)
        plain = stream.decompress(body, JUDGED)
    except zlib.error:
        return None
    return plain if stream.eof and not stream.unused_data else None
