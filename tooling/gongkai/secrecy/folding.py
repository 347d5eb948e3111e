"""One spelling for what looks the same: full width and half, traditional and simplified, with and without invisible marks."""

from __future__ import annotations

import re
import sys
import unicodedata

from gongkai.source.text import HIDDEN

# Traditional and variant forms of the characters that the detectors look for; the rest of a text may stay as it is.
_VARIANTS = dict(
    zip(
        "機絕祕內傳資號證護銀戶聯電話長級鄉鎮縣區診療醫殘癥陽惡瘤癌體職親屬對處請淘寶載轉發記錄關註冊陸訪問網頁騰訊軟"
        "訴報產業術聲經濟華習務於書題間嚴類別質項條貿責帳賬員險閱啟參試勿洩泄廣極腦損樓棟單組鄰莊灣壩嶺門東馬趙錢孫張劉陳楊黃吳"
        "☆⭐✩✪✭✮✯",
        "机绝秘内传资号证护银户联电话长级乡镇县区诊疗医残症阳恶瘤癌体职亲属对处请淘宝载转发记录关注册陆访问网页腾讯软"
        "诉报产业术声经济华习务于书题间严类别质项条贸责账账员险阅启参试勿泄泄广极脑损楼栋单组邻庄湾坝岭门东马赵钱孙张刘陈杨黄吴"
        "★★★★★★★",
        strict=True,
    )
)
# Digits of all scripts but ours and the full-width ones, which NFKC folds; dashes and blanks that set digits apart.
_DIGITS = {
    chr(point): str(unicodedata.digit(chr(point)))
    for point in range(0x600, sys.maxunicode + 1)
    if unicodedata.category(chr(point)) == "Nd" and not 0xFF10 <= point <= 0xFF19
}
_DASHES = "‐‑‒–—―−－·•・‧∙"
_OTHER = {**_VARIANTS, **_DIGITS, **dict.fromkeys(_DASHES, "-")}
_OTHERWISE = re.compile(f"[{''.join(_OTHER)}{HIDDEN.pattern[1:-1]}]")
# Nearly every text is made of these; of them few are spelled otherwise, and those are quicker replaced one by one.
_USUAL = re.compile("[\n\x20-\x7e·×—…“”\u3000、。〈-】〔〕\u4e00-\u9fff，．：；（）！？％]*")
_VARIANT = re.compile(f"[{''.join(_VARIANTS)}]")
_PUNCTUATION = (
    ("，", ","),
    ("．", "."),
    ("\u3000", " "),
    ("：", ":"),
    ("；", ";"),
    ("（", "("),
    ("）", ")"),
    ("！", "!"),
    ("？", "?"),
    ("％", "%"),
    ("…", "..."),
    ("—", "-"),
    ("·", "-"),
)


def folded(text: str) -> str:
    """The text in the one spelling that detectors know. Lines stay lines; characters may move."""
    if _USUAL.fullmatch(text) and not _VARIANT.search(text):
        for written, plain in _PUNCTUATION:
            text = text.replace(written, plain)
        return text
    return anyhow_folded(text)


def anyhow_folded(text: str) -> str:
    """The same for a text of any characters, without a shortcut."""
    return _OTHERWISE.sub(_fold, unicodedata.normalize("NFKC", text))


def _fold(found: re.Match[str]) -> str:
    return _OTHER.get(found[0], "")


def essence(text: str) -> str:
    """Letters, digits and stars alone, folded: what is left of a value whatever stands between its characters."""
    return "".join(one for one in folded(text) if one.isalnum() or one in "★@")
