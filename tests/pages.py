"""Pages under Streamlit's AppTest: one is opened over a store, and what it shows is read."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from analysis.store.selection import Selection


def one_page(path, store, selection):
    from importlib import import_module

    import streamlit as st

    import_module(f"dashboard.views.{path}").page(store, st.session_state.get("selection", selection))


def opened(path, store, selection=Selection(), **query):  # noqa: B008
    """The page after its first run, which must stand. selection: until session_state has another."""
    app = AppTest.from_function(
        one_page, kwargs={"path": path, "store": store, "selection": selection}, default_timeout=30
    )
    for name, value in query.items():
        app.query_params[name] = value
    return stands(app.run())


def stands(app):
    """The page itself, when no part of it failed."""
    assert not app.exception, app.exception[0].message
    assert not app.error, app.error[0].value
    return app


def html_of(app):
    return "\n".join(element.value for element in app.html)


def sentences_of(app):
    return [element.value for element in app.html if "np-sentence" in element.value]


def box(app, label):
    return next(one for one in app.selectbox if one.label == label)


def chosen(app, label, option):
    """The page after choosing an option of a list."""
    return stands(box(app, label).set_value(option).run())
