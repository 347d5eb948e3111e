"""What notices are made of: fictional offices, companies, places and numbers."""

from __future__ import annotations

import datetime as dt
from random import Random

_FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许"
_GIVEN = "明华国强建军秀英桂兰志勇丽娟海燕玉梅晓峰文博思远春生德福淑芬佳怡"
BUREAUS = (
    "示例县财政局",
    "示例县人力资源和社会保障局",
    "示例县自然资源和规划局",
    "示例县住房和城乡建设局",
    "示例县交通运输局",
    "示例县农业农村局",
    "示例县水务局",
    "示例县卫生健康局",
    "示例县教育局",
    "示例县市场监督管理局",
    "示例县应急管理局",
    "示例县生态环境局",
    "示例县民政局",
    "示例县公安局交通警察大队",
    "示例县消防救援大队",
    "示例县统计局",
    "示例县发展和改革局",
    "示例县气象局",
    "示例县司法局",
    "示例县文化和旅游局",
)
# Of the agencies of ``support.county``.
OWN_LINES = ("0000-6660101", "0000-6660102", "0000-6660201", "0000-6660901")
TOWNS = ("青石镇", "白水镇", "云山乡", "河东街道", "长岭镇", "石桥镇")
VILLAGES = ("东风村", "红旗村", "柳树沟村", "小河口村", "三岔村", "新立社区", "南岗社区")
ROADS = ("人民路", "解放街", "建设东路", "滨河大道", "学府路", "迎宾大道", "工业大道")
_FIRMS = ("诚信", "宏远", "鑫达", "华泰", "恒基", "瑞丰", "中天", "远大", "盛世", "金桥")
_TRADES = (
    "建设工程有限公司",
    "商贸有限公司",
    "科技有限公司",
    "物业服务有限公司",
    "园林绿化有限公司",
    "食品有限公司",
    "医疗器械有限公司",
    "印务有限公司",
)
_AGENTS = ("工程咨询有限公司", "招标代理有限公司", "项目管理有限公司", "造价咨询事务所")
_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_NUMERALS = "〇一二三四五六七八九"


def name(random: Random) -> str:
    return random.choice(_FAMILY) + "".join(random.sample(_GIVEN, random.choice((1, 2, 2))))


def firm(random: Random) -> str:
    return f"{random.choice(('示例县', '示例市', '某省'))}{random.choice(_FIRMS)}{random.choice(_TRADES)}"


def agent(random: Random) -> str:
    return f"{random.choice(('某省', '示例市'))}{random.choice(_FIRMS)}{random.choice(_AGENTS)}"


def bureau(random: Random) -> str:
    return random.choice(BUREAUS)


def address(random: Random) -> str:
    """Where an organisation has its office."""
    return random.choice(
        (
            f"示例县{random.choice(ROADS)}{random.randrange(1, 300)}号",
            f"示例县{random.choice(TOWNS)}{random.choice(ROADS)}{random.randrange(1, 90)}号政务服务中心{random.randrange(2, 6)}楼",
            f"示例县行政中心{random.randrange(1, 5)}号楼{random.randrange(101, 620)}室",
        )
    )


def landline(random: Random) -> str:
    number = f"{random.randrange(5, 9)}{random.randrange(10**6):06}"
    return random.choice((f"0379-{number}", f"（0379）{number}", f"0379{number}", f"0512-6{number}"))


def mobile(random: Random) -> str:
    return f"1{random.choice(('37', '38', '39', '58', '86', '99'))}{random.randrange(10**8):08}"


def email(random: Random) -> str:
    return f"{random.choice(('zhaobiao', 'cgb', 'sljzb', 'rsk', 'bgs'))}{random.randrange(1000)}@mail.example"


def masked_id(random: Random) -> str:
    start = random.choice(("410305", "320582", "510722"))
    tail = f"{random.randrange(1000, 9999)}"
    return random.choice(
        (
            f"{start}********{tail}",
            f"{start[:4]}**********{tail}",
            f"{start}\u00d7\u00d7\u00d7\u00d7\u00d7\u00d7\u00d7\u00d7{tail}",
        )
    )


def masked_mobile(random: Random) -> str:
    return f"1{random.choice(('38', '59', '77'))}****{random.randrange(1000, 9999)}"


def masked_card(random: Random) -> str:
    return f"6228****{random.randrange(1000, 9999)}"


def credit_code(random: Random) -> str:
    """A code of an organisation with its check character (GB 32100)."""
    start = f"91{random.choice(('410305', '320582'))}" + "".join(random.choice(_LETTERS) for _ in range(9))
    return start + _LETTERS[(31 - sum(w * _LETTERS.index(c) for w, c in zip(_WEIGHTS, start, strict=True)) % 31) % 31]


def registration(random: Random) -> str:
    """15 digits of a business licence as it was numbered before."""
    return f"4103{random.randrange(10**11):011}"


def account(random: Random) -> str:
    """An account of an organisation."""
    return random.choice(
        (
            f"1705{random.randrange(10**15):015}",
            f"4105016{random.randrange(10**13):013}",
            f"8111{random.randrange(10**12):012}",
        )
    )


def chinese_date(day: dt.date) -> str:
    year = "".join(_NUMERALS[int(one)] for one in str(day.year))
    return f"{year}年{_count(day.month)}月{_count(day.day)}日"


def _count(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十") + (_NUMERALS[ones] if ones else "")
