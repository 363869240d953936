"""The command `newsparallax`: parse arguments, call, print. Results on stdout, everything else on stderr."""

from __future__ import annotations

import os
import sys
import webbrowser
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from analysis.annotate import DEFAULT_MODEL
from analysis.errors import AnalysisError
from analysis.evaluate.command import evaluate
from analysis.store.selection import Scope, Selection, VoiceFilter
from analysis.terminal import MAX_SHOWN, message, progress, reading, say, writing

DEBUG = "NEWSPARALLAX_DEBUG"

app = typer.Typer(
    name="newsparallax",
    help="How do these outlets tell the same story differently? Every number with the sentences behind it.",
    epilog="Exit status: 0 done; 1 nothing could be used, or it failed; 2 the command line is wrong. "
    "Results go to stdout, messages to stderr.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

StoreArgument = Annotated[Path, typer.Argument(help="Folder of results, made by analyze.", metavar="STORE")]
ModelOption = Annotated[
    str, typer.Option(help="spaCy pipeline: the name of an installed package, or a folder.", metavar="NAME")
]


app.add_typer(evaluate, name="evaluate")


@app.callback()
def options(
    debug: Annotated[
        bool, typer.Option("--debug", envvar=DEBUG, help="Show the traceback of an error.")
    ] = False,
) -> None:
    if debug:
        os.environ[DEBUG] = "1"


@app.command()
def analyze(
    folder: Annotated[
        Path,
        typer.Argument(
            help="Folder, zip archive or file: .txt, .md, .html, .json, .jsonl, .csv, .tsv, .xlsx, .parquet.",
            metavar="FOLDER",
        ),
    ],
    *,
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Folder for the results; new, empty, or results to renew.")
    ],
    model: ModelOption = DEFAULT_MODEL,
    rules_only: Annotated[bool, typer.Option("--rules-only", help="Quotes by rules alone: faster.")] = False,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; one a core when not given.")] = None,
    outlet: Annotated[str, typer.Option(help="Outlet of articles that nothing else names one for.")] = "",
    story: Annotated[str, typer.Option(help="Story of articles that nothing else names one for.")] = "",
    column: Annotated[
        list[str] | None,
        typer.Option(
            help="A column where the guess by its name is wrong, such as text=Body; may be repeated."
        ),
    ] = None,
    day_first: Annotated[
        bool | None,
        typer.Option(
            "--day-first/--month-first", help="How to read dates such as 03/04/2024; else they are left out."
        ),
    ] = None,
) -> None:
    """Read articles, analyse them, and save the results in a folder.

    Outlet, story and date of each article come from its file, from a table articles.csv beside the files (column
    `file`), or from folder names (OUTLET/file.txt). Articles analysed before are not analysed again; a run that was
    stopped goes on where it was.
    """
    from analysis.batch import analyse
    from analysis.corpus import NoArticles, read_corpus

    try:
        corpus = read_corpus(
            folder, columns=_pairs(column or []), outlet=outlet, story=story, day_first=day_first
        )
    except NoArticles as error:
        say(str(error.report))
        raise
    say(str(corpus.report))
    with progress("analysed") as show:
        summary = analyse(
            corpus.articles,
            out,
            model=model,
            rules_only=rules_only,
            workers=workers,
            report=corpus.report.to_dict(),
            progress=show,
        )
    for failure in summary.failures[:MAX_SHOWN]:
        say(f"not analysed: {failure.file}: {failure.reason}")
    if not summary.n_articles:
        raise AnalysisError("no article could be analysed")
    print(f"{out}: {summary}")
    say(f"look at it with: newsparallax app {out}")


@app.command("app")
def serve(
    store: Annotated[
        Path | None,
        typer.Argument(
            help="Folder of results; the sample of five articles when not given.", metavar="STORE"
        ),
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port; 8501 or the next that is free when not given.")
    ] = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 lets other machines in.")
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            help="A name other machines reach this one by, with --host; may be repeated.", metavar="NAME"
        ),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Show results in a browser, until Ctrl-C.

    Without STORE: the sample, analysed the first time. Nothing leaves this machine, and no other machine can reach
    the page unless --host says so.
    """
    from analysis import serve as server
    from analysis.store.store import Store

    if store is None:
        with progress("sample: analysed") as show:
            store = server.sample_store(show)
    Store.open(store)
    server.serve(store, host=host, port=port, allowed_hosts=allow_host or (), ready=partial(_show, browser))


@app.command()
def table(
    name: Annotated[
        str, typer.Argument(help="Name of the table; a wrong one lists them all.", metavar="NAME")
    ],
    store: StoreArgument,
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
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Published on this day or later.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Published on this day or before.")
    ] = None,
    voice: Annotated[
        VoiceFilter, typer.Option(help="Whose words: the outlet's own, reported or quoted speech, or all.")
    ] = "all",
    format: Annotated[
        Literal["csv", "json", "parquet"], typer.Option(help="json is an array of objects.")
    ] = "csv",
) -> None:
    """Print a table of the results, or one measured from them.

    Stored: articles, passages, sentences, scored_words, terms, mentions, tones, quotes, quote_spans, entities.
    Measured: term_counts, entity_counts, entity_pairs, keyness, share_of_voice, tone.

    Cells are printed as they are. A spreadsheet takes text that begins with =, +, - or @ for a formula: for Excel use
    the downloads of the dashboard, which make such cells text.
    """
    from analysis import tables
    from analysis.store.store import Store

    name = name.replace("-", "_")
    if name not in tables.NAMES:
        _refuse(tables.unknown_table(name))
    if format == "parquet" and sys.stdout.isatty():
        _refuse("parquet is not text; send it to a file with > FILE.parquet")
    opened = Store.open(store)
    selection = Selection(
        outlets=tuple(outlet or ()),
        stories=tuple(story or ()),
        entities=tuple(entity or ()),
        scope=scope,
        since=since.date() if since else None,
        until=until.date() if until else None,
        voice=voice,
    )
    try:
        tables.check_values(selection, opened)
    except ValueError as error:
        _refuse(str(error))
    tables.write_table(tables.batches(opened, name, selection), format, sys.stdout.buffer, sys.stdout)
    sys.stdout.flush()


@app.command()
def annotate(
    lines: Annotated[
        Path, typer.Argument(help='Lines {"doc_id": …, "text": …}; - reads stdin.', metavar="IN.jsonl")
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Lines written; - is stdout.", metavar="OUT.jsonl")
    ] = Path("-"),
    model: ModelOption = DEFAULT_MODEL,
) -> None:
    """Annotate texts, a JSON object a line: sentences, entities, quotes with their speakers, boilerplate.

    Offsets count code points of the text given. A line that cannot be used is reported with its number and the others
    go on.
    """
    from analysis.annotate import load_pipeline
    from analysis.json_lines import annotate_lines

    pipeline = load_pipeline(model)
    n_written, n_wrong = 0, 0
    with reading(lines) as given, writing(out) as output:
        for line in annotate_lines(given, pipeline):
            if line.output is None:
                n_wrong += 1
                say(f"{lines}, line {line.number}: {line.reason}")
            else:
                n_written += 1
                output.write(line.output.encode("utf-8") + b"\n")
        if not n_written:
            raise AnalysisError(f"{lines}: no line could be used")
    say(f"{n_written} texts annotated, {n_wrong} lines could not be used")


def main() -> NoReturn:
    """Run the command line and exit: 0 done, 1 nothing usable or failed, 2 a wrong command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n" if stream is sys.stdout else None)
    try:
        app(prog_name="newsparallax")
    except (AnalysisError, OSError) as error:
        _fail(error, message(error))
    except Exception as error:
        _fail(error, f"{type(error).__name__}: {error} (a fault of the program; --debug shows where)")
    sys.exit(0)


def _fail(error: Exception, message: str) -> NoReturn:
    if os.environ.get(DEBUG):
        raise error
    say(f"newsparallax: {' '.join(message.split())}")
    sys.exit(1)


def _refuse(message: str) -> NoReturn:
    raise typer.BadParameter(message)


def _pairs(columns: Iterable[str]) -> dict[str, str]:
    found = {}
    for pair in columns:
        field, equals, column = pair.partition("=")
        if not equals:
            _refuse(f"--column is {pair!r}, expected FIELD=COLUMN such as text=Body")
        found[field.strip()] = column.strip()
    return found


def _show(browser: bool, url: str) -> None:
    print(url, flush=True)
    say("Ctrl-C ends it")
    if browser:
        with suppress(webbrowser.Error):
            webbrowser.open(url)


if __name__ == "__main__":
    main()
