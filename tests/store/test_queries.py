"""Every query against the same count made from the records by plain loops, for any small corpus and any selection."""

from __future__ import annotations

import random
import string
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from itertools import combinations

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.measures.lexicons import agreement
from analysis.measures.tone import NEUTRAL
from analysis.model import Annotation, Article
from analysis.store.selection import QuoteFilter, Selection
from analysis.store.store import Store
from builders import Told, said, store_of, strike_corpus, told

OUTLETS = ("Gazette", "Herald", 'O\'Neil "Daily"; DROP')
STORIES = ("", "flood", "strike")
NAMES = {"Ito": "PERSON", "Leeds": "GPE", "PLA": "ORG", "李明": "PERSON"}
WORDS = ("talks", "talk", "good", "bad", "the", "déjà", "😀x", "strike", *NAMES)
SCORES = {"good": 0.7, "bad": -0.7}
DAYS = (None, date(2024, 1, 10), date(2024, 1, 11), date(2024, 2, 1))


@st.composite
def tellings(draw: st.DrawFn) -> Told:
    """An article of a few sentences, some of them quotes of each type, by one of two speakers or nobody."""
    rng = random.Random(draw(st.integers(0, 10**6)))
    sentences, quotes = [], []
    for number in range(draw(st.integers(0, 5))):
        words = " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 6)))
        tag = string.ascii_lowercase[number] * 3  # makes the words of a quote findable in the text
        kind = rng.choice(("plain", "direct", "indirect", "mixed"))
        by = rng.choice(("Ito", "officials", None))
        if kind == "plain":
            sentences.append(f"{tag} {words}.")
            continue
        content = f"{tag} {words}"
        more = {"quote_type": kind, "nested": rng.random() < 0.2, "confidence": rng.choice((0.5, 0.9))}
        more["cue_class"] = rng.choice(("", "neutral", "doubting"))
        marks = ("", "") if kind == "indirect" else ("“", "”")
        sentences.append(f"{marks[0]}{content}{marks[1]} said {by or 'it'}.")
        quotes.append(said(content, by=by, **more))
    return told(
        rng.choice((" ", "\n")).join(sentences) or "…",
        outlet=draw(st.sampled_from(OUTLETS)),
        story=draw(st.sampled_from(STORIES)),
        published=draw(st.sampled_from(DAYS)),
        names=NAMES,
        quotes=quotes,
        scores=SCORES,
        article_id=f"{draw(st.integers(0, 2**32)):016x}",
    )


corpora = st.lists(tellings(), max_size=5, unique_by=lambda telling: telling[0].article_id)
some = st.lists  # reads better below
selections = st.builds(
    Selection,
    outlets=some(st.sampled_from((*OUTLETS, "Nobody")), max_size=2).map(tuple),
    stories=some(st.sampled_from(STORIES), max_size=2).map(tuple),
    entities=some(st.sampled_from((*NAMES, "Nobody")), max_size=2).map(tuple),
    scope=st.sampled_from(("sentence", "article")),
    since=st.sampled_from((None, date(2024, 1, 11))),
    until=st.sampled_from((None, date(2024, 1, 11))),
    voice=st.sampled_from(("all", "outlet", "reported", "quoted")),
)
any_corpus = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])


# What a selection keeps, by the words of its docstring.


def names_any(annotation: Annotation, selection: Selection) -> set[int]:
    return {m.sentence for m in annotation.mentions if m.entity in selection.entities}


def kept(corpus: list[Told], selection: Selection) -> list[Told]:
    def keep(telling: Told) -> bool:
        article, annotation = telling
        if selection.outlets and article.outlet not in selection.outlets:
            return False
        if selection.stories and article.story not in selection.stories:
            return False
        if selection.since and not (article.published and article.published >= selection.since):
            return False
        if selection.until and not (article.published and article.published <= selection.until):
            return False
        return not selection.entities or bool(names_any(annotation, selection))

    return sorted(filter(keep, corpus), key=lambda telling: (telling[0].story, telling[0].article_id))


def places(annotation: Annotation, selection: Selection) -> set[int]:
    if selection.entities and selection.scope == "sentence":
        return names_any(annotation, selection)
    return set(range(len(annotation.sentences)))


def heard(voice: str, selection: Selection) -> bool:
    return selection.voice in ("all", voice)


def sentence_voice(sentence) -> str:
    if sentence.voice == "outlet":
        return "outlet"
    return "quoted" if sentence.n_quoted >= sentence.n_reported else "reported"


def kept_quotes(annotation: Annotation, selection: Selection) -> list[int]:
    sentences = places(annotation, selection)
    by_name = selection.entities and selection.scope == "sentence"
    return [
        number
        for number, quote in enumerate(annotation.quotes)
        if heard("reported" if quote.quote_type == "indirect" else "quoted", selection)
        and (quote.sentence in sentences or (by_name and quote.speaker_entity in selection.entities))
    ]


def mention_voice(annotation: Annotation, mention) -> str:
    words = {s.start: t.voice for t in annotation.terms if t.n_words == 1 for s in t.spans}
    return words[mention.span.start]


def kept_mentions(annotation: Annotation, selection: Selection):
    return [
        mention
        for mention in annotation.mentions
        if mention.sentence in places(annotation, selection)
        and heard(mention_voice(annotation, mention), selection)
    ]


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A store of a corpus, each in a folder of its own."""

    def save(corpus: list[Told]) -> Store:
        return store_of(tmp_path_factory.mktemp("stores") / "store", *corpus)

    return save


def marks_of(evidence: pd.DataFrame) -> list[tuple[str, int, int]]:
    return [
        (article_id, start, end)
        for article_id, marks in zip(evidence["article_id"], evidence["marks"], strict=True)
        for start, end in marks
    ]


def assert_evidence_is_shown(evidence: pd.DataFrame, corpus: list[Told]) -> None:
    """Each row is the sentence it says it is, and every mark lies in it."""
    by_id = {article.article_id: (article, annotation) for article, annotation in corpus}
    for row in evidence.itertuples():
        article, annotation = by_id[row.article_id]
        assert annotation.sentences[row.sentence].span == (row.start, row.end)
        assert article.text[row.start : row.end] == row.text
        assert article.outlet == row.outlet
        assert all(row.start <= start < end <= row.end for start, end in row.marks)


def totals_are_those_of_the_records(store: Store, corpus: list[Told], selection: Selection) -> None:
    expected: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for article, annotation in kept(corpus, selection):
        total = expected[article.outlet]
        total[0] += 1
        for number in places(annotation, selection):
            s = annotation.sentences[number]
            words = {
                "outlet": s.n_words - s.n_quoted - s.n_reported,
                "quoted": s.n_quoted,
                "reported": s.n_reported,
            }
            total[1] += sum(count for voice, count in words.items() if heard(voice, selection))
            total[2] += heard(sentence_voice(s), selection)
    found = store.totals(selection)
    assert found.to_dict("split")["data"] == [[outlet, *expected[outlet]] for outlet in sorted(expected)]


def terms_are_counted_and_shown_where_they_stand(
    store: Store, corpus: list[Told], selection: Selection
) -> None:
    form, names = ("term", True) if len(corpus) % 2 else ("lemma", False)
    expected: dict[tuple, list[tuple[str, int, int]]] = defaultdict(list)
    for article, annotation in kept(corpus, selection):
        sentences = places(annotation, selection)
        for term in annotation.terms:
            if not heard(term.voice, selection) or (term.is_name and not names) or term.is_stop:
                continue
            for span, sentence in zip(term.spans, term.sentences, strict=True):
                if sentence in sentences:
                    expected[getattr(term, form), term.pos].append((article.article_id, *span))
    counts = store.term_counts(selection, (), form=form, n_words=(1, 2), names=names)
    found = {(row.term, row.pos): (row.count, row.n_articles) for row in counts.itertuples(index=False)}
    assert {key: value[0] for key, value in found.items()} == {key: len(v) for key, v in expected.items()}
    assert {key: value[1] for key, value in found.items()} == {
        key: len({article_id for article_id, _, _ in v}) for key, v in expected.items()
    }
    for (term, pos), spans in list(expected.items())[:5]:
        evidence = store.sentences_of_term(selection, term, form=form, pos=pos, names=names)
        assert sorted(marks_of(evidence)) == sorted(spans)
        assert_evidence_is_shown(evidence, corpus)


def entities_are_counted_and_shown_where_they_stand(
    store: Store, corpus: list[Told], selection: Selection
) -> None:
    expected: dict[tuple[str, str], list[tuple]] = defaultdict(list)
    for article, annotation in kept(corpus, selection):
        for mention in kept_mentions(annotation, selection):
            expected[article.outlet, mention.entity].append(
                (article.article_id, mention.sentence, *mention.span)
            )
    counts = store.entity_counts(selection)
    assert {
        (row.outlet, row.entity): (row.label, row.n_mentions, row.n_sentences, row.n_articles)
        for row in counts.itertuples()
    } == {
        key: (NAMES[key[1]], len(v), len({p[:2] for p in v}), len({p[0] for p in v}))
        for key, v in expected.items()
    }
    for entity in NAMES:
        evidence = store.sentences_of_entity(selection, entity)
        spans = [place for (_, name), found in expected.items() if name == entity for place in found]
        assert sorted(marks_of(evidence)) == sorted((place[0], *place[2:]) for place in spans)
        assert len(evidence) == len({place[:2] for place in spans})
        assert_evidence_is_shown(evidence, corpus)


def window_of(article: Article, annotation: Annotation, sentence: int, window: str) -> int:
    if window != "paragraph":
        return sentence if window == "sentence" else 0
    start = annotation.sentences[sentence].span.start
    return next(n for n, span in enumerate(article.paragraphs) if span.start <= start < span.end)


def pairs_are_counted_and_shown_where_they_stand(
    store: Store, corpus: list[Told], selection: Selection
) -> None:
    window = ("sentence", "paragraph", "article")[(len(corpus) + len(selection.entities)) % 3]
    expected: dict[tuple[str, str], set[tuple[str, int]]] = defaultdict(set)
    single: dict[str, set[tuple[str, int]]] = defaultdict(set)
    everywhere = set()
    for article, annotation in kept(corpus, selection):
        together = defaultdict(set)
        for mention in kept_mentions(annotation, selection):
            place = window_of(article, annotation, mention.sentence, window)
            together[place].add(mention.entity)
            single[mention.entity].add((article.article_id, place))
        for place, entities in together.items():
            for pair in combinations(sorted(entities), 2):
                expected[pair].add((article.article_id, place))
        everywhere |= {
            (article.article_id, window_of(article, annotation, n, window))
            for n in places(annotation, selection)
        }
    pairs = store.entity_pairs(selection, window=window)
    assert {(row.a, row.b): (row.n_together, row.n_articles) for row in pairs.itertuples()} == {
        pair: (len(found), len({article_id for article_id, _ in found})) for pair, found in expected.items()
    }
    often = store.entity_pairs(selection, window=window, minimum=2)
    assert often.equals(pairs[pairs["n_together"] >= 2].reset_index(drop=True))
    named = store.entity_windows(selection, (), window=window)
    assert dict(zip(named["entity"], named["n_windows"], strict=True)) == {
        entity: len(found) for entity, found in single.items()
    }
    assert store.windows(selection, (), window=window)["n_windows"].sum() == len(everywhere)
    for (a, b), found in list(expected.items())[:2]:
        evidence = store.sentences_of_pair(selection, b, a, window=window)
        by_id = {article.article_id: (article, annotation) for article, annotation in corpus}
        shown = zip(evidence["article_id"], evidence["sentence"], strict=True)
        assert {(i, window_of(*by_id[i], n, window)) for i, n in shown} == found
        assert_evidence_is_shown(evidence, corpus)


QUOTE_FILTERS = [
    (QuoteFilter(text="THE "), lambda row: "the " in row.content.lower()),
    (QuoteFilter(text="%"), lambda row: "%" in row.content),
    (QuoteFilter(speaker_entity=("Ito", None)), lambda row: row.speaker_entity != "officials"),
    (QuoteFilter(quote_type=("mixed", "indirect")), lambda row: row.quote_type != "direct"),
    (
        QuoteFilter(cue_class=("", "doubting"), least_confidence=0.8),
        lambda row: row.cue_class != "neutral" and row.confidence >= 0.8,
    ),
]


def a_name_is_called_what_its_mentions_say(store: Store, corpus: list[Told], selection: Selection) -> None:
    for entity in ("Ito", "PLA"):
        written = Counter(
            (article.outlet, article.text[slice(*mention.span)])
            for article, annotation in kept(corpus, selection)
            for mention in kept_mentions(annotation, selection)
            if mention.entity == entity
        )
        forms = store.entity_forms(selection, entity)
        assert set(forms["kind"]) <= {"name"}
        assert (
            dict(zip(zip(forms["outlet"], forms["form"], strict=True), forms["count"], strict=True))
            == written
        )
        for row in forms.head(2).itertuples():
            evidence = store.sentences_of_form(
                replace(selection, outlets=(row.outlet,)), entity, "name", row.form
            )
            assert len(marks_of(evidence)) == row.count
            assert_evidence_is_shown(evidence, corpus)


def speech_about_a_name_is_that_of_the_records(
    store: Store, corpus: list[Told], selection: Selection
) -> None:
    for entity in ("Ito", "PLA"):
        expected = defaultdict(list)
        for article, annotation in kept(corpus, selection):
            for number in kept_quotes(annotation, selection):
                quote = annotation.quotes[number]
                for mention in annotation.mentions:
                    inside = any(
                        span.start <= mention.span.start and mention.span.end <= span.end
                        for span in quote.content
                    )
                    if inside and mention.entity == entity and not quote.nested:
                        expected[quote.speaker_entity].append((article.article_id, *mention.span))
        found = store.spoken_of(selection, entity, ("speaker_entity",))
        speakers = found["speaker_entity"].astype(object).where(found["speaker_entity"].notna(), None)
        assert dict(zip(speakers, found["n_mentions"], strict=True)) == {
            who: len(spans) for who, spans in expected.items()
        }
        for who, spans in expected.items():
            evidence = store.sentences_spoken_of(selection, entity, who)
            assert sorted(marks_of(evidence)) == sorted(spans)
            assert_evidence_is_shown(evidence, corpus)


def quotes_are_those_of_the_records(store: Store, corpus: list[Told], selection: Selection) -> None:
    expected = [
        (article, annotation.quotes[number], number)
        for article, annotation in kept(corpus, selection)
        for number in kept_quotes(annotation, selection)
    ]
    quotes = store.quotes(selection)
    assert list(zip(quotes["article_id"], quotes["quote"], strict=True)) == [
        (article.article_id, number) for article, _, number in expected
    ]
    assert list(quotes["content"]) == [
        " … ".join(article.text[start:end] for start, end in quote.content) for article, quote, _ in expected
    ]
    for only, fits in QUOTE_FILTERS:
        wanted = [n for n, row in enumerate(quotes.itertuples()) if fits(row)]
        assert store.n_quotes(selection, only) == len(wanted)
        left = store.quotes(selection, only, limit=2, offset=1)
        pd.testing.assert_frame_equal(left, quotes.iloc[wanted[1:3]].reset_index(drop=True))
    for row, (article, quote, _) in zip(
        store.quotes_in_context(selection).itertuples(), expected, strict=True
    ):
        last = row.text_start + len(row.text)
        assert row.text == article.text[row.text_start : last]
        for shown, spans in (
            (row.marks, quote.content),
            (row.cues, quote.cue),
            (row.speakers, quote.speaker),
        ):
            assert [tuple(span) for span in shown] == [tuple(span) for span in spans]
            assert all(row.text_start <= start and end <= last for start, end in shown)
    options = store.quote_options(selection)
    for name in ("kind", "cue_class"):
        own = options[options["property"] == name]
        values = own["value"].astype(object).where(own["value"].notna(), None)
        assert dict(zip(values, own["n_quotes"], strict=True)) == Counter(
            getattr(quote, name) for _, quote, _ in expected
        )
    words = store.quoted_words(selection, ("outlet", "speaker_entity"))
    counted = Counter(
        (article.outlet, quote.speaker_entity) for article, quote, _ in expected if not quote.nested
    )
    missing = words["speaker_entity"].isna()
    keys = zip(words["outlet"], words["speaker_entity"].astype(object).mask(missing, None), strict=True)
    assert dict(zip(keys, words["n_quotes"], strict=True)) == counted
    assert words["n_words"].sum() == quotes.loc[~quotes["nested"], "n_words"].sum()
    for speaker in ("Ito", None):
        evidence = store.sentences_of_speaker(selection, speaker)
        spans = [
            (article.article_id, start, end)
            for article, quote, _ in expected
            if quote.speaker_entity == speaker and not quote.nested
            for start, end in quote.content
        ]
        assert sorted(marks_of(evidence)) == sorted(spans)
        assert_evidence_is_shown(evidence, corpus)


def scores_are_those_of_the_records(store: Store, corpus: list[Told], selection: Selection) -> None:
    expected = [
        (article.article_id, number, annotation.sentences[number])
        for article, annotation in kept(corpus, selection)
        for number in sorted(places(annotation, selection))
        if heard(sentence_voice(annotation.sentences[number]), selection)
    ]
    scores = store.sentence_scores(selection)
    assert list(zip(scores["article_id"], scores["sentence"], strict=True)) == [row[:2] for row in expected]
    assert scores["polarity"].isna().tolist() == [s.polarity is None for *_, s in expected]
    assert scores["polarity"].dropna().tolist() == [
        s.polarity for *_, s in expected if s.polarity is not None
    ]
    evidence = store.sentences_scored(selection, -1, 0)
    below = [(row[0], word.span) for row in expected if (row[2].polarity or 0) < 0 for word in row[2].scored]
    assert sorted(marks_of(evidence)) == sorted((article_id, *span) for article_id, span in below)
    assert_evidence_is_shown(evidence, corpus)
    table = agreement(scores, by=())
    for column, verdict in (("n_same", "same"), ("n_one_neutral", "one neutral"), ("n_opposite", "opposite")):
        found = store.sentences_compared(selection, verdict, NEUTRAL)
        assert len(found) == table[column].sum()


def articles_are_those_kept_with_what_is_kept_of_them(
    store: Store, corpus: list[Told], selection: Selection
) -> None:
    found = store.articles(selection).set_index("article_id")
    expected = {
        article.article_id: (
            sum(heard(sentence_voice(a.sentences[n]), selection) for n in places(a, selection)),
            len(kept_quotes(a, selection)),
        )
        for article, a in kept(corpus, selection)
    }
    assert {key: (row["n_sentences"], row["n_quotes"]) for key, row in found.iterrows()} == expected


def the_parts_sum_to_the_whole(store: Store, corpus: list[Told], selection: Selection) -> None:
    """Outlets together are all outlets, and the three voices together are everything."""
    whole = store.totals(selection, ())[["n_words", "n_sentences"]].iloc[0]
    apart = [
        store.totals(replace(selection, outlets=(outlet,)), ()) for outlet in selection.outlets or OUTLETS
    ]
    by_outlet = store.totals(selection)[["n_words", "n_sentences"]].sum()
    assert by_outlet.tolist() == whole.tolist()
    if len(set(selection.outlets)) == len(selection.outlets):
        assert pd.concat(apart)[["n_words", "n_sentences"]].sum().tolist() == whole.tolist()
    every = replace(selection, voice="all")
    voices = [replace(selection, voice=voice) for voice in ("outlet", "reported", "quoted")]
    for count in (
        lambda s: store.totals(s, ())["n_words"].sum(),
        lambda s: store.totals(s, ())["n_sentences"].sum(),
        lambda s: store.term_counts(s, ())["count"].sum(),
        lambda s: store.entity_counts(s, ())["n_mentions"].sum(),
        lambda s: len(store.quotes(s)),
    ):
        assert sum(count(s) for s in voices) == count(every)
    split = store.term_counts(every, ("voice",)).groupby("voice")["count"].sum().to_dict()
    single = {s.voice: store.term_counts(s, ())["count"].sum() for s in voices}
    assert split == {voice: count for voice, count in single.items() if count}


@pytest.mark.parametrize(
    "holds",
    [
        totals_are_those_of_the_records,
        articles_are_those_kept_with_what_is_kept_of_them,
        terms_are_counted_and_shown_where_they_stand,
        entities_are_counted_and_shown_where_they_stand,
        pairs_are_counted_and_shown_where_they_stand,
        a_name_is_called_what_its_mentions_say,
        speech_about_a_name_is_that_of_the_records,
        quotes_are_those_of_the_records,
        scores_are_those_of_the_records,
        the_parts_sum_to_the_whole,
    ],
    ids=lambda holds: holds.__name__,
)
@any_corpus
@given(corpus=corpora, chosen=st.lists(selections, min_size=3, max_size=3))
def test_for_any_corpus_and_selection(saved, holds, corpus, chosen):
    store = saved(corpus)
    for selection in chosen:
        holds(store, corpus, selection)


@any_corpus
@given(corpus=corpora, seed=st.integers(0, 99))
def test_the_order_of_the_articles_changes_nothing(tmp_path_factory, corpus, seed):
    folder = tmp_path_factory.mktemp("orders")
    store_of(folder / "one", *corpus)
    store_of(folder / "two", *random.Random(seed).sample(corpus, len(corpus)))
    for path in [*sorted((folder / "one").rglob("tables/*")), folder / "one" / "manifest.json"]:
        assert path.read_bytes() == (folder / "two" / path.relative_to(folder / "one")).read_bytes()


def test_an_entity_filter_keeps_a_quote_of_its_speaker_whatever_the_sentence_names(tmp_path):
    store = store_of(tmp_path / "store", *strike_corpus())
    by_sentence = store.quotes(Selection(entities=("Ana Ito",)))
    assert by_sentence["content"].tolist() == ["We will strike,", "that the talks were over"]
    one = told(
        "Ito spoke. “We lost. We must talk,” said she.",
        names={"Ito": "PERSON"},
        quotes=[said("We lost. We must talk,", by="she", entity="Ito")],
    )
    store = store_of(tmp_path / "other", one)
    assert store.quotes(Selection(entities=("Ito",)))["speaker"].tolist() == ["she"]
    shown = store.sentences_of_speaker(Selection(), "Ito")
    assert shown["text"].tolist() == ["“We lost.", "We must talk,” said she."]


def test_parts_of_speech_choose_among_words_and_leave_phrases(tmp_path):
    store = store_of(tmp_path / "store", told("Leeds strike talks."))
    counts = store.term_counts(Selection(), (), n_words=(1, 2), pos=("NOUN",), without=["Talks"])
    assert counts["term"].tolist() == ["leeds strike", "strike", "strike talks"]


def test_a_term_of_two_parts_of_speech_can_be_counted_once(tmp_path):
    store = store_of(tmp_path / "store", told("Talks go on as talks do."), told("More talks."))
    apart = store.term_counts(Selection(), ())
    assert apart.loc[apart["term"] == "talks", ["pos", "count"]].to_numpy().tolist() == [
        ["NOUN", 2],
        ["PROPN", 1],
    ]
    once = store.term_counts(Selection(), (), pos_apart=False).set_index("term")
    assert once.loc["talks", ["count", "n_articles"]].tolist() == [3, 2]


def test_a_term_of_two_parts_of_speech_is_one_when_these_are_not_kept_apart(tmp_path):
    store = store_of(tmp_path / "store", told("Strike now. They strike."))
    apart = store.term_counts(Selection(), ())
    assert apart[apart["term"] == "strike"][["pos", "count", "n_articles"]].to_numpy().tolist() == [
        ["NOUN", 1, 1],
        ["PROPN", 1, 1],
    ]
    whole = store.term_counts(Selection(), (), pos_apart=False)
    assert "pos" not in whole
    assert whole[whole["term"] == "strike"][["count", "n_articles"]].to_numpy().tolist() == [[2, 1]]


def test_a_column_that_cannot_split_counts_is_refused_by_name(tmp_path):
    store = store_of(tmp_path / "store")
    with pytest.raises(ValueError, match="cannot count by 'text'; this can be counted by outlet, story"):
        store.totals(Selection(), ("text",))
    with pytest.raises(ValueError, match="form is 'word'"):
        store.term_counts(Selection(), form="word")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="window is 'page'; it can be sentence, paragraph, article"):
        store.entity_pairs(Selection(), window="page")  # type: ignore[arg-type]


def test_what_a_name_is_called_opens_the_words_beside_it(tmp_path):
    text = "Talks 😀\nThe union  leader\tAna Ito, a fierce critic, met Lee. Ito left."
    one = told(
        text,
        names={"Ana Ito": "PERSON", "Ito": ("Ana Ito", "PERSON"), "Lee": "PERSON"},
        described={"union  leader": ("title", "Ana Ito"), "fierce critic": ("apposition", "Ana Ito")},
    )
    store = store_of(
        tmp_path / "store", one, told("Ito spoke.", outlet="Herald", names={"Ito": ("Ana Ito", "PERSON")})
    )
    forms = store.entity_forms(Selection(), "Ana Ito")
    assert forms.to_numpy().tolist() == [
        ["Gazette", "name", "Ana Ito", 1, 1],
        ["Gazette", "name", "Ito", 1, 1],
        ["Gazette", "title", "union leader", 1, 1],
        ["Gazette", "apposition", "fierce critic", 1, 1],
        ["Herald", "name", "Ito", 1, 1],
    ]
    shown = store.sentences_of_form(Selection(), "Ana Ito", "title", "union leader")
    assert [text[slice(*mark)] for mark in shown["marks"][0]] == ["union  leader"]
    assert store.entity_forms(Selection(voice="quoted"), "Ana Ito").empty
