"""A chart as PNG or SVG, made in the browser by the chart itself: no server, no second browser."""

from __future__ import annotations

import streamlit as st

# The menu stands outside the card in the page, so the chart is found by the card's class. The button of the
# chart's own bar makes the picture; before it is pressed it is told the format.
_SCRIPT = """
export default function ({ data, parentElement }) {
  for (const button of parentElement.querySelectorAll("button")) {
    button.onclick = () => {
      const chart = document.querySelector(`.st-key-${CSS.escape(data.card)} .js-plotly-plot`);
      const camera = chart && [...chart.querySelectorAll(".modebar-btn")].find(
        (b) => (b.getAttribute("data-title") || "").startsWith("Download"));
      if (!camera) return;
      const options = chart._context.toImageButtonOptions;
      const before = { ...options };
      Object.assign(options, { format: button.value, filename: data.name, scale: 2 });
      camera.click();
      Object.assign(options, before);
    };
  }
}
"""
_PAGE = '<div class="row"><button value="png">PNG</button><button value="svg">SVG</button></div>'
_STYLE = """
.row { display: flex; flex-direction: column; gap: .5rem; }
button { font: inherit; color: var(--st-text-color); background: var(--st-background-color); cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); padding: .35rem .75rem; }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
"""

_buttons = st.components.v2.component("chart_pictures", html=_PAGE, css=_STYLE, js=_SCRIPT)


def picture_buttons(card: str, file_name: str) -> None:
    """Two buttons for the chart of a card. card: its key; file_name: without extension."""
    _buttons(key=f"{card}-pictures", data={"card": card, "name": file_name})
