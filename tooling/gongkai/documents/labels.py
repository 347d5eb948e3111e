"""The Chinese words for closed values; the open vocabularies are in ``catalog/vocabularies.yaml``."""

from gongkai.core.findings import Text
from gongkai.documents.registries import Role

# As approved; and what follows from later documents and from the day that the site is built for.
VALIDITY = {
    "in_force": "有效",
    "amended": "已修改",
    "repealed": "废止",
    "expired": "失效",
    "replaced": "已被替代",
    "pending": "尚未生效",
}
FLAGS = {key: label for key, label in VALIDITY.items() if key != "in_force"}  # what lists and search results warn of
DISCLOSURE = {"proactive": "主动公开", "on_request": "依申请公开"}
CARRIER = {"paper": "纸质", "film": "胶卷", "tape": "磁带", "disk": "磁盘", "electronic": "电子文件"}
CADENCE = {"periodic": "定期公开", "as-needed": "随时公开", "prompt": "及时公开"}
BLOCKS = {"service": "办事要素", "funds": "资金公开"}
SERVICE = {
    "organ": "实施机构",
    "basis": "办理依据",
    "conditions": "办理条件",
    "procedure": "办理程序",
    "time_limit": "办理时限",
    "result": "办理结果",
    "promise": "服务承诺",
}
FUNDS = {
    "source": "资金来源",
    "amount": "资金数额",
    "standard": "发放标准",
    "recipients": "发放对象",
    "procedure": "审批和发放程序",
    "result": "发放结果",
    "supervision": "监督方式",
}
STAGE = {"partial": "部分公开，待复查后逐步公开", "final": "部分公开"}
# What a language calls itself.
TONGUES = {
    "zh-CN": "中文",
    "en": "English",
    "bo": "བོད་ཡིག",
    "ug": "ئۇيغۇرچە",
    "mn": "ᠮᠣᠩᠭᠣᠯ",
    "kk": "قازاقشا",
    "ko": "한국어",
}
ROLES = {
    Role.HEAD: "主要领导",
    Role.SECRECY_LEADER: "分管保密工作领导",
    Role.POST_HOLDER: "保密岗位责任人",
    Role.INFO_OFFICER: "信息员",
    Role.UNDERTAKER: "承办责任人",
    Role.SECTION_HEAD: "业务科室负责人",
}
# What an organisation whose contacts are declared is in a matter.
CONTACTS: dict[str, Text] = {
    "purchaser": Text("采购人", "who buys, tenders or sells"),
    "agent": Text("代理机构", "agent"),
    "supplier": Text("供应商", "supplier or contractor"),
    "tenderer": Text("投标人", "tenderer"),
    "recruiter": Text("招聘单位", "who recruits"),
    "undertaker": Text("承办单位", "who handles the matter"),
    "supervisor": Text("监督单位", "who supervises or takes complaints"),
}
