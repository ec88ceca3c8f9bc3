"""The search index, made from the pages of the finished site and published with it."""

from collections.abc import Iterator, Sequence

from site_builder import search
from site_builder.build.pages import Layout
from site_builder.build.reading import Reader
from site_builder.cache import Codec
from site_builder.output import Stage, scratch
from site_builder.routes import PageKind

# The kinds of page whose texts are searched: their templates say which parts of them.
SEARCHED = frozenset({PageKind.ARTICLE, PageKind.CLAIM})

_SCRATCH = "index"
_NAMES = Codec(tuple[str, ...])


def index_for_search(layout: Layout, reader: Reader, site: Stage) -> None:
    """Add the index of the searched pages, where there is a program that makes it.

    It is made anew only if one of these pages changed. Raises ``EnvironmentFault`` where the
    program fails.
    """
    paths = [page.path for page in layout.plan.pages if page.kind in SEARCHED]
    program = search.find_program() if reader.request.extras and paths else None
    if program is None:
        return
    language = layout.site.settings.lang
    key = reader.memory.key(b"index", language.encode(), site.fingerprint(paths))

    def make(_missing: Sequence[bytes]) -> Iterator[bytes]:
        reader.request.on_progress("Indexing pages", 0, 1)
        with scratch(reader.request.cache_folder / _SCRATCH) as folder:
            names = search.make_index(program, site.settle(), folder, language)
            for name in names:
                site.copy(_path(layout, name), folder / name, key)
        reader.request.on_progress("Indexing pages", 1, 1)
        yield _NAMES.encode(names)

    def keep(data: bytes) -> tuple[str, ...] | None:
        names = _NAMES.decode(data) or ()
        kept = [site.keep(_path(layout, name), key) for name in names]
        return names if kept and all(kept) else None

    tuple(reader.memory.recall([key], bytes, keep, make))


def _path(layout: Layout, name: str) -> str:
    return f"{layout.plan.search_index.strip('/')}/{name}"
