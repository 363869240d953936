"""The command `newsparallax`: parse arguments, call, print. Results on stdout, everything else on stderr."""

from __future__ import annotations

import os
import sys
import webbrowser
from contextlib import suppress
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from analysis.annotate import DEFAULT_MODEL
from analysis.errors import AnalysisError
from analysis.evaluate.command import evaluate
from analysis.table_command import table
from analysis.terminal import MAX_SHOWN, columns_given, message, progress, reading, say, writing

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

ModelOption = Annotated[
    str, typer.Option(help="spaCy pipeline: the name of an installed package, or a folder.", metavar="NAME")
]
ToneOption = Annotated[bool, typer.Option(help="Score the tone towards each name, which takes time.")]

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
    targeted_tone: ToneOption = True,
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
    aliases: Annotated[
        Path | None,
        typer.Option(help="Your word on names, a table; aliases.csv beside the articles when not given."),
    ] = None,
) -> None:
    """Read articles, analyse them, and save the results in a folder.

    Outlet, story and date of each article come from its file, from a table articles.csv beside the files (column
    `file`), or from folder names (OUTLET/file.txt). Articles analysed before are not analysed again; a run that was
    stopped goes on where it was.

    A row of aliases.csv says of a name: merge (with `value`), split, rename (to `value`), drop, or label (kind
    `value`). It holds over what the rules found, and until it is changed there or in the dashboard.
    """
    from analysis.batch import analyse
    from analysis.corpus import NoArticles, read_corpus
    from analysis.store.aliases import aliases_beside, aliases_from_bytes, load_aliases, unused_aliases

    word = load_aliases(aliases) if aliases is not None else aliases_beside(folder)
    try:
        corpus = read_corpus(
            folder, columns=columns_given(column or []), outlet=outlet, story=story, day_first=day_first
        )
    except NoArticles as error:
        say(str(error.report))
        raise
    if word is None and (file := corpus.aliases):
        word = aliases_from_bytes(file.read(), file=file.label)
    say(str(corpus.report))
    with progress("analysed") as show:
        summary = analyse(
            corpus.articles,
            out,
            model=model,
            targeted_tone=targeted_tone,
            rules_only=rules_only,
            workers=workers,
            report=corpus.report.to_dict(),
            aliases=word,
            progress=show,
        )
    for failure in summary.failures[:MAX_SHOWN]:
        say(f"not analysed: {failure.file}: {failure.reason}")
    for alias in unused_aliases(out):
        say(f"aliases: {alias.action} {alias.name!r}: no mention of it")
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
def annotate(
    lines: Annotated[
        Path, typer.Argument(help='Lines {"doc_id": …, "text": …}; - reads stdin.', metavar="IN.jsonl")
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", help="Lines written; - is stdout.", metavar="OUT.jsonl")
    ] = Path("-"),
    model: ModelOption = DEFAULT_MODEL,
    targeted_tone: ToneOption = True,
) -> None:
    """Annotate texts, a JSON object a line: sentences, entities, quotes with speakers, tones, boilerplate.

    Offsets count code points of the text given. A line that cannot be used is reported with its number and the others
    go on.
    """
    from analysis.annotate import load_pipeline
    from analysis.json_lines import annotate_lines

    pipeline = load_pipeline(model)
    n_written, n_wrong = 0, 0
    with reading(lines) as given, writing(out) as output:
        for line in annotate_lines(given, pipeline, targeted_tone=targeted_tone):
            if line.output is None:
                n_wrong += 1
                say(f"{lines}, line {line.number}: {line.reason}")
            else:
                n_written += 1
                output.write(line.output.encode("utf-8") + b"\n")
        if not n_written:
            raise AnalysisError(f"{lines}: no line could be used")
    say(f"{n_written} texts annotated, {n_wrong} lines could not be used")


app.command()(table)


def main() -> NoReturn:
    """Run the command line and exit: 0 done, 1 nothing usable or failed, 2 a wrong command line."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    if isinstance(sys.stderr, TextIOWrapper):
        # A message may quote anything, also what UTF-8 cannot write: half a character, a name in another encoding.
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
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


def _show(browser: bool, url: str) -> None:
    print(url, flush=True)
    say("Ctrl-C ends it")
    if browser:
        with suppress(webbrowser.Error):
            webbrowser.open(url)


if __name__ == "__main__":
    main()
