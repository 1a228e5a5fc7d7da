"""The hotline desk: the pages and the API of those who work here."""
