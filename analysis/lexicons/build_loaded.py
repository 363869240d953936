"""Writes loaded.csv: hedges, intensifiers, subjective words. Run: python -m analysis.lexicons.build_loaded HEDGES

HEDGES: index.js of the npm package `hedges` 2.0.1 (words/hedges, MIT, Titus Wormer). The intensifiers are VADER's
boosters (MIT, Hutto & Gilbert 2014), the subjective words those adjectives of Pattern's lexicon (PDDL, De Smedt &
Daelemans 2012, as it lies in TextBlob) that are rated both subjective and clearly good or bad. Single words only: the
table of terms holds no phrase that begins or ends with a function word. What news uses in another sense is left out.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from importlib import resources
from pathlib import Path
from statistics import fmean

from textblob import en
from vaderSentiment.vaderSentiment import BOOSTER_DICT

HERE = Path(__file__).parent
LEAST_SUBJECTIVE, LEAST_POLARITY = 0.8, 0.3

# Reporting words (counted with the quotes), words of quantity and place, and plain verbs and futures.
NO_HEDGES = frozenset(
    "about actually allege alleged always around assume assumed assumes assumption believe believed believes bunch "
    "can clear clearly certain certainly consider considered considers could couple definite definitely diagnostic "
    "doubt estimate estimated estimates few find finds found frequently guess guessed guesses indicate largely like "
    "little mainly many most mostly much must necessarily occasionally often overall partially rare rarely rather "
    "read really say says seldom several should some somebody someone something sometimes somewhere speculate "
    "speculated speculates suggest suggested suggests surely tend think thinks thought understand understands "
    "understood usually quite pretty will would".split()
)
NO_INTENSIFIERS = frozenset("major more most so total considerable fracking little less".split())
# Facts, kinds and other senses ("elect", "fly", "confirmed", "a deadly attack"), and outcries nobody prints in news.
NO_SUBJECTIVE = frozenset(
    "absorbed acute ahw artificial aww awww awwww base bloody bloodstained bored blasted blech bootleg cast-iron "
    "casual catching challenging chicken chilly churning civilized cold collectible comfortable complicated "
    "confirmed corrupt cutting deadly delicate difficult dirty drunk easy economical effective elect elementary "
    "experienced f*cking faint fair fake famous favored favorite filled fly forcible free frigid fucking gifted "
    "grand grr grrr grrrr guilty hate handy huge idiot idiots ill important jackass jackasses justified kind latest "
    "liked lmao lolol loved loving loyal magic muggy nameless numb own pleased popular powerful precise prominent "
    "rank rare relevant reputable retard retarded retards rofl rose satisfied sexual sexy sick significant sorry "
    "stabbing static subnormal successful sucker suckers superior supportive sure thin tough troubled twisted uncut "
    "ungraded unsalted unchaste uncommon unique violent wealthy welcome wrong wtf yaaawwnnnn youngish moron morons "
    "painful angry angered afraid dangerous deserving exotic erotic enthusiastic becoming precious psychotic "
    "insecure inconvenient honest happy glad sad proud lucky confident candid charitable artistic creative abundant "
    "affluent apt".split()
)


def hedges(path: Path) -> set[str]:
    words = re.findall(r"^\s+'([a-z]+)',?$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return set(words) - NO_HEDGES


def intensifiers() -> set[str]:
    return {word for word, weight in BOOSTER_DICT.items() if weight > 0 and word.isalpha()} - NO_INTENSIFIERS


def subjective() -> set[str]:
    text = (resources.files(en) / "en-sentiment.xml").read_text(encoding="utf-8")
    senses: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for form, pos, polarity, subjectivity in re.findall(
        r'<word form="([^"]+)"[^>]*?pos="(\w+)"[^>]*?polarity="([-\d.]+)" subjectivity="([-\d.]+)"', text
    ):
        if pos.startswith("JJ"):
            senses[form].append((float(polarity), float(subjectivity)))
    return {
        form
        for form, rated in senses.items()
        if form.isalpha()
        and fmean(s for _, s in rated) >= LEAST_SUBJECTIVE
        and abs(fmean(p for p, _ in rated)) >= LEAST_POLARITY
    } - NO_SUBJECTIVE


def main(path: Path) -> None:
    lists = {"hedge": hedges(path), "intensifier": intensifiers()}
    lists["subjective"] = subjective() - lists["hedge"] - lists["intensifier"]
    sources = {"hedge": "words/hedges", "intensifier": "VADER", "subjective": "Pattern"}
    with (HERE / "loaded.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("term", "list", "source"))
        rows.writerows((word, name, sources[name]) for name, words in lists.items() for word in sorted(words))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
