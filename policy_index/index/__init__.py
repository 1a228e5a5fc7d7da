"""The index: which clauses are worth ranking for a question, among 84 or a million.

To read it, begin with what others see and go down:

    store       build it, load it, verify it: what the rest of the project imports
    stored      a loaded index: the candidates of a question, from both arms, under filters
    segments    some clauses that were indexed together, and how they are written
    vectors       their vectors, compared exactly (FAISS)
    neighbours    which to compare, where they are too many (FAISS)
    postings      which have a word, and how much it weighs (BM25)
    build       from a collection to a generation: only what is new is embedded and indexed
    embedded      what was embedded before
    assemble      new clauses and old segments put together
    generations   on disk: published at once or not at all
    origin      what an index is made from
    arrays      the best of many scores; files of arrays
"""
