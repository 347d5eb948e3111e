"""The peers by name."""

from __future__ import annotations

from collections.abc import Sequence

import eleventy_site
import hugo_site
import mkdocs_site
import pelican_site
from peer import Missing, Peer

PEERS = {peer.name: peer for peer in (hugo_site.PEER, eleventy_site.PEER, mkdocs_site.PEER, pelican_site.PEER)}


def present(names: Sequence[str]) -> tuple[list[Peer], list[str]]:
    """Those of ``names`` that can be had on this machine, installed; and a sentence on each of the others."""
    found, missing = [], []
    for name in names:
        try:
            PEERS[name].install()
        except Missing as error:
            missing.append(str(error))
        else:
            found.append(PEERS[name])
    return found, missing
