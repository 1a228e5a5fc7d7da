"""From the words of a document to its clauses: layout, headings, paths, furniture."""
