"""What a cleaning was asked to do, and what went."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from gongkai.attachments.places import english
from gongkai.core.findings import CannotRun, Text

CHANGES = Text("修订痕迹", "tracked changes")
COMMENTS = Text("批注", "comments")
HIDDEN_TEXT = Text("隐藏的文字", "hidden text")
UNSEEN_TEXT = Text("看不见的文字（白色、极小等）", "text that cannot be seen (white, tiny and the like)")
HIDDEN_SHEET = Text("隐藏的工作表", "hidden sheets")
HIDDEN_CELLS = Text("隐藏的行、列中的内容", "what hidden rows and columns held")
HIDDEN_SLIDE = Text("隐藏的幻灯片", "hidden slides")
HIDDEN_SHAPE = Text("隐藏的图形", "hidden shapes")
NOTES = Text("演讲者备注", "speaker notes")
CACHED = Text("数据透视表缓存", "cached data of pivot tables")
REFRESHED = Text("刷新数据透视表的人", "who refreshed a pivot table")
FORMULAS = Text("公式（改为数值）", "formulas (turned into values)")
TABLES = Text("表格（改为普通区域）", "tables (turned into ranges)")
PROPERTIES = Text("作者、单位等属性", "author, company and other properties")
CUSTOM = Text("自定义属性", "custom properties")
VARIABLES = Text("文档变量", "document variables")
THUMBNAIL = Text("缩略图", "thumbnails")
PRINTER = Text("打印机设置", "printer settings")
TEMPLATE = Text("模板的位置", "where the template lies")
EDITING = Text("编辑过程编号（rsid）", "ids of editing sessions (rsid)")
EARLIER = Text("早期版本", "earlier versions")
APPENDED = Text("文件末尾之后附加的数据", "data after the end of the file")
ANNOTATIONS = Text("注释", "annotations")
METADATA = Text("内嵌的说明数据（XMP）", "embedded metadata (XMP)")
EXIF = Text("照片信息（EXIF，如拍摄地点、器材、缩略图）", "EXIF: position, camera, thumbnail and the like")
WORDS = Text("图片中的文字说明", "texts inside the picture file")
PRIVATE = Text("私有数据块", "private chunks")
TURNED = Text("照片按拍摄方向转正（重新压缩）", "the photo was turned upright and compressed again")


# Properties and kinds of place that ``attachments.places`` has no English for.
_ENGLISH = {
    "作者": "author", "最后修改者": "last modified by", "单位": "company", "主管": "manager", "标记": "keywords", "备注": "comments",
    "主题": "subject", "类别": "category", "模板名称": "name of the template", "标题": "title", "关键字": "keywords",
    "制作程序": "creator", "生成程序": "producer", "创建时间": "created", "修改时间": "modified",
}  # fmt: skip


def in_english(where: str) -> str:
    """A place or property of a report in English."""
    return _ENGLISH.get(where) or english(re.sub(r"([A-Z]{1,3})列", r" column \1", where))


@dataclass(frozen=True, slots=True)
class Asked:
    """What may go of what people see or wrote; None leaves it, and says so."""

    changes: Literal["accept", "reject"] | None = None
    hidden: bool = False
    annotations: Literal["delete", "flatten"] | None = None


@dataclass(slots=True)
class Went:
    """What went, each kind with its places, and the faults (of ``attachments.faults``) that are settled by that."""

    kinds: dict[Text, dict[str, None]] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    left: dict[Text, str] = field(default_factory=dict)
    left_places: dict[Text, dict[str, None]] = field(default_factory=dict)

    def gone(self, kind: Text, where: str = "", *settles: str) -> None:
        places = self.kinds.setdefault(kind, {})
        if where:
            places[where] = None
        self.settled.update(settles)

    def stays(self, kind: Text, option: str, where: str = "") -> None:
        """Something that only goes when it is asked for, the option that asks, and where it stands."""
        self.left[kind] = option
        if where:
            self.left_places.setdefault(kind, {})[where] = None

    def __bool__(self) -> bool:
        return bool(self.kinds)


def cannot_open(zh: str, en: str) -> CannotRun:
    return CannotRun(f"不能清理：{zh}", f"cannot clean: {en}")
