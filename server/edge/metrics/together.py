"""What several processes count together.

Decision: prometheus-client's own way for that. Each process keeps its numbers in files of a folder that all of them
read, so that whichever is asked tells the sums, and what a process counted outlives it: a counter that goes down would
be taken for a server that began anew. The folder is the parent's, and goes with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # as prometheus-client calls it, which looks when it is imported


def several() -> bool:
    """Whether this process is one that counts with others."""
    return FOLDER in os.environ


@contextmanager
def counting() -> Iterator[Callable[[int], None]]:
    """Whoever is started meanwhile counts together; call what this gives with the number of each that has ended."""
    with TemporaryDirectory(prefix="gridwhistle-metrics-") as folder:
        os.environ[FOLDER] = folder
        from prometheus_client.multiprocess import mark_process_dead

        try:
            # what it was goes, what it did stays; and the library tells no types
            yield lambda process: mark_process_dead(process, folder)  # type: ignore[no-untyped-call]  # it tells no types
        finally:
            del os.environ[FOLDER]
