"""Marks of internal papers: for whom they are, what must not be done with them, that they come back, that they are drafts.

Three places make such words a mark: a unit of their own (``units``), a sentence about the paper itself (本材料, 以上内容, 附件), and the head
of a table. The same words in a sentence about anything else are what offices write every day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.findings import Text
from gongkai.secrecy import marked_values
from gongkai.secrecy.detector import Detector
from gongkai.secrecy.heads import Head
from gongkai.secrecy.people import HAN
from gongkai.secrecy.units import Marking
from gongkai.secrecy.vocabulary import INTERNAL_WORDS

_TERM = r"(?:(?:\d{1,3}|[一二两三四五六七八九十]{1,3})(?:年|个月|月|天|日)|长期)"
_PAPER = r"(?:资料|文件|材料|文稿|稿件?|通报|通知|通讯录|简报|简讯|专报|纪要|记录|口径|方案|预案|报告|总结|汇报|名单|台账|底稿|手册|图纸|公文|文档|档案|刊物|电报|传真|明电|函|表格?|册|书|讲话|要情|邮件|件|文|电)"
_SAID = r"(?:内容|数据|信息|情况|事项|秘密)"
# For whom a paper is. -----------------------------------------------------------------------------------------
_OF = r"(?:本|我|各)?(?:机关|单位|系统|部门|局|厅|委|办|处|院|校|县|市|镇|班子|行业|条线|集团|公司|党委|党组|支部)"
_WITHIN = rf"(?:{_OF}){{0,2}}内部"
_BY_NATURE = (  # what is internal in every office, and marks nothing
    r"(?!控制|审计|管理|监督|机构|机关|治理|治安|职工|员工|岗位|制度|装修|道路|食堂|公示|公开|考核|设置|设施|结构|竞聘|流程|单位|处室|科室|整改|事务|交通|环境|规章)"
)
_USE = (
    r"(?:参考|参阅|使用|传阅|掌握|阅知|阅读|阅示|审阅|审定|审议|批示|学习|知悉|交流|决策|传达|查看|查阅|可见|研究|讨论|研讨|阅览|发放|印发|流转|发行|留存|存档)"
)
_READERS = (
    rf"(?:(?:各位|有关|相关|{_OF}|分管|主要|上级|县委|市委){{0,2}}(?:、?县政府|、?市政府)?(?:领导|常委|书记|[县局厅]长|主任)(?:同志|干部)?|{_WITHIN}|(?:{_OF}){{1,2}}|"
    r"(?:领导小组|党组|党委|班子)(?:会议|成员)?|[与参]会|会议|工作|(?:相关|有关|特定|接访|经办|涉及|指定|授权|业务)|各?[科股处]室(?:负责)?|党员)"
    r"(?:人员|干部|同志|成员|单位|职工|代表|人)?"
)
_RANK = r"[县处科团厅局股乡][县处科团厅局股]?级"
_INTERNAL = (
    rf"{_WITHIN}{_BY_NATURE}(?:[{HAN}]{{0,4}}?(?:{_PAPER}|{_SAID})|{_USE}{{1,2}})(?:第?[\d一二三四五六七八九十]{{1,4}}[期号份])?",
    rf"(?:仅|只|仅限|只限|限|仅供|只供|供)(?:于)?{_WITHIN}(?:人员|[{HAN}]{{0,2}}{_USE})?",
    rf"(?:仅|只|请|呈|送|报)?(?:供|限|呈|送|请|由)(?:于)?{_READERS}(?:内部|范围内)?(?:决策|工作|会)?{_USE}",
    rf"(?:仅|只)(?:供|限)(?:于)?(?:{_READERS}|[{HAN}]{{2,8}}(?:人员|领导))(?:内部|范围内)?(?:{_USE})?",
    rf"(?:仅|只)限[{HAN}]{{2,10}}?(?:参阅|传阅|掌握|阅知|知悉|传达)|限[{HAN}]{{0,4}}{_RANK}[{HAN}]{{0,6}}",
    rf"(?:此件|此文)?只?(?:印|传达|下)?(?:发|送)?[发达送](?:至|到)?(?:各)?(?:[{HAN}、]{{0,8}}{_RANK}|班子|[科股处]室|机关|参会)[{HAN}、]{{0,8}}",
    rf"(?:知悉|传阅|阅知|阅读)范围 ?[:] ?[^|\n]{{2,20}}",
    rf"(?:发放|分发|发送|传达|印发|使用) ?范围 ?[:] ?[^|\n]{{0,8}}(?:内部|班子|[科股处]室|领导|[与参]会|{_RANK}|仅限|只限|本单位)[^|\n]{{0,10}}",
    r"党内(?:文件|资料|传阅|刊物|掌握|使用|材料)|传阅件|密件|工作内参|内参|内刊|机要(?:件|文件|电报)|内部明传电报|(?:内部?)?参阅件|呈阅件|送阅件|阅办单",
)
# What must not be done with it. --------------------------------------------------------------------------------
_NOT = r"(?:请?(?:不得|不许|不准|不要|勿|切勿|严禁|禁止|谢绝|莫|别)|不宜|暂不|暂勿|暂缓|先不要|一律不得|不)"
_OUT = r"(?:再|随意|擅自|私自|自行|随便|任意|对外|向外|往外|对社会|向社会|向他人|给他人|通过(?:微信|QQ|网络|互联网)|在(?:网上|微信群|朋友圈|互联网)){0,2}"
_SPREAD = (
    r"(?:外传|外泄|外借|外流|外发|外带|外漏|流出|流传|扩散|散发|散布|传播|上网|上传|转发|转借|转传|转载|翻印|翻拍|摘抄|抄录|引用|公布|公开|发布|公示|报道|宣传|"
    r"讲|转|传|发|提供|扩大|带[出走离]|发[到至在]|传[到至]|转[到至]|发群|见报|泄露|泄漏|透露|披露)"
)
_COPY = r"(?:拍照|拍摄|录音|录像|截屏|截图|复印|复制|下载|打印|摄像|扫描)"
_TO = rf"(?:[到至在给](?:[{HAN}A-Z]{{1,8}})|(?:互联网|网上|网络|微信|微信群|工作群|群里?|朋友圈|社交媒体|范围|会场|知悉范围|发布|传播|使用|引用|报道|外传)){{0,2}}"
_FORBIDDEN = rf"(?:{_NOT}{_OUT}(?:(?:{_SPREAD}|{_COPY})[、和或及]?){{1,5}}{_TO}|请?(?:勿|不要|别)对外(?:说|讲)?)"
_PERMITTED = rf"未[经得获][{HAN}]{{0,8}}?(?:批准|许可|同意|授权|允许|审核)(?:{_FORBIDDEN})?"
_WITHHELD = r"(?:(?:不予|免予|免于|暂?不宜|暂不|暂缓|不)(?:主动|对外|向社会)?(?:公开|公布)(?:发布)?|非公开|未公开(?:发布)?|(?:尚|还)未(?:正式)?(?:对外)?公[开布])"
_SECRECY = r"(?:请|务必|各单位)?(?:妥善保管)?(?:注意|严格)(?:保密|保存|保管)|(?:请)?(?:予以|予|对外)?保密"
# That it comes back, or is destroyed. ---------------------------------------------------------------------------
_AFTER = (
    r"(?:请)?(?:[于在待])?(?:传?阅|审阅|阅批|阅示|阅办|阅读|批阅|签阅|会议?|散会|使?用|看|读|学习|讨论|审核|审议|评审|办结|参考)(?:结束)?(?:后|完后?|毕后?|完毕后?)?|散会"
)
_DUE = rf"(?:请|应|须|必须|务必|一律|统一|及时|立即|当场|自行|尽快|即|[{HAN}]{{1,4}}(?=将)){{0,2}}(?:将[{HAN}]{{1,6}}?)?"
_BACK = rf"(?:清点)?(?:收回|回收|收缴|销毁|焚毁|焚烧|毁|焚|粉碎|退回|退还|归还|交回|交还|上交|缴回|返还|清退|删除?掉?|退|交[还至]?)(?:[{HAN}]{{0,10}})"
_RETURNED = rf"(?:{_AFTER}){_DUE}{_BACK}"
# That it is not finished, and what it is. ------------------------------------------------------------------------
_DRAFT = (
    r"未(?:经)?审?定稿?|未经审[定核]|过程稿|过程性(?:文件|材料|信息)|(?:内部|会议|常务会|党组会|党委会|专题会|上会|供)?(?:讨论稿|研究稿)|上会(?:材料|稿)|"
    r"(?:供|仅供|用于)?(?:会议)?讨论(?:用|使用)|供讨论|(?:待|报|拟)审[稿件]?|送审件|待(?:领导)?(?:审定|审批|审签|审核)(?:稿|件)?"
)
_WORK_SECRET = rf"工作秘密(?:[★*:(-]{{0,2}}{_TERM}\)?|[★*])?(?:件|事项|文件|材料|资料)?"
_SENSITIVE = r"(?:涉及?)?敏感(?:信息|资料|文件|内容|事项)|涉敏(?:信息|内容|事项)?|涉密(?:文件|资料|材料|件|信息|内容)?(?:不公开)?|内部稿"
_ENGLISH = (
    r"(?i:(?:for )?internal(?:[ -](?:use|reference|circulation|document|material|distribution)s?)?(?: only)?|(?:for )?official use only|"
    r"not for (?:public )?(?:release|distribution|disclosure|circulation|publication)|do not (?:distribute|copy|circulate|forward|disclose|share)|"
    r"restricted|eyes only)"
)
_ABOUT = rf"(?:(?:本|此|该)?(?:页|{_PAPER})|附件)?(?:的)?{_SAID}?"
_MARKS = "|".join(
    (
        *_INTERNAL,
        _RETURNED,
        _PERMITTED,
        _DRAFT,
        _ENGLISH,
        rf"{_ABOUT}(?:{_FORBIDDEN}|{_SECRECY}|(?:属于?|为|系|涉及){_WITHIN}(?:管理)?(?:{_PAPER}|{_SAID}))",
        rf"(?:此|本|该){_PAPER}(?:{_WITHHELD}|依申请公开)",
        r"内部|不对外",
    )
)
_MARKING = Marking(
    re.compile(_MARKS),
    re.compile(rf"(?:标注|标志|标识)?{_WORK_SECRET}|{_SENSITIVE}|{_WITHHELD}"),
    re.compile(
        rf"征求意见稿?|送审稿|审议稿|草案|初稿|草稿|修改稿|(?:会议|工作|培训)?(?:{_PAPER}|{_SAID})|请?妥善保管|(?:仅供|只作)参考|{_COPY}|转发|外传|{_TERM}|涉及{_WITHIN}(?:事项|信息|内容)|{_WITHIN}管理(?:事项|信息)|"
        r"定稿前|发布前|公布前|不宜|依申请公开|标注|标志|(?:我)?单位|办公室|请|第?\d{1,4}[期号份]?"
    ),
)
# A sentence about the paper itself. -------------------------------------------------------------------------------
_SUBJECT = re.compile(
    rf"(?:(?:本|此|该|这份|这个|这些|这批|那份)(?:次|份|个)?(?:会议|工作)?(?:{_PAPER}|内容|数据)|(?:以上|上述|前述|以下|下述)(?:[{HAN}]{{0,4}}?(?:{_PAPER}|内容|数据|情况))?|"
    rf"[本此]信息|[本此该]事项|(?:知悉|传阅|阅知|发送|发放)范围|(?:所附|随附)[{HAN}]{{1,6}}?(?:{_PAPER}|数据|内容)|附[件表](?:\d{{1,2}}|[一二三四五六七八九十])?(?:内容|材料|{_PAPER})?|(?:本次)?会议(?:内容|材料|纪要|资料|文件)|有关(?:内容|材料)|"
    r"(?:这个|这事|材料|文件|纪要|资料|稿子))(?:的)?(?:内容)?(?:仅|只|均|都|已|先|请|目前|现){0,2}"
)
_COPULA = re.compile(
    r"(?:首页|封面|左上角|页眉|公开属性|公开方式|公开类别|密级|性质){0,2}(?:为|系|是|属于?|作为|(?:已)?(?:被)?(?:确定|标注|标明|标识|标|定|列)(?:为|有)|涉及|含有?|应当?作为){0,2}[“「『《\"]?"
)
_PREDICATE = re.compile(
    rf"(?:{'|'.join((*_INTERNAL[:6], _RETURNED, _FORBIDDEN, _WORK_SECRET, _WITHHELD))}|未定稿|未经审定|敏感(?:信息|内容)|讨论稿)"
)
_CLAUSE = re.compile(r"[^,。;!?\n|\t]+")
_ORDER = re.compile(
    rf"(?:请勿|请不要|不得|不要|切勿|严禁|禁止|别|勿)[{HAN}、]{{0,8}}?(?:将|把)?(?:本|此|该|这份)(?:{_PAPER})[{HAN}、]{{0,6}}?{_SPREAD}|"
    rf"(?:请勿|请不要|不要|切勿|别)[{HAN}、]{{0,8}}?(?:{_SPREAD}|{_COPY})(?:本|此|该|这份)(?:{_PAPER})|"
    rf"^请?(?:[{HAN}]{{0,8}}?)(?:[于在])?(?:传?阅|会议?(?:结束)?|散会)(?:后|完|毕)(?:请|统一|及时|一律)?(?:将[{HAN}]{{0,6}}?)?(?:收回|退回|交回|交还|退还|销毁)|"
    r"^(?:请勿|不要|切勿|别|勿)(?:再)?(?:外传|外泄|往外[发传讲]|对外[讲说传发]|发[到在](?:群|网|朋友圈))"
)


def _marks(line: str) -> Iterator[tuple[str, int]]:
    yield from _MARKING.find(line)
    for clause in _CLAUSE.finditer(line):
        text = clause.group().lstrip(" -*#>")
        start = clause.end() - len(text)
        if subject := _SUBJECT.match(text):
            copula = _COPULA.match(text, subject.end())
            said = _PREDICATE.match(text, copula.end() if copula else subject.end())
            if said and len(text) - said.end() <= 12 and not line.startswith(":", start + len(text)):
                yield said.group(), start + said.start()
        elif said := _ORDER.search(text):
            yield said.group(), start + said.start()


DETECTORS = (
    Detector(
        "mark_internal",
        "S01",
        Text("内部标志", "internal mark"),
        finds=_marks,
        words=INTERNAL_WORDS,
        heads=(Head.LEVEL, Head.DISCLOSURE, Head.SECRET, Head.READERS, Head.MARKING),
        discloses=marked_values.internal,
        spaced=True,
    ),
)
