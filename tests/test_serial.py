"""An extraction goes to the JSON of the contract and back without loss, so that it can wait in a file."""

from __future__ import annotations

import json

import pytest
from whole_way import CLASH, CLASH_AGAIN, DULL, STRIKE

from builder.extracting import extractor_for
from builder.identity import text_sha256
from builder.model import Article
from builder.serial import extraction_from_json, extraction_to_json


@pytest.mark.parametrize("text", [CLASH, CLASH_AGAIN, STRIKE, DULL])
def test_there_and_back(text: str) -> None:
    article = Article("a", text, text_sha256(text), publisher="The Northgate Wire", published="2021-05-12")
    written = json.dumps(extraction_to_json(extractor_for(()).extract(article)), ensure_ascii=False)
    read = extraction_from_json(json.loads(written))
    assert json.dumps(extraction_to_json(read), ensure_ascii=False) == written
    assert read.claims == extractor_for(()).extract(article).claims
