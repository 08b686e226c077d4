"""存下的问题: a query that a supervisor keeps under a name, with its values; stretches of time stay relative.

Who may see it runs it in their own sight. It is sent to its owner on Mondays, or when its first number is over a bound,
as long as they hold the post in which they kept it.
"""
