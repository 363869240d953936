"""A folder, an archive or a file read into articles, with a report of everything that happened."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast, get_args
from urllib.parse import urlsplit

from analysis.corpus.article import article_from_text, usable
from analysis.corpus.columns import check_fields, is_nothing
from analysis.corpus.dates import UnclearDate, day_of
from analysis.corpus.duplicates import report_near_duplicates, without_duplicates
from analysis.corpus.encodings import NotText
from analysis.corpus.facets import keep_facets
from analysis.corpus.files import File, files_of
from analysis.corpus.formats import READERS
from analysis.corpus.language import code_of
from analysis.corpus.manifest import Manifest, facts_of_folders, is_no_article, read_manifests
from analysis.corpus.mojibake import repaired_and_said
from analysis.corpus.outlets import look_alikes, one_spelling, tidy
from analysis.corpus.raw import RawArticle
from analysis.corpus.report import IngestReport
from analysis.corpus.suspects import report_suspects
from analysis.errors import CorpusError
from analysis.model import Article, Basis

UNIDENTIFIED = "Unidentified"  # the outlet of an article nobody named one for


class NoArticles(CorpusError):
    """Nothing that was read can be used. report: why, file by file."""

    def __init__(self, message: str, report: IngestReport, *, path: str = "") -> None:
        super().__init__(message, path=path)
        self.report = report


@dataclass(frozen=True)
class Corpus:
    """articles: sorted by article_id. report: what was read, refused, guessed, doubled.

    aliases: the aliases.csv that lies where all the files do, unread; None without one.
    """

    articles: list[Article]
    report: IngestReport
    aliases: File | None = None


def read_corpus(
    path: str | os.PathLike[str],
    *,
    columns: Mapping[str, str] | None = None,
    outlet: str = "",
    story: str = "",
    day_first: bool | None = None,
    near_duplicates: bool = True,
) -> Corpus:
    """Read a folder, a zip archive or one file of .txt, .md, .html, .json, .jsonl, .csv, .tsv, .xlsx or .parquet.

    The columns of an article's own row count first; for a whole file a manifest beside it (articles.csv with a column
    `file`), then what the file says of itself. Then come the folders (OUTLET/file or STORY/OUTLET/file), then `outlet`
    and `story`. Columns of a table that say something else of its articles become facets. All guesses are reported.

    columns: field → column name, where the guess by name would be wrong: {"text": "Rumpf"}.
    outlet, story: for articles nothing else says it of.
    day_first: how to read dates such as 03/04/2026; without it they are reported and left out.
    near_duplicates: compare all texts with one another (time grows with their number).

    Raises CorpusError when the path cannot be read, NoArticles when nothing in it can, ValueError for an unknown
    field in `columns`.
    """
    check_fields(columns or {})
    root = Path(path)
    report = IngestReport()
    files = files_of(root, report)
    manifest = read_manifests(files, report)
    raws = list(_raw_articles(files, manifest, columns or {}, report))
    _use_one_spelling(raws, outlet, report)
    keep_facets(raws, report)
    articles = [article for raw in raws if (article := _article(raw, outlet, story, day_first, report))]
    _report_same(raws, report)
    articles = without_duplicates(articles, report)
    if not articles:
        reasons = "; ".join(f"{r.file}: {r.reason}" for r in report.refused[:3])
        raise NoArticles(
            f"{root.name or root}: no article could be read"
            + (f" ({reasons})" if reasons else " (there are no files in it)"),
            report,
            path=str(root),
        )
    if near_duplicates:
        report_near_duplicates(articles, report)
    report_suspects(articles, report)
    report.n_read = len(articles)
    return Corpus(articles, report, manifest.aliases)


def _raw_articles(
    files: list[File], manifest: Manifest, columns: Mapping[str, str], report: IngestReport
) -> Iterator[RawArticle]:
    by_folder = facts_of_folders(
        file for file in files if file.label not in manifest.labels and not is_no_article(file)
    )
    for file in files:
        if file.label in manifest.labels:
            continue
        if file.label not in manifest.facts and is_no_article(file):
            report.skipped.append(file.label)
            continue
        for raw in _read(file, columns, report):
            listed, own = _said(manifest.facts.get(file.label, {})), _said(raw.facts)
            raw.facts = {**listed, **own} if raw.row is not None else {**own, **listed}
            raw.inferred -= set(listed)
            raw.facets = {**_said(manifest.facets.get(file.label, {})), **_said(raw.facets)}
            for name, value in by_folder.get(file.label, {}).items():
                if name not in raw.facts:
                    raw.facts[name] = value
                    raw.inferred.add(name)
                    report.guess(raw.label, name, f"{value}, by its folder")
            for values in (raw.facts, raw.facets):
                for name, value in values.items():
                    values[name] = repaired_and_said(value, raw.file, raw.row, report, name)
            yield raw


def _said(values: Mapping[str, str]) -> dict[str, str]:
    """The values without those that say there is none: "nan", "#N/A"."""
    return {name: value for name, value in values.items() if not is_nothing(value)}


def _read(file: File, columns: Mapping[str, str], report: IngestReport) -> Iterator[RawArticle]:
    """The articles of a file; a file that cannot be read is refused and the others go on."""
    reader = READERS.get(file.suffix)
    if reader is None:
        known = ", ".join(sorted(READERS))
        report.refuse(
            file.label,
            None,
            f"files named {file.suffix or 'without an ending'} are not read, expected one of {known}",
        )
        return
    try:
        yield from reader(file.label, file.read(), columns, report)
    except (CorpusError, NotText) as error:
        report.refuse(file.label, getattr(error, "row", None), str(error))


def _use_one_spelling(raws: list[RawArticle], outlet: str, report: IngestReport) -> None:
    for raw in raws:
        raw.facts["outlet"] = tidy(raw.facts.get("outlet", "")) or tidy(outlet)
        if not raw.facts["outlet"] and (host := _host(raw, report)):
            raw.facts["outlet"] = host.removeprefix("www.")
            raw.inferred.add("outlet")
            report.guess(raw.label, "outlet", f"{raw.facts['outlet']}, by its address")
    used = one_spelling(raw.facts["outlet"] for raw in raws)
    for name, spelling in sorted(used.items()):
        if name != spelling:
            report.guess("", "outlet", f"{name!r} and {spelling!r} are one outlet, {spelling!r}")
    for one, other in look_alikes(used.values()):
        report.warn(
            "",
            None,
            f"outlets {one!r} and {other!r} look the same but are written with different letters; kept apart",
        )
    for raw in raws:
        raw.facts["outlet"] = used[raw.facts["outlet"]]


def _host(raw: RawArticle, report: IngestReport) -> str | None:
    """The host of its address; None without one."""
    url = raw.facts.get("url", "")
    try:
        return urlsplit(url).hostname
    except ValueError as error:
        report.warn(raw.file, raw.row, f"url {url!r} is no address ({error}); the outlet is not told by it")
        return None


def _article(
    raw: RawArticle, outlet: str, story: str, day_first: bool | None, report: IngestReport
) -> Article | None:
    facts = raw.facts
    text, n_unusable = usable(raw.text)
    if n_unusable:
        report.warn(raw.file, raw.row, f"{n_unusable} NUL or half characters are shown as \ufffd")
    if is_nothing(text) or not any(character.isalnum() for character in text):
        reason = f"the text is {text.strip()!r}" if text.strip() else "the text is empty"
        report.refuse(raw.file, raw.row, reason if is_nothing(text) else "the text has no letters")
        return None
    published, published_basis = _published(raw, day_first, report)
    name = facts["outlet"] or UNIDENTIFIED
    article = article_from_text(
        text,
        outlet=name,
        outlet_basis=_basis(raw, "outlet") if facts["outlet"] else "unknown",
        title=" ".join(facts.get("title", "").split()),
        published=published,
        published_basis=published_basis,
        story=tidy(facts.get("story", "")) or tidy(story),
        url=facts.get("url"),
        wire=facts.get("wire"),
        file=raw.label,
        language=_language(raw, report),
        markup=raw.markup,
        facets=tuple(sorted(raw.facets.items())),
    )
    if article.wire and not facts.get("wire"):
        report.guess(raw.label, "wire", f"{article.wire}, by its signature")
    if not article.paragraphs:
        report.refuse(raw.file, raw.row, "nothing but page furniture is in it (sign-ups, captions, notices)")
        return None
    return article


def _language(raw: RawArticle, report: IngestReport) -> str:
    """The code a table gives; "" when the text is to tell."""
    given = raw.facts.get("language", "")
    code = code_of(given)
    if given and not code:
        report.warn(
            raw.file, raw.row, f"language {given!r} is no code such as 'en'; told from the text instead"
        )
    return code


def _published(raw: RawArticle, day_first: bool | None, report: IngestReport) -> tuple[date | None, Basis]:
    value = raw.facts.get("published", "")
    try:
        day = day_of(value, day_first=day_first)
    except UnclearDate as error:
        report.warn(raw.file, raw.row, f"published: {error}; kept without a date")
        return None, "unknown"
    if day and day > date.today():
        report.warn(raw.file, raw.row, f"published is {day.isoformat()}, which lies in the future")
    return day, _basis(raw, "published") if day else "unknown"


def _basis(raw: RawArticle, name: str) -> Basis:
    said = raw.facts.get(f"{name}_basis", "").lower()
    if said in get_args(Basis):
        return cast(Basis, said)
    return "inferred" if name in raw.inferred else "given"


def _report_same(raws: list[RawArticle], report: IngestReport) -> None:
    """Identifiers and addresses given to several articles: they are not used as keys, so all are kept."""
    for name in ("id", "url"):
        counts = Counter(raw.facts[name] for raw in raws if name in raw.facts)
        for raw in raws:
            if counts[given := raw.facts.get(name, "")] > 1:
                report.warn(
                    raw.file, raw.row, f"{name} {given!r} is given to {counts[given]} articles; all are kept"
                )
