"""The frame that all pages of the desk have: who is signed in, and where one may go."""

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from bot.gateway.desk.members import Member, Role

# By path; the words are in words.yml. An administrator has them all.
NAVIGATION: dict[str, set[Role]] = {
    "/desk": {"agent", "supervisor"},
    "/desk/chats": {"agent", "supervisor"},
    "/desk/inbox": {"supervisor", "officer"},
    "/desk/replies": {"agent", "supervisor", "officer"},
    "/desk/reports": {"supervisor"},
    "/desk/policies": {"officer"},
    "/desk/audit": {"supervisor"},
    "/desk/accounts": set(),
}
_HEADERS = {
    # Shown again after signing out by nobody's "back" button.
    "Cache-Control": "no-store",
    # With the usual no-referrer, a browser would call the origin of our own forms "null".
    "Referrer-Policy": "same-origin",
}


def places(member: Member) -> list[str]:
    """The paths where the member may go; the first is where the member works."""
    return [
        path for path, roles in NAVIGATION.items() if member.role == "admin" or member.role in roles
    ]


def desk_page(
    templates: Environment,
    request: Request,
    member: Member | None,
    name: str,
    /,
    *,
    status_code: int = 200,
    **values: Any,
) -> HTMLResponse:
    """``templates/desk/<name>.html``, which extends ``desk/base.html``; None: nobody signed in."""
    session = getattr(request.state, "desk", None)
    html = templates.get_template(f"desk/{name}.html").render(
        member=member,
        here=request.url.path,
        places=places(member) if member and not (session and session.must_change) else [],
        csrf=session.csrf if session else "",
        **values,
    )
    return HTMLResponse(html, status_code, headers=_HEADERS)
