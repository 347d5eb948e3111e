"""Who applied, complained or reported: a full name in the part of one, in any grammar."""

from __future__ import annotations

from gongkai.core.findings import Text
from gongkai.secrecy import complaints, disclosed
from gongkai.secrecy.detector import Detector
from gongkai.secrecy.heads import Head
from gongkai.secrecy.vocabulary import COMPLAINANTS, COMPLAINING

DETECTORS = (
    Detector(
        "applicant",
        "P03",
        Text("申请人、投诉人的姓名", "name of an applicant or complainant"),
        tells=complaints.found,
        words=(
            *COMPLAINANTS,
            *COMPLAINING,
        ),
        heads=(Head.COMPLAINANT, Head.PERSON),
        discloses=disclosed.complainant,
        confirmed=True,
    ),
)
