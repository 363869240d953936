"""`newsparallax evaluate`: our results against annotated articles, as JSON on stdout."""

from __future__ import annotations

import typer

from analysis.evaluate.entities_command import entities
from analysis.evaluate.quotes_command import quotes
from analysis.evaluate.tone_command import tone

evaluate = typer.Typer(
    help="Score entities, quotes and tone against annotated articles.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
evaluate.command()(entities)
evaluate.command()(quotes)
evaluate.command()(tone)
