"""How somebody is reached: telephones with an area code or a word before them."""

from __future__ import annotations

from gongkai.core.findings import Text
from gongkai.secrecy import disclosed
from gongkai.secrecy.detector import Detector, alternatives
from gongkai.secrecy.heads import Head

_LINE = Text("固定电话号码", "telephone number")
# A number stands free: not inside a longer one, a decimal, a code or an address.
_FREE, _END = r"(?<![0-9A-Za-z.%=-])(?<![A-Za-z]/)(?<!\d )", r"(?![0-9A-Za-z%]|\.\d)"
_SAID = ("电话", "传真", "座机", "热线", "Tel", "TEL", "Fax", "联系方式", "宅电", "拨打")

DETECTORS = (
    Detector(
        "landline",
        "P02",
        _LINE,
        alternatives(rf"{_FREE}((?:\(0\d{{2,3}}\)[ -]{{0,2}}|0\d{{2,3}}[ -]{{1,2}})\d{{3,4}}[ -]?\d{{4}}){_END}"),
        own=True,
        contact=True,
    ),
    Detector(
        "local_line",
        "P02",
        _LINE,
        alternatives(rf"(?:{'|'.join(_SAID)})[^\n0-9]{{0,6}}((?:0\d{{2,3}})?[2-9]\d{{6,7}}){_END}"),
        words=_SAID,
        heads=(Head.PHONE,),
        discloses=disclosed.landline,
        own=True,
        contact=True,
    ),
)
