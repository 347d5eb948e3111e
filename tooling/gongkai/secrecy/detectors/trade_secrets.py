"""Marks of trade secrets: by their owners, with their levels, and the price that somebody has in mind before he bids."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Text
from gongkai.secrecy import marked_values
from gongkai.secrecy.detector import Detector, alternatives
from gongkai.secrecy.heads import Head
from gongkai.secrecy.people import HAN
from gongkai.secrecy.units import Kind, Marking
from gongkai.secrecy.vocabulary import CONFIDENCES

_TERM = r"(?:(?:\d{1,3}|[一二两三四五六七八九十]{1,3}) {0,2}(?:年|个月|月)|长期)"
_GRADE = r"(?:核心|重要|普通|一般|绝对|最高)"
_OWNER = r"(?:本|我|贵)?(?:公司|企业|集团|厂|司|单位|投标人|供应商|申请人|权利人)"
_SECRET = (
    rf"(?:{_GRADE})?(?:(?:企业|公司|集团)?(?:商[业务][秘机]密|商密)|{_OWNER}(?:内部)?[秘机绝]密|(?:核心)?技术[秘机]密|(?:生产)?工艺秘密|经营[秘机]密|(?:核心)?专有技术|技术诀窍|商[业务](?:敏感|保密)(?:信息)?|投标[秘机]密)"
    r"(?:[A-Z]{1,3}级?|级|[一二三]级)?"
)
_WHAT = r"(?:资料|文件|材料|信息|部分|内容|数据|图纸|章节|事项)"
_NOT = r"(?:请勿|勿|不得|不要|切勿|严禁|禁止|谢绝|不予|不宜|不)"
_OUT = (
    r"(?:对外|向(?:第三方|他人|其他[^\n,。;|]{1,6}|任何[^\n,。;|]{1,6}))?(?:外传|外泄|披露|泄露|泄漏|透露|公开|公示|复制|复印|使用|"
    r"扩散|转载|提供|转发|传播|拍照)"
)
_FORBIDDEN = rf"{_NOT}(?:擅自)?{_OUT}(?:[、或和]{_OUT})?(?:给[^\n,。;|]{{1,8}})?|(?:请)?(?:予以|予|注意|严格)?保密"
_PERMITTED = (
    rf"未[经得](?:{_OWNER})?[{HAN}]{{0,8}}?(?:许可|同意|授权|批准)(?:[{HAN}]{{0,8}}?{_FORBIDDEN}[、或和{HAN}]{{0,8}})?"
)
_HAS = r"(?:内含|含有?|包含|涉及?|属于?|为|系|是)"
_THIS = (
    r"(?:[本此该](?:页|章|节|件|文件?|材料|资料|报告|标书|方案|报价|部分|投标文件|合同|图纸|配方|工艺|清单|表)(?:的)?(?:内容|"
    r"全部内容)?|(?:以下|以上|上述|下列|所附)[^\n,。;|]{0,6}|附件\d{0,2}|其中[^\n,。;|]{0,8}|(?:资料|文件)(?:内容)?)"
)
_ENGLISH = (
    r"(?i:(?:this document (?:contains|is) )?(?:trade secrets?|(?:company|business|commercial(?:ly)?|strictly|highly|private(?: and|"
    r" &)?|proprietary(?: and| &|,)?)? ?"
    r"confidential(?: and proprietary| information| document)?|commercial(?:ly)?[ -]in[ -]confidence|commercially sensitive|"
    r"proprietary(?: & confidential| information)?|in (?:strict )?confidence|"
    r"subject to nda)(?:[ ,;-]{1,3}[a-z ]{1,40})?)"
)
_KNOW_HOW = (
    r"(?:(?:生产)?(?:工艺|配方|工艺配方|图纸)|核心技术资料|报价单?|标底|底价|报价底价|投标底价|(?:客户|供应商)(?:名单|资料)|成本核算|"
    r"经营信息|技术诀窍)"
)
_MARKING = Marking.of(
    (
        rf"{_THIS}{_HAS}{{1,2}}{_OWNER}?{_SECRET}{_WHAT}?|{_SECRET}(?:{_WHAT}|[★*·:-]{{1,2}}(?:{_TERM}|{_GRADE}))|{_OWNER}内部(?:资料|文件|机密)|"
        rf"(?:密级|保密[级等][别级]|商业秘密(?:等级|标识|级别))[:为 ]{{1,2}}(?:{_SECRET}|{_GRADE}|[一二三]级)|"
        rf"(?:仅|只)?(?:供|限)(?:评[标审](?:委员会|专家|人员)?|谈判|磋商)(?:专家|人员)?(?:使用|评审|查阅|参考)|受保密协议(?:保护|约束)|{_ENGLISH}"
    ),
    (
        rf"(?:内?含有?|包含|涉及?|属于?){_OWNER}?{_SECRET}|{_SECRET}|{_KNOW_HOW}[,(:]{{0,2}}(?:开标前|请)?(?:保密|严禁外[泄传])|(?:报价|投标)底价|保密(?:资料|文件|信息)"
    ),
    (
        rf"{_FORBIDDEN}|{_PERMITTED}|{_TERM}|{_GRADE}|版权所有|仅供[{HAN}]{{2,6}}|{_KNOW_HOW}|妥善保管|开标前(?:保密)?|{_OWNER}|第?\d{{1,3}}"
    ),
    soft_in=frozenset([Kind.LINE, Kind.HEADING, Kind.LAST_CELL, Kind.HELD]),
)
_MONEY = r"(?:人民币|[¥￥])? ?\d[\d,.]{0,14} ?(?:万|亿)?元"
_NEAR = r"[^\n。;|]"


def _marks(line: str) -> Iterator[tuple[str, int]]:
    return _MARKING.find(line)


DETECTORS = (
    Detector(
        "trade_secret",
        "P04",
        Text("商业秘密标志", "mark of a trade secret"),
        alternatives(
            rf"((?:商业[秘机]密|商密|技术秘密|(?:公司|企业)[秘机]密)(?:[A-Z]{{1,3}}|级)? {{0,2}}[★*-] {{0,2}}{_TERM})",
            r"((?:商业[秘机]密|商密|技术秘密|(?:公司|企业)[秘机]密)(?:级)? {0,2}★)",
            rf"{_THIS}[{HAN}]{{0,4}}?{_HAS}{_NEAR}{{0,12}}?({_SECRET})(?![{HAN}、:(“])",
            rf"{_THIS}{_NEAR}{{0,4}}?{_HAS}{_NEAR}{{0,16}}?({_SECRET}){_NEAR}{{0,2}}(?:请|未经|不得|严禁|切勿|禁止|仅供|谢绝)",
            rf"(?:标[有注明识]为?|封面|页眉|首页)[“「『《\"]({_SECRET})[”」』》\"]",
            rf"((?:报价|投标|心理|内部|谈判|磋商)底价(?:为|是|:)? ?{_MONEY})",
            rf"((?:底价|标底|最低报价|最低价|成本价)(?:为|是|:)? ?{_MONEY})[,。;( ]{{1,2}}{_NEAR}{{0,16}}(?:保密|外传|泄露|透露|知晓|知悉|知道)",
            r"(?i:(this document contains (?:trade secrets|confidential)))",
            rf"(未[经得][本我](?:公司|司|企业|集团|厂)[{HAN}]{{0,8}}?(?:许可|同意|授权))",
            rf"(?:归|系)[本我](?:公司|司|企业|集团){_NEAR}{{0,8}}({_SECRET})",
            r"请对((?:上述|以上|本|此)[^\n,。;|]{1,12}保密)",
        ),
        finds=_marks,
        words=(
            *CONFIDENCES,
            *(
                "商密",
                "技术机密",
                "经营秘密",
                "经营机密",
                "专有技术",
                "商业敏感",
                "商务敏感",
                "底价",
                "标底",
                "保密资",
                "保密文",
                "保密信",
                "(保密",
                "【保密",
                "方保密",
                "艺保密",
                "价保密",
                "单保密",
                "料保密",
                "纸保密",
                "底保密",
                ",保密",
                "、保密",
                " 保密",
                "数保密",
                "受保密",
                "请对",
                "未经本",
                "未经我",
                "未得本",
                "未获本",
                "技术资料",
                "技术诀窍",
                "供评",
                "限评",
                "商业保密",
                "商务保密",
            ),
            *(
                "商务秘密",
                "商务机密",
                "工艺秘密",
                "投标秘密",
                "投标机密",
                "核心技术",
                "客户资料",
                "司机密",
                "司秘密",
                "公司绝密",
                "公司内部",
                "企业内部",
                "最低报价",
                "成本价",
            ),
            *("rade", "RADE", "onfiden", "ONFIDEN", "ropriet", "ROPRIET", "ommercially", "NDA"),
        ),
        heads=(Head.CONFIDENCE, Head.BARGAIN, Head.LEVEL, Head.OTHER),
        discloses=marked_values.confidence,
        spaced=True,
    ),
)
