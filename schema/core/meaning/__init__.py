"""What an argument of a read means, and what cannot be meant by it: refused by its name, with what may have been meant.

By kind, not by place: a name means one thing in the whole contract (`values.MEANINGS`), numbers say their bounds
(`@between`), and two ends of one stretch lie in order (`values.ENDS`). Verbs are not checked here but by the domain,
which first looks whether the operation was done before.
"""
