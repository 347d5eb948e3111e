"""Characters that nobody sees, and names that can be printed whatever they hold."""

from __future__ import annotations

import re

# C0 without \n and \t, DEL and C1 (NEL among them), every format character (Cf: soft hyphen, zero-width and
# directional marks, embeddings, overrides, isolates, BOM, interlinear marks, tags), line and paragraph separators,
# fillers, joiners and blanks that show nothing, variation selectors (they can carry any text unseen), replacement and
# private-use characters (every font shows another glyph), noncharacters, lone surrogates.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    "\u2800\ue000-\uf8ff\ufff0-\uffff\U00016fe4\U000110bd\U000110cd\U00013430-\U00013440\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
    + "\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
# A name with one of these could pass for another line of a report, or for nothing.
_UNSHOWABLE = re.compile(f"[\n\t]|{HIDDEN.pattern}")


def shown(name: str) -> str:
    """A name as it can be printed; what cannot is escaped."""
    if name.isascii() and name.isprintable():
        return name  # most names, and there are many
    return _UNSHOWABLE.sub(lambda match: match[0].encode("unicode_escape", "surrogatepass").decode(), name)
