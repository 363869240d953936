"""How it is written: lexical diversity, sentence length and readability, article by article."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import pandas as pd

THRESHOLD = 0.72  # type-token ratio at which a factor is full (McCarthy & Jarvis)
LEAST_WORDS = 100  # of a text; MTLD and readability of a shorter one say little


def styles(articles: pd.DataFrame) -> pd.DataFrame:
    """Lexical diversity (MTLD), words a sentence, and the Automated Readability Index of each article.

        ari = 4.71 × letters ÷ words + 0.5 × words ÷ sentences − 21.43

    mtld: higher is more varied; hardly depends on the length of the text. words_per_sentence: mean. ari: about the
    US school grade a text asks for, so higher is harder; letters and sentence ends are counted, no syllable is
    guessed. They describe texts: a report full of long names scores as hard.

    articles: n_words, n_letters, n_sentences, words (in order), and any further columns, which are kept.

    Returns articles without words, with mtld, words_per_sentence, ari; NaN where there are fewer than LEAST_WORDS
    words, or no sentences.

    McCarthy & Jarvis (2010), MTLD, vocd-D, and HD-D, Behavior Research Methods 42(2); Smith & Senter (1967),
    Automated Readability Index, AMRL-TR-66-220.
    """
    long_enough = (articles["n_words"] >= LEAST_WORDS) & (articles["n_sentences"] > 0)
    sentences = articles["n_sentences"].where(articles["n_sentences"] > 0)
    per_sentence = articles["n_words"] / sentences
    letters = articles["n_letters"] / articles["n_words"].where(articles["n_words"] > 0)
    diversity = [
        mtld(words) if enough else nan for words, enough in zip(articles["words"], long_enough, strict=True)
    ]
    return articles.drop(columns="words").assign(
        mtld=pd.Series(diversity, index=articles.index, dtype="float64"),
        words_per_sentence=per_sentence.where(long_enough),
        ari=(4.71 * letters + 0.5 * per_sentence - 21.43).where(long_enough),
    )


def mtld(words: Sequence[str], *, threshold: float = THRESHOLD) -> float:
    """Mean length of the runs of words in which the share of different words stays above the threshold.

    From 1; the mean of reading forwards and backwards; a text that never falls below the threshold has its last run
    counted in part, and one whose words are all different has its length as mtld. NaN without words.

    Raises ValueError when threshold is not between 0 and 1.
    """
    if not 0 < threshold < 1:
        raise ValueError(f"threshold is {threshold}, expected a ratio between 0 and 1 such as {THRESHOLD}")
    if not words:
        return nan
    both = (_factors(words, threshold), _factors(words[::-1], threshold))
    return sum(len(words) / n if n else float(len(words)) for n in both) / 2


def _factors(words: Sequence[str], threshold: float) -> float:
    """How often the share of different words falls to the threshold, the rest as part of a time."""
    factors, seen, n, ratio = 0.0, set[str](), 0, 1.0
    for word in words:
        seen.add(word)
        n += 1
        ratio = len(seen) / n
        if ratio <= threshold:
            factors, seen, n, ratio = factors + 1, set(), 0, 1.0
    return factors + (1 - ratio) / (1 - threshold)
