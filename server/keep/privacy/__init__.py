"""What is kept of one person, told to them (`export`), and taken away when they have left (`erase`).

What names them is found in the models: every column that holds an id. So a table that comes later is in it by itself.
"""
