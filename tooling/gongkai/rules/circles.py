"""Items that supersede, or correct, each other in a circle: the reader would find none that is in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongkai.core.findings import At, Finding, Text
from gongkai.rules.engine import Corpus


def circles(corpus: Corpus) -> Iterator[Finding]:
    """One finding at each reference that belongs to a circle; linear in the references."""
    for key, zh in (("supersedes", "替代"), ("corrects", "更正")):
        named = {
            card.name: (card.path, tuple(f"item:{number}" for number in getattr(card, key)))
            for card in corpus.documents
            if getattr(card, key)
        }
        group = _groups({name: others for name, (_, others) in named.items()})
        for name, (path, others) in named.items():
            for position, other in enumerate(others):
                if other != name and other in group and group[other] == group[name]:
                    number = other.removeprefix("item:")
                    yield Finding(
                        At(path, f"{key}.{position}"),
                        Text(
                            f"与“{number}”互相{zh}（或几份绕成一圈），读者分不清哪一份有效",
                            f"this item and `{number}` {key.removesuffix('s')} each other, perhaps by way of others: none would be valid",
                        ),
                        Text(
                            f"只在后发布的那一份里写 {key}，从先发布的那一份里删去",
                            f"leave `{key}` in the one that came later and take it out of the earlier one",
                        ),
                    )


def _groups(graph: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Numbers for the names, the same for those that reach each other (Kosaraju's way, without recursion)."""
    order: list[str] = []
    seen: set[str] = set()
    for start in graph:
        stack: list[tuple[str, Iterator[str]]] = [(start, iter(graph[start]))] if start not in seen else []
        seen.add(start)
        while stack:
            name, left = stack[-1]
            following = next((one for one in left if one in graph and one not in seen), None)
            if following is None:
                order.append(name)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(graph[following])))
    back: dict[str, list[str]] = {name: [] for name in graph}
    for name, others in graph.items():
        for other in others:
            if other in back:
                back[other].append(name)
    group: dict[str, int] = {}
    for number, start in enumerate(reversed(order)):
        open_ = [start] if start not in group else []
        while open_:
            name = open_.pop()
            if name not in group:
                group[name] = number
                open_ += [one for one in back[name] if one not in group]
    return group
