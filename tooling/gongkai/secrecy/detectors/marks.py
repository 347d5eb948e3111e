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
_OPEN, _CLOSE = r"^(?![-+] )[^\w\n|]{0,8}_{0,8}", r"_{0,8}[^\w\n|]{0,8}$"
_HELD = r"[\[【〖(「『《]"
_RELEASED = r"[\]】〗)」』》]"
_WORDS = ("绝密", "机密", "秘密", "密级", "绝 密", "机 密", "秘 密", "绝  密", "机  密", "秘  密", "★")
# What may stand for the star: a mark that is none of a sentence, and no dash, which lists of terms have.
_SIGN = r"[^\w\s,.;:!?、。()\[\]/|%…“”\"'《》〈〉「」『』【】—–-]"
_UNTIL = rf"(?:启用|考试|开启|解密|公布|发布|使用|开考|开封|开标|评审)[{HAN}]{{0,4}}[前止]"
_PAPER = r"(?:此|本|该)(?:件|文件|文|材料|资料|信息|公文)"
_WHAT = r"(?:此|本|该)?(?:件|文件|文|材料|资料|信息|公文|电)?"
_INTERNAL = alternatives(
    rf"(?:机关|单位|系统|部门)?内{_B}部{_B}(?:资料|文件|材料|使用|参考|刊物|明电|发行|传阅|信息|参阅|掌握|事项|电报|传真|情况|通报|文稿|讲话|秘密|稿件|简报|简讯|专报|要情|交流|学习|印发|阅读|留存|存档|公文)",
    rf"(?:仅|只)?供(?:内部|领导|本单位|本机关|机关|单位|系统|工作|会议|参会|有关|相关)[{HAN}]{{0,6}}?(?:参考|参阅|使用|传阅|掌握|阅知|阅读|学习|知悉|交流|决策)",
    rf"(?:仅|只)限[{HAN}]{{2,10}}?(?:参考|参阅|使用|传阅|掌握|阅知|阅读|查阅|知悉|传达)|限[{HAN}]{{0,4}}(?:县|处|科|团|厅|局|股)[{HAN}]{{0,6}}(?:级|阅|传达|掌握)[{HAN}]{{0,4}}",
    rf"(?:此件)?(?:发|传达|印发|发送)至[{HAN}、]{{1,10}}级(?:干部|党委|单位|以上|为止){{0,2}}|党内(?:文件|资料|传阅|刊物|掌握|使用|材料)",
    r"(?:请于?|请在)?(?:传?阅|会议?|使?用|阅读|学习|会议结束|散会|讨论|阅办|阅示)(?:后|完|毕|完毕)后?(?:请|应|须)?(?:及时|立即|一律|统一|当场|尽快)?"
    r"(?:即焚|即毁|焚毁|收回|回收|销毁|退回|退还|归还|交回|交还|上交|缴回|删除|清退|退[^\n]{0,8})",
    rf"未经(?:批准|许可|同意|授权)[{HAN}]{{0,4}}?不得(?:外传|公开|扩散|复制|转载|翻印|对外|外泄|传播)[{HAN}]{{0,4}}",
    r"(?i:(?:for )?internal[ -](?:use|reference|circulation|document|material|distribution)s?(?: only)?|internal only|(?:for )?official use only|"
    r"not for (?:public )?(?:release|distribution|disclosure|circulation|publication)|do not (?:distribute|copy|circulate|"
    r"forward|disclose)|restricted|eyes only)",
    rf"{_WHAT}(?:仅供|仅限|只供|只限|限)(?:于)?(?:内部|领导|本单位|本机关|机关|单位|系统|工作|会议|参会)(?:内部|人员|同志|系统内|机关内|"
    "需要)?(?:参考|参阅|使用|传阅|掌握|阅知|阅读|学习|知悉|交流)",
    rf"{_WHAT}(?:不得|请勿|严禁|禁止|切勿|不准|勿)(?:擅自|对外|向外)?(?:外传|外泄|外借|扩散|公开|泄露|泄漏|传播|上网|复制|复印|翻印|散发|转发|拍照|录音|截屏|下载|抄录|摘抄|带出|外带|转借|外发|外流|流传|"
    "提供)(?:发布)?",
    r"(?:请)?注意(?:保密|保存|保管)|(?:阅|会|用)后(?:即焚|即毁|收回|销毁|退回|退还|归还|交回)",
    rf"{_PAPER}(?:(?:不予|不宜|暂不|依申请)公开|不公开(?:发布)?)|不(?:对外|向社会)公(?:开|布)",
)
_WITHHELD = r"(?:(?:不予|免予|免于|不宜|暂不|不)(?:主动)?公开|依申请公开)"
# Words that head a section of a text about them; a mark they are without the sign of a heading.
_SOFT = rf"工作秘密(?:{_B}[★*-]?{_B}{_TERM})?|敏感(?:信息|资料|文件)|涉密(?:文件|资料|材料)?|密件|工作内参|内部?参阅件|呈阅件|送阅件|内部稿"

DETECTORS = (
    Detector(
        "mark",
        "S01",
        Text("密级标志", "classification mark"),
        alternatives(
            rf"(?<![业司术作])({_LEVEL}\s{{0,3}}(?:{_SIGN}{{1,3}}\s{{0,3}}(?:{_TERM}|{_UNTIL})|[—–-]{{1,3}}\s{{0,3}}{_UNTIL}))",
            rf"(?<![业司术作])({_LEVEL}[\[(【]{_B}(?:{_TERM}|{_UNTIL}){_B}[\])】])",
            rf"({_PAPER}(?:属于?|为|系|是|定为|已?确定为|标为|按|列为){_LEVEL}(?:国家秘密|(?:文件|事项|材料|资料|件)|(?=[,。;!\s)]|$)))(?!的)",
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
            r"^[ \t>#*]{0,6}((?i:TOP SECRET|SECRET))[ \t*]{0,4}$",
        ),
        words=(*_WORDS, "SECRET", "Secret"),
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
        "mark_internal",
        "S01",
        Text("内部标志", "internal mark"),
        alternatives(
            rf"{_OPEN}((?:{_INTERNAL})(?:[ ,、。;\t]{{0,4}}(?:{_INTERNAL}|仅供参考|请勿转载|严禁转载))*){_CLOSE}",
            rf"{_OPEN.replace('|]', '|#]')}({_SOFT}){_CLOSE}",
            r"^[ \t>*]{0,6}[(【〖〔\[]((?:不予|不宜|依申请)公开|不公开|内部)[)】〗〕\]]{1,2}[ \t*]{0,4}$",
            rf"{_HELD}((?:内部(?:资料|文件|材料|使用|参考|刊物|明电|传阅)|不得外传|请勿外传|严禁外传|禁止外传|仅供(?:内部|领导)(?:参考|"
            rf"参阅|使用)|注意保密))(?:{_RELEASED}|[,、 ])",
            rf"{_HELD}({_PAPER}(?:不予公开|不公开(?:发布)?|依申请公开|不宜公开|不得公开|仅供[{HAN}]{{2,8}})){_RELEASED}",
            rf"[【〖]({_SOFT})[】〗]",
            rf"(工作秘密{_B}(?:★{_B}{_TERM}?|[*-]{_B}{_TERM}))",
            rf"(?:公开(?:属性|方式|类别|类型|形式|选项|情况|与否)|是否(?:主动)?公开)[: |]{{1,4}}({_WITHHELD}|否(?![{HAN}]))(?![、/或,])",
            rf"(知悉范围 ?[:：] ?[{HAN}]{{2}})",
        ),
        words=INTERNAL_WORDS,
        heads=(Head.DISCLOSURE,),
        discloses=disclosed.withheld,
        spaced=True,
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
    Detector(
        "trade_secret",
        "P04",
        Text("商业秘密标志", "mark of a trade secret"),
        alternatives(
            rf"((?:商业[秘机]密|商密|技术秘密|(?:公司|企业)[秘机]密)(?:[A-Z]{{1,3}}|级)? {{0,2}}[★*-] {{0,2}}{_TERM})",
            r"((?:商业[秘机]密|商密|技术秘密|(?:公司|企业)[秘机]密)(?:级)? {0,2}★)",
            rf"{_OPEN}((?:(?:内含|含有|涉及|核心|普通|重要)?(?:商业|公司|企业)[秘机]密|(?:核心|普通)商密|商密|(?:技术|"
            rf"经营)[秘机]密|专有技术|商业敏感信息|(?:STRICTLY )?CONFIDENTIAL|"
            "(?:Strictly )?[Cc]onfidential)"
            rf"(?:{_B}{_TERM})?(?:[ ,、]{{0,3}}(?:注意保密|请勿外传|不得外传|严禁外传|严禁泄露|禁止外传|未经许可不得[{HAN}]{{2,6}}))?){_CLOSE}",
            rf"(?:以下|上述|下列|本|此|附件|所附|其中)[{HAN}]{{0,12}}?(?:为|系|是|属于?|含有?|包含|涉及)[{HAN}]{{0,16}}?((?:商业|公司|企业)[秘机]密|技术秘密)"
            rf"[,;。 ]{{1,2}}(?:请|未经|不得|严禁|切勿|禁止|仅供|谢绝)[{HAN}]{{0,16}}?(?:保密|披露|外传|泄露|公开|复制|使用|扩散|转载|提供)",
            rf"{_OPEN}((?i:(?:this document (?:contains|is) )?(?:trade secrets?|(?:company|business|commercial(?:ly)?|"
            rf"strictly|highly|private(?: and| &)?|"
            r"proprietary(?: and| &|,)?)? ?confidential(?: and proprietary| information| document)?|"
            r"commercial(?:ly)?[ -]in[ -]confidence|proprietary(?: information)?|in (?:strict )?confidence)"
            rf"(?:[ ,;-]{{1,3}}[a-z ]{{1,40}})?)){_CLOSE}",
            r"((?:本|此)(?:文件|材料|资料|报告|件|附件)(?:含有|包含|属于|涉及|系)[^\n。]{0,12}(?:商业[秘机]密|技术秘密))",
        ),
        words=(
            *CONFIDENCES,
            "商密",
            "技术机密",
            "经营秘密",
            "经营机密",
            "专有技术",
            "商业敏感",
            "rade",
            "RADE",
            "onfiden",
            "ONFIDEN",
            "ropriet",
            "ROPRIET",
        ),
        spaced=True,
    ),
)
