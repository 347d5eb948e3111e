"""Who applied, complained or reported: a full name in the part of one, in any grammar."""

from __future__ import annotations

from gongkai.findings import Text
from gongkai.secrecy import complaints, disclosed
from gongkai.secrecy.detector import Detector, alternatives
from gongkai.secrecy.heads import Head
from gongkai.secrecy.people import BEGINS, HAN, NAME, is_called
from gongkai.secrecy.vocabulary import COMPLAINANTS

# Longest first: 信访人员 is no 信访人 whose name begins with 员.
_PART = "|".join(sorted(COMPLAINANTS, key=len, reverse=True))
_ACT = r"(?:实名|匿名|电话|来电|书面|网上)?(?:举报|投诉|检举|控告|反映|信访|来信|来访|来电|来函|申诉|上访)"
# What a name is followed by where it is one: what the person does, another name, or an end.
_GOES_ON = (
    rf"(?={_ACT}|诉称|[称说]|提[出交供起]|要求|请求|请示|申请|申明|陈述|承认|撤回|放弃|接受|拒绝|表示|认为|不服|不满|对(?!象)|向|于\d|"
    "于本|以|在(?!线)|通过|就|因|情绪|所[述称说诉反]|签收|收到|"
    r"领取|到场|女士|先生|同志|居住|家住|曾|多次|再次|先后|已|未|名下|、|和|及其|与|等|[,。;:()!?\s|\"”』」]|\.[a-z]{3,4}|$|"
    r"的[^\s,。;]{0,4}?(?:举报|投诉|来信|申请|申诉|检举|控告|反映|信访|身份|诉求|请求|要求|陈述|姓名))"
)
_ROLE = r"(?:群众|村民|居民|业主|市民|职工|员工|网民|网友|家长|消费者|农户|商户|住户|党员|干部|教师|学生|旅客|患者|读者|听众)"
_HAPPENED = rf"(?:(?:据|根据|经|接|接到|收到|因|由|应|对|关于|关于对|答复|回复){_ROLE}?|{_ROLE})"

DETECTORS = (
    Detector(
        "applicant",
        "P03",
        Text("申请人、投诉人的姓名", "name of an applicant or complainant"),
        alternatives(
            rf"(?:{_PART})(?:之一|代表)?[0-9一二三四五甲乙]?(?:(?:姓名|名称|为|是|系|即)? {{0,3}}[:|(\"“、]{{0,2}} {{0,3}}{_ROLE}?|"
            rf"[^\n。;,()]{{2,4}}?[、和与])({NAME}){_GOES_ON}",
            rf"{_HAPPENED}({NAME})(?:等\d{{0,3}}[人户名]?|同志|女士|先生)?(?:的)?(?:实名)?{_ACT}",
            rf"{BEGINS}({NAME})(?:同志|先生|女士)?[:,][^\n。]{{0,12}}?(?:您|你)(?:们)?[^\n。,]{{0,8}}?{_ACT}",
            rf"{BEGINS}({NAME})(?:等\d{{0,3}}[人户名]?|女士|先生)?(?:举报|投诉|检举|控告|反映)(?=[了{HAN}])"
            r"(?!电话|热线|渠道|方式|平台|信箱|邮箱|箱|举报|投诉|事项|处理|奖励|人|者|制度|机制|中心|件|率|的|量|办理|受理|系统|情况|出)",
            rf"{BEGINS}({NAME})(?:等\d{{0,3}}[人户名]?|女士|先生)?(?:向[^\n。;,]{{2,16}})?(?:实名|电话|书面|来信|来电|来访){_ACT}",
        ),
        finds=complaints.found,
        words=(*COMPLAINANTS, *(
            "举报 投诉 检举 控告 反映 来信 来访 来电 来函 申诉 信访 上访 揭发 告发 致电 致信 投书 写信 留言 报案 报警 求助 诉求 拨打 实名 署名 落款 申请 建议 意见 要求 "
            "不服 线索 线人 知情人 所提 诉县 诉市 来源 电话 状告 情报"
        ).split()),
        heads=(Head.COMPLAINANT, Head.PERSON),
        discloses=disclosed.complainant,
        confirmed=True,
        holds=is_called,
    ),
)
