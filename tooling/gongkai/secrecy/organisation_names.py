"""Names of organisations in running text: by their endings, and what may stand behind one. Folded text."""

from __future__ import annotations

import functools
import re

from gongkai.core.pattern import pattern
from gongkai.core.surnames import SURNAMES
from gongkai.secrecy.people import HAN, NAME, is_organisation

# Organs of the state, as offices write them; each has a landline that it publishes about itself.
_ORGAN = (
    r"(?<![书邮])局|厅(?<![大客餐展]厅)|(?:[县市省区州旗党监工纪团政法编经信改卫健建资商农]|政法)委|纪委监委|政府|街道办事处|街道办|人民法院|检察院|"
    r"(?:委员会|人民政府|政府|委|党政|征收|征迁|拆迁|信访|扶贫|人防|法制|台|外事|编|政务|督查|乡村振兴)(?:办公室|办)|管理委员会|管委会|"
    r"(?:组织|宣传|统战|武装|社会工作)部|(?:交警|警察|救援|消防|执法|稽查|监察|公安|巡警|特警|路政)[大中支总]队|派出所|司法所|税务所|监管所|财政所|"
    r"(?<!业主)(?<!家长)(?<!村民)(?<!居民)委员会|仲裁院|人大常委会|政协"
)
_OTHER = (
    r"公司|集团|企业|[药酒]?店|工厂|(?<=[^工])厂|中心|办公室|(?<![住出入属剧])院|(?:医|法|学|卫生|研究|设计)院|学校|[党驾技分高]校|[小中大]学|幼儿园|"
    r"(?<![住场厕])所|(?:服务|管理|救助|工作|防治|监测|文化|监督|执法|推广|兽医|供水|供电|气象|检测|水文|质监|收费|汽车|加油)站|"
    r"[大支中总]队|工作队|(?:图书|档案|文化|博物|科技|体育|美术|宾)馆|(?:管理|办事|服务|征收|公证|代办|经营|筹备|总务|教务|学生|联络)处|"
    r"(?:服务|经营|指挥|门诊|营业|项目|工程|客服|采购)部|[协学商总工]会|基金会|联合会|委员会|居委会|村委会|合作社|信用社|供销社|报社|旅行社|"
    r"银行|支行|分行|残联|妇联|工商联|文联|科协|团委|电视台|药房|超市|酒楼|[农林牧]场|合伙\)|指挥部"
)
# Below an organ: its office for something.
_BELOW = rf"(?:[局厅委办府部院会学校处]|中心|公司)[{HAN}]{{0,14}}(?:科|股|处|室|组|庭|窗口|专班)"
_TITLES = "工|总|某|先生|女士|小姐|老师|同志|师傅|经理|主任|科长|股长|所长|院长|校长|站长|医生|警官"
_NEXT = (
    rf"(?:{NAME})(?![{HAN}])|[{SURNAMES}](?:{_TITLES})|联系|咨询|电话|办公电话|办公地址|反映|提出|提交|投诉|举报|监督|热线|地址|传真|邮箱|电子邮|受理|查询|"
    "负责解释|报名|值班|服务|登记|领取|办理|索取|报送|书面|窗口|来电|来信|来访|网址|邮编|申诉|申请|申报|核实|了解|或|及|和"
)
_NAMED = pattern(
    rf"[{HAN}][{HAN}()]{{1,29}}(?:{_BELOW}|{_ORGAN}|{_OTHER})(?=$|(?![{HAN}]|\d{{0,4}} ?[号楼层室栋幢座])|{_NEXT})"
)
_STATE = pattern(
    rf"[{HAN}()]{{2,40}}(?:{_ORGAN}|(?:[局厅委办府部]|法院|检察院)[{HAN}]{{0,14}}(?:科|股|处|室|组|庭|窗口|大队|支队|中队|所|中心))"
)
_FIRM = pattern(r"公司|集团|企业|银行|学校|医院|[小中大]学|幼儿园|[村居](?:民?委员会|委会)|协会|学会|商会")
_BEFORE = pattern(
    r".{1,40}(?:向(?!阳)|由|与|至|到|在|找|请|拨打|联系|咨询|反映|寄送?|是|为|即|委托|送交|送|交)(?=.{4})", re.DOTALL
)


@functools.lru_cache(maxsize=1024)
def names_in(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each name in a text, in order; words before a name may be part of it (请向示例县财政局)."""
    return tuple(found.span() for found in _NAMED.finditer(text) if found.end() - found.start() > 3)


@functools.lru_cache(maxsize=1024)
def is_name_of_one(text: str) -> bool:
    """Return whether the whole text names an organisation."""
    return is_organisation(text) or any(span == (0, len(text)) for span in names_in(text))


def is_organ(name: str) -> bool:
    """Return whether a name is one of an organ of the state, or of an office below one; never a company, a school, a village."""
    return _STATE.fullmatch(name) is not None and _FIRM.search(name) is None


def parted(name: str) -> tuple[str, str]:
    """The words of the sentence before a name, if there are any, and the name."""
    found = _BEFORE.match(name)
    return (name[: found.end()], name[found.end() :]) if found else ("", name)
