"""What is learned from the conversations: inbox, lessons, figures and the officer's pages."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from fastapi import APIRouter
from jinja2 import Environment

from actions.subsidy.measures import MeasureSet
from bot.gateway.database import Database
from bot.gateway.desk.access import Access
from bot.gateway.desk.audit import Audit
from bot.gateway.desk.durations import duration
from bot.gateway.desk.inbox import inbox
from bot.gateway.desk.inbox_groups import Grouping
from bot.gateway.desk.lesson_pages import lesson_pages
from bot.gateway.desk.lessons import Lessons
from bot.gateway.desk.policy_pages import policy_pages
from bot.gateway.desk.question_vectors import QuestionVectors
from bot.gateway.desk.report_pages import report_pages
from bot.gateway.desk.reports import Topics
from bot.gateway.desk.words import DeskWords
from policy_index.collection import Collection


def learning(
    templates: Environment,
    access: Access,
    audit: Audit,
    database: Database,
    vectors: QuestionVectors,
    collection: Collection,
    measures: MeasureSet,
    words: DeskWords,
    cases: Path,
    today: Callable[[], date],
    now: Callable[[], datetime],
) -> APIRouter:
    """The routes of all these pages; ``cases`` is the folder of the regression cases."""
    templates.filters["duration"] = duration
    lessons, grouping, topics = (
        Lessons(database, audit, now),
        Grouping(vectors),
        topics_of(measures),
    )
    router = APIRouter()
    router.include_router(
        inbox(
            templates, access, audit, database, lessons, grouping, collection, topics, words,
            now,
        )
    )  # fmt: skip
    router.include_router(lesson_pages(templates, access, audit, lessons, collection))
    router.include_router(
        report_pages(templates, access, audit, database, grouping, collection, topics, words, now)
    )
    router.include_router(
        policy_pages(templates, access, audit, lessons, collection, cases, words, today)
    )
    return router


def topics_of(measures: MeasureSet) -> Topics:
    """What the measures on each clause are about."""
    topics: dict[tuple[str, str], list[str]] = {}
    for measure in measures.measures.values():
        topics.setdefault((measure.document, measure.clause), []).extend(measure.topics)
    return {key: tuple(dict.fromkeys(about)) for key, about in topics.items()}
