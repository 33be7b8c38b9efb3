"""The page of the glossary."""

import streamlit as st

from ui.contents import GLOSSARY, script_of
from ui.terms import Term, groups, lessons_with
from ui.visit import language
from ui.words import words


def show() -> None:
    """Show every term with its meaning, and the lessons it is met in."""
    spoken = words(language(), GLOSSARY)
    st.title(spoken["title"], anchor=False)
    st.markdown(spoken["idea"])
    for title, terms in groups(language()).items():
        st.header(title, anchor=False)
        for term in terms:
            entry(term)


def entry(term: Term) -> None:
    """Show one term; a link can lead to its heading."""
    st.subheader(term.name, anchor=term.key)
    st.markdown(term.text)
    lessons = lessons_with(term.key, language())
    if lessons:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.caption(words(language(), GLOSSARY)["lessons"], width="content")
            for lesson in lessons:
                title = words(language(), lesson)["title"]
                st.page_link(script_of(lesson), label=title)
