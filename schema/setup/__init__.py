"""A district moves in and changes: what its administrators see."""
