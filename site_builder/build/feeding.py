"""Feeds of articles: written where something else goes into them, each entry made once for ever."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from site_builder import feeds
from site_builder.build.memory import Memory
from site_builder.build.pages import Layout
from site_builder.output import Stage


def write_feeds(layout: Layout, memory: Memory, site: Stage) -> int:
    """Write each feed of articles that the site does not have yet; return how many there are."""

    def recall(
        keys: Sequence[str],
        made_of: Callable[[str], bytes],
        make: Callable[[Iterable[str]], Iterator[bytes]],
    ) -> Iterator[bytes]:
        return memory.recall(keys, lambda key: memory.key(b"entry", made_of(key)), bytes, make)

    count = 0
    for feed in feeds.files(layout.site, layout.plan, recall):
        key = memory.key(b"feed", feed.made_of)
        if not site.keep(feed.path, key):
            site.write(feed.path, feed.make(), key)
        count += 1
    return count
