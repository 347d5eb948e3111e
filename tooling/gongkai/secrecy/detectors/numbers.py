"""Numbers of persons: found among the digits (``identities``), and whatever their form below their heads."""

from __future__ import annotations

from gongkai.core.findings import Text
from gongkai.secrecy import disclosed
from gongkai.secrecy.detector import Detector, alternatives
from gongkai.secrecy.heads import Head

DETECTORS = (
    Detector(
        "resident_id",
        "P01",
        Text("公民身份号码", "resident ID number"),
        heads=(Head.RESIDENT_ID,),
        discloses=disclosed.resident_id,
        hard=True,
    ),
    Detector(
        "bank_card",
        "P01",
        Text("银行卡号", "bank card number"),
        heads=(Head.ACCOUNT,),
        discloses=disclosed.account,
        hard=True,
    ),
    Detector(
        "mobile",
        "P01",
        Text("移动电话号码", "mobile phone number"),
        heads=(Head.PHONE,),
        discloses=disclosed.mobile,
        own=True,
        contact=True,
    ),
    Detector(
        "passport",
        "P01",
        Text("护照号码", "passport number"),
        alternatives(
            r"(?<![0-9A-Za-z])([A-Za-z]{1,2}[0-9]{7,8})(?![0-9A-Za-z])[^\n0-9A-Za-z。;]{0,6}?(?:护照|通行证)",
            r"(?:护照|通行证)[^\n]{0,20}?(?<![0-9A-Za-z])([A-Za-z][0-9A-Za-z]?(?:[ -]?\d){6,8})(?![0-9A-Za-z])",
        ),
        words=("护照", "通行证"),
        heads=(Head.PASSPORT, Head.RESIDENT_ID),
        discloses=disclosed.passport,
        hard=True,
    ),
)
