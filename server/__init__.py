"""The domain and its machinery: knows nothing of GraphQL. One folder per noun; see README.md beside this file."""
