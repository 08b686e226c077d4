"""网格调整方案: grids of a community are split and merged by a plan that another person approves and that holds from a
moment on.

The pieces tile the ground of the grids that they take the place of, under numbers that no grid ever had. Who works each
piece is named; cases that are open stay in their grid as it was, and its people keep it until the last of them has
ended.
"""
