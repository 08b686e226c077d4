"""Words that may not creep in: of tracking, counting and ranking people (S51), and *he* for whoever acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NEVER = re.compile(r"打卡|签到|积分|排名|在线时长")
NEVER_WORDS = re.compile(r"\b(trajectory|attendance|punch|online_seconds|points|rank_person)\b", re.IGNORECASE)
SHIPPED = ("web/core", "web/ui", "web/words", "web/worker", "web/graphql", "web/style")
THE_DEMO_S = re.compile(
    r"1\.?40214|云冈|口泉|新胜|大同|yungang|kouquan|datong|\b113\.[0-3]\d|\b40\.[01]\d", re.IGNORECASE
)
HE = re.compile(r"[hs](?<![a-z].)((?<=h)(e|is|im|ers?|(im|er)self)|(?<=s)he)(?![a-z])", re.IGNORECASE)
LOGIN = re.compile(  # 何玉梅's, or a syllable: in code, quoted, beside other logins, on the operator's console
    r"\bHE\b|\bhe(?=\.[a-z]|: Actor| = |\()|, he(?=[)]|, li, nobody)|\(he(?=[,)])|([\"'`*])he(?=\\n|\1)"
    r"|\bs?he\d+\b|\bwang he\b|-he\]|\bhe (?=takes over: |holds no post )"
)
NAMED = ("server", "schema")  # columns, routes, names of the schema


def _files(folders: tuple[str, ...], *suffixes: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)


def _code(path: Path) -> str:
    """What a program says, without what it says to its readers."""
    text = path.read_text("utf-8")
    if path.suffix == ".js":
        return re.sub(r"/\*.*?\*/|^\s*//.*$", "", text, flags=re.DOTALL | re.MULTILINE)
    if path.suffix == ".py":
        return re.sub(r'"""(?!中).*?"""|#.*$', "", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)


def _said(pattern: re.Pattern[str], paths: Iterator[Path]) -> list[str]:
    return [f"{path.relative_to(ROOT)}: {match.group()}" for path in paths for match in pattern.finditer(_code(path))]


def test_no_screen_speaks_of_clocking_in_of_scores_or_of_ranks() -> None:
    paths = [*_files(SHIPPED, ".js", ".css", ".graphql"), ROOT / "web" / "index.html", ROOT / "web" / "main.js"]
    assert _said(NEVER, iter(paths)) == []


def test_no_text_and_no_name_in_the_english_words_of_the_screens_does() -> None:
    assert _said(NEVER_WORDS, _files(("web/words", "web/ui", "web/graphql"), ".js", ".graphql")) == []


def test_no_column_no_route_and_no_name_of_the_schema_does() -> None:
    assert _said(NEVER, _files(NAMED, ".py", ".graphql")) == []
    snapshot = (ROOT / "schema" / "schema.graphql").read_text("utf-8")
    names = set(re.findall(r"^\s*(\w+)", snapshot, flags=re.MULTILINE))
    assert {name for name in names if NEVER_WORDS.fullmatch(name)} == set()


def test_only_the_demo_knows_where_it_lies() -> None:
    """Any other district would read of a place that is not theirs, or ask for the demo's."""
    files = _files(
        ("server", "schema", "web"), ".py", ".js", ".graphql", ".html", ".css", ".md", ".json", ".webmanifest"
    )
    shipped = [path for path in files if not {"demo", "vendor", "node_modules"} & set(path.parts)]
    assert len(shipped) > 400
    assert _told(THE_DEMO_S, shipped) == []


def _told(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """The same in comments too."""
    return [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in paths
        for found in pattern.finditer(path.read_text("utf-8"))
    ]


def test_no_model_keeps_where_a_person_walked() -> None:
    columns = {
        name
        for path in _files(("server",), ".py")
        if path.name == "models.py"
        for name in re.findall(r"^    (\w+)(?:: [^=]+)? = fields\.", path.read_text("utf-8"), flags=re.MULTILINE)
    }
    assert len(columns) > 50
    assert {name for name in columns if re.search(r"track|trajector|score|rank|punch|online", name)} == set()


def test_no_position_is_ever_watched() -> None:
    assert _said(re.compile("watchPosition"), _files(("web/core", "web/ui", "web/worker"), ".js")) == []


# one thing, one word: what may not be said, where it may be all the same, and the word that is
ONE_WORD = {
    "超时|逾期|快到时限|快到期": "超期, 临期",
    "台面": "工作台; who works there is a 岗",
    "等我批|等你审批|待我审批": "待我批",
    "升级": "提级; an app's is 新版本",
    "代送|捎带": "代传",
    '事件(?!。Something that happens|或部件|", "COMPONENT)': "案件; 事件 only beside 部件, as kinds of classes",
    "回复督办": "答复督办",
    "他的|她的": "对方的, 本人的",
}
HALF = re.compile(
    r"[\u4e00-\u9fff] ?\((?!\)|/\*\*)[^\n)]*[\u4e00-\u9fff]|[\u4e00-\u9fff]\s?\([^\n)]*\)(?=[\u4e00-\u9fff])"
)


def _chinese() -> list[Path]:
    """Where people read our Chinese: books, examples, README, the sentences of schema and server."""
    spoken = _files(("server", "schema"), ".py")
    books = (ROOT / "web" / "words").glob("*.zh.js")
    return [*spoken, *sorted(books), ROOT / "web" / "playground" / "examples.js", ROOT / "README.md"]


@pytest.mark.parametrize(("other", "word"), ONE_WORD.items())
def test_one_thing_has_one_word(other: str, word: str) -> None:
    assert _said(re.compile(other), iter(_chinese())) == [], f"say {word}"


def test_brackets_within_chinese_are_full_width() -> None:
    paths = [path for path in _chinese() if path.suffix == ".js"]
    assert _said(HALF, iter(paths)) == []
    assert HALF.search("附近 200 米 (同类)")
    assert HALF.search("现在超期(按街道)")


def test_severity_is_named_as_english_names_it() -> None:
    book = (ROOT / "web" / "words" / "shared.en.js").read_text("utf-8")
    assert "severity: { 1: 'Low', 2: 'Medium', 3: 'High', 4: 'Critical' }" in book


# what no native speaker would write on a button: words of a dictionary, and a translated grammar
UNSAID = re.compile(
    r"\b(anew|somebody|wants a reason|report in|the fix is|it is here, report|sends itself|as not so|it is so"
    r"|settle[ds]? on the spot|thrown away|granted it|in a line)\b", re.IGNORECASE
)  # fmt: skip


def test_the_english_books_are_english() -> None:
    assert _said(UNSAID, (ROOT / "web" / "words").glob("*.en.js")) == []


@pytest.mark.parametrize("word", ["打卡", "积分榜", "在线时长"])
def test_such_a_word_would_be_found(word: str) -> None:
    assert NEVER.search(f"今日{word}")


def test_every_chinese_book_has_its_english_one() -> None:
    books = ROOT / "web" / "words"
    english = {path.name.replace(".en.", ".zh.") for path in books.glob("*.en.js")}
    assert english == {path.name for path in books.glob("*.zh.js")}
    assert all(path.name.replace(".en.", ".zh.") in path.read_text("utf-8") for path in books.glob("*.en.js"))


def test_no_screen_has_chinese_words_of_its_own() -> None:
    spoken = re.compile(r"[\u4e00-\u9fff]+")
    found = {(path.name, match) for path in _files(("web/ui",), ".js") for match in spoken.findall(_code(path))}
    own_names = {("login.js", "网格哨"), ("login.js", "中文"), ("suggest.js", "其他"), ("sketch.js", "第")}
    assert found - own_names == set()


def test_whoever_acts_is_they_or_the_role() -> None:
    files = _files(("server", "schema", "web", "tests"), ".py", ".js", ".md", ".graphql", ".css", ".html", ".txt")
    own = [path for path in files if not {"vendor", "node_modules"} & set(path.parts) and path != Path(__file__)]
    read = [*own, *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md"))]
    assert len(read) > 900
    assert [f"{path.relative_to(ROOT)}: {line}" for path in read for line in _pronouns(path.read_text("utf-8"))] == []


def _pronouns(text: str) -> list[str]:
    return [line for line in text.splitlines() if HE.search(LOGIN.sub("", line))] if HE.search(text) else []


@pytest.mark.parametrize(
    "line", ["def test_nobody_judges_his_own_unit(): ...", "# he is in", "What he, li and she may", "herself = viewer"]
)
def test_he_and_she_would_be_found(line: str) -> None:
    assert _pronouns(line) == [line]


def test_the_worker_whose_login_is_he_is_a_name() -> None:
    assert _pronouns('he = await people.of("he", town.HE)\nawait he.sees("核实")\n') == []
