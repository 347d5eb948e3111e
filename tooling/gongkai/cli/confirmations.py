"""Waivers that the leader confirms one by one before the final sign-off."""

from __future__ import annotations

import argparse
import sys

from gongkai.cli import common
from gongkai.core.findings import Text
from gongkai.gate.sign_off import Intent, Prepared
from gongkai.reporting.excused import one_waiver

_UNCONFIRMED = Text(
    "没有签署：涉及健康、投诉人的豁免须逐项确认；不同意的，用 --decision disagree 写明理由，退回修改",
    "nothing was signed: each waiver about health or a complainant has to be confirmed by itself; whoever does not agree gives "
    "the reason with --decision disagree",
)


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--confirm",
        action="append",
        default=[],
        metavar="WAIVER",
        help="复审时逐项确认涉及健康、投诉人的豁免，照抄提示的规则和位置；可写多次，不写的在终端上逐项询问",
    )


def confirmed(prepared: Prepared, intent: Intent, options: argparse.Namespace) -> tuple[tuple[str, str], ...] | None:
    """All waivers that have to be confirmed, once the leader has confirmed each; None where one was not, which is told."""
    asked = prepared.to_confirm(intent)
    if all(_one(waiver, prepared, options) for waiver in asked):
        return asked
    sys.stdout.write(f"{_UNCONFIRMED.in_language(options.lang)}\n")
    return None


def _one(waiver: tuple[str, str], prepared: Prepared, options: argparse.Namespace) -> bool:
    """Return whether the leader confirms this one: named on the command line, or asked for; ``--yes`` is no answer."""
    named = " ".join(waiver)
    if named in options.confirm:
        return True
    if not sys.stdin.isatty():
        unsaid = Text(f"没有确认：{named}（用 --confirm 写明）", f"not confirmed: {named} (name it with --confirm)")
        sys.stdout.write(f"{unsaid.in_language(options.lang)}\n")
        return False
    assert prepared.scanned is not None
    sys.stdout.write("\n".join(one_waiver(prepared.scanned, waiver, options.lang)) + "\n")
    return common.answered(options, Text("确认公开这一项？", "Confirm that this one is published?"))
