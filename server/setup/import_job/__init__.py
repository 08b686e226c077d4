"""导入任务: an administrator brings a file of people, areas, grids or days, sees every fault before anything is
written, and lets it in row by row.

It may be stopped and goes on where it stood; the same file again changes nothing; who is gone from a file is asked
about and never ends by that.
"""
