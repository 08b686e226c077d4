"""投诉建议: anybody tells what is wrong or could be better, without a login, and is answered in three workdays.

Who writes is known by a code of eight characters that their phone made, or by their post; the answer comes
from the desk of the place, never from whom it is about. They may ask again once, one level up, or take it
back: its words go.
"""
