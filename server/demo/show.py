"""What `./grid demo` prints once it listens: the address, the logins, the playground."""

from __future__ import annotations

from server.demo.cast import LOGINS, PASSWORD


def greeting(address: str) -> str:
    """Lines for the terminal: where to go and as whom."""
    people = "\n".join(f"    {login:<7}{who}" for login, who in LOGINS.items())
    return (
        f"\nGridwhistle 网格哨 · 云冈区 demo\n\n  App         {address}/\n"
        f"  Playground  {address}/playground  (wu, zhao)\n"
        f"\n  Logins, password {PASSWORD}\n{people}\n\n  Ctrl+C ends it.\n"
    )
