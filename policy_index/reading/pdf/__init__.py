"""A PDF with a text layer: its words in reading order, its paragraphs without hard line ends."""
