"""The whistle (哨) in the public contract: its type and its parties, one mutation per verb, and live changes."""
