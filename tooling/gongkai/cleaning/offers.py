"""Which faults of an attachment ``gongkai clean`` takes away, for the message that reports one."""

from __future__ import annotations

import shlex
from pathlib import PurePath

from gongkai.cleaning.kinds import KINDS
from gongkai.core.findings import Text

# What has to be asked for, by what somebody might want to keep.
_OPTIONS = {
    "tracked_changes": " --changes accept",
    "hidden_text": " --hidden delete",
    "hidden_sheet": " --hidden delete",
    "hidden_cells": " --hidden delete",
    "hidden_slide": " --hidden delete",
    "speaker_notes": " --hidden delete",
    "annotations": " --annotations delete",
    "comments": "",
    "cached_data": "",
    "earlier_revision": "",
    "appended_data": "",
    "preview": "",
    "private_data": "",
    "author": "",
    "location": "",
}
# There it is painted, and only the original tells what it should be; versions of OFD share their parts.
_NOT_IN = {".pdf": frozenset({"hidden_text"}), ".ofd": frozenset({"hidden_text", "earlier_revision"})}


def or_clean(remedy: Text, fault: str, path: str) -> Text:
    """A remedy with the command that does the same, where there is one for such a file."""
    suffix = PurePath(path).suffix.lower()
    if fault not in _OPTIONS or suffix not in KINDS or fault in _NOT_IN.get(suffix, ()):
        return remedy
    file, options = shlex.quote(path), _OPTIONS[fault]
    return Text(
        f"{remedy.zh}；或者运行 gongkai clean {file}{options}，另写一份清理过的，核对后换上",
        f"{remedy.en}; or run gongkai clean {file}{options} for a cleaned copy, compare it and put it in place",
    )
