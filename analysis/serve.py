"""The dashboard as a process of its own: where the sample is, how the server is set, when it answers."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from analysis.errors import AnalysisError, EngineUnavailable

PACKAGE = Path(__file__).parent
STORE_VARIABLE = "NEWSPARALLAX_STORE"
PORTS_TRIED = 20  # when no port is asked for and the usual one is taken
PATIENCE = 60.0  # seconds until the server must answer
MAX_UPLOAD = 10  # MB


def sample_folder() -> Path:
    """The articles of the sample: `seeds/` in a checkout, `analysis/sample/` where the package is installed.

    Raises AnalysisError when neither is there.
    """
    for folder in (PACKAGE.parent / "seeds", PACKAGE / "sample"):
        if (folder / "articles.csv").is_file():
            return folder
    raise AnalysisError("the sample articles are missing from this installation; give a STORE of your own")


def sample_store(progress: Callable[[int, int], None]) -> Path:
    """The results of the sample, analysed when they are not there or were made by other rules.

    Kept in the folder `.store` of a checkout, else in the user's cache. progress: as `analyse` takes it.

    Raises AnalysisError when they cannot be made or kept.
    """
    from analysis.batch import analyse
    from analysis.corpus import read_corpus

    folder = sample_folder()
    is_checkout = folder == PACKAGE.parent / "seeds"
    store = PACKAGE.parent / ".store" / "sample" if is_checkout else _cache() / "newsparallax" / "sample"
    corpus = read_corpus(folder)
    analyse(corpus.articles, store, report=corpus.report.to_dict(), progress=progress)
    return store


def _cache() -> Path:
    if chosen := os.environ.get("XDG_CACHE_HOME"):
        return Path(chosen)
    try:
        home = Path.home()
    except RuntimeError as error:
        raise AnalysisError(
            "there is no home folder to keep the sample's results in; set XDG_CACHE_HOME, or give a STORE"
        ) from error
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home)
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache")


def serve(
    store: Path, *, host: str, port: int | None, allowed_hosts: Sequence[str], ready: Callable[[str], None]
) -> None:
    """Run the dashboard over a store until it ends or Ctrl-C is pressed.

    ready: called once with the address, when the server answers.

    Raises AnalysisError when no port is free, or the server does not start or fails.
    """
    chosen = choose_port(host, port)
    command = server_command(host=host, port=chosen, allowed_hosts=allowed_hosts)
    environment = os.environ | {STORE_VARIABLE: str(store.resolve())}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as running:
        try:
            url = address(host, chosen)
            if not answers(running, url):
                raise AnalysisError("the dashboard did not start; what it said stands above")
            ready(url)
            running.wait()
        except KeyboardInterrupt:
            return
        finally:
            running.terminate()
    if running.returncode:
        raise AnalysisError(f"the dashboard ended with status {running.returncode}")


def server_command(*, host: str, port: int, allowed_hosts: Sequence[str] = ()) -> list[str]:
    """The command that serves the dashboard, with every setting that matters for who can reach it and what leaves.

    host: address to listen on. allowed_hosts: names, beside those of this machine, that a browser may ask for.

    Raises EngineUnavailable when streamlit or the dashboard is not installed.
    """
    names = list(dict.fromkeys(["localhost", "127.0.0.1", host, *allowed_hosts]))
    flags = {
        "server.address": host,
        "server.port": port,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.runOnSave": "false",
        "server.maxUploadSize": MAX_UPLOAD,
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "viewer",
        "client.showErrorDetails": "none",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(_app())]
    command += [f"--{name}={value}" for name, value in flags.items()]
    return command + [f"--server.allowedHosts={name}" for name in names]


def _app() -> Path:
    if importlib.util.find_spec("streamlit") is None:
        raise EngineUnavailable("streamlit is not installed; run pip install streamlit", engine="streamlit")
    found = importlib.util.find_spec("dashboard")
    if found is None or not found.submodule_search_locations:
        raise EngineUnavailable("the package dashboard is not installed beside analysis", engine="dashboard")
    return Path(next(iter(found.submodule_search_locations))) / "app.py"


def choose_port(host: str, port: int | None, *, usual: int = 8501) -> int:
    """The port asked for, else the usual one or the next that is free.

    Raises AnalysisError when the one asked for is taken, or none is free.
    """
    candidates = range(usual, usual + PORTS_TRIED) if port is None else [port]
    for candidate in candidates:
        if _is_free(host, candidate):
            return candidate
    taken = f"port {port} is" if port is not None else f"the ports {usual} to {usual + PORTS_TRIED - 1} are"
    raise AnalysisError(f"{taken} taken or not allowed on {host}; choose another with --port")


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":  # there it would let two servers share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError):
            return False
    return True


def address(host: str, port: int) -> str:
    """What to type into a browser on this machine."""
    name = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


def answers(server: subprocess.Popen[bytes], url: str) -> bool:
    """Wait until the server answers; False when it ended or did not within PATIENCE."""
    # straight to this machine, whatever proxy the environment names
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with direct.open(f"{url}/_stcore/health", timeout=2) as reply:
                if reply.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False
