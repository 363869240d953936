"""Fine-tuning a network of targeted tone, step by step. Needed to train only."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch  # type: ignore[import-not-found,unused-ignore]
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel  # type: ignore[import-not-found,unused-ignore]

from analysis.models.tone_data import Row

HEAD_RATE = 10  # times the rate of the encoder's last layer
DECAY_BY_LAYER = 0.9  # each layer below the last learns that much slower
SMOOTHING = 0.05  # of the labels
EVERY = 50  # steps between two lines of the log

Loss = Callable[[Tensor, Sequence[Row]], Tensor]


def fit(
    network: nn.Module, steps: Sequence[Sequence[Row]], loss: Loss, *, rate: float, warm_up: float, fall: bool
) -> None:
    """Fine-tune in place by a loss of the logits; as `fit_by`."""
    fit_by(
        network, steps, lambda rows: loss(logits(network, rows), rows), rate=rate, warm_up=warm_up, fall=fall
    )


def fit_by(
    network: nn.Module,
    steps: Sequence[Sequence[Any]],
    loss: Callable[[Sequence[Any]], Tensor],
    *,
    rate: float,
    warm_up: float,
    fall: bool,
    head_rate: float = HEAD_RATE,
    beside: nn.Module | None = None,
    on_the_way: bool = False,
) -> None:
    """Fine-tune in place. The rate climbs over `warm_up` of the steps, then stays or falls to nothing.

    head_rate: of the heads, in rates; beside: another module that learns too, at that rate. on_the_way: the
    network ends with the mean of its weights after each step, not with the last.
    """
    groups = _groups(network, rate, head_rate)
    if beside is not None:
        groups.append({"params": list(beside.parameters()), "lr": rate * head_rate})
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    n_warm = warm_up * len(steps)

    def share(step: int) -> float:
        if step < n_warm:
            return (step + 1) / n_warm
        return (len(steps) - step) / (len(steps) - n_warm) if fall else 1.0

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, share)
    learning = [parameter for group in optimizer.param_groups for parameter in group["params"]]
    mean = AveragedModel(network) if on_the_way else None
    network.train()
    started, total = time.process_time(), 0.0
    for number, rows in enumerate(steps, 1):
        value = loss(rows)
        optimizer.zero_grad()
        value.backward()
        nn.utils.clip_grad_norm_(learning, 1.0)
        optimizer.step()
        schedule.step()
        if mean is not None:
            mean.update_parameters(network)
        total += value.item()
        if number % EVERY == 0:
            cpu = time.process_time() - started
            print(f"step {number}/{len(steps)} loss {total / EVERY:.3f} cpu {cpu:.0f} s", flush=True)
            total = 0.0
    if mean is not None:
        network.load_state_dict(mean.module.state_dict())
    network.eval()


def _groups(network: nn.Module, rate: float, head_rate: float) -> list[dict[str, object]]:
    depth = len(network.layers)
    lowest = [p for p in (network.target, *network.norm.parameters()) if p.requires_grad]
    groups: list[dict[str, object]] = [
        {"params": list(network.heads.parameters()), "lr": rate * head_rate},
        {"params": lowest, "lr": rate * DECAY_BY_LAYER**depth},
    ]
    for number, layer in enumerate(network.layers):
        learning = [p for p in layer.parameters() if p.requires_grad]
        groups.append({"params": learning, "lr": rate * DECAY_BY_LAYER ** (depth - 1 - number)})
    return [group for group in groups if group["params"]]


def logits(network: nn.Module, rows: Sequence[Row]) -> Tensor:
    """Rows × 3. All rows are of one domain, whose head reads them."""
    longest = max(len(row.ids) for row in rows)
    ids = torch.tensor([[*row.ids, *[0] * (longest - len(row.ids))] for row in rows])
    mask = torch.tensor([[1.0] * len(row.ids) + [0.0] * (longest - len(row.ids)) for row in rows])
    positions = torch.tensor([row.position for row in rows])
    with short_products():
        out = network(ids, mask, torch.arange(len(rows)), positions, rows[0].domain)
    return out.float()


def short_products() -> torch.autocast:
    """Products in bfloat16 where the processor knows it: half the time there, and six times the time where not."""
    known = torch.cpu.get_capabilities().get("avx512_bf16", False)
    return torch.autocast("cpu", torch.bfloat16, enabled=known)


def by_labels(found: Tensor, rows: Sequence[Row]) -> Tensor:
    """Cross-entropy with people's labels."""
    labels = torch.tensor([row.label for row in rows])
    return nn.functional.cross_entropy(found, labels, label_smoothing=SMOOTHING)


def resumed(network: nn.Module, file: Path) -> bool:
    """Whether there was such a part; its weights are then in the network."""
    if file.exists():
        network.load_state_dict(torch.load(file))
    return file.exists()


def keep(network: nn.Module, file: Path) -> None:
    torch.save(network.state_dict(), part := file.with_suffix(".part"))
    part.replace(file)


def mean_with(earlier: dict[str, Tensor], network: nn.Module, learned: float) -> None:
    """The mean of the weights before and after, in place. learned: the share of those after."""
    after = network.state_dict()
    network.load_state_dict({name: torch.lerp(earlier[name], after[name], learned) for name in earlier})
