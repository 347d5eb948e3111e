"""Marks of classification, of internal papers and of trade secrets: a mark has a star, a term, brackets or a line to itself."""

from __future__ import annotations

from gongkai.findings import Text
from gongkai.secrecy import disclosed
from gongkai.secrecy.detector import Detector, alternatives
from gongkai.secrecy.heads import Head
from gongkai.secrecy.people import HAN
from gongkai.secrecy.vocabulary import CONFIDENCES, INTERNAL_WORDS

_B = r"[ \t]{0,4}"
_LEVEL = rf"(?:绝{_B}密|机{_B}密|秘{_B}密)(?:{_B}级)?"
_COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_TERM = rf"(?:{_COUNT}{_B}(?:年|个月|月|天|日)|长{_B}期)"
# What may stand around a mark that has a line for itself.
_OPEN, _CLOSE = r"^[ \t>#*★\[【〖〔〈(<《「『“\"']{0,6}", r"[\]】〗〕〉)>》」』”\"'*★!。.;, \t]{0,6}$"
_HELD = r"[\[【〖(「『《]"
_RELEASED = r"[\]】〗)」』》]"
_WORDS = ("绝密", "机密", "秘密", "密级", "绝 密", "机 密", "秘 密", "绝  密", "机  密", "秘  密", "★")
_PAPER = r"(?:此|本|该)(?:件|文件|文|材料|资料|信息|公文)"
_WHAT = r"(?:此|本|该)?(?:件|文件|文|材料|资料|信息|公文|电)?"
_INTERNAL = alternatives(
    rf"(?:机关|单位|系统|部门)?内{_B}部{_B}(?:资料|文件|材料|使用|参考|刊物|明电|发行|传阅|信息|参阅|掌握|事项|电报|传真|情况|通报|文稿|讲话|秘密)",
    rf"{_WHAT}(?:仅供|仅限|只供|只限|限)(?:于)?(?:内部|领导|本单位|本机关|机关|单位|系统|工作|会议|参会)(?:内部|人员|同志|系统内|机关内|"
    "需要)?(?:参考|参阅|使用|传阅|掌握|阅知|阅读|学习|知悉|交流)",
    rf"{_WHAT}(?:不得|请勿|严禁|禁止|切勿|不准|勿)(?:擅自|对外|向外)?(?:外传|外泄|外借|扩散|公开|泄露|泄漏|传播|上网|复制|复印|翻印|散发|"
    "提供)(?:发布)?",
    r"(?:请)?注意(?:保密|保存|保管)|(?:阅|会|用)后(?:即焚|即毁|收回|销毁|退回|退还|归还|交回)",
    rf"{_PAPER}(?:(?:不予|不宜|暂不|依申请)公开|不公开(?:发布)?)|不(?:对外|向社会)公开",
)
# Words that head a section of a text about them; a mark they are without the sign of a heading.
_SOFT = rf"工作秘密(?:{_B}[★*-]?{_B}{_TERM})?|敏感信息|涉密(?:文件|资料|材料)?|密件"

DETECTORS = (
    Detector(
        "mark",
        "S01",
        Text("密级标志", "classification mark"),
        alternatives(
            rf"(?<![业司术作])({_LEVEL}\s{{0,3}}(?:★\s{{0,3}}{_TERM}?|\*\s{{0,3}}{_TERM}))",
            rf"(★{_B}{_LEVEL})(?![{HAN}])",
            rf"密{_B}级{_B}[:为是]{_B}({_LEVEL}(?:{_B}[★*]?{_B}{_TERM})?)(?![{HAN}、/或])",
            rf"[【〖]{_B}({_LEVEL}(?:{_B}[★*]?{_B}{_TERM})?){_B}[】〗]",
        ),
        words=_WORDS,
        heads=(Head.LEVEL,),
        discloses=disclosed.level,
        hard=True,
    ),
    Detector(
        "mark_alone",
        "S01",
        Text("密级标志", "classification mark"),
        alternatives(
            rf"{_OPEN}(?:密{_B}级{_B}:?{_B})?({_LEVEL}(?:{_B}(?:保密期限)?{_B}[:(-]?{_B}{_TERM})?){_CLOSE}",
            rf"[(「『《]({_LEVEL}(?:{_B}{_TERM})?)[)」』》](?:{_B}|\.[a-z]{{2,5}})$",
            rf"^[ \t>*\[【(]{{0,4}}({_LEVEL}(?:文件|资料|材料|公文|件|电报)){_CLOSE}",
            rf"^(?:title: ?)?[ \t>#*]{{0,6}}[\[〔「]{_B}({_LEVEL}(?:{_B}★?{_B}{_TERM})?){_B}[\]〕」]",
            r"^[ \t>#*]{0,6}(TOP SECRET|SECRET)[ \t*]{0,4}$",
        ),
        words=(*_WORDS, "SECRET"),
        hard=True,
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
        "mark_internal",
        "S01",
        Text("内部标志", "internal mark"),
        alternatives(
            rf"{_OPEN}((?:{_INTERNAL})(?:[ ,、。;\t]{{0,4}}(?:{_INTERNAL}|仅供参考|请勿转载|严禁转载))*){_CLOSE}",
            rf"{_OPEN.replace('#', '')}({_SOFT}){_CLOSE}",
            r"^[ \t>*]{0,6}[(【〖〔\[]((?:不予|不宜|依申请)公开|不公开|内部)[)】〗〕\]]{1,2}[ \t*]{0,4}$",
            rf"{_HELD}((?:内部(?:资料|文件|材料|使用|参考|刊物|明电|传阅)|不得外传|请勿外传|严禁外传|禁止外传|仅供(?:内部|领导)(?:参考|"
            rf"参阅|使用)|注意保密))(?:{_RELEASED}|[,、 ])",
            rf"{_HELD}({_PAPER}(?:不予公开|不公开(?:发布)?|依申请公开|不宜公开|不得公开|仅供[{HAN}]{{2,8}})){_RELEASED}",
            rf"[【〖]({_SOFT})[】〗]",
            rf"(工作秘密{_B}(?:★{_B}{_TERM}?|[*-]{_B}{_TERM}))",
            r"公开(?:属性|方式|类别|类型|形式|选项)[: |]{1,4}(不予公开|不公开|依申请公开)(?![、/或,])",
        ),
        words=INTERNAL_WORDS,
    ),
    Detector(
        "secret_list",
        "S09",
        Text("国家秘密事项清单", "list of secrets"),
        alternatives(
            r"((?:事项|名称|内容|文件)[^\n。,]{0,24}[ |\t]密 ?级[ |\t]++(?:[^\n|。,]{0,8}[ |\t]++)?(?:保密期限|知悉范围|定密依据))"
        ),
        words=("密级", "密 级"),
        hard=True,
    ),
    Detector(
        "trade_secret",
        "P04",
        Text("商业秘密标志", "mark of a trade secret"),
        alternatives(
            rf"((?:商业[秘机]密|商密|技术秘密|(?:公司|企业)[秘机]密)(?:[A-Z]{{1,3}}|级)? {{0,2}}[★*-] {{0,2}}{_TERM})",
            r"((?:商业[秘机]密|商密|技术秘密|(?:公司|企业)[秘机]密)(?:级)? {0,2}★)",
            rf"{_OPEN}((?:(?:内含|含有|涉及|核心|普通|重要)?(?:商业|公司|企业)[秘机]密|(?:核心|普通)商密|商密|技术秘密|(?:STRICTLY )?CONFIDENTIAL|"
            "(?:Strictly )?[Cc]onfidential)"
            rf"(?:{_B}{_TERM})?(?:[ ,、]{{0,3}}(?:注意保密|请勿外传|不得外传|严禁外传|严禁泄露|禁止外传|未经许可不得[{HAN}]{{2,6}}))?){_CLOSE}",
            r"((?:本|此)(?:文件|材料|资料|报告|件|附件)(?:含有|包含|属于|涉及|系)[^\n。]{0,12}(?:商业[秘机]密|技术秘密))",
        ),
        words=(*CONFIDENCES, "商密"),
    ),
)
