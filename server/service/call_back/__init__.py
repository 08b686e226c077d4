"""回访: whoever was answered is called back, by a desk that is not of the unit that did it, and says how it is.

Three tries on two days at least, by day; the number is shown for each call and no longer. Who was not reached is
counted apart, and who says that nothing is solved may have it done again.
"""
