"""Who complains, reports, petitions, informs or applies, as a line tells: a full name and a word for it, joined by grammar. Folded text."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.pattern import pattern
from gongkai.secrecy.labelled import Labelled
from gongkai.secrecy.mentions import Mention, mentions
from gongkai.secrecy.page import Page
from gongkai.secrecy.people import HAN, is_called, is_name

_FAR = 40  # characters between a name and what is said of it
# What somebody does who complains. Behind each: what makes it a thing, a place or an office instead.
_NO_ACT = (
    r"(?!电话|热线|渠道|方式|平台|信箱|邮箱|箱|中心|制度|机制|办法|条例|奖励办法|工作|局|办公室|科|接待|受理|大厅|案件办理|窗口|"
    r"处理|指南|须知|会议|系统|"
    r"人要求保密的|人信息|部|站|公告|时限|数量|总量|率|量)"
)
_ACT = (
    rf"(?:(?:实名|匿名|联名|署名|网上|电话|口头|书面|来信|来电)?(?:举报|投诉|信访|上访|检举|控告|申诉|揭发|揭露|告发|举告|诉称|"
    rf"状告){_NO_ACT}|反映(?!了?[一-鿿]{{0,4}}(?:面貌|水平|渠道))|"
    r"来信(?!息)|来电(?!显)|来函|来访|致电|致信|投书|写信|去信|留言(?!板)|报案|报警|求助|诉求(?!渠道)|拨打|实名(?!制|认证)|匿名|"
    r"(?:提出|提交|递交|寄送|邮寄|寄来|送交)[^,。;]{0,12}?(?:申请|意见|建议|诉求|异议|请求|材料|复议|举报信|线索|诉讼)|"
    r"申请[^,。;]{0,14}?(?:公开|查阅|查询|复制|信息|复议|复查|复核|撤销|听证|赔偿|补正|仲裁|查处|履行)|"
    r"要求[^,。;]{0,14}?(?:公开|查处|赔偿|答复|落实|退款|退还|解决|处理|撤销|履职)|"
    r"(?:信息公开|政府信息|复议|行政复议|信访|公开)申请|的(?:申请|要求|请求|诉求|来信|建议|信件|举报|投诉|反映)|(?:所|之)(?:提|述|反映|诉|称)|不服|"
    r"提供(?:的|了)?[^,。;]{0,6}?(?:线索|情报|证据|视频|录音)|(?<![投公])诉(?=[县市省区某][一-鿿])|投递|检控|提问|缠访|闹访|"
    r"告(?=村|镇|县|乡|支书|干部|其|单位|公司)|打(?:来)?(?:过)?电话|打电话|赴省|进京|越级|撤诉|发起(?!人|单位)|最[早先初]提出|"
    r"(?:把|将)[^,。;]{1,20}?(?:发|寄|传|交|送|提供|告诉)给?了?(?:我们|我[局委办所队]|本[局委办]|执法|民警|公安|办案|调查组|检查组|督查组|巡察组|专班)|"
    r"所写|行政诉讼|诉讼)"
)
_SOON = (
    rf"(?:等\d{{0,4}}[人户名位]?|同志|先生|女士|老师|一家|夫妇|\([^()]{{0,12}}\)|"
    rf"[、和与及][{HAN}]{{2,4}}?(?:等\d{{0,4}}[人户名]?|[二两三四五]人)?)?"
)
_DOES = pattern(rf"{_SOON}[^。;!?|]{{0,{_FAR}}}?({_ACT})")
_ASKS = pattern(rf"{_SOON}(?:建议(?!书)|提出(?:的)?(?:意见|建议|要求|诉求|申请|异议|请求)|所提|要求公开|要求)")
# Before a name: that its bearer is the one.
_PART = (
    r"(?:(?:投诉|举报|信访|反映|申诉|来信|来访|来电|检举|控告|上访|报案|诉求|申请|复议申请|建议|写信|留言|求助|揭发|告发|爆料|"
    r"致电)(?<!被举报)(?<!被投诉)(?<!被申请)(?<!被控告)(?<!被检举)(?<!被反映)"
    r"(?:方|人员|人|者|户|主体|群众|市民|村民|居民|业主|职工|家长|代表|代表人|网民|网友|当事人|对象)|缠访人|闹访人|涉访人员?|"
    r"稳控(?:对象|人员)|非访人员|上访户|信访户)"
)
_IS_PART = pattern(
    rf"(?:{_PART}(?:之一|代表)?(?:信息)?[ :]{{0,2}}(?:姓名|名称|来源)?[0-9一二三]?(?:为|是|系|即|叫|名叫|实为|"
    rf"自称)?[:(\"“、, ]{{0,3}}(?:[^,。;:]{{0,8}}(?:的)?(?:村民|居民|群众|市民|职工|网友|业主|家长|员工|职工|户主))?"
    rf"|(?:线人|知情人|线索提供[者人]|提供线索[者的]?(?:人|群众)?)(?:为|是|系|名叫)?[: ]{{0,2}}"
    rf"|(?:举报信|投诉信|信访件|来信|信中|信件|举报件|投诉件|申请|建议|诉状|材料)[^。;]{{0,10}}?(?:署名|落款|签名|"
    rf"署)(?:人)?(?:为|是|系)?[:\"“ ]{{0,2}}|署名(?:人)?(?:为|是|系)?[:\"“]{{0,2}}"
    rf"|(?:线索|案件|问题|信息|诉求|举报|投诉|件|工单)?(?:来源|来自)[:于为是 ]{{1,2}}[^,。;]{{0,10}}?(?:[(:,])?(?:群众|村民|市民)?"
    rf"|(?:{_ACT})[^。;!?|,]{{0,20}}?(?:的|者|人)(?:是|为|系|有|女子名叫|人叫|叫|名叫|当事人为|[{HAN}]{{0,4}}(?:村民|顾客|市民|"
    rf"群众|业主|职工|居民|网友|消费者|游客|家长)(?:是|为|系|有)?)?(?:[{HAN}]{{2,4}}[、和与及]){{0,3}}"
    r"|(?:举报|投诉|信访|申诉|控告|检举|信息公开|公开申请|复议|来信)[^。;!?|,]{0,10}?(?:书|信|表|件|函|材料|记录|告知单|登记|工单)[_(:、 -]{1,2}"
    rf"|(?:{_ACT}|匿名信|举报信|信件|信|申请|建议|问题)[^。;!?|,]{{0,6}}?(?:系|是|为|由)[^。;!?|,]{{0,14}}?"
    r"|(?:实名|真名|真实姓名|真实身份)(?:为|是|系|叫|:)"
    r"|(?:打来电话|来电话|写信|寄信|写来)[^。;,]{0,6}?的(?:是|人叫|人是)?"
    r")$"
)
# Before a name: that something was done because of its bearer, or told to them.
_THROUGH = pattern(
    r"(?:据|根据|依据|经|接|接到|收到|因|由|应|对|关于|关于对|针对|就|按照|按|答复|回复|复|函复|被|系|为|与|向|告知|反馈给|"
    r"答复给|致|受理|办理|查处|处理|核查|调查|转办)"
    rf"[{HAN}]{{0,3}}$"
)
_WHAT_OF = pattern(
    rf"{_SOON}(?:的|所|之|提供的?|提出的?|一案|一事|本人|近日|多次|再次|实名|匿名|来)?(?:{_ACT}|来电|来信|申请|请求|建议|要求|"
    rf"所提|投诉|举报|线索|称|说)"
)
# To whom a letter goes that answers one.
_ADDRESSED = pattern(
    rf"(?:同志|先生|女士|网友|群众|老师)?(?:您好|你好)?[:,!]?[^。;]{{0,16}}?(?:您|你)(?:们)?[^。]{{0,24}}?(?:{_ACT}|反映|申请|"
    rf"来信|建议|投诉|举报|诉求|留言)"
)
_ANSWERED = pattern(rf"(?:答复|回复|复|函复|致|尊敬的)[{HAN}]{{0,4}}?$")
_THANKED = pattern(r"(?:同志|先生|女士|网友|群众|老师)?[:,]?[^。]{0,10}?(?:来信|留言|建议|来电|反映|投诉|举报|申请)")
# Who takes, answers or leads complaints, and does not make them.
_HANDLES = pattern(
    r"接待|受理(?!告知)|办理(?!结果)|批示|包案|督办|负责|接访|督查|调研|化解|主持|任(?!意)|分管|介绍|强调|协调|带案|下访|值班|"
    r"接受群众|当选|授课|耐心|报道|评审|回应|主任|书记|局长|"
    r"答复群众|收集|处置|听取|督导|参加|参与|出席|荣获|获评|提案|议案|代表|委员|处理(?!结果|决定|意见)|畅通|记者|律师"
)
_AGAINST = pattern(r"被(?:举报|投诉|检举|控告|反映|申请|申诉|信访)[^,。;]{0,4}$")
_STOPS = pattern(r"[。!?|]|;(?![^,。;:]{1,8}:)")
_OF_COMPLAINTS = pattern(
    r"(?:举报|投诉|信访|反映|申诉|来信|来访|来电|检举|控告|上访|报案|诉求|留言|建议|线索|申请公开|公开申请|"
    r"复议)(?:.{0,4}(?:事项|内容|事由|问题|次数|奖励|金额|时间|日期|摘要|情况))?$|^问题摘要$"
)
_HANDLERS = pattern(
    r"受理|承办|领导|接访|包案|责任|负责|代表|提案|办理|调查|联系|记录|主办|律师|值班|委员|被|代理|法定代表"
)


def found(page: Page, number: int) -> Iterator[tuple[int, int]]:
    """Where in a line the name of somebody stands who complains, informs or applies. Takes as long as the line."""
    line = page.line(number)
    people = list(mentions(line))
    stops = [one.start() for one in _STOPS.finditer(line)] if people else []
    stop = 0
    for one in people:
        while stop < len(stops) and stops[stop] < one.end:
            stop += 1
        start = max(0, one.start - _FAR, stops[stop - 1] + 1 if stop else 0)
        end = min(one.end + _FAR + 30, stops[stop] if stop < len(stops) else len(line))
        if _is_one(line, one, start, end):
            yield one.start, one.end


def _is_one(line: str, one: Mention, start: int, end: int) -> bool:
    """Return whether the one who is named is the one who complains."""
    before = line[start : one.start]
    if _AGAINST.search(before):
        return False
    if _IS_PART.search(before):
        return not one.titled
    if one.titled:
        return False
    return _is_answered(line, one, before, end) or (not _HANDLES.search(before[-16:]) and _complains(line, one, end))


def _is_answered(line: str, one: Mention, before: str, end: int) -> bool:
    """Return whether something was done because of the one who is named, or is told to them in a letter."""
    return (
        (_ANSWERED.search(before) is not None and _THANKED.match(line, one.end) is not None)
        or _ADDRESSED.match(line, one.end) is not None
        or (_THROUGH.search(before) is not None and _WHAT_OF.match(line, one.end, end) is not None)
    )


def _complains(line: str, one: Mention, end: int) -> bool:
    """Return whether the sentence goes on with what somebody does who complains, and not with what an office does about it."""
    does = _DOES.match(line, one.end, end)
    if does is not None and _HANDLES.search(line, one.end, does.start(1)) is None:
        return True
    return _ASKS.match(line, one.end, end) is not None


def in_row(one: Labelled) -> bool:
    """Return whether a name stands in a column of names, and what its bearer complains of in another."""
    return (
        one.row is not None
        and one.in_column
        and is_name(one.value)
        and is_called(one.value)
        and any(_OF_COMPLAINTS.search(head) for head in one.row.heads)
        and not any(
            _HANDLERS.search(head) and one.value == cell
            for head, cell in zip(one.row.heads, one.row.cells, strict=False)
        )
    )
