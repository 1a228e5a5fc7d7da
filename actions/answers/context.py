"""What every answer needs: the request, the knowledge and the day, with a few common steps."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from actions.cards import Citation
from actions.knowledge import Knowledge
from actions.messages import Message
from actions.replies import heard
from actions.request import Request
from actions.subsidy.amounts import Unspecified
from actions.subsidy.evaluate import Outcome, evaluate
from actions.subsidy.measures import Measure
from actions.subsidy.profile import Profile, read_profile
from policy_index.clauses import Clause
from policy_index.documents import Document
from policy_index.search import Hit
from policy_index.sentences import split_sentences
from policy_index.text import normalize

# 〔2024〕13号, 2022年125号, 125号文; 5月13号 is a day.
_SERIAL = re.compile(r"20\d\d[〕\]) 年]{0,2}第?(\d{1,3})号|(?<![\d月])(\d{1,3})号(?:文|方案)")
_STORY = 50  # characters


@dataclass(frozen=True)
class Context:
    """``evidence`` are the (document, clause path) keys that the last answer stood on; ``message``
    is what the request was understood from. ``searches`` holds what was searched for and found,
    also by the contexts ``about`` changed requests."""

    request: Request
    knowledge: Knowledge
    as_of: date
    message: Message
    evidence: Sequence[tuple[str, str]] = ()
    searches: dict[tuple[object, ...], list[Hit]] = field(default_factory=dict)

    @cached_property
    def profile(self) -> Profile:
        """Validated here: what Rasa hands over is not trusted. Raises ProfileError."""
        return read_profile(self.request.profile)

    @property
    def heard(self) -> str:
        """What is known of the firm, in words; of a long story the place too."""
        facts = heard(self.request.profile, self.request.high, self.request.several)
        places = "、".join(self.request.cities) if self.is_story else ""
        return "，".join(words for words in (places, facts) if words)

    @property
    def is_story(self) -> bool:
        """Whether so much was said that a misreading must be seen before the answer."""
        return len(normalize(self.request.query)) > _STORY

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """Those that the question is about: of its places and year, and of the 文号 it names."""
        chosen = self.knowledge.documents(self.request.cities, self.request.year)
        serials = [s for m in _SERIAL.findall(normalize(self.request.query)) for s in m if s]
        named = [
            d for d in chosen if d.number and d.number.endswith(tuple(f"〕{s}号" for s in serials))
        ]
        return tuple(named or chosen)

    @property
    def hits(self) -> list[Hit]:
        """The clauses nearest to the question, in the documents that it is about."""
        query, cities, year = self.request.query, self.request.cities, self.request.year
        if (query, cities, year) not in self.searches:
            ids = {document.id for document in self.documents}
            hits = self.knowledge.searcher.search(query, cities=cities, limit=10)
            found = [hit for hit in hits if hit.clause.document in ids]
            self.searches[query, cities, year] = found
        return self.searches[query, cities, year]

    def document(self, clause: Clause) -> Document:
        return self.knowledge.collection.document(clause.document)

    def document_of(self, measure: Measure) -> Document:
        return self.knowledge.collection.document(measure.document)

    def documents_of(self, measures: Iterable[Measure]) -> list[Document]:
        """The documents that measures stand in, each once."""
        ids = dict.fromkeys(measure.document for measure in measures)
        return [self.knowledge.collection.document(each) for each in ids]

    def clause(self, measure: Measure) -> Clause:
        return self.knowledge.collection.clause(measure.document, measure.clause)

    def quote(self, measure: Measure) -> str:
        """The evidence; where it promises money without a sum, the whole sentence around it, so
        that what the text adds is not cut off."""
        if not isinstance(measure.amount, Unspecified):
            return measure.evidence
        sentences = split_sentences(self.clause(measure).text)
        return next((s for s in sentences if measure.evidence in s), measure.evidence)

    def cite_measure(self, measure: Measure) -> Citation:
        return self.cite(self.clause(measure), self.quote(measure))

    def evaluate(self, measure: Measure, profile: Profile) -> Outcome:
        return evaluate(measure, profile, self.knowledge.collection, self.as_of)

    def cite(self, clause: Clause, quote: str) -> Citation:
        return Citation.of(clause, self.document(clause), quote, self.as_of)

    def about(self, **changes: object) -> "Context":
        """The same context for a changed request."""
        return replace(self, request=replace(self.request, **changes))  # type: ignore[arg-type]
