"""How somebody is reached: telephones with an area code or a word before them, and mailboxes."""

from __future__ import annotations

from gongkai.findings import Text
from gongkai.secrecy import disclosed
from gongkai.secrecy.detector import Detector, alternatives
from gongkai.secrecy.heads import Head

_LINE = Text("固定电话号码", "telephone number")
# A number stands free: not inside a longer one, a decimal, a code or an address.
_FREE, _END = r"(?<![0-9A-Za-z.%=-])(?<![A-Za-z]/)(?<!\d )", r"(?![0-9A-Za-z%]|\.\d)"
_SAID = ("电话", "传真", "座机", "热线", "Tel", "TEL", "Fax", "联系方式", "宅电", "拨打")

_BOX = r"(?<![A-Za-z0-9._%+-])"
_OPENS, _CLOSES = r"[(\[{<【〔「『]", r"[)\]}>】〕」』]"
_AT = rf" {{0,3}}(?:@|{_OPENS} {{0,2}}(?:@|(?i:at)|艾特|圈[aA]|[aA#]) {{0,2}}{_CLOSES}|艾特| (?:at|AT|At) ) {{0,3}}"
_DOT = rf"(?: {{0,2}}\.| {{0,2}}{_OPENS} {{0,2}}(?:\.|(?i:dot)|点) {{0,2}}{_CLOSES} {{0,2}}| (?:dot|DOT) | ?点)"
_HOST = r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,24}"

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
    Detector(
        "email",
        "P02",
        Text("电子邮箱", "e-mail address"),
        alternatives(
            rf"{_BOX}([A-Za-z0-9._%+-]{{1,64}}@[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}})+)",
            # As people write it who do not want machines to read it.
            rf"{_BOX}([A-Za-z0-9._%+-]{{1,64}}{_AT}[A-Za-z0-9-]{{1,63}}(?:{_DOT}[A-Za-z0-9-]{{1,63}}){{0,4}}{_DOT}[A-Za-z]{{2,24}})",
            rf"(?:邮箱|电邮|邮件|[Mm]ail|MAIL)[^\n0-9A-Za-z]{{1,4}}([A-Za-z0-9._%+-]{{1,64}} ?[#&$*] ?{_HOST})",
        ),
        words=(
            "@",
            *(f"{opens}{sign}" for opens in "([{<【〔「『 " for sign in ("at", "AT", "At", "艾特", "圈")),
            "艾特",
            "邮箱",
            "电邮",
            "邮件",
            "mail",
            "Mail",
            "MAIL",
        ),
        own=True,
        contact=True,
    ),
)
