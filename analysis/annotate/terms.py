"""Terms: the words of an article and its phrases of 2 to 4 words, with every place they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.annotate.voices import Ledger
from analysis.annotate.words import Word
from analysis.model import Mention, Span, Term, Voice

LONGEST_PHRASE = 4  # words
LONGEST_TERM = 60  # characters; longer ones are addresses and encoded data

_NOUNS = frozenset({"NOUN", "PROPN"})
_DESCRIBING = _NOUNS | {"ADJ", "NUM"}

_Key = tuple[str, str, Voice]


def extract_terms(
    text: str, sentences: Sequence[Sequence[Word]], ledger: Ledger, mentions: Sequence[Mention]
) -> tuple[Term, ...]:
    """Every term with its occurrences, ordered by term, part of speech and voice.

    sentences: the words of each sentence. A phrase starts and ends with a content word, does not end inside a group of
    nouns, and no punctuation and no change of voice stands inside it.
    """
    in_name = bytearray(len(text))  # 1 for each character of a name
    for mention in mentions:
        in_name[mention.span.start : mention.span.end] = b"\x01" * (mention.span.end - mention.span.start)
    spans: dict[_Key, list[tuple[Span, int]]] = defaultdict(list)
    lemmas: dict[_Key, tuple[str, int, bool]] = {}
    for number, words in enumerate(sentences):
        voices = [ledger.voice(word.span.start) for word in words]
        for first, stop in _phrases(text, words):
            run = words[first:stop]
            voice = voices[first]
            if voices[first:stop].count(voice) < len(run):
                continue
            term = " ".join([word.text for word in run])
            if len(term) > LONGEST_TERM or not (term[0].isalpha() or any(map(str.isalpha, term))):
                continue
            key = (term, run[0].pos if len(run) == 1 else "PHRASE", voice)
            spans[key].append((Span(run[0].span.start, run[-1].span.end), number))
            if key not in lemmas:
                lemma = " ".join([*(word.text for word in run[:-1]), run[-1].lemma])
                lemmas[key] = (lemma, len(run), len(run) == 1 and run[0].is_stop)
    return tuple(
        [
            Term(
                term=key[0],
                lemma=lemmas[key][0],
                pos=key[1],
                n_words=lemmas[key][1],
                voice=key[2],
                is_stop=lemmas[key][2],
                is_name=all(in_name[span.start] and in_name[span.end - 1] for span, _ in spans[key]),
                spans=tuple([span for span, _ in spans[key]]),
                sentences=tuple([number for _, number in spans[key]]),
            )
            for key in sorted(spans)
        ]
    )


def _phrases(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """First word and end of each word, and of each run of 2 to LONGEST_PHRASE words fit to be a phrase."""
    is_content = [_is_content(word) for word in words]
    gaps = [text[word.span.end : after.span.start] for word, after in pairwise(words)]
    for first in range(len(words)):
        yield first, first + 1
        if not is_content[first]:
            continue
        for last in range(first + 1, min(first + LONGEST_PHRASE, len(words))):
            if not gaps[last - 1].isspace():
                break
            if is_content[last] and not _group_goes_on(words, gaps, last):
                yield first, last + 1


def _group_goes_on(words: Sequence[Word], gaps: Sequence[str], last: int) -> bool:
    """Whether what the word describes comes next: "Chinese military" is a piece of "Chinese military officials"."""
    if last + 1 == len(words) or words[last].pos not in _DESCRIBING or words[last + 1].pos not in _NOUNS:
        return False
    return not gaps[last].strip()


def _is_content(word: Word) -> bool:
    return not word.is_stop and word.text[0].isalpha() and len(word.text) > 1
