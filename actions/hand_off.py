"""action_hand_off: a person is wanted."""

from rasa_sdk.events import EventType

from actions.base import PolicyAction, Turn
from actions.cards import Card
from actions.replies import compose, heard


class ActionHandOff(PolicyAction):
    """Sums up what is known, so that nothing has to be said twice."""

    def name(self) -> str:
        return "action_hand_off"

    def take(self, turn: Turn) -> list[EventType]:
        request = turn.previous
        collection = turn.knowledge.collection
        clauses = [collection.clause(*key) for key in turn.evidence]
        text, spoken = compose(
            "handoff",
            heard=heard(request.profile) if request else "",
            cities=request.cities if request else (),
            query=request.query if request else "",
            rows=[(collection.document(clause.document), clause) for clause in clauses],
        )
        context = turn.context(request) if request else None
        citations = [context.cite(c, c.heading or c.path) for c in clauses] if context else []
        turn.say(Card("handoff", text, citations, spoken=spoken), context)
        return []
