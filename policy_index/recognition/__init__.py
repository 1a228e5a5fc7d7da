"""What a document says of itself: each fact is read from its words and kept with them.

``recognise`` puts together what the other modules read: number, title, issuer and jurisdiction,
days, term. A fact that the text does not print is None; nothing comes from outside the text.
"""
