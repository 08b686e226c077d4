"""规则草稿: limits of classes and stages, and the work calendar of a year, are changed by a draft.

It is simulated on the cases of the last thirty days, approved by another person exactly as it was simulated, and in
force on its day, which is tomorrow or later. From then on open clocks follow it; what stopped never moves.
"""
