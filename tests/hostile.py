"""Text that tries to be more than text, for every place a page shows what others wrote."""

from __future__ import annotations

from builders import Told, said, told

ELSEWHERE = "http://elsewhere.invalid/x.png"
HOSTILE = (
    "<script>window.hostile=1</script>",
    f'<img src="{ELSEWHERE}" onerror="window.hostile=1">',
    f"![x]({ELSEWHERE})",
    "[a](javascript:window.hostile=1)",
    ":red[x] :material/home: :smile: :streamlit:",
    "$x^2$ and $$y$$",
    "%{y} %{customdata[0]}",
    '"><b onmouseover=window.hostile=1>bold</b>',
    "a -> b <- c -- d >= e",
    "# heading *stars* _lines_ `code` ~~gone~~ | a | b |",
    "www.elsewhere.invalid and someone@elsewhere.invalid",
    "=HYPERLINK(1)",
    "&lt;i&gt; &amp;nbsp;",
)


def hostile_corpus() -> list[Told]:
    """Two outlets on one story; names, speakers, titles, quotes and words are all hostile."""
    first, second = " ".join(HOSTILE[:7]), " ".join(HOSTILE[7:])
    name = HOSTILE[0]
    return [
        told(
            f"Headline {HOSTILE[2]}\n“{first}” said {name}. {second} is a bad name\n{HOSTILE[1]}",
            outlet=f"Gazette {outlet}",
            story=f"Story {HOSTILE[4]}",
            title=f"Title {first}",
            wire=HOSTILE[7],
            names={name: "PERSON", HOSTILE[3]: "ORG", HOSTILE[4]: "GPE"},
            quotes=[said(first, by=name)],
            boilerplate={HOSTILE[1]: HOSTILE[5]} if HOSTILE[1] not in first else {},
            scores={"bad": -0.7, "name": 0.3},
            url=f"javascript:{HOSTILE[0]}",
            file=HOSTILE[7],
        )
        for outlet in (HOSTILE[0], HOSTILE[4])
    ]
