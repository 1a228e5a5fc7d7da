"""How well messages are understood, beside other classifiers: `python -m benchmarks.intents`."""
