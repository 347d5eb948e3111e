"""Parsing, dispatch and exit codes: 0 clean, 1 findings, 2 the tool could not do its work. Never a traceback."""

from __future__ import annotations

import argparse
import difflib
import errno
import gc
import importlib
import os
import re
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from gongkai import __version__
from gongkai.cli import common
from gongkai.cli.terminal import in_utf8, open_streams
from gongkai.core.characters import shown
from gongkai.core.findings import CannotRun, Text
from gongkai.core.system_errors import reason

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

# Each is the module of its name beside this one, imported when it is needed: starting is most of a short run's time.
_COMMANDS = {
    "check": "检查全部文件是否完成两级审查",
    "build": "检查并生成网站",
    "audit": "核对已生成的网站，查看台账中到期的事项",
    "verify": "将网站的任一副本与其清单比对",
    "sign": "签署审查意见",
    "tidy": "整理文件的格式：编码、换行、引号、空行",
    "attach": "登记附件的校验值",
    "clean": "清理附件：作者、批注、修订、隐藏内容、拍摄地点等，另写一份",
    "record": "在登记簿中登记一条",
    "remember": "发布方：记录首次见到的签名",
    "hooks": "在本机提交前、推送前检查",
    "ci": "写出代码平台的检查设置",
    "nginx": "写出网站服务器（nginx）的设置",
    "init": "新建一个站点",
    "demo": "生成供试用和测试的示例站点",
    "explain": "说明一条规则",
}


class _Parser(argparse.ArgumentParser):
    """One clear line instead of a usage dump."""

    def error(self, message: str) -> NoReturn:
        near = _nearest(message, self)
        raise CannotRun(
            f"命令行有误：{_in_chinese(message)}{f'；是否要写 {near}？' if near else ''}（gongkai --help 查看用法）",
            f"command line: {message}{f'; did you mean {near}?' if near else ''} (see gongkai --help)",
        )

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Write help or version; argparse itself keeps it to itself where nobody can take them."""
        (file or sys.stdout).write(message)
        sys.stdout.flush()


# argparse speaks English only; these are the complaints it has.
_COMPLAINTS = (
    (r"unrecognized arguments: (.*)", r"不认识的参数 \1"),
    (r"argument COMMAND: invalid choice: '?(.*?)'? \(choose from .*\)", r"没有“\1”这个命令"),
    (r"the following arguments are required: COMMAND", f"没有写命令，可用的有 {'、'.join(_COMMANDS)}"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 不完整，可能是 \2"),
    (r"argument (\S+): ignored explicit argument '?(.*?)'?", r"\1 后面不能写内容（\2）"),
    (r"argument (\S+): not allowed with argument (.*)", r"\1 不能与 \2 同时使用"),
    (r"the following arguments are required: (.*)", r"缺少参数 \1"),
    (r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1 不能是 \2，可选 \3"),
    (r"argument (\S+): expected .*", r"\1 后面缺少内容"),
    (r"argument (\S+): not a day: (.*)", r"\1 的“\2”不是日期，应如 2026-03-02"),
    (r"argument (\S+): not an executor: (.*)", r"\1 的“\2”应写作 local 或 dask://主机:端口"),
    (r"argument (\S+): not a percentage: (.*)", r"\1 的“\2”不是 0 到 100 的整数"),
    (r"argument (\S+): not a part: (.*)", r"\1 的“\2”应写作 机构/年份，如 finance/2026"),
    (r"argument (\S+): not an instant: (.*)", r"\1 的“\2”不是带时区的时刻，应如 2026-03-02T09:30:00+08:00"),
    (r"argument (\S+): not in the years (\d+) to (\d+): (.*)", r"\1 的“\4”不在 \2 至 \3 年之间"),
    (r"argument (\S+): no such day or time: (.*)", r"\1 的“\2”：没有这一天或这一时刻"),
    (r"argument (\S+): no such offset .*?: (.*)", r"\1 的“\2”时区不存在，北京时间写作 +08:00"),
    (r"argument (\S+): not a positive whole number: (.*)", r"\1 的“\2”不是正整数"),
    (r"argument (\S+): invalid \S+ value: '?(.*?)'?", r"\1 的“\2”不正确"),
)


def _nearest(message: str, parser: argparse.ArgumentParser) -> str:
    """The command, the choice or the option that was probably meant."""
    if found := re.search(r"invalid choice: '?(.*?)'? \(choose from (.*)\)", message):
        choices = re.findall(r"[\w.-]+", found[2])
        named = {zh: name for name, zh in _IN_CHINESE.items()} if "COMMAND" in message else {}
        close = difflib.get_close_matches(found[1], [*choices, *named], n=1)
        return str(named.get(close[0], close[0])) if close else ""
    if found := re.search(r"unrecognized arguments:.*?(--[\w-]+)", message):
        parsers, options = [parser], set()
        for one in parsers:  # grows while it is gone through: the commands, and their own
            for action in one._actions:
                options |= set(action.option_strings)
                if isinstance(action, argparse._SubParsersAction):
                    parsers += action.choices.values()
        return next(iter(difflib.get_close_matches(found[1], sorted(options), n=1)), "")
    return ""


# What somebody who does not know the commands might type.
_IN_CHINESE = {
    "check": "检查",
    "build": "生成",
    "sign": "签署",
    "tidy": "整理",
    "attach": "附件",
    "clean": "清理",
    "record": "登记",
    "explain": "说明",
    "init": "新建",
    "verify": "核验",
    "audit": "审计",
}


def _in_chinese(message: str) -> str:
    for pattern, chinese in _COMPLAINTS:
        if match := re.fullmatch(pattern, message):
            return match.expand(chinese)
    return message


def parser(given: Collection[str] = _COMMANDS) -> argparse.ArgumentParser:
    """The command line: all of it, from which the reference is generated, or with the options of the given words only."""
    whole = _Parser(prog="gongkai", description="政府信息公开目录与公开指南：先审查、后公开。")
    whole.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="站点所在文件夹（默认当前文件夹）")
    whole.add_argument("--lang", choices=["zh", "en"], default="zh", help="提示语言（默认中文）")
    whole.add_argument("--version", action="version", version=f"gongkai {__version__}")
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Parser)
    for name, title in _COMMANDS.items():
        sub = commands.add_parser(name, help=title, description=title)
        if name in given:
            module = importlib.import_module(f"gongkai.cli.{name}")
            module.configure(sub)
            sub.set_defaults(run=module.run)
    return whole


def console() -> NoReturn:
    """The entry point of the program. A run makes many objects and hardly a cycle: collecting costs a fifth of it."""
    gc.disable()
    in_utf8()
    open_streams()
    sys.exit(main())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = "en" if "--lang=en" in given or ("--lang" in given and "en" in given) else "zh"
    try:
        line = parser(given)
        if lang == "en" and {"-h", "--help"} & set(given):
            from gongkai.cli.english_help import in_english  # noqa: PLC0415 - wanted for this alone

            in_english(line)
        options = line.parse_args(given)
        run: Callable[[argparse.Namespace], int] = options.run
        code = run(options)
        sys.stdout.flush()
        return code
    except CannotRun as error:
        return _fail(error.text.in_language(lang))
    except KeyboardInterrupt:
        return _fail("已中断，没有改动已有网站" if lang == "zh" else "interrupted; the existing site is untouched", 130)
    except BrokenPipeError:
        common.no_more_output()  # its reader went away; there is nobody to tell
        return 2
    except OSError as error:
        if error.errno == errno.ENOSPC:
            common.no_more_output()  # it may be what is full
        where = f"{os.fsdecode(error.filename)}: " if error.filename else ""
        why = reason(error)
        return _fail(Text(f"无法完成：{where}{why.zh}", f"cannot go on: {where}{why.en}").in_language(lang))
    except Exception as error:
        if os.environ.get("GONGKAI_DEBUG"):
            raise
        return _fail(_unforeseen(error).in_language(lang))


def _unforeseen(error: Exception) -> Text:
    if isinstance(error, MemoryError):
        return Text("内存不足，未完成", "out of memory; it was not finished")
    what = f"{type(error).__name__}: {error}"
    return Text(
        f"内部错误，未完成：{what}（设 GONGKAI_DEBUG=1 可见详情）",
        f"internal error, not finished: {what} (GONGKAI_DEBUG=1 shows more)",
    )


def _fail(line: str, code: int = 2) -> int:
    common.complain(shown(line))
    return code
