"""`/metrics` in Prometheus' text, for whoever watches the server: numbers only, never of a person. `grafana.json`
beside it is a board of them."""
