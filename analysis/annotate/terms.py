"""Terms: the words of an article and its phrases of 2 to 4 words, with every place they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from analysis.annotate.voices import Cover, Ledger
from analysis.annotate.words import Word
from analysis.model import Mention, Span, Term, Voice

LONGEST_PHRASE = 4  # words
LONGEST_TERM = 60  # characters; longer ones are addresses and encoded data

_Key = tuple[str, str, Voice]


def extract_terms(
    text: str, sentences: Sequence[Sequence[Word]], ledger: Ledger, mentions: Sequence[Mention]
) -> tuple[Term, ...]:
    """Every term with its occurrences, ordered by term, part of speech and voice.

    sentences: the words of each sentence. A phrase starts and ends with a content word, and no punctuation and no
    change of voice stands inside it.
    """
    names = Cover(mention.span for mention in mentions)
    spans: dict[_Key, list[tuple[Span, int]]] = defaultdict(list)
    lemmas: dict[_Key, tuple[str, int, bool]] = {}
    for number, words in enumerate(sentences):
        for run in _phrases(text, words):
            voice = ledger.voice(run[0].span.start)
            if any(ledger.voice(word.span.start) != voice for word in run[1:]):
                continue
            term = " ".join(word.text for word in run)
            if len(term) > LONGEST_TERM or not any(map(str.isalpha, term)):
                continue
            key = (term, run[0].pos if len(run) == 1 else "PHRASE", voice)
            spans[key].append((Span(run[0].span.start, run[-1].span.end), number))
            lemma = " ".join((*(word.text for word in run[:-1]), run[-1].lemma))
            lemmas.setdefault(key, (lemma, len(run), len(run) == 1 and run[0].is_stop))
    return tuple(
        Term(
            term=key[0],
            lemma=lemmas[key][0],
            pos=key[1],
            n_words=lemmas[key][1],
            voice=key[2],
            is_stop=lemmas[key][2],
            is_name=all(span.start in names and span.end - 1 in names for span, _ in spans[key]),
            spans=tuple(span for span, _ in spans[key]),
            sentences=tuple(number for _, number in spans[key]),
        )
        for key in sorted(spans)
    )


def _phrases(text: str, words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Each word, and each run of 2 to LONGEST_PHRASE words fit to be a phrase."""
    for first, word in enumerate(words):
        yield words[first : first + 1]
        if not _is_content(word):
            continue
        for last in range(first + 1, min(first + LONGEST_PHRASE, len(words))):
            between = text[words[last - 1].span.end : words[last].span.start]
            if between.strip() or not between:
                break
            if _is_content(words[last]):
                yield words[first : last + 1]


def _is_content(word: Word) -> bool:
    return not word.is_stop and word.text[0].isalpha() and len(word.text) > 1
