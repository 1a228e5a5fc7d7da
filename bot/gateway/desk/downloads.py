"""Files that a page of the desk gives to take along."""

from urllib.parse import quote

from fastapi import Response


def download(name: str, content: bytes, media_type: str) -> Response:
    """The content as a file of that name; it is kept by no cache."""
    return Response(
        content,
        media_type=media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "Cache-Control": "no-store",
        },
    )
