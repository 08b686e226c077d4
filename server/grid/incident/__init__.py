"""案件: what is reported, handled and closed."""

MODELS = ("models", "followers", "approval", "oversight", "standing", "stock")  # the modules that have its tables
