"""What every noun of the contract is declared with: inputs and verbs of commands, payloads, enums."""
