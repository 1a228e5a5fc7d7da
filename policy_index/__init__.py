"""What the policies say: documents, clauses, search."""
