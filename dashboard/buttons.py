"""Buttons that work in the browser alone: a chart as PNG or SVG, and the address of the view copied."""

from __future__ import annotations

import streamlit as st

_STYLE = """
.row { display: flex; flex-direction: column; gap: .5rem; }
button { font: inherit; font-size: .875rem; color: var(--st-text-color); background: var(--st-background-color);
  cursor: pointer; width: 100%; padding: .4rem .7rem;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius); }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
"""

# The menu stands outside the card in the page, so the chart is found by the card's class. The button of the
# chart's own bar makes the picture; before it is pressed it is told the format.
_PICTURE = """
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

_LINK = """
export default function ({ parentElement }) {
  const button = parentElement.querySelector("button");
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Copy it from the address bar";
    }
    setTimeout(() => { button.textContent = "Copy link"; }, 2000);
  };
}
"""

_pictures = st.components.v2.component(
    "chart_pictures",
    html='<div class="row"><button value="png">PNG</button><button value="svg">SVG</button></div>',
    css=_STYLE,
    js=_PICTURE,
)
_link = st.components.v2.component("copy_link", html="<button>Copy link</button>", css=_STYLE, js=_LINK)


def picture_buttons(card: str, file_name: str) -> None:
    """Two buttons for the chart of a card. card: its key; file_name: without extension."""
    _pictures(key=f"{card}-pictures", data={"card": card, "name": file_name})


def copy_link() -> None:
    """Copies the address, which holds the whole view."""
    _link(key="copy-link")
