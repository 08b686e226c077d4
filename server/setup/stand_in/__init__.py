"""代班: who goes on leave asks a colleague to hold their post meanwhile.

The colleague agrees; for these days they hold the post too, and what waited for the one on leave by name is handed to
them on the first day and what is left of it given back after the last. Nobody's reason is asked or kept.
"""
