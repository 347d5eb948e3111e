"""Who applied, complained or reported: a full name in the part of one, in any grammar."""

from __future__ import annotations

from gongkai.findings import Text
from gongkai.secrecy import complaints, disclosed
from gongkai.secrecy.detector import Detector
from gongkai.secrecy.heads import Head
from gongkai.secrecy.vocabulary import COMPLAINANTS

DETECTORS = (
    Detector(
        "applicant",
        "P03",
        Text("申请人、投诉人的姓名", "name of an applicant or complainant"),
        finds=complaints.found,
        words=(*COMPLAINANTS, *(
            "举报 投诉 检举 控告 反映 来信 来访 来电 来函 申诉 信访 上访 揭发 告发 致电 致信 投书 写信 留言 报案 报警 求助 诉求 拨打 实名 署名 落款 申请 建议 意见 要求 "
            "不服 线索 线人 知情人 所提 诉县 诉市 来源 电话 状告 提问 缠访 闹访 情报 匿名 进京 赴省 撤诉 发起 称"
        ).split()),
        heads=(Head.COMPLAINANT, Head.PERSON),
        discloses=disclosed.complainant,
        confirmed=True,
    ),
)
