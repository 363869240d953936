"""What a worker process is given so that it dies over some articles: importable from a process started afresh."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from builders import annotation

DEADLY = "KILL"


def annotate_or_die(folder: str) -> None:
    """Initialise a worker: annotation by plain rules; a text with DEADLY kills the process that takes it.

    folder: where a file for each death is put. A text with DEADLY and ONCE is harmless after the first.
    """
    import analysis.annotate
    import analysis.annotate.article
    from analysis.batch import worker

    def annotate(article, doc, **how):
        deaths = len(list(Path(folder).iterdir()))
        if DEADLY in article.text and not ("ONCE" in article.text and deaths):
            (Path(folder) / f"{os.getpid()}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return annotation(article)

    analysis.annotate.load_pipeline = lambda model: None
    analysis.annotate.article.annotate = annotate
    worker._parse = lambda article, pipeline, task: None
