"""What decides the results beside the articles: pipeline, versions, and the rules themselves."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from analysis.errors import EngineUnavailable
from analysis.store import schema

PACKAGE = Path(__file__).parents[1]

NOT_INSTALLED = "not installed"

PARSE_RULES = ("annotate/pipeline.py",)
ARTICLE_RULES = (
    "model.py",
    "annotate",
    "entities",
    "lexicons",
    "models",
    "store/schema.py",
    "store/writer.py",
)
# These only put together what parts hold.
CORPUS_RULES = (
    "entities/over_corpus.py",
    "store/aliases.py",
    "store/linking.py",
    "store/merge.py",
    "store/naming.py",
    "store/outlet_names.py",
    "store/rollups.py",
)


def settings_of(model: str, *, targeted_tone: bool = True, rules_only: bool = False) -> dict[str, Any]:
    """What the analysis of one article depends on; parts of other settings are not used.

    model: name of an installed spaCy pipeline, or a folder with one. targeted_tone: whether tone towards names is
    scored. rules_only: quotes without their learned part.

    Raises EngineUnavailable when there is no such pipeline, or what scores tone towards names is not installed.
    """
    return {
        "layout": schema.VERSION,
        "model": model,
        "quotes": "rules" if rules_only else "learned",
        "model_version": model_version(model),
        "spacy": version("spacy"),
        "textblob": version("textblob"),
        "vader": version("vaderSentiment"),
        "targeted_tone": tone_engines() if targeted_tone else "off",
        "rules": _hash_of(ARTICLE_RULES, without=CORPUS_RULES),
        "parse": _hash_of(PARSE_RULES),
    }


def tone_engines() -> str:
    """Versions of what reads and runs the model of tone towards names; its weights are among the rules.

    Raises EngineUnavailable when one is not installed.
    """
    found = {engine: _installed(engine) for engine in ("onnxruntime", "tokenizers")}
    for engine, its_version in found.items():
        if its_version == NOT_INSTALLED:
            raise EngineUnavailable(
                f"tone towards names needs the package {engine!r}: pip install {engine}; "
                "or analyse without it (--no-targeted-tone)",
                engine=engine,
            )
    return ", ".join(f"{engine} {its_version}" for engine, its_version in found.items())


def parse_settings(settings: dict[str, Any]) -> dict[str, Any]:
    """Of these, what the parse alone depends on: changed rules run again over kept parses."""
    return {name: settings[name] for name in ("model", "model_version", "spacy", "parse")}


def versions() -> dict[str, str]:
    """Versions for the record, of this program and of what puts the tables together."""
    return {"newsparallax": _installed("newsparallax"), "linking": _hash_of(CORPUS_RULES)}


def model_version(model: str) -> str:
    """Version of a spaCy pipeline, read without loading it.

    Raises EngineUnavailable when there is no such pipeline.
    """
    folder = Path(model)
    if not folder.is_dir():
        found = importlib.util.find_spec(model) if model.isidentifier() else None
        if found is None or found.origin is None:
            raise EngineUnavailable(
                f"no spaCy pipeline {model!r} is installed; install the package of that name", engine=model
            )
        folder = Path(found.origin).parent
    try:
        return str(json.loads((folder / "meta.json").read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EngineUnavailable(
            f"{model!r} is no spaCy pipeline: {folder / 'meta.json'} cannot be read", engine=model
        ) from error


@cache
def _hash_of(names: tuple[str, ...], without: tuple[str, ...] = ()) -> str:
    """Hash of the source and data files under these names."""
    left_out = {PACKAGE / name for name in without}
    paths = [
        path
        for name in names
        for path in ([PACKAGE / name] if (PACKAGE / name).is_file() else (PACKAGE / name).rglob("*"))
        if path.is_file() and path not in left_out and "__pycache__" not in path.parts
    ]
    found = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.relative_to(PACKAGE).as_posix()):
        content = path.read_bytes()
        found.update(f"{path.relative_to(PACKAGE).as_posix()} {len(content)}\n".encode() + content)
    return found.hexdigest()[:16]


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return NOT_INSTALLED
