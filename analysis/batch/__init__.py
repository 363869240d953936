"""ARTICLES → STORE: the one loop over `concurrent.futures`, on this machine or on a cluster.

Work is cut into units of some articles. A finished unit is a part on disk, saved whole; so a run that was stopped goes
on where it was, and another run analyses only articles that are new or changed.
"""

from __future__ import annotations

from analysis.batch.run import Summary, analyse
from analysis.batch.worker import Failure

__all__ = ["Failure", "Summary", "analyse"]
