"""The cast of the stories about a district that is put back."""

from tests.schema.conftest import feng, he, li, nobody, qian, sun, wang, wu, zhang

__all__ = ["feng", "he", "li", "nobody", "qian", "sun", "wang", "wu", "zhang"]
