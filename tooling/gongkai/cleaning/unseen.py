"""Text of a Word document that nobody sees, though it is not marked as hidden: white on white, tiny, in rows without height.

What is unseen the examination of attachments decides (``attachments.word_story``), so that both agree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from gongkai.attachments.examined import Notes
from gongkai.attachments.package import local
from gongkai.attachments.parts import Parts
from gongkai.attachments.word import stories
from gongkai.attachments.word_story import Story
from gongkai.cleaning import report
from gongkai.cleaning.edited import EditedPackage, remove
from gongkai.cleaning.report import Asked, Went

_WORDS = frozenset({"t", "delText", "sym", "tab", "noBreakHyphen", "softHyphen", "ruby"})


@dataclass(slots=True)
class _Finder(Story):
    found: dict[etree._Element, str] = field(default_factory=dict)

    def unseen(self, run: etree._Element, where: str) -> None:
        self.found[run] = where


def clean(parts: EditedPackage, asked: Asked, went: Went, *, marked: Callable[[etree._Element], bool]) -> None:
    """Raises Refused where it is no Word document. What is left of a paragraph stays where it is.

    ``marked`` tells of a run that is marked as hidden, and reported as that.
    """
    for name, story in stories(Parts(parts.as_package()), Notes(), _Finder):
        assert isinstance(story, _Finder)
        story.read(parts.xml(name))
        for run, where in story.found.items():
            if not asked.hidden:
                if not marked(run):
                    went.stays(report.UNSEEN_TEXT, "--hidden delete", where)
                continue
            went.gone(report.UNSEEN_TEXT, where, "hidden_text")
            _without_other_forms(run)
            for one in [one for one in run if local(one) in _WORDS]:
                remove(one)
            if all(local(one) == "rPr" for one in run):
                remove(run)
        if asked.hidden and story.found:
            parts.changed(name)


def _without_other_forms(run: etree._Element) -> None:
    """A text box has a second form, for old programs, with the same words."""
    for above in run.iterancestors():
        if local(above) == "AlternateContent":
            for other in list(above)[1:]:
                remove(other)
