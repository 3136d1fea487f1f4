"""How well the assistant understands: `python -m evaluation` writes docs/evaluation.md."""
