"""What earlier builds found out, by what it depended on.

A fingerprint stands for what goes in, a value is found by it or not at all. Nothing that lies in
the cache is believed: an entry that is cut short, changed, foreign or of another version of the
program is a miss. It holds data alone (msgspec's MessagePack, decoded into the records that are
asked for, never objects that name their own class), so a cache that a host restores can't run
anything. Whoever may write into it can of course put other words into a page, as into the content.
"""

from site_builder.cache.codec import Codec, encoded, in_json, taken_apart
from site_builder.cache.fingerprints import fingerprint, of_bytes, of_program
from site_builder.cache.identities import Identities, Identity, clock_of, identity_of
from site_builder.cache.store import Store, store

__all__ = [
    "Codec",
    "Identities",
    "Identity",
    "Store",
    "clock_of",
    "encoded",
    "fingerprint",
    "identity_of",
    "in_json",
    "of_bytes",
    "of_program",
    "store",
    "taken_apart",
]
