"""What a policy pays: measures, exact decimals, and the trace of every figure. Knows no Rasa."""
