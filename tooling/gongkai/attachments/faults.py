"""What can be wrong with an attachment: which rule it falls under, what it means and how an officer gets rid of it.

The program only refuses; it never alters a file, because what is published is what was approved.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.findings import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault, under the rule ``code``."""

    code: str
    kind: Text
    remedy: Text


_AGAIN = Text("；清理后重新登记、送审", "; then list it anew and have it reviewed again")


def _fault(code: str, zh: str, en: str, mend_zh: str, mend_en: str) -> Fault:
    return Fault(code, Text(zh, en), Text(mend_zh + _AGAIN.zh, mend_en + _AGAIN.en))


_EXPORT = (
    "从原件删去不公开的内容后重新导出",
    "delete from the original what is not to be published and export it again",
)
_INSPECT = (
    "在 Word 中用“文件—信息—检查文档”删除，WPS 中在“文件—文档加密—属性—摘要”中清空；PDF 在“属性”中清空作者",
    "remove it with File, Info, Inspect Document",
)

FAULTS: dict[str, Fault] = {
    # The original is still in the file (一·四·3).
    "tracked_changes": _fault(
        "S06",
        "修订痕迹",
        "tracked changes",
        "在“审阅”中接受或拒绝全部修订，并关闭修订",
        "accept or reject all changes and switch tracking off",
    ),
    "comments": _fault("S06", "批注", "comments", "在“审阅”中删除全部批注", "delete all comments"),
    "hidden_text": _fault(
        "S06",
        "隐藏的文字",
        "hidden text",
        "显示隐藏文字后删去；与底色相同、极小或在页面以外的文字删去；单元格格式为“;;;”的改为常规；PDF 回到原件删去后重新导出",
        "show hidden text and delete it, and text in the colour of its ground, tiny or beside the page; give cells a usual number format; "
        "of a PDF, delete it in the original and export it again",
    ),
    "hidden_sheet": _fault(
        "S06",
        "隐藏的工作表",
        "a hidden sheet",
        "取消隐藏后删去工作表；深度隐藏的，用 VBA 编辑器改回可见再删去",
        "unhide the sheet and delete it; a very hidden one with the VBA editor",
    ),
    "hidden_cells": _fault(
        "S06",
        "隐藏的行或列",
        "hidden rows or columns",
        "取消隐藏后删去，筛选的先清除筛选",
        "unhide and delete them; clear filters first",
    ),
    "hidden_slide": _fault("S06", "隐藏的幻灯片", "a hidden slide", "删去隐藏的幻灯片", "delete the hidden slide"),
    "speaker_notes": _fault("S06", "演讲者备注", "speaker notes", "删去备注", "delete the notes"),
    "cached_data": _fault(
        "S06",
        "数据透视表或数据模型的缓存数据",
        "cached data of a pivot table or data model",
        "把透视表复制为数值，删去原表",
        "paste the table as values and delete the original",
    ),
    "covered_text": _fault(
        "S06",
        "色块或图片下面的文字",
        "text under a box or picture",
        "色块盖住的文字仍可复制：" + _EXPORT[0],
        "what a box covers can still be copied: " + _EXPORT[1],
    ),
    "unapplied_redaction": _fault(
        "S06",
        "没有执行的密文标记",
        "a redaction that was not applied",
        "在 PDF 工具中执行“应用密文”，并清除隐藏信息",
        "apply the redaction and remove hidden information",
    ),
    "earlier_revision": _fault(
        "S06",
        "保留在文件中的早期版本",
        "an earlier version kept in the file",
        "用“另存为”或“打印为 PDF”生成新文件，不要增量保存",
        "print it to a new PDF instead of saving it in place",
    ),
    # The remedy never is to save a sealed file anew, which would void its seal.
    "changed_after_seal": Fault(
        "S06",
        Text("盖章（签名）以后改动过的内容", "content that was changed after the seal"),
        Text(
            "文件与盖章时不一致。请向制发机关索取盖章后未改动的原件，原样登记、送审；不要自行编辑、另存或打印盖章文件",
            "the file is not what was sealed: ask the issuing organ for the untouched original, list it as it is and have it reviewed; "
            "do not edit, convert or print a sealed file",
        ),
    ),
    "broken_seal": Fault(
        "S06",
        Text(
            "与签章不相符的内容，或者签章没有覆盖的内容",
            "content that its seal does not match or does not cover",
        ),
        Text(
            "请使用盖章单位发出的原件，不要另存；原件也不相符的，请盖章单位重新盖章",
            "use the file as its owner sealed it, not a copy saved by a program; if that does not match either, have it sealed again",
        ),
    ),
    "revised_before_seal": Fault(
        "S06",
        Text("盖章前保留在文件中的早期版本", "an earlier version kept from before it was sealed"),
        Text(
            "请盖章单位从定稿重新导出 PDF 后再盖章；不要自行另存，以免签章失效",
            "have the final text exported anew and sealed; do not save it yourself, which would void the seal",
        ),
    ),
    "leftover": _fault(
        "S06",
        "页面上不显示、但仍留在文件中的页面、文字或图片",
        "pages, text or pictures that are kept in the file and shown nowhere",
        "删除页面后残留的内容仍可取出：" + _EXPORT[0],
        "what was deleted can still be taken out: " + _EXPORT[1],
    ),
    "private_data": _fault(
        "S06",
        "制作软件另存在文件中、打开时不显示的专用数据",
        "private data of the program that made it, which no viewer shows",
        "图片用图片工具另存为新文件；PDF 导出时不勾选“保留编辑功能”，或打印为新的 PDF",
        "save a picture as a new file; export a PDF without editing capabilities, or print it to a new one",
    ),
    "embedded_file": _fault(
        "S06",
        "内嵌的文件",
        "an embedded file",
        "删去内嵌文件，或作为单独的附件登记",
        "take it out, or list it as an attachment of its own",
    ),
    "hidden_layer": _fault(
        "S06", "隐藏的图层", "a hidden layer", "拼合图层，或" + _EXPORT[0], "flatten the layers, or " + _EXPORT[1]
    ),
    "annotations": _fault("S06", "注释", "annotations", "在 PDF 工具中删除全部注释", "delete all annotations"),
    "appended_data": _fault(
        "S06",
        "文件末尾之后附加的数据",
        "data after the end of the file",
        "用图片或 PDF 工具另存为新文件",
        "save it as a new file",
    ),
    "preview": _fault(
        "S06",
        "照片内与画面不同的缩略图（可能是裁剪、涂抹前的画面）",
        "a thumbnail inside the photo that shows something else, perhaps what was cropped or painted over",
        "用图片工具另存，不保留 EXIF",
        "save it without EXIF",
    ),
    "cropped_picture": _fault(
        "S06",
        "裁剪后仍保留的画面",
        "the part of a picture that was cropped away",
        "选中图片，“图片格式—压缩图片—删除图片的裁剪区域”",
        "choose the picture, then Compress Pictures, Delete cropped areas",
    ),
    # It is not a file that can only be looked at (一·二).
    "utf16": _fault(
        "B03",
        "UTF-16 编码的文字，许多程序打开是乱码",
        "text in UTF-16, which many programs cannot read",
        "用“记事本”打开，另存为，编码选 UTF-8；在 Excel、WPS 中另存为“CSV UTF-8（逗号分隔）”",
        "save it as UTF-8 (CSV UTF-8 in a spreadsheet program)",
    ),
    "wrong_type": _fault(
        "B03",
        "与扩展名不符的内容",
        "content of another type than its name says",
        "按实际类型另存",
        "save it as what it is",
    ),
    "legacy": _fault(
        "B03",
        "旧格式或加密的 Office 内容",
        "an old or encrypted Office format",
        "取消密码，另存为 docx、xlsx、pptx 或 PDF",
        "remove the password and save it as docx, xlsx, pptx or PDF",
    ),
    "encrypted": _fault(
        "B03", "加密", "encryption", "取消打开密码后重新导出", "remove the password and export it again"
    ),
    "macro": _fault("B03", "宏", "macros", "另存为不含宏的格式", "save it in a format without macros"),
    "active_content": _fault(
        "B03",
        "控件或 OLE 对象",
        "controls or OLE objects",
        "把对象转换为图片或文字",
        "turn the object into a picture or text",
    ),
    "script": _fault("B03", "脚本或自动执行的动作", "scripts or actions", "打印为新的 PDF", "print it to a new PDF"),
    "external_link": _fault(
        "B03",
        "指向外部文件、模板或数据的链接",
        "links to outside files, templates or data",
        "断开链接，保留数值",
        "break the links and keep the values",
    ),
    "too_large": _fault(
        "B03",
        "展开后过大的内容",
        "content that is too large when unpacked",
        "拆分为几个文件",
        "split it into several files",
    ),
    "unreadable": _fault(
        "B03",
        "无法读取的内容",
        "content that cannot be read",
        "用办公软件打开后另存为新文件",
        "open it in an office program and save it as a new file",
    ),
    "too_slow": _fault(
        "B03",
        "无法在限定时间内检查完的内容",
        "content that cannot be examined in time",
        "简化后另存为新文件",
        "simplify it and save it as a new file",
    ),
    "died": _fault(
        "B03",
        "使检查程序中止的内容",
        "content that stopped the examining program",
        "用办公软件打开后另存为新文件",
        "open it in an office program and save it as a new file",
    ),
    "formula": _fault(
        "B03",
        "取数或运行程序的公式",
        "formulas that fetch data or start programs",
        "删去公式，或选中后“复制—选择性粘贴—数值”；只是文字的，前面不要用 =、+、@",
        "delete the formulas or paste them as values; text must not begin with =, + or @",
    ),
    # What it says of people and places (五·6).
    "author": _fault("P02", "作者或单位属性", "author or company properties", *_INSPECT),
    "location": _fault(
        "P02",
        "拍摄地点",
        "the place where it was taken",
        "用图片工具清除位置信息（EXIF）",
        "remove the EXIF position",
    ),
}
