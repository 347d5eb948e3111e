"""One spelling for what looks the same: full width and half, traditional and simplified, with and without invisible marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from gongkai.core.characters import HIDDEN
from gongkai.core.pattern import pattern
from gongkai.source.text import stream_safe

# Traditional and variant forms of the characters that the detectors look for; the rest of a text may stay as it is.
_VARIANTS = dict(
    zip(
        "機絕祕內資傳號證護銀戶聯電話長級鄉鎮縣區診療醫殘癥陽惡體職親屬對處請寶載轉發記錄關註冊陸訪問網頁騰訊軟訴報產業術聲經濟華習務於書題間"
        "嚴類別質項條貿責帳賬員險閱啟參試洩廣極腦損樓棟單組鄰莊灣壩嶺門東馬趙錢孫張劉陳楊黃吳☆⭐✩✪✭✮✯舉檢來現歐諸葉鄭羅蔣謝許馮鄧韓盧鍾"
        "龔譚賈閻蘇呂萬顧龍齊湯喬寧鮑魯鄒賀溫況開匯腫結僅導領權這蓋實壓備檔絡賣買駕駛時從誰劃給豐鳳國強衛學貳⋆✫✬✰✶✴✱✹✸後會複製讀銷"
        "毀歸還討論徵擴掃碼點擊鏈獲黨總說標誌範圍緊層審議簽視圖紙攝郵據數讓過裡裏個們佈覽贊讚歡復訂購優費團搶殺熱線誠編輯寫觀刪繫係價訣竅專營"
        "選與為須應當場帶離擬準將輸辦贈詢貓薦進羣鍵滙顯調徑該頭",
        "机绝秘内资传号证护银户联电话长级乡镇县区诊疗医残症阳恶体职亲属对处请宝载转发记录关注册陆访问网页腾讯软诉报产业术声经济华习务于书题间"
        "严类别质项条贸责账账员险阅启参试泄广极脑损楼栋单组邻庄湾坝岭门东马赵钱孙张刘陈杨黄吴★★★★★★★举检来现欧诸叶郑罗蒋谢许冯邓韩卢钟"
        "龚谭贾阎苏吕万顾龙齐汤乔宁鲍鲁邹贺温况开汇肿结仅导领权这盖实压备档络卖买驾驶时从谁划给丰凤国强卫学贰★★★★★★★★★后会复制读销"
        "毁归还讨论征扩扫码点击链获党总说标志范围紧层审议签视图纸摄邮据数让过里里个们布览赞赞欢复订购优费团抢杀热线诚编辑写观删系系价诀窍专营"
        "选与为须应当场带离拟准将输办赠询猫荐进群键汇显调径该头",
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
_USUAL = pattern("[\n\x20-\x7e·×—…“”\u3000、。〈-】〔〕\u4e00-\u9fff，．：；（）！？％]*")
_VARIANT = pattern(f"[{''.join(_VARIANTS)}]")
_BETWEEN = pattern(r"(?:[^\w★@]|_)+")
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
    return plainly_folded(text) if is_plain(text) else anyhow_folded(text)


def is_plain(text: str) -> bool:
    """Return whether nothing but punctuation is spelled otherwise, so that the text may be folded in any pieces."""
    return _USUAL.fullmatch(text) is not None and not _VARIANT.search(text)


def plainly_folded(text: str) -> str:
    """The same for a text that is plain."""
    for written, plain in _PUNCTUATION:
        if written in text:
            text = text.replace(written, plain)
    return text


def spellings(word: str) -> Iterator[str]:
    """How a folded word may be written in a text that is plain, one kind of punctuation throughout."""
    yield word
    for written, plain in _PUNCTUATION:
        if plain in word:
            yield word.replace(plain, written)


def anyhow_folded(text: str) -> str:
    """The same for a text of any characters, without a shortcut."""
    return HIDDEN.sub("", unicodedata.normalize("NFKC", stream_safe(text)).translate(_OTHERWISE))


def fold_key(text: str) -> str:
    """Letters, digits and stars alone, folded: what is left of a value whatever stands between its characters."""
    return _BETWEEN.sub("", folded(text))
