"""Words that stand before a name and are no part of it: honorifics, ranks, offices, occupations."""

from __future__ import annotations

import re
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFICS = _words("""
    mr mrs ms miss mx dr prof sir dame lord lady sheikh shaikh sheik imam rabbi rev reverend fr hon
    honourable honorable king queen prince princess pope saint st duke duchess earl count baron baroness
    emperor empress sultan emir tsar ayatollah mullah maulana cardinal archbishop bishop pastor father
    sister brother monsieur madame mme mlle herr frau señor señora justice judge mufti shahid
""")
RANKS = _words("""
    gen general lt lieutenant maj major col colonel capt captain cmdr commander cdr adm admiral rear vice
    sgt sergeant cpl corporal pvt private brig brigadier marshal field air chief staff warrant officer
    petty ensign constable inspector superintendent sheriff detective trooper deputy commissioner
    cosmonaut astronaut pilot
""")
OFFICES = _words("""
    president vice-president premier chancellor minister secretary senator sen rep representative
    congressman congresswoman governor gov lieutenant-governor mayor councillor councilor councilman
    councilwoman alderman ambassador envoy consul speaker chairman chairwoman chair chairperson chief
    director director-general head leader prime-minister mp mep mla msp assemblyman assemblywoman
    attorney prosecutor solicitor commissioner treasurer comptroller spokesman spokeswoman spokesperson
    magistrate coroner delegate president-elect undersecretary general-secretary secretary-general whip
    ex-president taoiseach legislator administrator lawmaker advisor adviser aide commissioner-general
    monarch
""")
OCCUPATIONS = _words("""
    professor doctor lawyer barrister journalist reporter correspondent editor columnist analyst expert
    economist actor actress singer rapper musician drummer guitarist author writer novelist poet artist
    painter director producer designer comedian presenter host scientist physicist biologist researcher
    historian athlete player coach manager striker goalkeeper captain quarterback boxer golfer driver
    cyclist swimmer runner ceo cfo coo founder co-founder chairman engineer nurse teacher student
    activist campaigner volunteer eyewitness witness suspect defendant victim officer soldier veteran
    candidate nominee entrepreneur businessman businesswoman billionaire owner meteorologist seismologist
    astronomer superstar star celebrity chef model photographer co-author translator wrestler referee
    umpire broadcaster youtuber blogger songwriter singer-songwriter violinist ecologist
    producer-director voter protester protestor countryman paramedic firefighter bishop-elect conductor
    dancer rapper-songwriter fan tourist resident neighbour neighbor
""")
QUALIFIERS = _words("""
    former then ex acting interim current outgoing incoming late senior junior assistant associate deputy
    vice first second third chief executive prime foreign state national federal home defence defense
    finance health interior education justice emergencies environment energy trade transport culture
    labor labour agriculture commerce treasury attorney press major rear lieutenant brigadier opposition
    majority minority lead founding managing general police fire regional district house senate
    democratic republican conservative
""")
PERSON_TITLES = HONORIFICS | RANKS | OFFICES | OCCUPATIONS
_ALL = PERSON_TITLES | QUALIFIERS


@lru_cache(maxsize=65536)
def bare(word: str) -> str:
    """A title as listed: lower case, without full stop and "then-", "ex-", "vice-" before it."""
    word = re.sub(r"^(then|ex|vice|co|sub|under)[-–]", "", word.lower().rstrip("."))
    return word[:-1] if word.endswith("s") and word[:-1] in _ALL else word


@lru_cache(maxsize=65536)
def is_title(word: str) -> bool:
    """Whether a word can be all of a title ("General", "Sen.", "ex-president")."""
    return bare(word) in PERSON_TITLES


@lru_cache(maxsize=65536)
def is_rank_or_office(word: str) -> bool:
    """Whether a word before a person's name is surely none of it: an honorific, rank or office."""
    return bare(word) in HONORIFICS | RANKS | OFFICES


@lru_cache(maxsize=65536)
def in_title(word: str) -> bool:
    """Whether a word can be part of one ("Vice", "Foreign")."""
    return bare(word) in _ALL
