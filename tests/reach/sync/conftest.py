"""The cast of the stories about phones that were away."""

from tests.schema.conftest import feng, he, li, nobody, qian, sun, wang, wu, zhang

__all__ = ["feng", "he", "li", "nobody", "qian", "sun", "wang", "wu", "zhang"]
