"""Mailboxes, in every disguise in which people write them who do not want machines to read them."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase, digits

from gongkai.core.findings import Text
from gongkai.core.pattern import pattern
from gongkai.secrecy import reached_values
from gongkai.secrecy.detector import Detector, alternatives
from gongkai.secrecy.heads import Head
from gongkai.secrecy.people import HAN

_BOX = r"(?<![A-Za-z0-9._%+-])"
_USER = r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}"
_OPENS, _CLOSES = r"[(\[{<【〔「『]", r"[)\]}>】〕」』]"
_AROUND = r"(?:艾特|爱特|埃特|圈[aA]|小老鼠)"
_AT = (
    rf" {{0,3}}(?:@{{1,2}}|%40|&#64;|{_OPENS} {{0,2}}(?:@|(?i:at)|{_AROUND}|[aA#]|在) {{0,2}}{_CLOSES}|{_AROUND}|[_-](?i:at)[_-]|"
    rf" (?:at|AT|At) ) {{0,3}}"
)
_DOT = (
    rf"(?: {{0,2}}[.。,] {{0,2}}|\.\.| {{0,2}}{_OPENS} {{0,2}}(?:\.|(?i:dot)|点) {{0,2}}{_CLOSES} {{0,2}}|[_-](?i:dot)[_-]| (?:dot|DOT|"
    rf"Dot) | ?点 ?)"
)
_FILE = (
    r"(?!(?i:docx?|xlsx?|pptx?|pdf|ofd|wps|txt|jpe?g|png|zip|rar|csv|html?)(?![A-Za-z]))"  # how the name of a file ends
)
_TOP = rf"{_FILE}(?:[A-Za-z]{{2,24}}|c0m)"
_LABEL = r"[A-Za-z0-9-]{1,63}"
# Where a blank stands around the dot, it ends a sentence unless the name is one that hosts end in.
_CLOSE_DOT = rf"(?:[.。]|\.\.| {{0,2}}{_OPENS} {{0,2}}(?:\.|(?i:dot)|点) {{0,2}}{_CLOSES} {{0,2}}|[_-](?i:dot)[_-]| (?:dot|DOT|Dot) | ?点 ?)"
_KNOWN_TOP = r"(?i:com|cn|net|org|edu|gov|c0m|con|co|cc|vip|top|xyz|me|info|io|example|test)"
_HOST = rf"{_LABEL}(?:{_DOT}{_LABEL}){{0,4}}(?:{_CLOSE_DOT}{_TOP}|{_DOT}{_KNOWN_TOP})(?![A-Za-z0-9])"
_PLAIN_HOST = r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,4}\.[A-Za-z]{2,24}"
# Who keeps boxes, as the host of an address and as people call him.
_KEEPER = r"(?i:qq|vip\.qq|163|126|139|189|yeah|sina|sohu|tom|21cn|foxmail|gmail|outlook|hotmail|live|yahoo|icloud|aliyun|wo|mail)"
_NAMED = r"(?:网易(?:163|126)?|新浪|搜狐|阿里云?|移动|电信|163|126|139|189|[Ff]oxmail|FOXMAIL|[Gg]mail|[Oo]utlook|[Hh]otmail|[Yy]ahoo)"
_QQ = r"(?:QQ|qq|扣扣|腾讯|企鹅)"
_BOXES = r"(?:邮 {0,4}箱|信箱|电邮|邮件|伊妹儿|(?:[Ee]-?)?[Mm]ail|E?-?MAIL)"
_SAYS = rf"{_BOXES}(?:地址|账号|号码?)?(?:\([^()\n]{{1,8}}\))?(?:就|都)?[^\n0-9A-Za-z]{{0,6}}"
_NUMBER = r"[1-9][0-9]{4,10}(?![0-9])"
_IDENTITY = r"[A-Za-z](?=[A-Za-z0-9._-]*[0-9._])[A-Za-z0-9._-]{3,30}"

_APART = r"[ \t]{0,4}(?:\n[ \t>*|-]{0,6}|\|)[ \t]{0,4}"
_BROKEN = pattern(
    rf"(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]{{1,64}})(?:{_APART})?@(?:{_APART})?([A-Za-z0-9-]{{1,63}}(?:(?:{_APART})?\.(?:{_APART})?[A-Za-z0-9-]{{1,63}}){{1,4}})"
)
_SEPARATED = pattern(_APART)


def broken(text: str) -> Iterator[tuple[str, int]]:
    """Mailboxes that go on in the next line or cell, with the offsets at which they begin."""
    for found in _BROKEN.finditer(text) if "@" in text else ():
        if "\n" in found.group() or "|" in found.group():
            yield _SEPARATED.sub("", found.group()), found.start()


DETECTORS = (
    Detector(
        "email",
        "P02",
        Text("电子邮箱", "e-mail address"),
        alternatives(
            rf"{_BOX}([A-Za-z0-9._%+-]{{1,64}}@[A-Za-z0-9-]{{1,63}}(?:\.[A-Za-z0-9-]{{1,63}})+)",
            rf"{_BOX}({_USER}{_AT}{_HOST})",
            # What a box is kept by tells it without any sign.
            rf"{_BOX}({_USER} ?(?:[aA][tT]|[@在#*$&]|\([aA]\)) ?{_KEEPER}{_DOT}(?:com|cn|net|org|c0m|con)(?![A-Za-z0-9]))",
            rf"{_BOX}({_USER} ?@ ?{_KEEPER})(?![A-Za-z0-9.])",
            rf"{_BOXES} ?: ?([{HAN}A-Za-z0-9._-]{{1,30}}@[{HAN}A-Za-z0-9-]{{0,30}}(?:\.[{HAN}A-Za-z0-9-]{{1,24}}){{0,4}})",
            # Letters that look like ours, and a sign that is none of a sentence.
            r"(?<![\u00c0-\u052fA-Za-z0-9._%+-])([\u00c0-\u052fA-Za-z0-9._%+-]{1,64}@[\u00c0-\u052fA-Za-z0-9-]{1,63}(?:\.[\u00c0-\u052fA-Za-z0-9-]{1,63})+)",
            rf"{_BOX}({_USER} ?(?:[^\x00-\x7f\w\s。、·…“”‘’「」『』《》〈〉【】〔〕—–～→]{{1,2}}|\\{{1,2}}@|\*{{2}}@\*{{2}}|&commat;|"
            rf"[#$&*^]) ?{_PLAIN_HOST})(?![A-Za-z0-9.])",
            r"((?:[A-Za-z0-9._-] ){2,40}@(?: [A-Za-z0-9.-]){3,40})",
            rf"{_BOX}({_USER}@\[[0-9.]{{7,15}}\])",
            # Behind a word for it.
            rf"{_SAYS}([A-Za-z0-9._%+-]{{1,64}} ?[^\w\n。;|.,/]{{1,2}} ?{_PLAIN_HOST})(?![A-Za-z0-9])",
            rf"{_BOX}({_USER}[^\w\n。;|]{{1,3}}(?:(?i:at)|[aA]|{_AROUND}|在)(?:符号|号)?[^\w\n。;|]{{1,3}}{_HOST})",
            rf"{_SAYS}([A-Za-z0-9._+-]{{2,40}}[^\nA-Za-z0-9。;网]{{1,8}}{_HOST})",
            rf"{_SAYS}({_LABEL}(?:\.{_LABEL}){{0,3}}\.{_TOP}[^\w\n。;|]{{1,2}}[A-Za-z0-9][A-Za-z0-9._-]{{2,40}})(?![A-Za-z0-9])",
            rf"({_QQ}(?:号|号码)?[: ]{{0,3}}{_NUMBER}[^\n。;|]{{0,6}}邮箱)",
            rf"(?:用户名|账号|账户)[: ]{{0,2}}({_USER}[^\n。;|]{{0,6}}(?:后缀|域名|@后)[^\nA-Za-z0-9]{{0,3}}{_PLAIN_HOST})",
            rf"({_PLAIN_HOST}(?:邮箱)?的{_USER}|{_USER}[,(][^\n。;|A-Za-z0-9]{{0,6}}(?:后缀|域名|邮箱)[^\nA-Za-z0-9]{{0,3}}{_PLAIN_HOST})",
            rf"{_SAYS}([A-Za-z0-9._+-]{{2,40}} ?(?:[^\x00-\x7f\n。;|]|\([a@]\)) ?{_HOST})",
            rf"{_SAYS}([A-Za-z0-9._+-]{{3,40}} {{0,2}}(?:{_KEEPER}){_DOT}(?:com|cn|net|org|c0m|con))(?![A-Za-z0-9])",
            rf"{_BOXES}(?:地址)? ?(?:[:为是]) ?((?!(?i:www|"
            rf"http))[A-Za-z0-9][A-Za-z0-9_+-]{{2,63}}(?:\.[A-Za-z0-9_-]{{1,63}}){{0,3}}\.(?:com|(?<!gov\.)cn|net|org|"
            rf"example))(?![A-Za-z0-9.])",
            rf"{_SAYS}({_QQ}号?码?[: ]{{0,2}}{_NUMBER}|{_NUMBER} {{0,2}}[,(]? ?(?:{_QQ}|加后缀))",
            rf"({_QQ}(?:的)?(?:邮箱|电邮|信箱|[Mm]ail)(?:号|账号|地址)?(?:为|是)?[: ]{{0,3}}{_NUMBER}@?)",
            rf"({_NUMBER} {{0,2}}(?:的)?@? ?{_QQ}(?:邮箱|[Mm]ail))",
            rf"({_NAMED}(?:邮箱|信箱)(?:号|账号|地址)?(?:为|是)?[: ]{{0,3}}[A-Za-z][A-Za-z0-9._-]{{3,30}})(?![A-Za-z0-9])",
            rf"({_NAMED} ?: ?{_IDENTITY})(?![A-Za-z0-9])",
            rf"{_SAYS}([A-Za-z][A-Za-z0-9._-]{{3,30}} {{0,2}}[,(]? ?{_NAMED}(?:邮箱)?)(?![A-Za-z0-9.])",
        ),
        words=(
            *("@", "commat", *(f"{sign}mail" for sign in "◎⊙●★※○◇◆☆♀")),
            *(f"{opens}{sign}" for opens in "([{<【〔「『 _-" for sign in ("at", "AT", "At", "艾特", "圈", "a)", "A)")),
            *(f"{opens}在" for opens in "([{<【〔「『_-"),
            *(f" 在 {host}" for host in ascii_lowercase + digits),  # " 在" alone stands in many a line
            *("#at", "*at", "-at", "~at", "#AT", "*AT"),
            *("艾特", "爱特", "埃特", "圈a", "圈A", "小老鼠", "%40", "&#64", "伊妹儿", "后缀", "域名"),
            *("邮箱", "信箱", "电邮", "邮件", "邮 箱", "邮  箱", "mail", "Mail", "MAIL"),
            *(
                f"{sign}{keeper}"
                for sign in ("at", "AT", "在", "在 ", "#", "*", "$", "&")
                for keeper in ("163", "126", "139", "qq", "QQ", "sina", "sohu")
            ),
        ),
        heads=(Head.MAILBOX, Head.PHONE, Head.OTHER),
        discloses=reached_values.mailbox,
        own=True,
        contact=True,
    ),
)
