"""One spelling for what looks the same: full width and half, traditional and simplified, with and without invisible marks."""

from __future__ import annotations

import re
import unicodedata

from gongkai.source.text import HIDDEN, stream_safe

# Traditional and variant forms of the characters that the detectors look for; the rest of a text may stay as it is.
_VARIANTS = dict(
    zip(
        "機絕祕內傳資號證護銀戶聯電話長級鄉鎮縣區診療醫殘癥陽惡體職親屬對處請寶載轉發記錄關註冊陸訪問網頁騰訊軟訴報產業術聲經濟華"
        "習務於書題間嚴類別質項條貿責帳賬員險閱啟參試洩廣極腦損樓棟單組鄰莊灣壩嶺門東馬趙錢孫張劉陳楊黃吳☆⭐✩✪✭✮✯",
        "机绝秘内传资号证护银户联电话长级乡镇县区诊疗医残症阳恶体职亲属对处请宝载转发记录关注册陆访问网页腾讯软诉报产业术声经济华"
        "习务于书题间严类别质项条贸责账账员险阅启参试泄广极脑损楼栋单组邻庄湾坝岭门东马赵钱孙张刘陈杨黄吴★★★★★★★",
        strict=True,
    )
)
# The zeros of all scripts but ours and of those that NFKC folds; the nine other digits follow each. To go through all of
# Unicode for them would take longer than a short run; a test does.
_ZEROS = (
    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20,
    0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0,
    0xA9F0, 0xAA50, 0xABF0, 0x104A0, 0x10D30, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0,
    0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16A60, 0x16AC0, 0x16B50, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E950,
)  # fmt: skip
_DIGITS = {chr(zero + value): str(value) for zero in _ZEROS for value in range(10)}
# Dashes and blanks that set digits apart.
_DASHES = "‐‑‒–—―−－·•・‧∙"
_OTHER = {**_VARIANTS, **_DIGITS, **dict.fromkeys(_DASHES, "-")}
_OTHERWISE = str.maketrans(_OTHER)
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
    return HIDDEN.sub("", unicodedata.normalize("NFKC", stream_safe(text)).translate(_OTHERWISE))


def essence(text: str) -> str:
    """Letters, digits and stars alone, folded: what is left of a value whatever stands between its characters."""
    return "".join(one for one in folded(text) if one.isalnum() or one in "★@")
