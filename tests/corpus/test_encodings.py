"""Bytes to characters: which encoding, and what was decoded wrongly before."""

from __future__ import annotations

import pytest
from reading import MORE, TEXT, messages, write

from analysis.corpus import read_corpus
from analysis.corpus.encodings import decode

WESTERN = "The café’s owner – “naïve”, he said – paid €5 to the señor in Zürich. " * 3
RUSSIAN = "Министр сказал в понедельник, что мост откроют весной следующего года. " * 3
JAPANESE = (
    "大臣は月曜日、新しい橋が来年の春に開通すると述べた。記者団からの質問に対し、工事の遅れは天候によるものだと説明した。"
    "市議会は先週、追加の予算を認めたが、住民からは反対の声も上がっている。川の水位が下がるまで、作業は続けられない見通しだ。"
)
CHINESE = (
    "部长周一表示，这座新桥将于明年春天开放。面对记者提问，他解释说，工程延误是由于天气原因。"
    "市议会上周批准了追加预算，但居民中也有反对的声音。在河水水位下降之前，预计无法继续施工。"
)


@pytest.mark.parametrize(
    ("text", "encoding", "reported"),
    [
        (WESTERN, "utf-8", "utf-8"),
        (WESTERN, "utf-8-sig", "utf-8-sig"),
        (WESTERN, "utf-16", "utf-16"),
        (WESTERN, "utf-16-le", "utf-16-le"),
        (WESTERN, "utf-16-be", "utf-16-be"),
        (WESTERN, "utf-32", "utf-32"),
        (WESTERN, "cp1252", "cp1252"),
        (RUSSIAN, "cp1251", None),
        (RUSSIAN, "koi8-r", None),
        (JAPANESE, "shift_jis", None),
        (CHINESE, "gb18030", None),
    ],
)
def test_the_encoding_is_found_and_reported(tmp_path, text, encoding, reported):
    corpus = read_corpus(write(tmp_path, "a.txt", text.encode(encoding)))
    assert corpus.articles[0].text == text
    (found,) = corpus.report.encodings
    assert reported in (None, found.encoding)
    assert found.n_undecodable == 0


@pytest.mark.parametrize(
    "words",
    [
        "the café was full",
        "it cost £5m",
        "“Yes,” she said",
        "it’s late – too late",
        "Zürich agreed",
        "São Paulo",
    ],
)
@pytest.mark.parametrize("n", [1, 5])
def test_a_few_western_characters_are_windows_1252(words, n):
    text = f"{MORE} On Monday {words}. {MORE} " * n
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "cp1252")
    assert "Windows-1252" in decoded.note


@pytest.mark.parametrize(
    ("sentence", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        ("Ο υπουργός είπε τη Δευτέρα ότι η γέφυρα θα ανοίξει την άνοιξη του επόμενου έτους. " * 2, "cp1253"),
        ("قال الوزير يوم الاثنين إن الجسر سيفتح في الربيع المقبل. " * 2, "cp1256"),
        (JAPANESE, "cp932"),
        (CHINESE, "gb18030"),
    ],
)
def test_words_in_another_script_among_ten_times_as_many_latin_ones(sentence, encoding):
    text = f"{MORE} " * 25 + sentence + MORE
    data = text.encode(encoding)
    assert sum(byte > 127 for byte in data) < 0.1 * len(data)
    assert decode(data).text == text


def test_utf8_with_a_few_windows_bytes_is_read_as_both_and_said(tmp_path):
    data = WESTERN.encode() + b"It\x92s late. " + WESTERN.encode()
    corpus = read_corpus(write(tmp_path, "a.txt", data))
    assert "It’s late." in corpus.articles[0].text
    assert "1 places are not UTF-8" in corpus.report.encodings[0].note


def test_bytes_that_are_nothing_are_counted_and_shown():
    decoded = decode(WESTERN.encode() + b"a\x81b " + WESTERN.encode())
    assert decoded.n_undecodable == 1
    assert "a\ufffdb" in decoded.text


def test_a_single_nul_and_crlf_are_kept_in_place(tmp_path):
    corpus = read_corpus(write(tmp_path, "a.txt", f"{TEXT}\x00\r\n\r\n{MORE}"))
    assert corpus.articles[0].text == f"{TEXT}\ufffd\r\n\r\n{MORE}"
    assert "1 NUL or half characters" in messages(corpus.report)


def test_wrongly_decoded_characters_are_repaired_and_said(tmp_path):
    corpus = read_corpus(write(tmp_path, "a.txt", f"{TEXT} Itâ€™s late, said the cafÃ©’s owner — “ok”."))
    assert corpus.articles[0].text.endswith("It’s late, said the café’s owner — “ok”.")
    assert "wrongly decoded characters were repaired" in messages(corpus.report)


def test_wrongly_decoded_facts_are_repaired_with_their_text(tmp_path):
    table = "outlet,title,section,text\n" + "".join(
        f'{outlet},They donâ€™t know,PolitikÂ®,"{text}"\n'
        for outlet, text in [("SÃ¼ddeutsche", TEXT), ("Süddeutsche", MORE)]
    )
    corpus = read_corpus(write(tmp_path, "a.csv", table))
    assert {(one.outlet, one.title) for one in corpus.articles} == {("Süddeutsche", "They don’t know")}
    assert {one.facets for one in corpus.articles} == {(("section", "Politik®"),)}
    assert "a.csv 2: wrongly decoded characters of 'outlet' were repaired" in messages(corpus.report)


def test_wrongly_decoded_markdown_is_repaired_before_its_signs_are_found(tmp_path):
    (article,) = read_corpus(
        write(tmp_path, "a.md", f"---\noutlet: SÃ¼d\n---\n# Itâ€™s late\n\n*No*: {MORE}")
    ).articles
    assert article.outlet == "Süd"
    assert article.title == "It’s late"
    assert [article.text[slice(*mark.span)] for mark in article.boilerplate][1:] == ["#", "*", "*"]


@pytest.mark.parametrize(
    "text", ["L’ÂGE D’OR… À Ø", "10 € – “naïve” 'x' ﬁ ½", "São Paulo; ÃO", "Ðorđe’s ðag"]
)
def test_right_characters_are_left_alone(tmp_path, text):
    corpus = read_corpus(write(tmp_path, "a.txt", text))
    assert corpus.articles[0].text == text
