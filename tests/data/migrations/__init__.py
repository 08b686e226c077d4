"""The migrations of a product of six tables, made up for the migrator's tests: they apply in a blink."""
