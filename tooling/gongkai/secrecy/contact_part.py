"""A contact block, and what its parts say: whose it is, what that is in the matter, and whether a person is named beside it."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from gongkai.secrecy.contact_words import FREE, LABEL, MASKED, ONLY_HOW, SPEAKER, SPEAKS_FOR, WORD
from gongkai.secrecy.organisation_names import is_organ
from gongkai.secrecy.people import is_name, names_somebody


@dataclass(frozen=True, slots=True)
class Block:
    """The contact block in which something stands; of nobody where it stands in none.

    ``organisation``: by name, or else by what it is in the matter; ``label``: what it is in the matter, if that is said.
    ``public``: an organ of the state, which says so itself in so many words, and no person's number.
    """

    organisation: str = ""
    label: str = ""
    public: bool = False


NOBODYS = Block()


def block_of(name: str, label: str, *, public: bool) -> Block:
    """The block of a name; ``public`` unless the name is of no organ of the state."""
    return Block(name, label, public and is_organ(name))


def names_somebody_else(text: str) -> bool:
    """Return whether a person is named, masked or not, who is not said to speak for an organisation."""
    return any(
        (MASKED.fullmatch(word.group()) or (is_name(word.group()) and names_somebody(word.group())))
        and not SPEAKS_FOR.search(text[max(0, word.start() - 12) : word.start()])
        for word in WORD.finditer(text)
    )


def says_only_how(between: str) -> bool:
    """Return whether nothing stands between a name and its number but how it is reached, and whom to ask for."""
    return all(
        ONLY_HOW.fullmatch(word.group())
        or FREE.search(between[max(0, word.start() - 10) : word.start()])
        or (word.start() == 0 and SPEAKER.fullmatch(word.group()))
        or (word.group()[:3] in ("联系人", "联络人") and SPEAKER.fullmatch(word.group()[3:]))
        for word in WORD.finditer(between)
    )


@functools.lru_cache(maxsize=1024)
def last_label(text: str) -> str:
    """Return what an organisation is in the matter, as the last words of a text that say so have it; "" where none do."""
    labels = LABEL.findall(text[-80:])
    return labels[-1] if labels else ""
