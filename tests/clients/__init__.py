"""Other people's clients against our server: what anybody would use who writes a program for it."""
