"""A new document on its way into the collection: read, recognised, looked at, written.

``take_in`` reads a file and recognises what it is (nothing is written); ``write`` makes its folder
under ``policies/``; ``compare`` tells two versions apart; ``impact`` tells what stands on a clause.
"""
