"""Nouns that can speak: what kind of source each names, and the genders that titles and common first names tell."""

from __future__ import annotations

from analysis.entities.titles import PERSON_TITLES

MALE, FEMALE = "male", "female"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DOCUMENTS = _words("""
    statement report study letter release advisory readout order decision tweet post book memoir memoirs website law
    ruling survey poll paper article note message email memo announcement document summary verdict bulletin warning
    proclamation decree judgment judgement description page account transcript indictment complaint lawsuit affidavit
    filing record review analysis estimate figure finding result datum data research investigation autopsy speech
    column editorial interview video motion petition request appeal brief tape recording transcript footage banner sign
    poster slogan communique notice blog autobiography
""")
GOVERNMENTS = _words("government administration regime state country nation")
INSTITUTIONS = GOVERNMENTS | _words("""
    ministry court department agency committee commission council union company party army navy force office bank
    university parliament senate house congress board association organisation organization group institute club league
    federation bureau service authority firm corporation party church palace channel newspaper
    magazine network outlet station watchdog body foundation charity coalition alliance embassy center centre airline
    hospital school college museum city county district airport campaign broadcaster publisher retailer manufacturer
""")
COLLECTIVES = _words(
    "police team authorities people staff public crowd family media press opposition majority team audience"
)
PERSON_NOUNS = PERSON_TITLES | _words("""
    man woman boy girl spokesman spokeswoman spokesperson official source witness eyewitness aide lawyer attorney
    wife husband son daughter mother father brother sister cousin friend neighbour neighbor agent publicist critic
    supporter opponent resident passenger survivor victim relative parent colleague member employee worker
    representative reporter clerk leader expert analyst manager scientist researcher strategist adviser advisor
    politician lawmaker legislator ally insider donor voter organizer organiser activist protester demonstrator
""")
SCIENTISTS = _words(
    "researcher scientist team author expert astronomer biologist physicist study report paper result finding"
)
"""Nouns by which an article goes on speaking of the same group of scientists."""
_MALE_TITLES = _words(
    "mr sir lord king prince father brother monsieur herr señor pope imam baron duke chairman"
)
_FEMALE_TITLES = _words(
    "mrs ms miss dame lady queen princess sister madame mme mlle frau señora duchess chairwoman"
)
_MALE_NAMES = _words("""
    james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
    steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas
    eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis
    jerry tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan jeremy harold keith christian roger
    noah gerald carl terry sean austin arthur lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel
    logan alan juan wayne roy ralph randy eugene vincent russell elijah louis bobby philip johnny bernie ted chuck boris
    vladimir emmanuel joaquin jair recep mohammed muhammad mohamed ahmed ali hassan hussein ibrahim omar abdul xi li jim
    mike bill bob tom dan steve jeff greg ben sam tim tony rick nick chris matt dave ron ken barack mitch rudy marco
    jeb lindsey newt mitt rand antonio luis carlos pedro pablo miguel javier diego sergio francisco manuel jorge ivan
    dmitry sergei sergey igor oleg yuri viktor andrei alexei mikhail nikolai pavel narendra rahul imran shinzo fumio
    hiroshi kenji akira wei jens lars sven hans klaus jürgen wolfgang karl heinz pierre jean françois jacques michel
    philippe nicolas giuseppe matteo silvio luigi marco mario alberto fernando sadiq keir jeremy nigel gordon angus
    malcolm kim moon jong doug don ed fred gene hugh ian jay joel ross stuart theo victor walt wes neil oscar martin
""")
_FEMALE_NAMES = _words("""
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
    kimberly emily donna michelle carol amanda melissa deborah stephanie dorothy rebecca sharon laura cynthia amy
    kathleen angela shirley brenda emma anna pamela nicole samantha katherine christine helen debra rachel carolyn janet
    maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith
    andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances
    jean alice judy isabella julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana brittany
    doris kayla alexis lori hillary theresa angela greta carrie ivanka melania condoleezza nikki sonia ursula christine
    jacinda nicola priti ngozi aung benazir michelle elena natalia olga svetlana irina tatiana yulia ekaterina marine
    ségolène ségolene giorgia leticia ana carmen rosa lucia marta elena isabel fatima aisha zainab mei yuki sanna mette
    erna kamala kellyanne elise liz beth kate katie jenny jane anne annie claire ellen eva fiona gina heidi ingrid jill
    kirsten leah lily lucy maggie mia molly monica naomi nina paula rita rose sally sophie stella tina vera wendy zoe
    amal hatice malala rihanna oprah adele taylor meghan camilla kristin kirstjen tulsi alexandria ilhan rashida ayanna
""")


def gender_of_name(first: str, *, title: str = "") -> str | None:
    """MALE or FEMALE as a title or common first name tells; None when neither does.

    Only for choosing whom "he" or "she" stands for; never shown and never stored.
    """
    if title in _MALE_TITLES or first.lower() in _MALE_TITLES:
        return MALE
    if title in _FEMALE_TITLES or first.lower() in _FEMALE_TITLES:
        return FEMALE
    name = first.lower()
    if (name in _MALE_NAMES) == (name in _FEMALE_NAMES):
        return None
    return MALE if name in _MALE_NAMES else FEMALE
