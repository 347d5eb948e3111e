"""The words of which contact blocks are made: what an organisation is in a matter, how it is reached, who is a person. Folded text."""

from __future__ import annotations

from gongkai.core.pattern import pattern
from gongkai.core.surnames import SURNAMES
from gongkai.secrecy.heads import Head
from gongkai.secrecy.people import HAN, NAME

# What an organisation is called by what it does in the matter.
LABEL = pattern(
    r"采购人(?:\(甲方\))?|供应商(?:\(乙方\))?|(?:采购|招标|政府采购|拍卖|招标采购)?代理(?:机构|单位)|招标人|中标(?:人|单位|供应商)|成交(?:人|单位|供应商)|"
    r"投标人|出让人|拍卖人|出租人|发包人|学校(?=[:(信]|$)|项目法人|业主单位|"
    r"(?:采购|招标|建设|施工|监理|设计|勘察|招聘|用人|主办|承办|协办|受理|出让|拍卖|联系|咨询|投诉|咨询投诉|监督|服务|预约|实施|征收实施|征收|责任|主管|"
    r"监管|发布|起草|编制|组织|管理|运营|供货|检测|评估|评价|供水|供电|供气|维保|办理|经办|报名|代建)(?:单位|部门|机构|机关)|"
    r"(?:许可|审批|听证|登记|作出|处罚|复议|发证|征收|公示|执法|决定|听证组织|信访|认定)(?:机关|部门|单位)|"
    r"(?:项目|质疑|异议|投诉|采购|招标|代理|监督|技术)联系(?:人|方式|电话)|"
    r"[\u4e00-\u9fff]{0,8}(?:咨询|监督|投诉|举报|受理|值班|服务|抢修|报修)(?:举报|投诉|监督)?"
    r"(?:电话|热线|方式|地址|人(?!姓名))|[\u4e00-\u9fff]{0,8}咨询(?=[: ])"
)
# How it is reached: what stands before a number in a block. A name and a number alone are a line of a list.
CONTACT = pattern(r"联系|电 {0,6}话|手机|方式|邮箱|邮件|传真|咨询|热线|拨打|致电|[Tt][Ee][Ll]|[Ff]ax|FAX|[Ee]-?[Mm]ail")
FIELD = pattern(
    rf"(?:[-*•·]|\d{{1,2}}[.、)]|\([一二三四五六七八九十\d]{{1,3}}\))?[ *]{{0,4}}"
    rf"[{HAN}]{{0,8}}(?:名称|单位|部门|机构|机关|地 {{0,4}}址|地点|联系人|联络人|负责人|"
    r"经办人|电 {0,6}话|方式|传 {0,6}真|热线|手机|邮箱|邮件|邮编|邮政编码|网址|时间|Tel|TEL|E-?mail)(?:及[^: ]{1,6})?(?:\([^()]{0,8}\))?[ *]{0,4}[: ]"
)
MARKER = pattern(r"^(?:[-*•·#> ]{1,8}|\d{1,2}[.、)]|\([一二三四五六七八九十\d]{1,3}\)|[ *]){0,4}")
HEADING = pattern(r"^(?:#|第?[一二三四五六七八九十]{1,3}[、章节部]|\*\*[^*:]{1,30}\*\*$)")
ADDRESS = pattern(r"(?:地 {0,4}址|地点|住所|开户行|开户银行|抄送)[^:|]{0,4}[:|][^,;。|]*")
ASKED = pattern(r"(?:反映|咨询|提出|联系|投诉|举报|申请|查询|报名|了解)[^。]{0,12}。?$")
HIS_OWN = pattern(r"来电|主叫|手机|住宅|家庭|宅电|家中|个人|私人|微信|本人")
# Where a person speaks for himself: anywhere in a line without an organisation; behind one; with a colon, before one.
PERSON = pattern(
    r"姓 {0,4}名|身份证|户主|当事人|(?<!代理)申请人|(?:举报|投诉|信访|来信|来访|检举|控告|反映|申诉)人|家庭|住址|性别|出生|(?:男|女)[,、。]|"
    r"患者|学生|家长|本人|监护人|家属|住宅|宅电|家住|家中|低保|特困|五保|残疾人|村民|居民|老人|孤儿|儿童|(?:退休|离休|在职)(?:干部|职工|教师|人员)|业主(?!单位)"
)
RECORD = pattern(
    r"(?:姓 {0,4}名|身份证[号码件]{0,2}|户主|当事人|(?<!代理)申请人|(?:举报|投诉|信访|来信|来访|检举|控告|反映|申诉)(?:人|群众)|"
    r"住址|性别|出生[年月日期]{0,4}|"
    r"患者|学生|家长|监护人|村民|居民|业主|本人)(?:姓名)?[(:|]|(?:男|女)[,、。]|家住|[,、]住|现住"
)
MASKED = pattern(rf"[{SURNAMES}](?:某{{1,2}}|[*×xX○〇]{{1,2}})")
WORD = pattern(r"[^\s,;。|、:()*]+")
SPEAKS_FOR = pattern(
    r"(?:联系人|联络人|负责人|经办人|法定代表人|代表|代理人|主任|局长|经理|方式|电话|及电话|联系)[ (:|*]{0,4}$"
)
# Who turns to an organisation: its number is not what follows.
TURNS_TO = pattern(
    rf"(?:^|(?<=[,;。、:( 人者户民众生长志]))({NAME}|[{SURNAMES}](?:某{{1,2}}|先生|女士))(?:等[^,;。]{{0,4}}|先生|女士|同志)?(?:于[^,;。]{{0,12}})?"
    r"(?:已|曾|多次|均|也|再次|实名|因[^,;。]{0,12}){0,2}(?:向|到|在|由|与|对|找|联系|拨打|打|去|来)"
)
# An office that says to whom one may turn; where nobody is asked to, somebody has turned to it.
TURNED_TO = pattern(r"(?:向|到|找|拨打|联系)$")
IS_ASKED = pattern(r"[请可应须需]|欢迎|有权|异议|疑问")
# All that an office says between its name and its number.
ONLY_HOW = pattern(
    r"(?:联系|联络|咨询|反映|提出|提交|书面|意见|异议|建议|投诉|举报|质疑|监督|监察|热线|电 {0,6}话|办公|号码|传 {0,6}真|邮箱|邮件|电子|"
    r"地 {0,4}址|网址|邮编|邮政编码|受理|查询|报名|值班|服务|窗口|业务|政策|技术|信访|纪检|人事|财务|综合|行政|登记|领取|办理|索取|报送|申请|"
    r"申报|申诉|核实|了解|负责|解释|方式|单位|部门|机构|人|及|和|或|为|是|工作日|工作|时间|通讯|通信|来信|来访|座机|固定|对外|公开|抢修|报修|"
    r"预约|招生|名称|[a-zA-Z0-9._@%+-])++"
)
FREE = pattern(r"(?:地 {0,4}址|地点|网址|邮编|时间|联系人|联络人|负责人|经办人|收件人)[ :]{0,4}$")
_TITLES = r"(?:工|总|先生|女士|小姐|老师|同志|师傅|经理|主任|科长|股长|所长|院长|校长|站长|医生|警官)"
SPEAKER = pattern(rf"(?:{NAME}|[{HAN}]{_TITLES})")
BEHIND = pattern(r"(?:[^()。;|]|\(0\d{2,3}\)){0,70}\(([^()]{4,40})\)")
BEHIND_ITSELF = pattern(r"(?:\(0\d{2,3}\))?[0-9 -]{5,20} ?\([^()0-9]{4,40}\)")
PERSONAL_HEADS = frozenset(
    [Head.PERSON, Head.COMPLAINANT, Head.RESIDENT_ID, Head.ADDRESS, Head.BIRTH, Head.HEALTH, Head.ACCOUNT]
)
