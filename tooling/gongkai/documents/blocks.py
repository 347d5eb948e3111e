"""What an item says in a fixed order besides its text: of a service (四·六, town catalogs), of relief or special funds."""

from __future__ import annotations

from gongkai.documents.values import Line, Model


class Service(Model):
    """机构、依据、条件、程序、时限、结果、承诺; without ``organ`` it is the item's agency that serves."""

    organ: Line | None = None
    basis: Line
    conditions: Line
    procedure: Line
    time_limit: Line
    result: Line
    promise: Line


class Funds(Model):
    """Relief and special funds, published as they are (据实公开): who gets what, from which money, and who watches over it."""

    source: Line
    amount: Line
    standard: Line
    recipients: Line
    procedure: Line
    result: Line
    supervision: Line
