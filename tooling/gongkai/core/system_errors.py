"""What the operating system refused, in words for whoever runs the program."""

from __future__ import annotations

import errno
from http.client import HTTPException

from gongkai.core.findings import Text

_WORDS = {
    errno.ENOENT: "文件或文件夹不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已经存在",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额已满",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EMFILE: "打开的文件太多",
    errno.ECONNREFUSED: "对方拒绝连接",
    errno.ECONNRESET: "连接中断",
    errno.ETIMEDOUT: "等待超时",
    errno.EHOSTUNREACH: "连不到该主机",
    errno.ENETUNREACH: "网络不通",
}


def reason(error: OSError | HTTPException | ValueError) -> Text:
    """Why something could not be read or written; what has no words of ours stays as the system says it."""
    inner = getattr(error, "reason", None)  # urllib wraps what the network said
    if isinstance(inner, OSError):
        error = inner
    number = getattr(error, "errno", None)
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    zh = "等待超时" if isinstance(error, TimeoutError) else _WORDS.get(number or 0, said)
    return Text(zh, said)
