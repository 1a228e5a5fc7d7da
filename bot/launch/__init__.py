"""From a fresh machine to a running bot: set-up, supervision, terminal chat.

Standard library only, because it runs before either environment exists.
"""
