"""Understanding of words: pure functions, and the Rasa components made of them."""
