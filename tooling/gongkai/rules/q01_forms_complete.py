"""Q01: the forms of the site let an applicant state what the law asks for, whatever its theme looks like."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Text
from gongkai.proof.output import Output
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext

_NAMES = {
    "name": "姓名或者名称", "sex": "性别", "birth": "出生年月", "identity": "身份证号码", "address": "通信地址", "phone": "联系电话",
    "office": "办公处所", "head": "法定代表人姓名", "code": "统一社会信用代码", "nationality": "国籍", "passport": "护照号码",
    "content": "所需信息的内容", "purpose": "用途", "delivery": "获取信息的方式", "date": "申请日期", "fault": "存在的问题",
    "change": "要求怎样更正",
}  # fmt: skip


_REACHED = ("name", "address", "phone", "content")


# What must be stated: 五·11 and 五·13 of the source; article 20 of the regulation of 2007; article 29 of that of 2019.
_SOURCE = {
    "citizen": ("name", "sex", "birth", "identity", "address", "phone", "content", "purpose", "date"),
    "organisation": ("name", "office", "head", "sex", "birth", "address", "content", "purpose", "date"),
    "foreigner": ("name", "nationality", "passport", "content", "purpose", "date"),
    "correction": ("name", "identity", "content", "fault", "change"),
}


_NATIONAL = {
    "citizen": (*_REACHED, "identity", "delivery"),
    "organisation": (*_REACHED, "code", "delivery"),
    "foreigner": (*_REACHED, "passport", "delivery"),
    "correction": ("name", "identity", "content", "fault", "change"),
}


REQUIRED = {"source": _SOURCE, "2007": _NATIONAL, "2019": _NATIONAL}


@rule("Q01", zh="申请表须包含法定的各栏", basis="五·11", on=Output)
def forms_complete(output: Output, county: SiteContext) -> Iterator[Finding]:
    """Every form has a field for each thing that its kind of applicant must state under the site's legal regime."""
    required = REQUIRED[county.site.legal_regime]
    for path in sorted(path for path in output.found if "guide/forms/" in path and path.endswith("/index.html")):
        asked = output.forms.get(path, ())
        missing = [name for name in required.get(path.split("/")[-2], ()) if name not in asked]
        if missing:
            yield Finding(
                path,
                Text(
                    f"申请表缺少{'、'.join(_NAMES[name] for name in missing)}", f"the form lacks: {', '.join(missing)}"
                ),
                Text(
                    "在主题的 form.html 和 components/form_entry.html 中恢复这些栏目后重新生成",
                    "restore these fields in the theme's form.html and components/form_entry.html, and build again",
                ),
            )
