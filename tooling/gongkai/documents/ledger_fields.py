"""What the fields of a ledger are called in an office, and by which words people name them."""

from __future__ import annotations

LABELS = {
    "officer": "人员", "from": "开始日期", "until": "结束日期", "reason": "事由", "cancelled": "取消", "document": "文档",
    "kind": "种类", "into": "并入", "on": "日期", "channel": "公开渠道", "ref": "文号或凭据", "pointer": "所指材料",
    "agency": "机构", "exemption": "免予公开情形", "decided_on": "决定日期", "reported_on": "申报日期", "report_ref": "申报文号",
    "replied_on": "答复日期", "reply_ref": "答复文号", "meeting_on": "会议日期", "meeting_ref": "会议文号", "level": "密级",
    "expires_on": "期满日期", "declassified_on": "解密日期", "released_as": "公开后的条目", "found_on": "发现日期",
    "corrected_on": "纠正日期", "closed_on": "办结日期", "remedy": "补救措施", "signed": "领导签名",
}  # fmt: skip
_ALSO = {
    "姓名": "officer",
    "自": "from",
    "至": "until",
    "原因": "reason",
    "理由": "reason",
    "渠道": "channel",
    "文号": "ref",
}
KEYS = {label: key for key, label in LABELS.items()} | _ALSO


def called(key: str) -> str:
    """A field as it is shown: what an office calls it, and the key that stands in the file."""
    return f"{LABELS[key]}（{key}）" if key in LABELS else key
