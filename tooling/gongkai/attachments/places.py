"""Places inside attachments in English; readers of files name them in Chinese, as offices do."""

from __future__ import annotations

import re

_NAMED = {
    "的页眉页脚": "header and footer", "的图形": "drawing", "页眉": "header", "页脚": "footer", "脚注": "footnote", "尾注": "endnote",
    "备注母版": "notes master", "讲义母版": "handout master", "母版": "master", "版式": "layout", "备注": "notes", "批注者名单": "list of reviewers",
    "批注或旧式图形": "comments or old drawing", "批注": "comments", "文本框": "text box", "艺术字": "word art", "文档属性": "properties",
    "自定义属性": "custom properties", "自定义数据": "custom data", "文档设置": "settings", "文档部件": "building blocks", "样式": "styles",
    "编号": "numbering", "共享字符串": "shared strings", "定义的名称": "defined names", "数据透视表缓存": "cache of a pivot table",
    "数据透视表": "pivot table", "表格": "table", "图表的数据": "data of a chart", "图表": "chart", "SmartArt图形": "SmartArt", "图形": "drawing",
    "标记": "tags",
}  # fmt: skip
_COUNTED = {"页": "page", "张幻灯片": "slide", "段": "paragraph", "行": "row"}
_CALLED = {"工作表": "sheet", "部件": "part", "图片": "picture"}
_PIECE = re.compile(
    rf"(?P<called>{'|'.join(_CALLED)})“(?P<name>[^”]*)”|第(?P<number>[\d?]+)(?P<counted>{'|'.join(_COUNTED)})|表(?P<table>\d+)"
    rf"|(?P<named>{'|'.join(_NAMED)})|(?P<other>.)"
)


def english(where: str) -> str:
    """A place such as 工作表“名单” in English; names that people gave stay as they are."""
    pieces: list[str] = []
    rest = ""
    for found in _PIECE.finditer(where):
        if found["other"]:
            rest += found["other"]
            continue
        pieces, rest = pieces + [rest] * bool(rest), ""
        if found["called"]:
            pieces.append(f"{_CALLED[found['called']]} `{found['name']}`")
        elif found["number"]:
            pieces.append(f"{_COUNTED[found['counted']]} {found['number']}")
        else:
            pieces.append(f"table {found['table']}" if found["table"] else _NAMED[found["named"]])
    return ", ".join(pieces + [rest] * bool(rest)).replace("“", "`").replace("”", "`")
