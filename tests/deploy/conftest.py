"""What stands around a gateway on a public site."""

from tests.gateway.conftest import cluster, collection, serve, upstream, upstream_server

__all__ = ["cluster", "collection", "serve", "upstream", "upstream_server"]
