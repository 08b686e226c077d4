"""The incident (案件) in the public contract: its type, its filters, one mutation per verb, and live changes."""
