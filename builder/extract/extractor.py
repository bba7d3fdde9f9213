"""The extractor by rules and the small parser: one article in, all that it says out."""

from __future__ import annotations

from builder import __version__
from builder.extract.assemble import assemble
from builder.extract.attributes import find_attributes
from builder.extract.attribution import find_attributions
from builder.extract.entities import read_entities
from builder.extract.incidents import find_happenings
from builder.extract.kinds import Kinds
from builder.extract.roles import find_parties
from builder.extract.scene import Scene
from builder.extract.statements import find_statements
from builder.extract.totals import find_totals
from builder.extract.triggers import find_sightings
from builder.model import Article, Extraction
from builder.ontology import Ontology
from builder.text.dates import find_times
from builder.text.gazetteer import Gazetteer
from builder.text.numbers import find_quantities
from builder.text.parser import Parser
from builder.text.places import find_places


class RuleExtractor:
    """Reads articles by rules; knows no store, keeps nothing between articles."""

    name = f"rules/{__version__}"

    def __init__(self, ontology: Ontology, parser: Parser, gazetteer: Gazetteer) -> None:
        self.ontology, self.parser, self.gazetteer = ontology, parser, gazetteer
        self.kinds = Kinds(ontology)

    def extract(self, article: Article) -> Extraction:
        """All that the article says. Pure: the same article gives the same extraction."""
        with self.parser.nlp.memory_zone():  # else the parser keeps every new word of a long build
            scene = self.read(article)
            totals, sightings = find_totals(scene, find_sightings(scene, self.kinds))
            happenings = find_happenings(scene, self.kinds, sightings)
            parties = {h: find_parties(scene, self.kinds, h) for h in happenings}
            statements = find_statements(scene, happenings)
            attributes = find_attributes(scene.document, scene.reading, self.ontology)
            return assemble(scene, happenings, parties, totals, statements, attributes, self.name)

    def read(self, article: Article) -> Scene:
        """The article parsed, with its dates, numbers, places, entities and voices."""
        document = self.parser.parse(article)
        times, quantities = find_times(document), find_quantities(document)
        places = find_places(document, self.gazetteer)
        reading = read_entities(document, self.ontology, times, quantities, places)
        voices = find_attributions(document, reading, self.ontology)
        return Scene(document, self.ontology, reading, times, quantities, places, voices)
