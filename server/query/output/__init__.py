"""From rows to the text of an answer.

fields         what is asked of some rows, field by field: it gathers what the statement reads, and becomes
plan           what an answer is made of, as data, of which
json_compiler  makes the function that writes it
columns        how a column goes into it as the database told it
answer         reads, writes, and waits for what needs a statement more (`waiting`)
"""
