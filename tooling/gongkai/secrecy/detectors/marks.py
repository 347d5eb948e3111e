"""Marks of classification: a mark has a star, a term, brackets or a line to itself."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Text
from gongkai.core.pattern import pattern
from gongkai.secrecy import marked_values
from gongkai.secrecy.detector import Detector, alternatives
from gongkai.secrecy.heads import Head
from gongkai.secrecy.people import HAN
from gongkai.secrecy.units import Kind, Marking

_B = r"[ \t]{0,4}"
_LEVEL = rf"(?:绝{_B}密|机{_B}密|秘{_B}密)(?:{_B}级)?"
_COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十壹贰叁伍拾]{1,3})"
_TERM = rf"(?:{_COUNT}{_B}(?:年|个月|月|天|日)|长{_B}期)"
_WORDS = (
    "绝密", "机密", "秘密", "密级", "绝 密", "机 密", "秘 密", "绝  密", "机  密", "秘  密", "★",
    "密别", "密等", "秘级", "保密级", "保密等", "涉密等", "涉密级", "定密", "标密",
)  # fmt: skip
# What may stand for the star: a mark that is none of a sentence, and no dash, which lists of terms have.
_SIGN = r"[^\w\s,.;:!?、。()\[\]/|%…“”\"'《》〈〉「」『』【】—–-]"
_UNTIL = rf"(?:启用|考试|开启|解密|公布|发布|使用|开考|开封|开标|评审)[{HAN}]{{0,4}}[前止]"
_UNTIL_DAY = rf"(?:至?(?:19|20)\d\d[年./-]?[^\n|,。;]{{0,8}}|{_UNTIL})"
_PAPER = r"(?:(?:此|本|该|这份)(?:件|文件|文|材料|资料|信息|公文|方案|预案|报告|事项|函|电报|图纸|档案|纪要|通知)|附件\d{0,2})"
_FOR_LEVEL = (
    r"(?:文件|资料|材料|档案|项目|信息|原|拟定|国家秘密)?(?:密 {0,4}级|密别|密等|秘级|保密(?:级别?|等级|程度|标志|标识)|秘密(?:等级|"
    r"级别)|涉密(?:等级|级别|情况)|国家秘密|"
    r"定密(?:级别|等级|情况|结果)?|标密(?:情况)?)(?:标志|标识|情况)?"
)
_IS = r"[:为是是 (【\[“「——-]{1,4}"
_MARKING = Marking.of(
    (
        rf"{_LEVEL}(?:文件|资料|材料|公文|件|电报|方案|图纸|档案)|{_LEVEL}(?:[^\w\n]{{0,3}}(?:保密)?(?:期限)?[:为]?[^\w\n]{{0,3}}{_TERM}(?:\([^()]{{0,20}})?|[^\w\n]{{1,3}}{_UNTIL_DAY})|"
        rf"{_FOR_LEVEL}{_IS}(?:{_LEVEL}|[绝机]密?|SECRET|Secret)(?:[^\w\n]{{0,3}}(?:期限:?)?{_TERM})?|"
        r"(?:TOP SECRET|Top Secret|(?i:(?:security )?classification: ?(?:top )?secret)|SECRET|Secret)|"
        r"(?:定密责任人|定密依据|定密时间|解密时间|解密日期) ?: ?\S.{1,20}|"
        rf"标有{_LEVEL}"
    ),
    _LEVEL,
    (
        rf"{_TERM}|[一二三四五六七八九十]|附件\d?|(?:No\.?|编号|第|共)? ?\d{{1,6}} ?[号份]?|特[急提]|加急|急件|平急|紧急|紧急程度|缓急|"
        rf"妥善保管|注意保[密管]|\d{{3,6}}|份号|编号|(?:保密)?期限(?:为)?(?:{_TERM})?|内部|密级|至?(?:19|20)\d\d年.{{0,8}}|文件|"
        r"(?:会|阅)后收回|不得(?:外传|复印|公开)|严禁(?:外传|复制)"
    ),
    soft_in=frozenset([Kind.LINE, Kind.HEADING]),
)
_ONE_LEVEL = pattern(_LEVEL)


# A level with its term, whatever stands between them; the paper that has it; where it is put.
_WITH_TERM = rf"(?<![业司术作])({_LEVEL}[^\w\n|、]{{0,3}}(?:保密)?(?:期限)?[:为]?[^\w\n|]{{0,2}}{_TERM})"
_OF_PAPER = (
    rf"{_PAPER}[^\n,。;|]{{0,6}}?(?:(?:已)?(?:定密|定|标|列|确定)为|属于?|系|是|为|按)?({_LEVEL}(?:[^\w\n]{{0,3}}{_TERM})?(?:国家秘密|文件|电报|公文|材料|资料|件|事项)?)"
    r"(?:管理|保管)?(?=[,。;.!\s)|\"]|$)"
)
_STAMPED = (
    rf"(?<![应须当未得可])(?:盖[有着]?|加盖|印有|注有|注明|写有|写着|标[有注明识]为?|封面|首页|左上角|定密?为|列为|确定为)[“「『《\"]{{0,1}}({_LEVEL}(?:[^\w\n]{{0,3}}{_TERM})?)"
    r"(?:[”」』》\"](?![、或和]|字样?的)|(?:字样|印章|章|戳))"
)
# The last of three cells or more, behind what it is the level of.
_LAST_CELL = pattern(rf"\|[^\w\n|]{{0,4}}({_LEVEL})[^\w\n|]{{0,4}}\|?[ ]{{0,4}}$")
_TOPIC = pattern(r"\|[ ]?[^\n|密]{4,60}$")
_FOUND = tuple(map(pattern, (_WITH_TERM, _OF_PAPER, _STAMPED)))


def _alone(line: str) -> Iterator[tuple[str, int]]:
    """A unit that is a mark, and one level in a sentence about a paper; what names several levels explains them."""
    for value, column in _MARKING.find(line):
        if _levels(value) <= 1:
            yield value, column
    if "|" in line and (cell := _LAST_CELL.search(line)) and _TOPIC.search(line, 0, cell.start()):
        yield cell.group(1), cell.start(1)
    if _levels(line) == 1:
        for one in _FOUND:
            for found in one.finditer(line):
                yield found.group(1), found.start(1)


def _levels(text: str) -> int:
    return len({one[0] for one in _ONE_LEVEL.findall(text.replace("国家秘密", ""))})


DETECTORS = (
    Detector(
        "mark",
        "S01",
        Text("密级标志", "classification mark"),
        alternatives(
            rf"(?<![业司术作])({_LEVEL}\s{{0,3}}(?:{_SIGN}{{1,3}}\s{{0,3}}(?:{_TERM}|{_UNTIL})|[—–-]{{1,3}}\s{{0,3}}{_UNTIL}))",
            rf"(?<![业司术作])({_LEVEL}[\[(【]{_B}(?:{_TERM}|{_UNTIL}){_B}[\])】])",
            rf"({_PAPER}(?:属于?|为|系|是|定为|已?确定为|标为|按|列为){_LEVEL}(?:国家秘密|(?:文件|事项|材料|资料|件)|(?=[,。;!\s)]|$)))(?!的)",
            rf"{_PAPER}[^。;!?\n|]{{0,20}}(?:定密|派生)[^。;!?\n|]{{0,6}}(?:定|确定|标)为({_LEVEL})",
            rf"(?<![业司术作])({_LEVEL}\s{{0,3}}(?:★\s{{0,3}}{_TERM}?|\*\s{{0,3}}{_TERM}))",
            rf"(★{_B}{_LEVEL})(?![{HAN}])",
            rf"{_FOR_LEVEL}{_B}[:为是]{{0,2}}{_B}({_LEVEL}(?:{_B}[★*]?{_B}{_TERM})?)(?![{HAN}、/或])",
            rf"请?按(?:照)?({_LEVEL}(?:文件)?)(?:管理|保管)(?=[,。;!\s)]|$)",
            rf"附件\d{{0,2}}\(({_LEVEL})\)",
            rf"[【〖]{_B}({_LEVEL}(?:{_B}[★*]?{_B}{_TERM})?){_B}[】〗]",
        ),
        words=_WORDS,
        heads=(Head.LEVEL, Head.SECRET, Head.OTHER),
        discloses=marked_values.level,
        hard=True,
    ),
    Detector(
        "mark_alone",
        "S01",
        Text("密级标志", "classification mark"),
        alternatives(
            rf"[(「『《〔]({_LEVEL}(?:[件]|文件)?(?:{_B}{_TERM})?)[)」』》〕](?:[^\w\n]{{0,4}}(?:终稿|定稿|初稿|草案|"
            rf"[vV]\d)?(?:\.[a-z]{{2,5}})?)?[\"” ]{{0,3}}(?:$|\|)",
            rf"[(「【〔]{_FOR_LEVEL}{_IS}({_LEVEL}(?:{_B}{_TERM})?)[)」】〕]",
            rf"^(?:title: ?)?[ \t>#*\"]{{0,6}}[\[〔「(]{_B}({_LEVEL}(?:{_B}★?{_B}{_TERM})?){_B}[\]〕」)]",
            rf"^(?:title: ?)?[^\w\n]{{0,6}}({_LEVEL}(?:件|文件)?(?:[^\w\n]{{0,3}}{_TERM})?)[^\w\n]{{0,3}}(?:关于|_)",
            rf"(?<=[_-])({_LEVEL}(?:件|文件)?{_TERM}?)(?=[ _.\-)\"|]|$)",
        ),
        finds=_alone,
        words=(*_WORDS, "SECRET", "Secret", "lassification", "LASSIFICATION", "解密时间", "解密日期"),
        hard=True,
        spaced=True,
    ),
    Detector(
        "copy_number",
        "S01",
        Text("份号", "number of a classified copy"),
        alternatives(rf"(份{_B}号{_B}[:：]?{_B}(?:No\.?)?{_B}\d{{1,6}})(?![\d年月位至到~-])"),
        words=("份号", "份 号", "份  号"),
        hard=True,
    ),
    Detector(
        "secret_list",
        "S09",
        Text("国家秘密事项清单", "list of secrets"),
        alternatives(
            r"((?:事项|名称|内容|文件)[^\n。,]{0,24}[ |\t]密 ?级[ |\t]++(?:[^\n|。,]{0,8}[ |\t]++)?(?:保密期限|知悉范围|定密依据))",
            rf"[-:(\[【|、,] ?({_LEVEL}[,、;:/ ]{{1,3}}(?:保密)?(?:期限?)?[: 为]{{0,2}}{_TERM})(?!以[上下])(?![^\n]{{0,24}}{_LEVEL})",
        ),
        words=("密级", "密 级", "绝密", "机密", "秘密"),
        hard=True,
    ),
)
