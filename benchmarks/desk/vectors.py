"""Vectors of questions over HTTP, as the action server gives them; the argument is the port."""

import asyncio
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from policy_index.embedding import Embedder


def main() -> None:
    """Serve until stopped."""
    embedder = Embedder()

    async def vectors(request: Request) -> JSONResponse:
        texts = (await request.json())["texts"]
        found = await asyncio.to_thread(embedder.encode_query, texts)
        return JSONResponse({"vectors": found.tolist()})

    async def health(_: Request) -> JSONResponse:
        return JSONResponse({"status": "ok"})

    routes = [Route("/vectors", vectors, methods=["POST"]), Route("/health", health)]
    uvicorn.run(Starlette(routes=routes), port=int(sys.argv[1]), log_level="error")


if __name__ == "__main__":
    main()
