"""`newsparallax table`: a table of the results on stdout."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from analysis.store.selection import Scope, Selection, VoiceFilter
from analysis.terminal import facets_given

if TYPE_CHECKING:
    from analysis.store.store import Store

MAX_LISTED = 20  # names in a message; of more only those most like the wrong one


def table(
    name: Annotated[
        str, typer.Argument(help="Name of the table; a wrong one lists them all.", metavar="NAME")
    ],
    store: Annotated[Path, typer.Argument(help="Folder of results, made by analyze.", metavar="STORE")],
    *,
    outlet: Annotated[list[str] | None, typer.Option(help="Keep this outlet; may be repeated.")] = None,
    story: Annotated[list[str] | None, typer.Option(help="Keep this story; may be repeated.")] = None,
    entity: Annotated[
        list[str] | None,
        typer.Option(help="Keep what names this entity; may be repeated, any of them counts."),
    ] = None,
    scope: Annotated[
        Scope, typer.Option(help="With --entity: the sentences that name it, or the whole articles.")
    ] = "sentence",
    inferred: Annotated[
        bool,
        typer.Option(
            "--inferred",
            help="Count pronouns and descriptions as mentions of the name they surely stand for.",
        ),
    ] = False,
    facet: Annotated[
        list[str] | None,
        typer.Option(
            help="Keep articles whose table said so, such as section=politics; may be repeated, of one "
            "name any of them counts.",
            metavar="NAME=VALUE",
        ),
    ] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Published on this day or later.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Published on this day or before.")
    ] = None,
    voice: Annotated[
        VoiceFilter, typer.Option(help="Whose words: the outlet's own, reported or quoted speech, or all.")
    ] = "all",
    each_text_once: Annotated[
        bool,
        typer.Option(
            "--each-text-once",
            help="Of articles with the same words, or most of them, keep the first published.",
        ),
    ] = False,
    names: Annotated[
        bool,
        typer.Option(
            "--names", help="In term_counts and keyness: also words that stand only in names, else left out."
        ),
    ] = False,
    format: Annotated[
        Literal["csv", "json", "parquet"], typer.Option(help="json is an array of objects.")
    ] = "csv",
) -> None:
    """Print a table of the results, or one measured from them.

    Stored: articles, passages, sentences, scored_words, terms, mentions, inferred, descriptions, tones, quotes,
    quote_spans, entities, facets.
    Measured: term_counts, entity_counts, entity_pairs, pair_differences, keyness, share_of_voice, statements, tone.

    Cells are printed as they are. A spreadsheet takes text that begins with =, +, - or @ for a formula: for Excel use
    the downloads of the dashboard, which make such cells text.
    """
    from analysis import tables
    from analysis.store.store import Store

    name = name.replace("-", "_")
    if name not in tables.NAMES:
        _refuse(tables.unknown_table(name))
    if names and name not in tables.OF_WORDS:
        _refuse(f"--names is for {' and '.join(tables.OF_WORDS)}; {name!r} knows no such choice")
    if format == "parquet" and sys.stdout.isatty():
        _refuse("parquet is not text; send it to a file with > FILE.parquet")
    opened = Store.open(store)
    selection = Selection(
        outlets=tuple(outlet or ()),
        stories=tuple(story or ()),
        entities=tuple(entity or ()),
        scope=scope,
        inferred=inferred,
        since=since.date() if since else None,
        until=until.date() if until else None,
        voice=voice,
        facets=tuple(facets_given(facet or [])),
        each_text_once=each_text_once,
    )
    try:
        _check_values(selection, opened)
    except ValueError as error:
        _refuse(str(error))
    rows = tables.batches(opened, name, selection, names=names)
    tables.write_table(rows, format, sys.stdout.buffer, sys.stdout)
    sys.stdout.flush()


def _check_values(selection: Selection, store: Store) -> None:
    """Raises ValueError when the selection names an outlet, story, entity or facet that the store does not have."""
    entities = store.entity_options()["entity"].tolist() if selection.entities else []
    given = selection.values_by_facet()
    said: dict[str, list[str]] = {}
    if given:
        facets = store.facets()
        for name, value in zip(facets["name"].tolist(), facets["value"].tolist(), strict=True):
            said.setdefault(name, []).append(value)
    asked: list[tuple[str, Iterable[str], list[str]]] = [
        ("outlet", selection.outlets, store.outlets()),
        ("story", selection.stories, store.stories()["story"].tolist()),
        ("entity", selection.entities, entities),
        ("facet", given, list(said)),
        *((f"value of the facet {name!r}:", values, said.get(name, [])) for name, values in given.items()),
    ]
    for kind, values, known in asked:
        for value in values:
            if value not in known:
                raise ValueError(f"unknown {kind} {value!r}; this corpus has {_listed(known, value)}")


def _listed(known: list[str], value: str) -> str:
    """All when they are few, else those most like the value."""
    if len(known) > MAX_LISTED:
        close = difflib.get_close_matches(value, known, n=5, cutoff=0.4)
        return f"{len(known):,}, such as {', '.join(close or known[:5])}"
    return ", ".join(name or "(none named)" for name in known) or "none"


def _refuse(message: str) -> NoReturn:
    raise typer.BadParameter(message)
