"""What belongs to the page: advertisements, notices, comment forms, topic lines, navigation."""

from __future__ import annotations

from analysis.corpus.boilerplate.rule import MAX_WORDS, Part, n_words, only, starts, whole

_ADVERTISEMENT = only(
    r"advertisements?(?: ?- ?scroll to continue)?",
    r"(?:featured|sponsored|promoted|google|more) ads?",
    r"(?:sponsored|promoted|paid|partner)(?: content| post| links?| stories)",
    r"(?:story|article|content) continue[sd] (?:below|after)(?: (?:this |the )?(?:ad|advert|advertisement))?",
    r"scroll (?:down )?(?:to|for) (?:continue|more)(?: reading| with content)?",
    r"skip (?:advertisement|ad|ads|past newsletter promotion)",
    r"after newsletter promotion",
    r"(?:report|remove|hide)(?: this)? ads?",
    r"anzeige|publicité|publicidad|pubblicità|publicidade",
)
_COMMENTS = only(
    r"\d+ comments?",
    r"comments? \(\d+\)",
    r"(?:leave|post|add|write) (?:a|your) (?:comment|reply)(?: cancel reply)?",
    r"(?:view|see|show|hide|load|read)(?: all| more)?(?: the)?(?: \d+)? comments",
    r"no comments(?: yet)?(?:[.,:].{0,60})?",
    r"be the first to comment.{0,40}",
    r"comments are (?:closed|off|moderated|disabled).{0,60}",
    r"(?:log|sign) in to (?:comment|reply|leave a comment|join the conversation).{0,40}",
    r"your e-?mail (?:address )?will not be published(?:.{0,60})?",
    r"required fields are marked.{0,10}",
    r"save my name, e-?mail.{0,100}",
    r"notify me of (?:new|follow-?up).{0,60}",
    r"cancel reply|post comment|submit comment|what do you think\? leave a comment.{0,20}",
)
_NOTICE = starts(
    r"(?:this|our) (?:web)?site (?:and our partners )?uses? cookies\b",
    r"we (?:and our (?:\d+ )?partners )?use cookies (?:to|and|on|for|in|or|that)\b",
    r"(?:by )?continu(?:e|ing) to (?:use|browse) (?:this|our) (?:web)?site\b",
    r"(?:please )?enable javascript\b",
    r"javascript (?:is|must be) (?:disabled|enabled|required)\b",
    r"your browser (?:does not|doesn[’']t) support\b",
    r"this is a (?:developing|breaking) (?:news )?story\b(?=.{0,80}$)",
)
_NOTICE_ALONE = only(
    r"(?:accept|reject|manage|allow)(?: all)? cookies",
    r"cookie (?:policy|settings|preferences|notice)",
    r"(?:manage|privacy) (?:consent|preferences|settings)",
    r"privacy (?:policy|notice)",
    r"terms (?:of (?:use|service)|(?:and|&) conditions)",
    r"skip to (?:main )?content",
    r"list of \d{1,2} items|list \d{1,2} of \d{1,2}|end of (?:list|carousel)",
    r"scroll down for video",
    r"back to (?:top|home ?page)",
    r"more to (?:come|follow)|more follows|refresh for updates",
)
_SOURCE_LINK = only(
    r"(?:original )?source link",
    r"original source",
    r"view original(?: article)?",
    r"link to original.{0,20}",
)


def advertisement(text: str) -> Part | None:
    return whole(text) if n_words(text) <= 12 and _ADVERTISEMENT(text) else None


def comments(text: str) -> Part | None:
    return whole(text) if n_words(text) <= 30 and _COMMENTS(text) else None


def page_notice(text: str) -> Part | None:
    if n_words(text) <= MAX_WORDS and _NOTICE(text):
        return whole(text)
    return whole(text) if n_words(text) <= 8 and _NOTICE_ALONE(text) else None


def source_link(text: str) -> Part | None:
    return whole(text) if n_words(text) <= 6 and _SOURCE_LINK(text) else None


_TOPICS = starts(r"(?:tags?|topics?|filed under|posted in|categor(?:y|ies)|keywords?|sections?)\s?:")
_SOURCE = starts(r"(?:sources?|via|credit)\s?:\s?\S")
_NAVIGATION = only(
    r"comments?",
    r"thank you",
    r"(?:previous|next)(?: article| post| story)?",
    r"(?:load|show|view|see) more",
    r"loading",
    r"(?:main )?menu|search|home",
    r"(?:contact|about) us|about the author|advertise with us",
    r"(?:name|e-?mail|website) ?\*?",
    r"copyright",
)
_TRAIL = starts(r"home\s?[>»›/|]")
_SECTION = only(
    r"(?:top |breaking |world |latest )?news|world|asia|europe|africa|americas|middle east|politics|business|economy|"
    r"opinion|sports?|culture|technology|science|health|national|international|local|us news|uk news|analysis|live",
)


def topic_line(text: str) -> Part | None:
    return whole(text) if n_words(text) <= 30 and text[-1:] not in ".!?" and _TOPICS(text) else None


def source_line(text: str) -> Part | None:
    return whole(text) if n_words(text) <= 10 and _SOURCE(text) else None


def navigation(text: str) -> Part | None:
    return whole(text) if n_words(text) <= 8 and (_NAVIGATION(text) or _TRAIL(text)) else None


def section_line(text: str) -> Part | None:
    return whole(text) if n_words(text) <= 3 and _SECTION(text) else None
