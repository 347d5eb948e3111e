"""The help of the command line in English, for ``--lang en``; a test holds it complete."""

from __future__ import annotations

import argparse

_ENGLISH = {
    "政府信息公开目录与公开指南：先审查、后公开。": "A government office's public catalog and guide: reviewed first, then published.",
    "站点所在文件夹（默认当前文件夹）": "folder of the site (default: the current one)",
    "提示语言（默认中文）": "language of messages (default: Chinese)",
    "检查全部文件是否完成两级审查": "check that every file has both reviews",
    "检查并生成网站": "check, and build the site",
    "核对已生成的网站，查看台账中到期的事项": "audit the built site, or what is due in the books",
    "将网站的任一副本与其清单比对": "compare a copy of the site with its manifest",
    "签署审查意见": "sign a review",
    "整理文件的格式：编码、换行、引号、空行": "tidy a file: encoding, line ends, quotes, blank lines",
    "登记附件的校验值": "list attachments with their checksums",
    "在登记簿中登记一条": "record an entry in a ledger",
    "发布方：记录首次见到的签名": "for the publisher: log signatures when they are first seen",
    "在本机提交前、推送前检查": "check on this machine before a commit and before a push",
    "写出代码平台的检查设置": "write the settings of a code platform's checks",
    "写出网站服务器（nginx）的设置": "write the settings of the web server (nginx)",
    "不再询问（须逐项确认的豁免除外）": "do not ask again (but for waivers that are confirmed one by one)",
    "复审时逐项确认涉及健康、投诉人的豁免，照抄提示的规则和位置；可写多次，不写的在终端上逐项询问": (
        "at the final review, confirm one waiver about health or a complainant: its rule and place as shown; may be given again; "
        "what is not confirmed so is asked for on the terminal"
    ),
    "清理附件：作者、批注、修订、隐藏内容、拍摄地点等，另写一份": (
        "write a copy of an attachment without authors, comments, changes, hidden content, places"
    ),
    "要清理的附件：docx、xlsx、pptx、pdf、ofd、jpg、png、gif、webp；原文件不改动": (
        "the attachment: docx, xlsx, pptx, pdf, ofd, jpg, png, gif or webp; it is not altered itself"
    ),
    "写到哪个文件（默认在原文件旁，文件名加“-清理”）；不覆盖已有的文件": (
        "where to write the copy (default: beside the file, with a suffix to its name); never over a file"
    ),
    "修订痕迹：accept 全部接受，reject 全部拒绝（有修订时必须写明）": (
        "tracked changes: accept or reject them all (has to be said where there are any)"
    ),
    "删去隐藏的和看不见的文字、工作表、行、列、幻灯片和备注；有公式的表格同时改为数值": (
        "delete hidden and unseen text, hidden sheets, rows, columns, slides and notes; formulas become values"
    ),
    "PDF、OFD 的注释：delete 删去；flatten 把 PDF 注释看得见的部分并入页面": (
        "annotations of PDF and OFD: delete them; or flatten what shows of those of a PDF into the page"
    ),
    "新建一个站点": "start a new site",
    "生成供试用和测试的示例站点": "make a sample site to try and to test with",
    "说明一条规则": "explain a rule, or the standing of an item",
    "与这一提交比较：逐次检查其后的每次公开（人员和规则以此前的为准）": (
        "check every publication since this commit, one by one, by the officers and rules before each"
    ),
    "检查到这一提交（默认 HEAD）；用于 --base 或单独检查": "check up to this commit (default: HEAD), with --base or alone",
    "--head 是待并入 --base 的分支：检查合并的结果": "--head is a branch to be merged into --base: check the merge",
    "--head 是未送审的分支：只查能否读取、文件树是否规范": "--head is a branch not up for review: check its form only",
    "只检查一个机构一年的条目，供分头快速检查；不代替完整检查": "check one agency's items of one year only; no substitute for a whole check",
    "输出格式（默认 text）": "format of the report (default: text)",
    "由谁检查和生成：local（默认，本机）或 dask://HOST:PORT（Dask 集群；加密的用 dask+tls://）": (
        "who checks and builds: local (default), or dask://HOST:PORT (a Dask cluster; dask+tls:// with encryption)"
    ),
    "集群做的工作有百分之几由本机全部重做比对（默认 100）；摘要和签名总是全部核对": (
        "percentage of a cluster's work that is done again here and compared (default: 100); digests and signatures always are"
    ),
    "发布方保存的签名首见记录（见 gongkai remember）": "the publisher's log of first-seen signatures (see gongkai remember)",
    "按这一天检查（默认今天，北京时间）": "check as of this day (default: today in Beijing)",
    "日期": "DAY",
    "时刻": "INSTANT",
    "程序": "PROGRAM",
    "名称": "NAME",
    "网站生成到哪里（默认 output/）": "where to build the site (default: output/)",
    "不建立检索索引": "make no search index",
    "正式发布：从头检查和生成，不使用也不留下上次生成的记录": "a release: check and build from nothing, and remember nothing",
    "结束时显示各阶段用时（标准错误输出）": "show at the end how long each phase took (on standard error)",
    "网站上的有效性截至这一天（默认检查当天）": "the day by which validity is shown (default: the day of the check)",
    "output：核对已生成的网站；books：台账中到期未办的事项；errors：定密差错登记和趋势": (
        "output: the built site; books: what is due in the ledgers; errors: recorded errors of classification"
    ),
    "网站文件夹（默认 output/）": "folder of the site (default: output/)",
    "网站的副本：文件夹，或 http、https 地址": "a copy of the site: a folder, or an http or https address",
    "与另处取得的清单比对": "compare with a manifest from elsewhere",
    "此前各次的 manifest.json、pagefind/manifest.json：查其中已不再公开的文件是否还在服务器上": (
        "earlier manifest.json and pagefind/manifest.json: look for files that are published no more"
    ),
    "要签署的文件，其后可写审查级别，如 初审、复审": "files to sign; the level may follow, such as first or final",
    "审查级别：business 业务审查、first 初审、joint 联合审查、final 复审；也可以写在文件之后": (
        "level: business, first, joint or final; it may stand behind the files as well"
    ),
    "签署人：姓名，或 officers.yaml 中的代号": "who signs: a name, or an identifier of officers.yaml",
    "私钥文件；在 ssh-agent 中的，写 .pub 文件": "private key; of a key in the ssh-agent, the .pub file",
    "B 岗代行职责时，不在岗的 A 岗人员": "the absent officer for whom a deputy signs",
    "agree 同意（默认）或 disagree 不同意公开": "agree (default) or disagree",
    "审查意见（同意的，默认“经审查，同意公开。”；不同意的，须写明理由）": "the opinion; whoever disagrees has to give a reason",
    "审查依据（默认为当日有效的法律法规）": "what the review rests on (default: the laws in force on that day)",
    "初审清单逐项核对结果（basis.yaml 中的 id）": "results of the checklist of the first review, by the ids of basis.yaml",
    "集中审查的场次": "the session, where several documents are reviewed in one",
    "联合审查代表哪个机关（分管其中多个的，须写明）": "the agency for which a joint review is signed, where it could be several",
    "不再询问": "do not ask",
    "文档（.md）或登记表（.yaml）": "documents (.md) or registries (.yaml)",
    "只看要改什么，不改文件": "show what would be changed, and change nothing",
    "条目文件（.md）；其后可写要附上的文件，不在条目文件夹中的会复制进去": (
        "the item's file (.md), then the files to attach; those that lie elsewhere are copied"
    ),
    "登记簿：absences 不在岗、withdrawals 撤下、publications 公开、withheld 不予公开、classification_errors 定密差错、incidents 泄密事件": (
        "the ledger"
    ),
    "登记内容，如 officer=finance-info-a from=2026-03-02 until=2026-03-06": (
        "the entry, such as officer=finance-info-a from=2026-03-02 until=2026-03-06"
    ),
    "登记的领导：姓名或代号（需要签名的登记簿）": "the leader who records it: name or identifier (ledgers that are signed)",
    "领导的私钥文件": "the leader's private key",
    "合并冲突之后：把两边的登记合为一份，不必重新签名": "after a merge conflict: keep the entries of both sides; nothing is signed again",
    "首见记录（不存在则新建；应放在仓库之外）": "the log (made where there is none; it belongs outside of the repository)",
    "首见的时刻（默认现在）": "the instant (default: now)",
    "受保护（即公开）的分支，默认 main、master": "protected branches, which are published (default: main, master)",
    "pre-commit、pre-merge-commit、pre-push": "pre-commit, pre-merge-commit, pre-push",
    "git 给出的参数": "what git passes on",
    "安装提交前、推送前的检查": "install the checks before a commit and a push",
    "由 git 调用": "called by git",
    "代码平台": "the platform",
    "受保护（即公开）的分支（默认 main）": "the protected branch, which is published (default: main)",
    "程序从哪里安装：仓库中安装包（.whl）的路径、git+https://…@40位提交号，或 https://….whl#sha256=…；仓库中有 tooling/gongkai 的不必写": (
        "where the program comes from: a wheel in the repository, git+https://...@COMMIT, or https://....whl#sha256=...; not needed "
        "where the repository has tooling/gongkai"
    ),
    "只显示，不写文件": "show it, write nothing",
    "已生成的网站（默认 output/）": "the built site (default: output/)",
    "网站在服务器上的文件夹（默认与 --output 相同）": "the site's folder on the server (default: that of --output)",
    "新站点的文件夹（须不存在或为空，可以是新建的 git 仓库）": "folder of the new site (absent or empty; a new git repository will do)",
    "主办机构代号（默认 office）": "identifier of the agency that owns the site (default: office)",
    "主办机构全称": "its full name",
    "主办机构的组织机构代码（索引号前段）": "its organisation code, with which index numbers begin",
    "网站名称": "name of the site",
    "网站地址，以 / 结尾": "address of the site, which ends with /",
    "写到哪里（须不存在或为空）": "where to write it (absent or empty)",
    "条目数": "number of items",
    '正文来源，每行 {"title", "body"}': 'where the texts come from, a {"title", "body"} each line',
    "把长文在段落处切成约 N 字（默认保留全文）": "cut long texts at a paragraph after about N characters (default: whole texts)",
    "随机种子：同样的种子，同样的条目": "seed: the same seed makes the same items",
    "规则代码（如 R03），或一个条目的文件、索引号；省略则列出全部规则": (
        "code of a rule (such as R03), or file or index number of an item; without it, all rules are listed"
    ),
}  # fmt: skip


def in_english(parser: argparse.ArgumentParser) -> None:
    """Put the help of a parser and of its commands into English, as far as there are words for it."""
    parser.description = _said(parser.description)
    for action in parser._actions:
        action.help = _said(action.help)
        if isinstance(action.metavar, str):
            action.metavar = _said(action.metavar)
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                choice.help = _said(choice.help)
            for command in action.choices.values():
                in_english(command)


def _said(text: str | None) -> str | None:
    return _ENGLISH.get(text, text) if text else text
