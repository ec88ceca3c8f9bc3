"""Who has an address first, and who wants it too."""

from collections.abc import Iterable
from typing import NamedTuple

from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.routes.addresses import SEARCH_INDEX, fault_of, file_of, identity

# Files and pages of the digest's own that no record stands for: they are taken before any.
OWN_ADDRESSES = (
    "/_headers",
    "/_redirects",
    "/robots.txt",
    "/sitemap.xml",
    SEARCH_INDEX,
)


class Wish(NamedTuple):
    """An address that something asks for, decoded.

    ``place`` is where an editor decides about it; None for what is the digest's own.
    """

    address: str
    place: Place | None


# What has an address, by the identity of the address.
Owners = dict[str, Wish]


def settle(
    own: Iterable[str], wishes: Iterable[Wish], settings: Place
) -> tuple[Owners, list[Diagnostic]]:
    """Give each address to the first who asks for it; report all others and impossible ones.

    ``own`` are addresses that the digest has taken before anybody asks. ``settings`` is where a
    problem is shown that no file of its own stands for.
    """
    taken = (*OWN_ADDRESSES, *own)
    owners: Owners = {identity(address): Wish(address, None) for address in taken}
    problems: list[Diagnostic] = []
    for wish in wishes:
        fault = fault_of(wish.address)
        if fault:
            message = f"The address “{wish.address}” {fault}."
            place = wish.place or settings
            hint = "Give it another name, slug or id."
            problems.append(Diagnostic.of(Code.INVALID_ADDRESS, place, message, hint))
            continue
        owner = owners.setdefault(identity(wish.address), wish)
        if owner is not wish:
            problems.append(refusal(wish.address, wish.place or settings, owner))
    return owners, problems + _files_for_folders(owners, settings)


def refusal(address: str, place: Place, owner: Wish) -> Diagnostic:
    """Say that an address is taken, and who has it."""
    by = f"by {owner.place.path}:{owner.place.line}" if owner.place else "by the digest itself"
    spelling = f", as “{owner.address}”" if owner.address != address else ""
    message = f"The address “{address}” is taken already {by}{spelling}."
    hint = (
        "Give one of the two another slug, name, id or date." if owner.place else "Give it another."
    )
    return Diagnostic.of(Code.TWO_PAGES_ONE_ADDRESS, place, message, hint)


def _files_for_folders(owners: Owners, settings: Place) -> list[Diagnostic]:
    """Take the address from each file whose name other pages need for their folder."""
    files = {file_of(key): key for key in owners}
    problems = []
    for folder in sorted(_folders(files) & files.keys()):
        wish = owners.pop(files[folder])
        message = f"The address “{wish.address}” is taken already: other pages lie below it."
        place = wish.place or settings
        problems.append(Diagnostic.of(Code.TWO_PAGES_ONE_ADDRESS, place, message))
    return problems


def _folders(files: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for file in files:
        folder = file.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
