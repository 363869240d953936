"""What news articles are made of, by outlet: quotes, names, words and tone, each number with its sentences.

    from analysis import Selection, Store, analyse, read_corpus
    from analysis.measures.voice import share_of_voice

    corpus = read_corpus("seeds")
    analyse(corpus.articles, "store")
    store = Store.open("store")
    selection = Selection(outlets=("Global Times",))
    print(share_of_voice(store.quoted_words(selection)).head())
    print(store.sentences_of_speaker(selection, "Song Zhongping")["text"])

Nothing here loads a model: `analyse` and `load_pipeline` do when they are called.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.annotate import load_pipeline
    from analysis.batch import analyse
    from analysis.corpus import article_from_text, read_corpus
    from analysis.store.selection import Selection
    from analysis.store.store import Store

__all__ = ["Selection", "Store", "analyse", "article_from_text", "load_pipeline", "read_corpus"]

_ROOMS = {
    "Selection": "analysis.store.selection",
    "Store": "analysis.store.store",
    "analyse": "analysis.batch",
    "article_from_text": "analysis.corpus",
    "load_pipeline": "analysis.annotate",
    "read_corpus": "analysis.corpus",
}


def __getattr__(name: str) -> Any:
    """A public name, from its room when first asked for: reading a store needs nothing that analyses one."""
    if name in _ROOMS:
        value = getattr(import_module(_ROOMS[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'analysis' has no attribute {name!r}")
