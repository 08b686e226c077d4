"""规则草稿: what a keeper of the rules sees and does; see `contract`."""
