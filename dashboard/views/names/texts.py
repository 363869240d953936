"""What the panels of names say alike: how their numbers are computed, and how much of a list is offered."""

MINIMA = (1, 2, 3, 5, 10, 20, 50)  # windows together
MAX_CHOICES = 300  # names or pairs in a list
MAX_SENTENCES = 500  # of evidence
WINDOWS = ("sentence", "paragraph", "article")
LABELS = {
    "PERSON": "person", "ORG": "organisation", "GPE": "country or city", "LOC": "place", "NORP": "nationality or group",
    "FAC": "building", "EVENT": "event", "OTHER": "other",
}  # fmt: skip

HOW_PAIRS = """
Two names are **together** when one sentence, paragraph or article has both. **NPMI** sets that against chance: 0 is as
often as if names were spread at random, 1 is never one without the other; it favours rare names, so read it with the
counts. **G²** says how much evidence there is, not how strong the tie is. **q** is the share expected to be chance
among all pairs as clear: Fisher's exact test, corrected (Benjamini–Hochberg) for every pair the names could make.
Sentences of one article hang together, so a low q can still be one article's subject.

In the network, nearness is a matter of drawing and no measure. Colours are groups of names that meet one another more
than others (Louvain; the same articles give the same groups). A dot's area is its mentions.

Two outlets: a line is **only** one's when the other has no such sentence *in these articles*; a solid line is a
difference beyond chance, by the test of the panel below. PMI: Church & Hanks 1990; NPMI: Bouma 2009; G²: Dunning 1993.
The names themselves are found with an F1 of about 0.9 (docs/entities.md). GEXF and GraphML hold the network of up to
2,000 names.
"""
HOW_NAMES = """
A name counts once for each place it stands, under one entity for all its forms ("Gen Brown", "Charles Q. Brown"). Names
are found by a language model and put together by rules, so some are missed or put wrongly. No dot means **not found in
these articles**. The area of a dot is the rate in the outlet's words, the number the mentions.
"""
HOW_DIFFERENCES = """
Of 100 sentences (paragraphs, articles) of each outlet, how many more name both, **story by story** on the stories both
tell, put together after Mantel and Haenszel. The thin line is the 95 % interval: stories, then articles, are drawn with
replacement, 2,000 times; with fewer than some ten articles an outlet it is too narrow. **Hollow: no difference can be
told**: handing out the outlets' names among the articles at random does as much (permutation test, corrected for all
pairs compared), or the interval holds 0. With one article an outlet nothing is said of the outlet.

Compared are the 300 pairs of most sentences, chosen without a look at who makes them.
"""
