"""`./grid check`: what of this installation an operator should mend, and how."""
