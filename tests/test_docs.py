"""What the documents promise is run: README blocks, commands and their help, the tables page, links."""

from __future__ import annotations

import re
import runpy
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.main import get_command

from analysis.cli import app

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = [README, ROOT / "CHANGELOG.md", ROOT / "seeds" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SET_UP = ("make ", "pip install ")


class Block(NamedTuple):
    language: str
    code: str


def blocks(path: Path) -> list[Block]:
    return [
        Block(*found) for found in re.findall(r"^```(\w*)\n(.*?)^```", path.read_text("utf-8"), re.M | re.S)
    ]


def console() -> Iterator[tuple[list[str], str]]:
    """Each command of the README's console blocks, with the output printed under it."""
    for block in blocks(README):
        if block.language == "console":
            for entry in re.split(r"^\$ ", block.code, flags=re.M)[1:]:
                command, _, output = entry.partition("\n")
                yield shlex.split(command), output


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")


def newsparallax(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return run([sys.executable, "-m", "analysis.cli", *arguments], folder)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """What a reader has after cloning, where the README's commands may write."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("seeds", "analysis", "dashboard"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_the_readme_runs_as_written(checkout):
    ran = []
    for command, output in console():
        if " ".join(command).startswith(SET_UP):
            continue
        assert command[0] == "newsparallax", (
            f"the README asks for {command[0]}, which set-up does not install"
        )
        found = newsparallax(command[1:], checkout)
        assert found.returncode == 0, found.stderr
        assert found.stdout.startswith(output.removesuffix("…\n")), (
            f"{shlex.join(command)} prints\n{found.stdout}"
        )
        ran.append(command[1])
    assert {"analyze", "table"} <= set(ran)


def test_the_readme_python_runs_as_written(checkout):
    programs = [block.code for block in blocks(README) if block.language == "python"]
    assert programs
    for program in programs:
        found = run([sys.executable, "-c", program], checkout)
        assert found.returncode == 0, found.stderr
        assert found.stdout.strip(), "the README's program shows nothing"


def test_the_readme_names_the_two_commands_of_the_makefile():
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    named = set(re.findall(r"^make (\w+)", README.read_text("utf-8"), re.M))
    assert {"app", "test"} <= named <= set(targets)


def commands(group: Any = None, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with its names, those of groups too: ("evaluate", "tone")."""
    for name, command in (group or get_command(app)).commands.items():
        yield (*names, name), command
        if hasattr(command, "commands"):
            yield from commands(command, (*names, name))


def test_every_command_has_help_and_stands_in_the_readme():
    text = README.read_text("utf-8")
    found = dict(commands())
    assert {("app",), ("analyze",), ("table",), ("annotate",)} <= set(found)
    for names, command in found.items():
        assert command.help, f"newsparallax {' '.join(names)} has no help"
        assert f"newsparallax {names[0]}" in text, f"the README does not name newsparallax {names[0]}"
        for parameter in command.params:
            assert getattr(parameter, "help", None), (
                f"newsparallax {' '.join(names)}: {parameter.name} has no help"
            )


def test_the_command_is_the_one_the_project_installs():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    module, _, function = project["scripts"]["newsparallax"].partition(":")
    assert callable(getattr(import_module(module), function))


def test_the_tables_page_equals_the_schema():
    page = runpy.run_path(str(ROOT / "docs" / "make_tables.py"))["page"]()
    assert (ROOT / "docs" / "tables.md").read_text("utf-8") == page, "run python docs/make_tables.py"


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if link.startswith(("http://127.0.0.1", "https://")):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        assert target.exists(), f"{page.name} links to {link}"
        assert not anchor or anchor in anchors(target), f"{page.name} links to {link}"


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_every_page_can_be_reached_from_the_index(page):
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    assert page.name == "index.md" or f"({page.name})" in index
