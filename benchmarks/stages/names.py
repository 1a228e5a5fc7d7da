"""The stages of a turn, in the order in which they come."""

RECEIVED = "HTTP, from the client and back"
LOCKED = "lock of the conversation"
FETCHED = "conversation fetched, session begun"
PARSED = "NLU graph around its components"
TOKENS = "NLU: tokens"
VECTOR = "NLU: vector of the sentence"
FEATURES = "NLU: features (bare bot)"
INTENT = "NLU: intent and questions"
ENTITIES = "NLU: entities"
SLOTS = "slots from entities"
PREDICTED = "next action predicted, twice"
RUN = "actions run: copies of the conversation, events"
CALL_BUILT = "call of the action server built"
CALLED = "HTTP, to the action server and back"
WAITED = "the action server (below)"
VALIDATED = "reply held against its schema"
KEPT = "conversation kept"
RASA = (
    *(RECEIVED, LOCKED, FETCHED, PARSED, TOKENS, VECTOR, FEATURES, INTENT, ENTITIES, SLOTS),
    *(PREDICTED, RUN, CALL_BUILT, CALLED, WAITED, VALIDATED),
    KEPT,
)

SERVED = "HTTP and rasa-sdk"
ACTION_THREAD = "change to a thread and back"
CONVERSATION_READ = "conversation read"
UNDERSTOOD = "request understood"
ANSWERED = "answer composed, figures computed"
SEARCHED = "clauses searched"
QUESTION_VECTOR = "vector of the question"
ANSWERABLE = "whether a clause answers"
GUARDED = "figures held against clauses, card made"
ACTIONS = (
    *(SERVED, ACTION_THREAD, CONVERSATION_READ, UNDERSTOOD, ANSWERED, SEARCHED),
    *(QUESTION_VECTOR, ANSWERABLE, GUARDED),
)
