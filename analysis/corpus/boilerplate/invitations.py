"""What asks the reader to do something: sign up, read on, share, click."""

from __future__ import annotations

import itertools
import re

from analysis.corpus.boilerplate.rule import MAX_WORDS, Part, bracketed, n_words, only, starts, whole

_THING = (
    r"(?:newsletters?|inbox|e-?mail (?:updates|alerts)|digest|briefing|bulletin|mailing list|news alerts|updates|"
    r"podcasts?|channel|free trial|free account|unlimited access|subscription)"
)
_SIGN_UP = starts(
    rf"(?:please |simply |to )?(?:sign[ -]?up|subscribe)\b(?=.{{0,160}}\b{_THING}\b)",
    r"sign[ -]?up (?:now|here|today|for free|free|below)\b",
    r"(?:subscribe|register|sign in|log ?in) (?:now|here|today|for free|free)\b",
    r"(?:subscribe|register|sign in|sign up|log ?in) to (?:read|continue|unlock|comment|view|access|listen|save)\b",
    r"(?:get|receive) (?:the|our|all|breaking|unlimited|more|a daily|daily|today[’']s|free)\b"
    r"(?=.{0,160}\b(?:in your inbox|to your inbox|newsletters?|by e-?mail|our app|push alerts|news alerts)\b)",
    rf"stay (?:informed|up[ -]to[ -]date|ahead|connected|in the know)\b(?=.{{0,120}}\b(?:free|our|sign|{_THING})\b)",
    r"follow (?:us|our)\b(?=.{0,40}\b(?:on|channel|page|at|@))",
    r"follow [\w.’' -]{2,40} on (?:twitter|x\b|facebook|instagram|telegram|whatsapp|google news|threads|youtube)",
    r"join (?:our|us on|the (?:conversation|discussion)\b)(?=.{0,80}$)",
    r"download (?:the|our) .{0,40}\bapps?\b",
    r"(?:already|not) a (?:subscriber|member|registered user)\b",
    r"thank(?:s| you) for (?:subscribing|signing up|registering|reading (?:our|this|the)\b)",
    r"(?:please )?enter your e-?mail\b",
    r"you(?:[’']ve| have) (?:reached|read|used|hit) (?:your|all|\d).{0,40}\b(?:free|articles|stories|limit)\b",
    r"to (?:continue|keep) reading\b",
    r"(?:please )?support (?:our|independent|quality|local)\b.{0,40}\bjournalism\b",
    r"by (?:signing up|subscribing|registering|clicking|entering|submitting|continuing|providing)\b"
    r"(?=.{0,200}\b(?:terms|privacy|consent)\b)",
    r"this (?:article|story|content) is (?:for|(?:only )?available to|exclusive to) .{0,30}\b(?:subscribers|members)\b",
    r"this site is protected by recaptcha\b",
    r"unlock the editor[’']s digest\b",
    r"unlock a world of benefits\b",
    r"your support (?:makes all the difference|helps us to tell the story)\b",
    r"catch all the\b.{0,80}\b(?:news|updates)\b",
    r"(?:new)?you can now listen to fox news articles\b",
    r"follow (?:the )?ap[’']s? (?:full )?coverage\b",
    r"privacy notice: newsletters\b",
)
_YOUR_INBOX = re.compile(r"\b(?:to|in|into) your (?:e-?mail )?inbox\b", re.IGNORECASE)
_NEWS = re.compile(  # what comes to an inbox that a page offers to fill
    r"\b(?:deliver(?:ed|ing|s)?|news|newsletters?|headlines|stor(?:y|ies)|coverage|articles?|analysis|insights?|"
    r"updates?|alerts?|digest|briefings?|bulletin|podcasts?)\b|"
    r"^\W*(?:get|receive|have|find|let|want|enjoy|start|sign|subscribe)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:said|says|say|told|tells|warned|warns|reported|added|claimed|according to)\b")
_OPENS_A_SIGN_UP = starts(r"(?:stay informed|sign up|subscribe|get the|simply sign)\b")
_GLUED_INBOX = re.compile(r"\byour inbox(?=[A-Z](?:[a-z]|[A-Z]))")
_WORTH_A_LOOK = re.compile(
    r"sign[ -]?(?:up|in)|subscri|regist|log ?in|inbox|stay |follow |join |download |e-?mail|receive|get |journalism|"
    r"to (?:continue|keep)|agree|recaptcha|member|you[’']ve|you have|you can|thank|unlock|"
    r"your support|catch all|privacy notice",
    re.IGNORECASE,
)
_TO_THE_READER = re.compile(r"\b(?:[Yy]ou|[Yy]our|[Oo]ur|us)\b")
_QUOTATION = re.compile(r"[\"“”«»]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def sign_up(text: str) -> Part | None:
    """The sentences at the beginning or the end of a line that ask for an address, an account or a subscription."""
    if n_words(text) > 4 * MAX_WORDS or _QUOTATION.search(text) or not _WORTH_A_LOOK.search(text):
        return None  # somebody's words about signing up are not a sign-up line
    if (glued := _GLUED_INBOX.search(text)) and _OPENS_A_SIGN_UP(text):
        return (0, glued.end())
    bounds = [0, *(found.end() for found in _SENTENCE.finditer(text)), len(text)]
    sentences = [text[a:b] for a, b in itertools.pairwise(bounds)]
    asks = [bool(_offers_the_inbox(s) or _SIGN_UP(s)) and n_words(s) <= MAX_WORDS for s in sentences]
    if asks[0]:
        n = 1
        while n < len(asks) and (asks[n] or _goes_with_a_sign_up(sentences[n])):
            n += 1
        return (0, len(text[: bounds[n]].rstrip()))
    return (bounds[-2], len(text)) if asks[-1] else None


def _offers_the_inbox(sentence: str) -> bool:
    """ "Our best stories, straight to your inbox"; not "a fake invoice straight to your inbox, the police said"."""
    return bool(_YOUR_INBOX.search(sentence) and _NEWS.search(sentence) and not _TELLS.search(sentence))


def _goes_with_a_sign_up(sentence: str) -> bool:
    """ "You can unsubscribe at any time.", "Log in"."""
    return len(sentence) < 200 and (n_words(sentence) <= 4 or bool(_TO_THE_READER.search(sentence)))


_NOUN = r"(?:articles?|stor(?:y|ies)|coverage|news|content|reading|posts?|videos?|links?|topics?)"
_ALSO = (
    r"(?:read (?:more|next|also|too|on|the full (?:story|article|report))|(?:also|must) read|see (?:also|more)|"
    rf"(?:also )?watch(?: also| now| live)?|(?:also )?listen(?: now)?|related(?: {_NOUN})?|"
    r"more(?: on this(?: story| topic)?| stories| news| coverage| from [\w’' ]{2,30})?|"
    r"recommended(?: reading| for you| stories)?|you (?:may|might) (?:also )?(?:like|be interested in)|don[’']?t miss|"
    r"icymi|in case you missed it|further reading|up next|(?:keep|continue) reading|what to read next|"
    r"lire aussi|à lire aussi|lesen sie auch|mehr zum thema|lea también|leia também)"
)
_LINK_WITH_TITLE = starts(rf"{_ALSO}\s?[:|»›→]\s?(?=[\"“‘'(\[\w])")
_LINK_ALONE = only(
    r"read (?:more|next|also|the full (?:story|article)|on)",
    r"see (?:also|more|more on|more from)",
    rf"related(?: {_NOUN})?",
    r"recommended(?: reading| for you| stories| videos?)?",
    r"more (?:on this(?: story| topic)?|stories|news|coverage|to read|like this)",
    r"more from [\w’' ]{2,30}",
    r"you (?:may|might) (?:also )?(?:like|be interested in)(?: these)?",
    r"don[’']?t miss",
    r"most (?:read|popular|viewed|shared)(?: (?:stories|articles|in [\w ]{2,20}))?",
    r"what to read next",
    r"(?:keep|continue|further) reading",
    r"up next",
    r"trending(?: now| stories)?",
    r"in case you missed it",
)
_TWO_SENTENCES = re.compile(r"[a-z]{3}\. [A-Z]")
_SEE_THERE = starts(
    r"read (?:more|all|our|the latest|the full)(?: [\w’'-]{1,20}){0,4}"
    r"(?: about| on| from| here| at| stories| articles| news| coverage)\b",
    r"(?:for|see) more (?:news|stories|coverage|information|on)\b"
    r"(?=.{0,60}\b(?:here|click|visit|our|follow|www|https?)\b)",
    r"click (?:here|on (?:the|this) link|the link|to (?:share|read|view|watch|subscribe|play|enlarge|expand|print))\b",
    r"listen to (?:this|the) (?:article|story|episode|podcast)\b",
    r"watch (?:the|our) (?:video|full interview|report)\b(?=.{0,30}\b(?:here|below|above)\b)",
)


def read_next(text: str) -> Part | None:
    """ "Read next: …", "Related", "Watch: …"."""
    words = n_words(text)
    if _LINK_WITH_TITLE(text):
        if bracket := bracketed(text):
            return bracket
        # A headline has no full stop; with one, and long, a sentence of the article hangs on it.
        title = words <= 16 or (words <= 30 and not text.rstrip('"”’) ').endswith("."))
        return whole(text) if title and not _TWO_SENTENCES.search(text) else None
    return whole(text) if words <= 12 and _LINK_ALONE(text) else None


def see_there(text: str) -> Part | None:
    """ "Click here to …", "Read more about …"."""
    return whole(text) if n_words(text) <= 20 and _SEE_THERE(text) else None


_GLUED = re.compile(
    r"(?:Recommended(?: for you| Stories)?|Advertisement|ADVERTISEMENT|Read [Mm]ore|"
    r"Related (?:[Aa]rticles?|[Cc]ontent|[Ss]tor(?:y|ies))|Share this (?:article|story)|Most [Rr]ead)"
    r"(?=[“‘\"]?(?:[A-Z][a-z]|[A-Z]{2}|A ))"
)


def glued_label(text: str) -> Part | None:
    """The title of a box that lost its line: "RecommendedUS defence secretary …"."""
    found = _GLUED.match(text)
    return found.span() if found else None


_PLACES_TO_SHARE = (
    r"(?:share|tweet|e-?mail|print|save|bookmark|facebook|twitter|whatsapp|linkedin|reddit|pinterest)"
)
_SHARE = only(
    r"share (?:this|on|via|with)(?: [\w’'-]{1,20}){0,3}",
    r"follow topics?",
    r"(?:copy|copied) link|link copied|copy url",
    r"(?:tweet|pin|print|save|e-?mail|bookmark|gift) this(?: article| story| page)?",
    rf"{_PLACES_TO_SHARE}(?:[ ,|/·•]{{1,3}}{_PLACES_TO_SHARE}){{1,10}}",
)
_EMBED = re.compile(r"\b(?:copy this code to your website|autoplay autoplay)\b", re.IGNORECASE)
_ONE_PLACE = only(_PLACES_TO_SHARE)


def share_line(text: str) -> Part | None:
    words = n_words(text)
    embed = words <= MAX_WORDS and not text.endswith(".") and _EMBED.search(text)
    return whole(text) if embed or (words <= 12 and _SHARE(text)) else None


_NEW_TAB = re.compile(
    r", opens (?:in )?(?:a )?new (?:tab|window)\b| ?\(opens (?:in )?(?:a )?new (?:tab|window)\)",
    re.IGNORECASE,
)


def link_notes(text: str) -> list[Part]:
    """ ", opens new tab" behind a link, anywhere in a sentence."""
    return [found.span() for found in _NEW_TAB.finditer(text)] if "new " in text else []


def one_place_to_share(text: str) -> Part | None:
    """ "Facebook" alone: a button at the edge of the page, a subheading within it."""
    return whole(text) if n_words(text) == 1 and _ONE_PLACE(text) else None
