"""Who answers requests: for pages, for the preview's own files, and for what pages ask to write."""

from http import HTTPStatus
from importlib.resources import files
from traceback import format_exception
from types import TracebackType

from tornado.httputil import HTTPServerRequest
from tornado.web import HTTPError, RequestHandler

from site_builder.preview.desk import Desk, MalformedError
from site_builder.preview.finding import type_of
from site_builder.preview.hosts import is_known, may_write

OWN_FILES = (
    *("preview.js", "swap.js", "morph.js", "panel.js", "preview.css"),
    *("annotate.js", "annotate.css"),
)
"""The scripts and the stylesheet that pages get from ``/-/``."""

_NOTHING = "default-src 'none'; frame-ancestors 'none'"
_POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "media-src 'self'",
    "font-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
)
_FOR_GOOD = "private, max-age=31536000, immutable"
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": _NOTHING,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def host_of(request: HTTPServerRequest) -> str | None:
    """Return the Host header as it was sent; tornado would make one up."""
    return request.headers.get("Host")


class Guarded(RequestHandler):
    """Answers those alone who ask for a name of this machine."""

    SUPPORTED_METHODS: tuple[str, ...] = ("GET", "HEAD")

    def initialize(self, desk: Desk) -> None:
        """Take what was given with the route."""
        self.desk = desk

    def set_default_headers(self) -> None:
        """Set what every answer has, be it that of an error."""
        self.clear_header("Server")
        for name, value in _HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse a name that somebody else may have led here."""
        if not is_known(host_of(self.request), self.desk.options.host):
            raise HTTPError(HTTPStatus.MISDIRECTED_REQUEST)

    def write_error(self, status_code: int, **_details: object) -> None:
        """Say in a word what was wrong."""
        if status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            self.set_header("Allow", ", ".join(self.SUPPORTED_METHODS))
        self.set_header("Content-Type", type_of("txt"))
        self.finish(f"{self._reason}\n")

    def log_exception(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Show a bug of ours; what a request did wrong is its own affair."""
        if not isinstance(error, HTTPError):
            shown = self.desk.builder.shown
            self.desk.builder.lament(shown.state, "".join(format_exception(error)))


class Page(Guarded):
    """Answers what the site has at an address."""

    async def get(self, _path: str) -> None:
        """Send a file of the site, or the page that says that there is none."""
        answer = await self.desk.answer(self.request.path, is_page=self._is_for_a_person)
        self.set_status(answer.status)
        if answer.moved:
            self.set_header("Location", answer.moved)
            return
        connecting = f"connect-src 'self' ws://{host_of(self.request)}"
        self.set_header("Content-Security-Policy", "; ".join((*_POLICY, connecting)))
        self.set_header("Content-Type", answer.media_type)
        if answer.lasts:
            self.set_header("Cache-Control", _FOR_GOOD)
        self._tag = answer.tag
        self.write(answer.data)

    head = get

    def compute_etag(self) -> str | None:
        """Tell the page apart from what it was, if there is something to tell it by."""
        return f'"{self._tag}"' if self._tag else None

    @property
    def _is_for_a_person(self) -> bool:
        return "text/html" in self.request.headers.get("Accept", "")


class OwnFile(Guarded):
    """Answers the scripts and the stylesheet of the preview itself."""

    def get(self, name: str) -> None:
        """Send one of them."""
        if name not in OWN_FILES:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", type_of(name))
        self.write(files("site_builder.preview").joinpath("browser", name).read_bytes())

    head = get


class Writing(Guarded):
    """Does what pages of the preview ask for, and only those of this very start."""

    SUPPORTED_METHODS = ("POST",)

    def prepare(self) -> None:
        """Refuse whoever can't be one of our pages."""
        super().prepare()
        if not may_write(self.request.headers, self.desk.options.token):
            raise HTTPError(HTTPStatus.FORBIDDEN)
        if self.request.headers.get("Content-Type", "") != "application/json":
            raise HTTPError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)

    async def post(self, name: str) -> None:
        """Do it, and answer what came of it."""
        write = self.desk.writes.get(name)
        if write is None:
            raise HTTPError(HTTPStatus.NOT_FOUND)
        try:
            answer = await write(self.request.body)
        except MalformedError:
            raise HTTPError(HTTPStatus.BAD_REQUEST) from None
        self.set_header("Content-Type", type_of("json"))
        self.write(answer)


class Nothing(Guarded):
    """Answers what has no route."""

    def get(self) -> None:
        """Say so."""
        raise HTTPError(HTTPStatus.NOT_FOUND)

    head = get
