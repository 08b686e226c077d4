"""What is kept of one person, told to them (`export`), and taken away when they have left (`erase`).

What names them is found in the models, by the names of columns (`columns`): so a table that comes later is in it by
itself, or a law says what is not told of it.
"""
