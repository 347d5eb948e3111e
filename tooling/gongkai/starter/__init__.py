"""The texts with which a new site begins; ``gongkai init`` fills in names, ``gongkai demo`` borrows the vocabularies."""

from __future__ import annotations

from importlib import resources
from string import Template

# What a new site leaves to be filled in, by its name in the files beside this one. Rule W01 refuses what nobody filled in.
PLACEHOLDERS = {
    "agency_name": "请填写机构全称",
    "site_name": "请填写网站名称",
    "address": "请填写办公地址",
    "postcode": "请填写邮政编码",
    "phone": "请填写联系电话",
    "fax": "请填写传真号码",
    "email": "请填写电子邮箱",
    "complaints_phone": "请填写投诉电话",
    "complaints_mailbox": "请填写投诉信箱",
    "scope": "请写明主动公开的类别和不予公开的情形。",
    "forms": "请写明公开的渠道和载体。",
    "applying": "请写明公民、法人和其他组织、外国人申请时应当注明的内容。",
}
# The same of what has to have its form; each counts as the whole value of its key.
EXAMPLE_HOST = "www.example.gov.cn"
EXAMPLE_CODE = "000000001"


def text(name: str, **values: str) -> str:
    """A starter file with its ``$names`` filled in, and what is not given left to be filled in; an unknown name is an error."""
    raw = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return Template(raw).substitute(PLACEHOLDERS | values) if values else raw
