"""ARTICLE → ANNOTATION: the spaCy pipeline once, then what is found in that one parse."""

from analysis.annotate.article import annotate
from analysis.annotate.pipeline import DEFAULT_MODEL, Pipeline, load_pipeline, parse_text

__all__ = ["DEFAULT_MODEL", "Pipeline", "annotate", "load_pipeline", "parse_text"]
