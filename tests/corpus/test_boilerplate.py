"""What each rule marks, and prose it must leave alone. All texts are invented."""

from __future__ import annotations

import pytest

from analysis.corpus import article_from_text

HEAD = "Bridge to open in spring"
PROSE = "The minister said on Monday that the bridge would open in the spring of next year."
MORE = "Engineers had warned for months that the work would take longer than the council had planned."


def marks_of(text: str) -> list[tuple[str, str]]:
    article = article_from_text(text)
    return [(mark.label, text[slice(*mark.span)]) for mark in article.boilerplate]


ANYWHERE = {
    "sign-up": [
        "Sign up now: Get insights on Asia's fast-moving developments",
        "Sign up for our daily newsletter",
        "Sign up to receive the Morning Briefing",
        "Subscribe to our channel for the latest updates",
        "Subscribe now",
        "Get the best of our coverage delivered straight to your inbox every morning.",
        "Stay informed with our free newsletter",
        "Our best stories, straight to your inbox",
        "Follow us on Facebook and Telegram",
        "Follow Ann Other on Twitter @annother",
        "Join our WhatsApp channel for breaking news",
        "Download the Evening News app here",
        "Already a subscriber? Log in",
        "You have reached your limit of free articles this month.",
        "To continue reading this article, please log in.",
        "Support our independent journalism with a gift",
        "By signing up, you agree to our Terms of Use and Privacy Policy.",
        "Unlock the Editor’s Digest for free",
        "NEWYou can now listen to Fox News articles!",
        "Catch all the Business News and Breaking News on our site.",
        "Sign up to our newsletter. You can unsubscribe at any time.",
    ],
    "caption": [
        "FILE PHOTO: The bridge is seen from the river, March 8, 2023.  Ann Other/Pool via REUTERS/File Photo",
        "FILE - Workers stand on the bridge in this photo of Jan. 5. (AP Photo/Ann Other, File)",
        "File photo of the bridge over the river",
        "The bridge over the river on Sunday. (Photo by Ann Other/Getty Images)",
        "Workers on the bridge. (Image: Ann Other)",
        "The minister at the bridge on Friday [File: Ann Other/Reuters]",
        "The minister arrives at the bridge in March. REUTERS/Ann Other",
        "The minister at the bridge. Photo: Ann Other",
        "The minister at the bridge, March 8. REUTERS/Ann Other/File Photo Acquire Licensing Rights",
        "The bridge opens to traffic on Sunday. (Xinhua/Ann Other)",
        "The bridge opens to traffic on Sunday. [Photo/Agencies]",
        "Image caption, The bridge was built in 1973",
    ],
    "credit": [
        "PHOTO: REUTERS",
        "Photo: Ann Other/AFP",
        "Image source, Getty Images",
        "Image copyright AFP Image caption The bridge was built in 1973",
        "Media playback is unsupported on your device",
        "Reuters",
        "Video: Ships pass under the bridge",
        "Reporting by Ann Other in London; Editing by John Doe",
        "(Additional reporting by Ann Other and John Doe; editing by Max Muster)",
        "Additional reporting by Wei Ling in Beijing",
        "John Doe contributed reporting from Berlin.",
        "Ann Other in Rome contributed to this report.",
        "With inputs from agencies",
        "This article was first published in The Evening News.",
        "This story has been updated with comments from the council.",
        "Editor's note: This article has been corrected to give the right name of the river.",
        "© 2024 The Evening News Company. All rights reserved.",
        "Copyright 2024 Evening News",
        "Copyright by The Evening News 2024",
        "Copyright of Evening News Ltd",
        "This material may not be published, broadcast, rewritten or redistributed.",
        "(Except for the headline, this story has not been edited by our staff.)",
        "Our Standards: The Thomson Reuters Trust Principles.",
    ],
    "read next": [
        "Read next: Ministers vow to reduce tensions at key summit",
        "Read more: Tunnel should be dug, says council",
        "READ MORE: Five things to know about bridges",
        "Also read: Why the old bridge fell",
        "ALSO READ | Tunnel plans dropped",
        "Related: Who pays for the bridge?",
        "Related articles",
        "Recommended",
        "More on this story",
        "See more on",
        "You may also like",
        "Don't miss: The river in pictures",
        "Watch: Bridge lifted into place",
        "Most read",
        "Click here to read the full report",
        "Read more about the bridge here",
        "For more news about bridges, follow our live page",
        "▶ Read also: The river rises",
        "Lire aussi : Le pont",
    ],
    "share line": [
        "Follow topic:",
        "Share this article",
        "Share on Facebook",
        "Share Tweet Email Print",
        "Copy link",
    ],
    "advertisement": [
        "Advertisement",
        "ADVERTISEMENT - SCROLL TO CONTINUE",
        "Featured Ads",
        "Sponsored content",
        "Story continues below advertisement",
        "Story Continued Below",
        "Skip past newsletter promotion",
    ],
    "comments": [
        "Leave a Reply",
        "leave your comment",
        "No comments yet. Why don’t you start the discussion?",
        "Your email address will not be published. Required fields are marked *",
        "12 comments",
        "Be the first to comment",
        "Comments are closed.",
    ],
    "page notice": [
        "This website uses cookies to improve your experience.",
        "Accept all cookies",
        "Please enable JavaScript to view this page.",
        "This is a developing story and will be updated.",
        "Privacy policy",
        "Back to top",
        "Skip to content",
        "list 1 of 4",
    ],
    "source line": ["Source link"],
}


@pytest.mark.parametrize(
    ("label", "line"), [(label, line) for label, lines in ANYWHERE.items() for line in lines]
)
def test_a_line_of_the_page_is_marked_between_paragraphs(label, line):
    assert marks_of(f"{HEAD}\n\n{PROSE}\n\n{line}\n\n{MORE}") == [(label, line)]


AT_THE_EDGES = {
    "byline": [
        "By Ann Other",
        "By Ann Other and John Doe in London",
        "BY ANN OTHER",
        "By Ann Other, Political Editor",
    ],
    "date line": [
        "21 December 2023",
        "Dec 21, 2023",
        "Published: Thursday, 21 December 2023 10:30 GMT",
        "Last updated on Dec 21, 2023 at 10:30 am",
        "3 hours ago",
        "4 min read",
    ],
    "share line": ["Facebook", "Share", "Print"],
    "topic line": ["Tags: bridge, river, council", "Topics: Transport"],
    "section line": ["World", "Politics"],
    "page notice": ["Comments", "Thank You", "Home > News > Local", "Load more"],
    "source line": ["Source: The council"],
}
EDGES = [(label, line) for label, lines in AT_THE_EDGES.items() for line in lines]


@pytest.mark.parametrize(("label", "line"), EDGES)
def test_a_label_is_marked_before_the_first_and_behind_the_last_paragraph(label, line):
    assert marks_of(f"{HEAD}\n\n{line}\n\n{PROSE}\n\n{MORE}") == [(label, line)]
    assert [text for _, text in marks_of(f"{HEAD}\n\n{PROSE}\n\n{MORE}\n\n{line}")] == [line]


@pytest.mark.parametrize(("label", "line"), EDGES)
def test_a_label_between_paragraphs_is_a_subheading(label, line):
    assert marks_of(f"{HEAD}\n\n{PROSE}\n\n{line}\n\n{MORE}") == []


@pytest.mark.parametrize(
    ("text", "label", "part"),
    [
        ("Sign up to our newsletter delivered to your inbox.US officials met on Monday.", "sign-up",
         "Sign up to our newsletter delivered to your inbox."),
        ("Stay informed with free updates in your inboxUS officials met in Rome on Monday.", "sign-up",
         "Stay informed with free updates in your inbox"),
        (f"Sign up for our newsletter. {PROSE} {MORE}", "sign-up", "Sign up for our newsletter."),
        (f"{PROSE} {MORE} Sign up here for more.", "sign-up", "Sign up here for more."),
        (f"(RELATED: Who pays?) {PROSE}", "read next", "(RELATED: Who pays?)"),
        (f"(PHOTOS: 10 bridges) {PROSE}", "credit", "(PHOTOS: 10 bridges)"),
        (f"Recommended{PROSE}", "read next", "Recommended"),
        (f"{PROSE}Advertisement{MORE}", "advertisement", None),
        (f"{PROSE} REUTERS", "wire tag", "REUTERS"),
        (f"{PROSE} — AFP", "wire tag", "— AFP"),
        (f"{PROSE} (Reuters)", "wire tag", "(Reuters)"),
        (f"{PROSE} (Reporting by Ann Other)", "credit", "(Reporting by Ann Other)"),
        (f"{PROSE}Additional reporting by Ann Other", "credit", "Additional reporting by Ann Other"),
        (f"BEIJING, Dec 21 (Reuters) - {PROSE}", "dateline", "BEIJING, Dec 21 (Reuters) -"),
        (f"WASHINGTON (AP) — {PROSE}", "dateline", "WASHINGTON (AP) —"),
        (f"Rome (CNN) — {PROSE}", "dateline", "Rome (CNN) —"),
        (f"CNN — {PROSE}", "dateline", "CNN —"),
        (f"BEIJING - {PROSE}", "dateline", "BEIJING -"),
        (f"NEW YORK — {PROSE}", "dateline", "NEW YORK —"),
        (f"OSLO — Ministers — all of them — met on 8–9 May. {PROSE}", "dateline", "OSLO —"),
        (f"Rome, Italy (AFP) – {PROSE}", "dateline", "Rome, Italy (AFP) –"),
    ],
)  # fmt: skip
def test_what_is_glued_to_a_sentence_is_marked_and_the_sentence_is_not(text, label, part):
    found = marks_of(f"{HEAD}\n\n{text}\n\n{MORE} And so on.")
    if part is None:
        assert [mark for _, mark in found] == ["Advertisement"]
    else:
        assert found == [(label, part)]


@pytest.mark.parametrize(
    "line",
    [
        "Righting the wrongs",
        "Sign up to the alliance, the president told them, or face the river alone.",
        "“Subscribe to our newsletter,” the sign on the bridge read when the minister arrived.",
        "Follow the money, said the auditor, and the bridge explains itself.",
        "Join forces or lose, the council was told on Tuesday by its own engineers.",
        "Read more books, the minister told pupils at the opening of the library on Monday.",
        "Related companies had bid for the bridge, the auditor said in a report on Tuesday.",
        "Watch the river, not the bridge, engineers told the council on Tuesday evening.",
        "Share prices fell on Monday after the bridge was closed.",
        "Email was sent to all residents on Tuesday.",
        "Print works near the bridge closed on Monday.",
        "Photo evidence was shown to the court on Tuesday.",
        "Picture a bridge without a river, the minister said.",
        "The police released a video (images of the bridge were cut) on Tuesday.",
        "Comments by the minister drew anger on Tuesday.",
        "Advertisements on the bridge will be banned, the council said.",
        "By the time the bridge opened, the minister had resigned.",
        "By Monday morning no one had crossed.",
        "The report, edited by John Doe, was read out on Monday.",
        "Reporting by The Evening News found that the bridge had been unsafe for years.",
        "Written by Ann Other in 1973, the plan was never carried out.",
        "This report was first published by the auditor in 2019 and showed that the bridge was unsafe.",
        "Copyright law does not protect bridges, the court said.",
        "NATO - Europe is part of it - would pay for the bridge.",
        "NASA — which paid for the bridge — declined to comment.",
        "He told Reuters on Monday that the bridge was safe.",
        "The mayor gave an interview to AFP.",
        "We use cookies as bait, the fisherman said.",
        "Click here and the bridge opens: the engineers call it magic, and the council calls it a waste of its money.",
        "Tags were found on the bridge, police said.",
        "More: the word the minister used most. It came up nine times in his speech on Monday.",
        "SEE ALSO: Who pays for it? Even as he opened the bridge the minister washed his hands of what it had cost.",
        "The ministry opens a new tab at the café by the bridge.",
        "Your support helps the minister, the poll found.",
        "Rome (CNN has an office there) is where the bridge was planned.",
        "Central Bridge Commission (CBC) — Europe's oldest — has asked for more money.",
        "Thank you for nothing, the crowd shouted as the minister crossed the bridge.",
        "Leave the bridge open, residents told the council.",
        "In his e-mail he asked them to sign up for the march and to subscribe to nothing less than victory.",
        "The Guardian/Observer poll of Monday found the same.",
        "A poll by Reuters/Ipsos found that most residents wanted the bridge.",
        "Support for the bridge fell to 38 percent in a poll of 1,000 adults (Ipsos/Reuters).",
        "NHS – Britain's health service – is to cut jobs, the minister said.",
        "SNP — Scotland's party of government — has chosen a leader.",
        "SNP — Scotland's party of government has chosen a leader.",
        "OECD – Paris is its seat – has warned the council.",
        "Copyright of the song belongs to the singer, a court by the river ruled on Monday.",
        "Scammers send a fake invoice straight to your inbox, the police warned on Monday.",
        "Nothing good comes to your inbox from a council.",
    ],
)  # fmt: skip
@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_prose_is_left_alone(line, place):
    rows = {
        "first": [HEAD, line, PROSE, MORE],
        "middle": [HEAD, PROSE, line, MORE],
        "last": [HEAD, PROSE, MORE, line],
    }
    assert marks_of("\n\n".join(rows[place])) == []


def test_a_note_on_a_link_is_marked_within_its_sentence():
    article = article_from_text(
        f"{HEAD}\n\nThe council said in a report, opens new tab that the bridge is safe.\n\n{MORE}"
    )
    (mark,) = article.boilerplate
    assert article.text[slice(*mark.span)] == ", opens new tab"
    assert len(article.paragraphs) == 3


def test_an_agency_alone_on_its_line_signs_the_article_or_a_picture():
    assert marks_of(f"{HEAD}\n\nReuters\n\n{PROSE}\n\n{MORE}") == [("byline", "Reuters")]
    assert marks_of(f"{HEAD}\n\n{PROSE}\n\nReuters\n\n{MORE}") == [("credit", "Reuters")]


@pytest.mark.parametrize("headline", ["By Election Night, Trump Had Won Ohio", "By Monday It Was Over"])
def test_a_headline_may_begin_like_a_byline(headline):
    article = article_from_text(f"{headline}\n\n{PROSE}\n\n{MORE}")
    assert (article.title, article.boilerplate) == (headline, ())


def test_a_headline_may_begin_like_a_link():
    for headline in ("Watch: Bridge lifted into place", "Photos: The bridge over the river"):
        article = article_from_text(f"{headline}\n\n{PROSE}\n\n{MORE}")
        assert article.title == headline


def test_a_repeated_headline_and_a_repeated_standfirst():
    standfirst = "This is the end of a plan that the council made in 1973 and never wanted to carry out."
    again = standfirst.replace("is the end", "was the end")
    text = f"{HEAD}\n\n{HEAD}\n\n{standfirst}\n\n{PROSE}\n\n{again}\n\n{MORE}"
    assert marks_of(text) == [("repeated headline", HEAD), ("repeated standfirst", standfirst)]


def test_a_paragraph_said_twice_is_marked_the_second_time_only():
    article = article_from_text(f"{HEAD}\n\n{PROSE}\n\n{MORE}\n\n{MORE}\n\nNo.\n\nNo.")
    (mark,) = article.boilerplate
    assert mark.label == "repeated paragraph"
    assert mark.span.start == article.text.rindex(MORE)


def test_a_run_of_labels_at_the_end_takes_the_signature_with_it():
    text = f"{HEAD}\n\n{PROSE}\n\nEvening News\n\nComments\n\nNo comments yet\n\nLeave a Reply"
    assert [mark for _, mark in marks_of(text)] == [
        "Evening News",
        "Comments",
        "No comments yet",
        "Leave a Reply",
    ]
    assert marks_of(f"{HEAD}\n\n{PROSE}\n\nEvening News") == []


def test_the_topics_under_a_topic_line_go_with_it():
    text = f"{HEAD}\n\nFollow topic:\n\nBridges\n\nThe river\n\n{PROSE}\n\n{MORE}\n\nSee more on\n\nBridges\n\nEurope"
    assert [mark for _, mark in marks_of(text)] == [
        "Follow topic:",
        "Bridges",
        "The river",
        "See more on",
        "Bridges",
        "Europe",
    ]
    assert marks_of(f"{HEAD}\n\nA river, a bridge\n\n{PROSE}\n\nThe end") == []


def test_the_name_of_the_outlet_alone_on_its_line():
    article = article_from_text(f"{HEAD}\n\n{PROSE}\n\nEvening News", outlet="Evening News")
    assert [mark.label for mark in article.boilerplate] == ["outlet line"]


def test_a_sentence_between_a_caption_and_a_credit_is_a_caption():
    text = f"{HEAD}\n\nFILE PHOTO: The bridge in March\n\nIt is closed since 2022.\n\nPHOTO: AFP\n\n{PROSE}"
    assert [label for label, _ in marks_of(text)] == ["caption", "caption", "credit"]
    standfirst = "The bridge has been closed since 2022."
    assert marks_of(f"{HEAD}\n\n{standfirst}\n\nPHOTO: AFP\n\n{PROSE}") == [("credit", "PHOTO: AFP")]


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        (f"{HEAD}\n\n{PROSE} REUTERS", "Reuters"),
        (f"{HEAD}\n\n{PROSE}AFP", "AFP"),
        (f"{HEAD}\n\nWASHINGTON (AP) — {PROSE}", "Associated Press"),
        (f"{HEAD}\n\nAgence France-Presse\n\n{PROSE}", "AFP"),
        (f"{HEAD}\n\nPHOTO: REUTERS\n\n{PROSE} He told Reuters so.", None),
    ],
)
def test_the_agency_is_known_by_its_signature_and_not_by_its_pictures(text, wire):
    assert article_from_text(text).wire == wire
    assert article_from_text(text, wire="PA").wire == "PA"
