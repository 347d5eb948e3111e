"""Invented values that look real: numbers with valid checksums, names, days, addresses, illnesses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random

PEOPLE = (("姓名", "{name}"),)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_REGIONS = ("110101", "320582", "330106", "410305", "510722", "620102", "230605", "450803", "520113", "371402")
_SINGLE = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "皇甫",
    "令狐",
    "慕容",
    "尉迟",
    "公孙",
    "夏侯",
    "东方",
    "端木",
    "司徒",
    "轩辕",
)
_GIVEN = "明华国强建军秀英桂兰志勇丽娟海燕玉梅晓峰文博思远春生德福淑芬佳怡子涵永康立新小龙雨桐金凤长顺"
_VILLAGES = ("东风村", "红旗村", "柳树沟村", "小河口村", "新立社区", "南岗社区", "三岔村")
_TOWNS = ("青石镇", "白水镇", "云山乡", "河东街道", "长岭镇")
_STREETS = ("人民路", "解放街", "和平巷", "建设东路", "滨河大道", "学府路")
_ESTATES = ("锦绣花园", "阳光小区", "盛世佳园", "惠民新村", "书香苑", "江南春城")
_COMMON_ILLS = ("肺结核", "乙肝", "糖尿病", "尿毒症", "白血病", "精神分裂症", "癫痫", "抑郁症", "高血压", "艾滋病")
_RARE_ILLS = (
    "帕金森病", "系统性红斑狼疮", "再生障碍性贫血", "血友病", "阿尔茨海默病", "戈谢病", "肺癌", "胃癌", "强直性脊柱炎", "苯丙酮尿症",
    "双相情感障碍", "重症肌无力", "地中海贫血", "脑出血后遗症", "肾病综合征", "慢性肾功能衰竭", "孤独症", "矽肺", "类风湿关节炎",
)  # fmt: skip
_SYLLABLES = ("wang", "li", "zhang", "chen", "zhao", "liu", "sun", "zhou")
_NUMERALS = "零一二三四五六七八九"


def _born(random: Random) -> dt.date:
    return dt.date(1950, 1, 1) + dt.timedelta(days=random.randrange(18_000))


def resident_id(random: Random, last: str = "") -> str:
    """18 digits with the check digit of GB 11643; ``last`` may demand which."""
    while True:
        start = f"{random.choice(_REGIONS)}{_born(random):%Y%m%d}{random.randrange(1000):03}"
        check = "10X98765432"[sum(w * int(d) for w, d in zip(_WEIGHTS, start, strict=True)) % 11]
        if not last or check == last:
            return start + check


def old_id(random: Random) -> str:
    """15 digits, as until 1999."""
    return f"{random.choice(_REGIONS)}{_born(random):%y%m%d}{random.randrange(1000):03}"


def bank_card(random: Random, size: int = 19) -> str:
    """Digits of a card with the check digit of ISO/IEC 7812."""
    start = f"62{random.randrange(10 ** (size - 3)):0{size - 3}}"
    doubled = sum(sum(divmod(2 * int(one), 10)) for one in start[::-2])
    return start + str(-(doubled + sum(int(one) for one in start[-2::-2])) % 10)


def mobile(random: Random) -> str:
    return f"1{random.choice(('30', '37', '38', '39', '50', '58', '77', '86', '89', '99'))}{random.randrange(10**8):08}"


def landline(random: Random) -> str:
    return f"0{random.choice(('512', '571', '379', '816'))}-{random.randrange(5, 9)}{random.randrange(10**7):07}"


def passport(random: Random) -> str:
    return random.choice(("E", "G", "EA", "EJ", "P")) + f"{random.randrange(10**8):08}"[:8]


def _passport(random: Random) -> str:
    found = passport(random)
    return found if len(found) == 9 else found[:9]


def name(random: Random) -> str:
    """A name of two or three characters; one in ten has a compound surname."""
    family = random.choice(_COMPOUND) if random.random() < 0.1 else random.choice(_SINGLE)
    return family + "".join(random.sample(_GIVEN, random.choice((1, 2, 2))))


def compound_name(random: Random) -> str:
    return random.choice(_COMPOUND) + "".join(random.sample(_GIVEN, random.choice((1, 2))))


def minority_name(random: Random) -> str:
    return random.choice(("阿依古丽·买买提", "买买提·吐尔逊", "扎西·次仁", "古丽娜·艾山", "巴特尔·呼和"))


def email(random: Random) -> str:
    return f"{random.choice(_SYLLABLES)}{random.choice(('.', '_', ''))}{random.choice(_SYLLABLES)}{random.randrange(100)}@mail.example"


def day(random: Random) -> str:
    born = _born(random)
    return f"{born.year}年{born.month}月{born.day}日"


def chinese_day(random: Random) -> str:
    """A day in Chinese numerals: 一九七五年三月十二日."""
    born = _born(random)
    year = "".join(_NUMERALS[int(one)] for one in str(born.year)).replace("零", "〇")
    return f"{year}年{_count(born.month)}月{_count(born.day)}日"


def _count(number: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十") + (
        _NUMERALS[ones] if ones else ""
    ) or "零"


def village(random: Random) -> str:
    return (
        f"{random.choice(_TOWNS)}{random.choice(_VILLAGES)}{random.randrange(1, 9)}组"
        f"{random.choice(('', f'{random.randrange(1, 120)}号'))}"
    )


def flat(random: Random) -> str:
    start = random.choice((f"{random.choice(_STREETS)}{random.randrange(1, 300)}号", random.choice(_ESTATES)))
    building = f"{random.randrange(1, 30)}{random.choice(('幢', '栋', '号楼'))}{random.randrange(1, 5)}单元"
    return f"{start}{building}{random.randrange(1, 30)}0{random.randrange(1, 5)}室"


def _each(*choices: str) -> Callable[[Random], str]:
    return lambda random: random.choice(choices)


VALUES: dict[str, Callable[[Random], str]] = {
    "resident_id": resident_id,
    "id_x": lambda random: resident_id(random, "X")[:17],
    "old_id": old_id,
    "bank_card": bank_card,
    "card16": lambda random: bank_card(random, 16),
    "card17": lambda random: bank_card(random, 17),
    "card18": lambda random: bank_card(random, 18),
    "mobile": mobile,
    "landline": landline,
    "local": lambda random: landline(random)[-8:],
    "passport": _passport,
    "name": name,
    "compound": compound_name,
    "minority": minority_name,
    "email": email,
    "day": day,
    "chinese_day": chinese_day,
    "day8": lambda random: f"{_born(random):%Y%m%d}",
    "dotted": lambda random: "{0.year}.{0.month}.{0.day}".format(_born(random)),
    "slashed": lambda random: "{0.year}/{0.month}/{0.day}".format(_born(random)),
    "iso": lambda random: f"{_born(random):%Y-%m-%d}",
    "short_day": lambda random: "{0:%y}年{0.month}月{0.day}日".format(_born(random)),
    "village": village,
    "flat": flat,
    "town": _each(*_TOWNS),
    "village_only": _each(*_VILLAGES),
    "street": _each(*_STREETS),
    "estate": _each(*_ESTATES),
    "n": lambda random: str(random.randrange(1, 30)),
    "n3": lambda random: str(random.randrange(100, 999)),
    "count": lambda random: _count(random.randrange(1, 30)),
    "ill": _each(*_COMMON_ILLS),
    "rare": _each(*_RARE_ILLS),
    "sex": _each("男", "女"),
    "level": _each("秘密", "机密", "绝密"),
    "term": _each("10年", "20年", "6个月", "5年", "长期", "30年", "3年"),
    "qq": lambda random: str(random.randrange(10**7, 10**10)),
    "wechat": lambda random: f"{random.choice(_SYLLABLES)}_{random.randrange(1000, 99999)}",
    "host": _each(
        "wenku.example.com", "www.fanwen.example", "docs.share.example", "tool.example.net", "news.portal.example"
    ),
    "site": _each("某某文库", "某某范文网", "某某资料网", "某某论坛"),
    "matter": _each(
        "夜间施工噪声扰民", "村道路灯损坏", "违章搭建", "餐馆油烟", "拖欠工资", "宅基地纠纷", "小区停车收费"
    ),
}
