"""The marks of the profile as the proof knows them (``written.py``): a spelling of its own, apart from the parser's."""

from __future__ import annotations

import re

BEGINNINGS = frozenset("#-|:[\\0123456789\u3000")
INDENT = "\u3000\u3000"
BLANKS = re.compile(r"[ \t]*")
GAP = re.compile(r"(?:[^\S\n]*+\n)*+[ \t]*+")
BLANK_LINES = re.compile(r"(?:[^\S\n]*+\n)*+")
END = re.compile(r"[ \t]*(?:\n|\Z)")
RULER = re.compile(r"[ \t]*\|((?:[ \t]*:?-+:?[ \t]*\|)+)[ \t]*\n?")
DASH = re.compile(r"- +")
NUMBER = re.compile(r"([0-9]{1,2})\. +")
WORDS = r"[^\[\]]*+(?:\[[^\[\]]*+\][^\[\]]*+)*+"
PLACE = r"[^()]*+(?:\([^()]*+\)[^()]*+)*+"
ADDRESS = re.compile(rf"\]\(({PLACE})\)")
NO_ADDRESS = re.compile(r'[\\|"<>`^{}]')  # a title, or more than the address
IMAGE = re.compile(rf"!\[({WORDS})")
NOTE = re.compile(r"\[\^([0-9]{1,3})\]")
NOTE_TEXT = re.compile(r"\[\^([0-9]{1,3})\]: *")
FORM = re.compile(r":::+[ \t]*(\S+)[ \t]*\n")
FORM_END = re.compile(r":::+[ \t]*(?:\n|\Z)")
FORMS = {
    "addressee": ("主送", "addressee"),
    "signature": ("落款", "signature"),
    "enclosures": ("附件说明", "enclosures"),
    "remark": ("注", "remark"),
    "copies": ("抄送", "copies"),
}
# Where a backslash is a mark: before what would be one without it.
ESCAPE = re.compile(rf"\\(?=\*\*(?!\*)|!?\[{WORDS}\]\({PLACE}\)|\[\^[0-9]{{1,3}}\])")
ESCAPE_OF_LINE = re.compile(
    r"\\(?=(?:#{1,6}|-|＃) [ \t]*+[^ \t\n]|##|\||:::|\[\^[0-9]{1,3}\]:|(?:-{2,}|={2,}|_{3,}|\*{3,})[ \t]*(?:\n|\Z)"
    r"|(?=[:：]*：)[:：]{3}|(?=[#＃]*＃)[#＃]{2}|｜.*[｜|][ \t]*(?:\n|\Z))"
)
ESCAPE_OF_NUMBER = re.compile(r"[ \t]*[0-9]{1,2}\\(?=\. [ \t]*+[^ \t\n])")
# What is a mark at the beginning of a line, and may not have become text there.
LIVE = re.compile(r"#{1,6} +\S|- +\S|[0-9]{1,2}\. +\S|\||:::|\[\^[0-9]{1,3}\]: *\S")
LIVE_IN_FORM = re.compile(r"#{1,6} +\S|\||:::|\[\^[0-9]{1,3}\]: *\S")
LIVE_IN_ITEM = re.compile(r"- +\S|[0-9]{1,2}\. +\S|\||:::")
HEADINGS = [re.compile(rf"#{{{level}}} +") for level in range(7)]
BREAK = re.compile("<br>")
# A line that is not blank follows; in an item of a list it is indented.
LINE_BREAK = re.compile(r"[ \t]*+\n[ \t]*+(?!\n|\Z|[^\S\n]++(?:\n|\Z))")
LINE_BREAK_IN_ITEM = re.compile(r"[ \t]*+\n[ \t]++(?!\n|\Z|[^\S\n]++(?:\n|\Z))")
BAR = re.compile(r"\|[ \t]*")
ROW_END = re.compile(r"\|[ \t]*(?:\n|\Z)")
# Stars beside a digit or letter mask something; so do those before a comma. What else is doubtful, the profile refuses.
OPENING_STARS = re.compile(r"(?<![*0-9A-Za-z])\*\*(?=[^\W_]|[（(【\[「『“‘《〈＜])")
CLOSING_STARS = re.compile(r"(?<![*\s])\*\*(?!\*)(?!(?<=[0-9A-Za-z]\*\*)[0-9A-Za-z])")
CELL_END = re.compile(r"(?<!\\)\|")
BRACKET = re.compile(r"\[")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
