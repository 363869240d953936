"""The outlets' colours, the same on every page and in every figure. Knows no chart library: HTML uses them too."""

from __future__ import annotations

from collections.abc import Sequence

# Okabe & Ito (2008), told apart by the colour-blind, in their order; orange and sky blue a little darker and their
# yellow an ochre, so that each stands out at 3 : 1 or more from the white and from the dark page.
OUTLETS = ("#c58900", "#3c9bdc", "#009e73", "#8f7a2c", "#0072b2", "#d55e00", "#cc79a7", "#7f7f7f")


def outlet_colours(outlets: Sequence[str]) -> dict[str, str]:
    """outlet → colour, in the order of a store's `outlets()`; beyond eight outlets colours come round again."""
    return {outlet: OUTLETS[number % len(OUTLETS)] for number, outlet in enumerate(outlets)}
