"""One module for each kind of question; each turns a request into a card."""
