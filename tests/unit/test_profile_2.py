"""The second Markdown profile: what is a mark, what is shown as written, what is refused; and the proof of it."""

from __future__ import annotations

import re

import pytest

from gongkai.markup.profile_2.render import render
from gongkai.markup.rendered import Rendered, clean, plain_text
from gongkai.markup.written import difference

PATH = "content/items/finance/2026/00012.md"
LISTED = frozenset({"表（一）.xlsx", "图.png"})

AS_WRITTEN = [
    "张三丰（1101**********1237）、李四（1102**********1238）",
    "王某（138****1234）、赵某（139****5678）",
    "张*、李*、王*；3*4*5；2**10",
    "张**、李**、王**",
    "身份证号 1101**1234 与 1102**5678",
    "浙A**号、浙B**号车",
    "***重要***",
    "- ",
    "-0.5%",
    "+ 3.2%",
    "* 注：单位为万元",
    ">50米",
    ">= 90分",
    "> 引号",
    "#1 机组",
    "#话题#",
    "2025. 是平年",
    "1.总体要求",
    "1、总体要求",
    r"D:\..\_附件\*.docx",
    r"\\fs\share",
    r"\*.docx",
    "snake_case_name __dunder__",
    "`代码` ~~删~~ ==高亮== $x$",
    "[日期][编号]",
    "[x]: 占位",
    "a | b",
    "- - -x".replace("- -", "--"),
    "&copy",
    "5 < 6 > 4 & 3",
    "第一条【略】",
    "＃1机组",
    "甲｜乙",
    "：注",
    "\\｜甲",
    "[2026] (5)号",
    "[注]（以下简称甲）",
    "[附件]（见名单）",
    "地址\t人民路1号",
]


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_what_is_no_mark_is_shown_as_written(text: str) -> None:
    rendered = accepted(f"{text}\n")
    assert plain_text(rendered.html).strip("\n") == text.rstrip(" ")


@pytest.mark.parametrize("blanks", ["    ", "\t", "　　", "  "])
def test_an_indented_line_is_a_paragraph(blanks: str) -> None:
    html = accepted(f"{blanks}第一段。\n").html
    assert html == "<p>第一段。</p>"


REFUSED = [
    ("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 | 3 |\n", 3, "B06"),
    ("| 甲 | 乙 |\n| --- | --- |\n| 1 |\n", 3, "B06"),
    ("| 甲|乙类 | 合并 |\n| --- | --- |\n", 2, "B06"),
    ("| 甲 | 乙 |\n| 1 | 2 |\n", 1, "B06"),
    ("| 甲 | 乙\n| --- | --- |\n", 1, "B06"),
    ("甲 | 乙\n--- | ---\n1 | 2\n", 2, "B06"),
    ("甲 | 乙\n:--|--:|\n", 2, "B06"),
    ("：：：落款\n甲\n", 1, "B06"),
    ("::: 落款\n甲\n:：：\n:::\n", 3, "B06"),
    ("＃＃ 标题\n", 1, "B06"),
    ("＃ 标题\n", 1, "B06"),
    ("｜甲｜乙｜\n", 1, "B06"),
    ("**重要****重要**\n", 1, "B06"),
    ("**重要*****重要**\n", 1, "B06"),
    ("- 0.5%\n", 1, "B06"),
    ("- 5万元\n", 1, "B06"),
    ("3. 5%\n", 1, "B06"),
    ("##标题\n", 1, "B06"),
    ("甲\n    # 标题\n", 2, "B06"),
    ("::: 注\n  ## 标题\n:::\n", 2, "B06"),
    ("标题\n===\n", 2, "B06"),
    ("一、总体要求\n为做好工作，制定本方案。\n", 1, "B06"),
    ("（一）指导思想\n以人民为中心的发展思想为指导。\n", 1, "B06"),
    ("1.总体要求\n为做好工作，制定本方案。\n", 1, "B06"),
    ("1、总体要求\n为做好工作，制定本方案。\n", 1, "B06"),
    ("1．总体要求\n为做好工作，制定本方案。\n", 1, "B06"),
    ("　　12、组织领导\n　　各乡镇要加强领导。\n", 1, "B06"),
    ("1)总体要求\n为做好工作，制定本方案。\n", 1, "B06"),
    ("1）总体要求\n为做好工作，制定本方案。\n", 1, "B06"),
    ("（1）总体要求\n为做好工作，制定本方案。\n", 1, "B06"),
    ("(1) 总体要求\n为做好工作，制定本方案。\n", 1, "B06"),
    ("①总体要求\n为做好工作，制定本方案。\n", 1, "B06"),
    ("１．总体要求\n为做好工作，制定本方案。\n", 1, "B06"),
    ("前一段。\n2、总体要求\n为做好工作，制定本方案。\n", 2, "B06"),
    ("对李**和王**予以表彰。\n", 1, "B06"),
    ("李***重要**甲李**\n", 1, "B06"),  # 李* and a mark, or 李*** and one further on
    ("**重要***甲**乙**\n", 1, "B06"),
    ("青石村**号**室\n", 1, "B06"),
    ("**注意**张**与李某。\n", 1, "B06"),
    ("::: 落款\n某局\n", 1, "B06"),
    ("::: 署名\n某局\n:::\n", 1, "B06"),
    ("::: 落款\n:::\n", 1, "B06"),
    ("::: 落款\n## 标题\n:::\n", 2, "B06"),
    ("收入[^1]。\n", 1, "B06"),
    ("收入。\n\n[^1]: 说明\n", 3, "B06"),
    ("  - 一\n", 1, "B06"),
    ("- 一\n  | 甲 |\n", 2, "B06"),
    ('[法](https://a.example "提示")\n', 1, "B06"),
    ("[见](#没有)\n", 1, "C07"),
    ("[见](javascript:x)\n", 1, "B05"),
    ("一行<br>\n", 1, "B05"),
    ("<b>粗</b>\n", 1, "B05"),
    ("&nbsp;\n", 1, "B05"),
    ("![图](https://a.example/x.png)\n", 1, "B05"),
    ("[x](00012/没有.pdf)\n", 1, "B03"),
    ("##　一、总体要求\n", 1, "B06"),
    ("#\t一、总体要求\n", 1, "B06"),
    ("## 　一、总体要求\n", 1, "B06"),
    ("　　## 一、总体要求\n", 1, "B06"),
    ("甲\n　　::: 落款\n", 2, "B06"),
    ("　　| 甲 | 乙 |\n　　| --- | --- |\n", 1, "B06"),
    ("\xa0| 甲 |\n", 1, "B06"),
    ("| 甲 | 乙 |\n| --- | --- |\n合计 | 3 |\n", 3, "B06"),
    ("| 甲 | 乙 |\n| --- | --- |\n 合计 | 3\n", 3, "B06"),
    ("见[甲]（00001.md）。\n", 1, "B06"),
    ("见[网站] (https://a.example)。\n", 1, "B06"),
    ("见[表]（00012/表.xlsx）、[上文]（#一、目标）。\n", 1, "B06"),
    (":::\n甲\n", 1, "B06"),
    ("见下表：\n姓名\t金额\n张*\t800\n", 2, "B06"),
    ("见下表：\n姓名 | 金额\n张* | 800\n", 2, "B06"),
    ("　　姓名\t证号\t金额\n　　张*\t1101****\t800\n　　李*\t\t5\n", 1, "B06"),
]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("| 甲 |\n| --- |\n| 一<br/>二 |\n", "写成“<br>”"),
        ("| 甲 |\n| --- |\n| 一<BR>二 |\n", "写成“<br>”"),
        ("3. 5%\n", "3\\. 5%"),
        ("- 0.5%\n", "\\- 0.5%"),
        ("见[网站](www.a.example)。\n", "https://www.a.example"),
        ("见[网站]()。\n", "没有写地址"),
        (":::\n甲\n", "前面没有"),
        ("##　标题\n", "半角空格"),
        ("******\n", "反斜杠"),
        ("[见](#第一条)\n\n## 第一条 总则\n", "#第一条总则"),
        ("[见](#二、目表)\n\n## 二、目标\n", "#二、目标"),
    ],
)
def test_a_refusal_says_how_to_write_what_was_meant(body: str, wanted: str) -> None:
    (problem,) = render(body, 1, PATH, LISTED).problems
    assert wanted in problem.message.zh + problem.remedy.zh


@pytest.mark.parametrize(("body", "line", "code"), REFUSED)
def test_what_could_be_a_mark_and_is_not_is_refused_at_its_line(body: str, line: int, code: str) -> None:
    problems = render(body, 1, PATH, LISTED).problems
    assert (line, code) in {(problem.line, problem.code) for problem in problems}, problems
    assert all(problem.message.zh and problem.remedy.zh and problem.message.en for problem in problems)


MARKS = [
    ("## 甲　\n", '<h2 id="甲">甲　</h2>'),
    ("## 一、目标\n", '<h2 id="一、目标">一、目标</h2>'),
    ("**重要**通知\n", "<p><strong>重要</strong>通知</p>"),
    ("一、**适用范围。** 行政单位\n", "<p>一、<strong>适用范围。</strong> 行政单位</p>"),
    ("应当在**三月一日**前报送\n", "<p>应当在<strong>三月一日</strong>前报送</p>"),
    ("热线**12345**受理\n", "<p>热线<strong>12345</strong>受理</p>"),
    ("某局\n2026年1月1日\n", "<p>某局<br>\n2026年1月1日</p>"),
    ("如下：\n- 一\n- 二\n", "<p>如下：</p>\n<ul>\n<li>一</li>\n<li>二</li>\n</ul>"),
    ("- 一\n  - 二\n- 三\n", "<ul>\n<li>一<ul>\n<li>二</li>\n</ul>\n</li>\n<li>三</li>\n</ul>"),
    ("1. 总体要求\n为做好工作。\n", "<ol>\n<li>总体要求</li>\n</ol>\n<p>为做好工作。</p>"),
    ("1、身份证\n2、户口本\n", "<p>1、身份证<br>\n2、户口本</p>"),
    ("（1）身份证；\n（2）户口本。\n", "<p>（1）身份证；<br>\n（2）户口本。</p>"),
    ("①身份证；\n②户口本。\n", "<p>①身份证；<br>\n②户口本。</p>"),
    ("10.5万元\n以上为合计数。\n", "<p>10.5万元<br>\n以上为合计数。</p>"),
    ("- 一\n  续\n", "<ul>\n<li>一<br>\n续</li>\n</ul>"),
    ("1. 一\n2. 二\n4. 四\n", '<ol>\n<li>一</li>\n<li>二</li>\n<li value="4">四</li>\n</ol>'),
    ("- 2025年完成\n- 3月1日前\n", "<ul>\n<li>2025年完成</li>\n<li>3月1日前</li>\n</ul>"),
    (r"对李\**和王\**表彰" + "\n", "<p>对李**和王**表彰</p>"),
    (r"\- 0.5%" + "\n", "<p>- 0.5%</p>"),
    (r"\## 不是标题" + "\n", "<p>## 不是标题</p>"),
    (r"\##不是标题" + "\n", "<p>##不是标题</p>"),
    (r"\---" + "\n", "<p>---</p>"),
    (r"\******" + "\n", "<p>******</p>"),
    (r"1\. 不是列表" + "\n", "<p>1. 不是列表</p>"),
    (r"\[甲](乙)" + "\n", "<p>[甲](乙)</p>"),
    (r"\[^1]: 甲" + "\n", "<p>[^1]: 甲</p>"),
    (r"\[^1]甲" + "\n", "<p>[^1]甲</p>"),
    (r"\** \[甲](" + "\n", r"<p>** \[甲](</p>"),
    ("\\** \\[甲\n](乙)\n", "<p>** \\[甲<br>\n](乙)</p>"),
    (
        "| \\| \\[甲 | ](乙) |\n|---|---|\n",
        "<table>\n<thead>\n<tr>\n<th>| \\[甲</th>\n<th>](乙)</th>\n</tr>\n</thead>\n<tbody>\n\n</tbody>\n</table>",
    ),
    (
        "- 甲[^1]\n  - 乙[^1]\n\n[^1]: 丙\n",
        '<ul>\n<li>甲<sup id="note-ref-1"><a href="#note-1">[1]</a></sup><ul>\n<li>乙<sup><a href="#note-1">[1]</a></sup></li>\n</ul>\n'
        '</li>\n</ul>\n<p class="footnote" id="note-1"><a href="#note-ref-1">[1]</a>丙</p>',
    ),
    ("[表](00012/表（一）.xlsx)\n", '<p><a href="00012/%E8%A1%A8%EF%BC%88%E4%B8%80%EF%BC%89.xlsx">表</a></p>'),
    ("![图示](00012/图.png)\n", '<p><img src="00012/%E5%9B%BE.png" alt="图示"></p>'),
    ("第三条　为了\n", '<p id="第三条">第三条　为了</p>'),
    ("**第三条**　为了\n", '<p id="第三条"><strong>第三条</strong>　为了</p>'),
    (
        "## 二、目标[^1]\n\n[^1]: 注\n",
        '<h2 id="二、目标">二、目标<sup id="note-ref-1"><a href="#note-1">[1]</a></sup></h2>\n'
        '<p class="footnote" id="note-1"><a href="#note-ref-1">[1]</a>注</p>',
    ),
    ("::: 落款\n某局\n2026年\n:::\n", '<div class="signature">\n<p>某局<br>\n2026年</p>\n</div>'),
    ("::: 附件说明\n附件：1. 甲\n2. 乙\n:::\n", '<div class="enclosures">\n<p>附件：1. 甲<br>\n2. 乙</p>\n</div>'),
    (
        "增长[^1]\n\n[^1]: 可比口径\n",
        '<p>增长<sup id="note-ref-1"><a href="#note-1">[1]</a></sup></p>\n'
        '<p class="footnote" id="note-1"><a href="#note-ref-1">[1]</a>可比口径</p>',
    ),
    (
        "## 二、目标\n\n[第二部分](#二、目标)\n",
        '<h2 id="二、目标">二、目标</h2>\n<p><a href="#%E4%BA%8C%E3%80%81%E7%9B%AE%E6%A0%87">第二部分</a></p>',
    ),
    (
        "| 甲 | 乙 |\n|:--|--:|\n| 一<br>二 | \\| |\n",
        '<table>\n<thead>\n<tr>\n<th class="align-left">甲</th>\n<th class="align-right">乙</th>\n</tr>\n</thead>\n<tbody>\n'
        '<tr>\n<td class="align-left">一<br>二</td>\n<td class="align-right">|</td>\n</tr>\n</tbody>\n</table>',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "html"), MARKS)
def test_a_mark_does_what_it_says(body: str, html: str) -> None:
    assert accepted(body).html == html


def test_the_places_of_a_document_have_addresses_that_a_person_can_write() -> None:
    rendered = accepted("## 二、工作 目标\n\n## Contact us\n\n## Contact us\n\n第一条　为了\n")
    assert rendered.anchors == ("二、工作目标", "s-contact-us", "s-contact-us-2", "第一条")
    linked = accepted("[见](00007.md#第一条) [see](00007.md#contact us)\n")
    assert [place for _, place, _ in linked.fragments] == ["第一条", "s-contact-us"]


# The proof ----------------------------------------------------------------------------------------------------

WHOLE = """## 一、目标

为了**做好**工作（138****1234），见[表](00012/表（一）.xlsx)和[上文](#一、目标)。[^1]
第二行。

- 甲
  - 乙
- 丙

1. 一
2. 二

| 项目 | 金额 |
| --- | ---: |
| 甲<br>乙 | 1\\|2 |

![图示](00012/图.png)

[^1]: 可比口径。

::: 落款
某局
2026年1月1日
:::
"""


def test_every_change_of_the_html_is_found() -> None:
    """Each tag and each character taken away or doubled: the proof sees it."""
    html = accepted(WHOLE).html
    tokens = re.findall(r"<[^>]*>|[^<]", html)
    missed = []
    for position, token in enumerate(tokens):
        if token == "\n" or token.startswith(("<table", "</table", "<tbody", "</tbody", "<thead", "</tr", "<tr")):
            continue
        without = [*tokens[:position], *tokens[position + 1 :]]
        twice = [*tokens[:position], token, *tokens[position:]]
        for changed in (without, twice):
            if "".join(changed) != html and difference(WHOLE, "".join(changed), PATH) is None:
                missed.append((position, token, changed is twice))
    assert not missed


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("甲乙\n", "<p>甲</p>"),
        ("甲\n乙\n", "<p>甲乙</p>"),
        (r"D:\*.docx" + "\n", "<p>D:*.docx</p>"),
        (r"\\fs" + "\n", "<p>\\fs</p>"),
        ("138****1234\n", "<p>138<strong></strong>1234</p>"),
        ("- 0.5%\n", "<p>0.5%</p>"),
        ("- 甲\n", "<p>- 甲</p>"),
        ("## 甲\n", "<h3>甲</h3>"),
        ("| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n", "<table>\n<thead>\n<tr>\n<th>甲</th>\n</tr>\n</thead>\n</table>"),
        ("1. 甲\n3. 乙\n", "<ol>\n<li>甲</li>\n<li>乙</li>\n</ol>"),
        ("[甲](00001.md)\n", '<p><a href="00002.html">甲</a></p>'),
        ("[甲](../2025/00001.md)\n", '<p><a href="../2024/00001.html">甲</a></p>'),
        ("[甲](00001.md#一)\n", '<p><a href="00001.html#二">甲</a></p>'),
        ("[甲](https://a.example/)\n", '<p><a href="https://b.example/">甲</a></p>'),
        ("甲\n", "<p>甲</p>\n<p>添</p>"),
        ("甲\n", "<p>甲<script>x</script></p>"),
        ("甲\n", '<p class="visually-hidden">甲</p>'),
        ("甲\n", '<p onclick="x">甲</p>'),
        ("甲\n", "<p hidden>甲</p>"),
        ("甲[^1]\n", '<p>甲<sup><a href="https://a.example/">[1]</a></sup></p>'),
        ("甲[^1]\n", '<p>甲<sup><a href="#note-1">[1]</a><a href="#note-1">[1]</a></sup></p>'),
        ("甲[^1]\n", '<p>甲<sup><a href="#note-1"></a></sup></p>'),
        ("[^1]: 甲\n", '<p class="footnote" id="note-1"><a href="#x">[1]</a>甲</p>'),
        ("1. 甲\n", '<ol start="x">\n<li>甲</li>\n</ol>'),
        ("**甲** 乙\n", '<p><strong style="display:none">甲</strong> 乙</p>'),
        ("[甲](https://a.example/)\n", '<p><a href="https://a.example/" target="_top">甲</a></p>'),
        # Spellings that a browser reads otherwise.
        ("[甲](https://a.example/)\n", '<p><a href="https://b.example/" href="https://a.example/">甲</a></p>'),
        ("[甲](https://a.example/)\n", '<p><a\u3000href="https://a.example/">甲</a></p>'),
        ("[甲](https://a.example/?x=1©=2)\n", '<p><a href="https://a.example/?x=1&copy=2">甲</a></p>'),
        ("甲<\n", "<p>甲</p>\n<"),
        # Structure.
        ("# 甲\n乙\n", '<h1 id="甲乙">甲<br>\n乙</h1>'),
        ("甲\n\n乙\n", "<p>甲<br>\n<br>\n乙</p>"),
        ("甲\n\n\n乙\n", "<p>甲</p>\n<br>\n<p>乙</p>"),
        ("甲\n乙\n", "<p>甲</p>\n<p>乙</p>"),
        ("甲\n", "<p>甲</p>\n<p></p>"),
        ("**1**000\n", "<p><strong>1</strong>\n000</p>"),
        ("- 甲\n  乙\n", "<ul>\n<li>甲</li>\n</ul>\n<p>乙</p>"),
        ("- 甲\n\n乙\n", "<ul>\n<li>甲<br>\n<br>\n乙</li>\n</ul>"),
        ("- 甲\n乙\n", "<ul>\n<li>甲<br>\n乙</li>\n</ul>"),
        ("- 甲\n- 乙\n", "<ul>\n<li>甲</li>\n</ul>\n<ul>\n<li>乙</li>\n</ul>"),
        ("- 甲\n  - 乙\n", "<ul>\n<li>甲</li>\n</ul>\n<ul>\n<li>乙</li>\n</ul>"),
        ("1. 甲\n  - 乙\n", "<ol>\n<li>甲</li>\n</ol>\n<ul>\n<li>乙</li>\n</ul>"),
        ("| 甲 |\n| --- |\n| 1 |\n", "<table>\n<tbody>\n<tr>\n<td>甲</td>\n"
            "</tr>\n<tr>\n<td>---</td>\n</tr>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>"),
        ("| 甲 |\n| --- |\n| 1 |\n", "<table>\n<thead>\n<tr>\n<th>甲</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<th>1</th>\n</tr>\n</tbody>\n</table>"),
        ("| 甲 |\n| --- |\n\n| 1 |\n| --- |\n", "<table>\n<thead>\n<tr>\n<th>甲</th>\n</tr>\n"
            "</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n<tr>\n<td>---</td>\n</tr>\n</tbody>\n</table>"),
        # What hides a text: its class, an address, stars that mask something.
        ("甲\n", '<p class="signature">甲</p>'),
        ("| 甲 |\n| :-- |\n| 1 |\n", '<table>\n<thead>\n<tr>\n<th class="align-left">甲</th>\n</tr>\n'
            '</thead>\n<tbody>\n<tr>\n<td class="align-right">1</td>\n</tr>\n</tbody>\n</table>'),
        ("[甲](https://a.example/\n乙)\n", '<p><a href="https://a.example/\n乙">甲</a></p>'),
        ('[甲](00001.md "乙")\n', '<p><a href="00001.html &quot;乙&quot;">甲</a></p>'),
        ("| 甲 |\n| --- |\n| [1](00001.md) |\n", '<table>\n<thead>\n<tr>\n<th>甲</th>\n</tr>\n'
            '</thead>\n<tbody>\n<tr>\n<td><a href="00001.html">1</a>\n</td>\n</tr>\n</tbody>\n</table>'),
        ("110**12、110**34\n", "<p>110<strong>12、110</strong>34</p>"),
        ("李**、王**\n", "<p>李<strong>、王</strong></p>"),
        ("李**\n王**\n", "<p>李<strong><br>\n王</strong></p>"),
        # Escapes.
        ("\\** 甲\n", "<p>\\** 甲</p>"),
        ("1\\. \n", "<p>1.</p>"),
        ("\\- \n", "<p>-</p>"),
        # Addresses of places, and the way to a note and back.
        ("# 甲\n\n# 乙\n", '<h1 id="乙">甲</h1>\n<h1 id="甲">乙</h1>'),
        ("# 甲\n", "<h1>甲</h1>"),
        ("甲\n", '<p id="乙">甲</p>'),
        ("第一条　甲\n", "<p>第一条　甲</p>"),
        ("甲[^1]\n\n[^1]: 乙\n", '<p>甲<sup id="note-ref-1">[1]</sup></p>\n<p class="footnote" id="note-1"><a href="#note-ref-1">[1]</a>乙</p>'),
        ("甲[^1]\n\n[^1]: 乙\n", '<p>甲<sup><a href="#note-1">[1]</a></sup></p>'
            '\n<p class="footnote" id="note-1"><a href="#note-ref-1">[1]</a>乙</p>'),
        ("甲[^1]\n\n[^1]: 乙\n", '<p>甲<sup id="note-ref-1">[1]<a href="#note-1"></a></sup>'
            '</p>\n<p class="footnote" id="note-1"><a href="#note-ref-1">[1]</a>乙</p>'),
    ],
)  # fmt: skip
def test_what_is_shown_otherwise_is_found(body: str, html: str) -> None:
    assert difference(body, html, PATH) is not None


def accepted(body: str) -> Rendered:
    rendered = render(body, 1, PATH, LISTED)
    assert not rendered.problems, rendered.problems
    assert clean(rendered.html) == rendered.html
    assert difference(body, rendered.html, PATH) is None
    return rendered
