"""The rules about who speaks: a speaker's room, kinds of speakers, how much of an article is speech."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.measures.keyness import contrast
from analysis.measures.observation import Observation, Story, Voiced, percent, summed

LEAST_SHARE = 0.10  # of quoted words: a voice with less is one of many
LEAST_GAP = 0.20  # between two shares: about one quote more or less in a short article

KINDS = {
    "person": "named persons",
    "organisation": "organisations",
    "state": "states and governments",
    "group": "groups of unnamed people",
    "anonymous": "unnamed persons",
}


def speaker_of_one(story: Story) -> Iterator[Observation]:
    """A named voice that one outlet quotes and no other does."""
    total = story.quoted()
    for speaker, rooms in _by_speaker(story).items():
        outlet, room = next(iter(rooms.items()))
        share = _share(room.n_words, total[outlet].n_words)
        others = sum(quoted.n_quotes for name, quoted in total.items() if name != outlet)
        if len(rooms) > 1 or share < LEAST_SHARE or not others:
            continue
        text = (
            f"{outlet} gives {percent(share)} of its quoted words ({room.n_words} of {total[outlet].n_words}) to "
            f"{speaker}; no quote of {speaker} was found in {story.others(outlet)}."
        )
        yield Observation(
            text, "speaker of one outlet", story.name, (outlet,), ("speaker", speaker), share,
            "share of quoted words", contrast(room.n_quotes, total[outlet].n_quotes, 0, others),
        )  # fmt: skip


def speaker_of_several(story: Story) -> Iterator[Observation]:
    """A voice quoted by several outlets, with very different room."""
    total = story.quoted()
    for speaker, rooms in _by_speaker(story).items():
        shares = {outlet: _share(room.n_words, total[outlet].n_words) for outlet, room in rooms.items()}
        least, most = _ends(shares)
        if shares[most] - shares[least] < LEAST_GAP:
            continue
        text = (
            f"{most} gives {speaker} {percent(shares[most])} of its quoted words ({rooms[most].n_words} of "
            f"{total[most].n_words}), {least} {percent(shares[least])} ({rooms[least].n_words} of "
            f"{total[least].n_words})."
        )
        yield Observation(
            text, "room for a speaker", story.name, (most, least), ("speaker", speaker),
            shares[most] - shares[least], "difference of shares",
            contrast(rooms[most].n_quotes, total[most].n_quotes, rooms[least].n_quotes, total[least].n_quotes),
        )  # fmt: skip


def kind_of_speaker(story: Story) -> Iterator[Observation]:
    """A kind of voice that one outlet gives much more room than another."""
    total = story.quoted()
    for kind, words in KINDS.items():
        rooms = summed(said for said in story.voices if said.kind == kind)
        shares = {
            outlet: _share(rooms[outlet].n_words if outlet in rooms else 0, all_.n_words)
            for outlet, all_ in total.items()
        }
        if not shares:
            return
        least, most = _ends(shares)
        if shares[most] - shares[least] < LEAST_GAP:
            continue
        text = (
            f"{words.capitalize()} have {percent(shares[most])} of the quoted words in {story.of(most)}, "
            f"{percent(shares[least])} in {story.of(least)}."
        )
        n_least = rooms[least].n_quotes if least in rooms else 0
        yield Observation(
            text, "kind of speaker", story.name, (most, least), ("kind", kind), shares[most] - shares[least],
            "difference of shares",
            contrast(rooms[most].n_quotes, total[most].n_quotes, n_least, total[least].n_quotes),
        )  # fmt: skip


def quoted_share(story: Story) -> Iterator[Observation]:
    """How much of the articles is somebody's speech."""
    quoted = story.quoted()
    shares = {
        outlet: quoted[outlet].n_words / size.n_words if outlet in quoted else 0.0
        for outlet, size in story.outlets.items()
        if size.n_words
    }
    if len(shares) < 2:
        return
    least, most = _ends(shares)
    if shares[most] - shares[least] < LEAST_GAP or shares[most] > 1:
        return
    text = (
        f"{percent(shares[most])} of the words in {story.of(most)} are somebody’s speech, quoted or reported; "
        f"{percent(shares[least])} in {story.of(least)}."
    )
    # Words of one quote come together, so sentences are the nearer unit of chance.
    n_most, n_least = (story.outlets[outlet].n_sentences for outlet in (most, least))
    yield Observation(
        text, "share of speech", story.name, (most, least), ("outlet", most), shares[most] - shares[least],
        "difference of shares", contrast(shares[most] * n_most, n_most, shares[least] * n_least, n_least),
    )  # fmt: skip


def _by_speaker(story: Story) -> dict[str, dict[str, Voiced]]:
    """Identified speakers in order of name, and what each outlet quotes of them."""
    speakers = sorted({said.speaker for said in story.voices if said.speaker is not None})
    return {speaker: summed(s for s in story.voices if s.speaker == speaker) for speaker in speakers}


def _ends(shares: dict[str, float]) -> tuple[str, str]:
    """The outlets with the least and the most; of equals the first by name."""
    return min(shares, key=lambda outlet: (shares[outlet], outlet)), min(
        shares, key=lambda outlet: (-shares[outlet], outlet)
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
