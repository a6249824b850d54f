"""The folder of rules: read whole, or refused by name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefs import lexicon
from briefs.errors import BadRule

FILES = (
    "parties.toml",
    "fora.toml",
    "topics.toml",
    "verbs.toml",
    "calendar.toml",
    "persons.toml",
    "agencies.toml",
)
LEXICON = lexicon.load(lexicon.config_folder())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the rules that a test may spoil."""
    for name in FILES:
        shutil.copy(lexicon.config_folder() / name, tmp_path / name)
    return tmp_path


def spoil(folder: Path, name: str, added: str) -> None:
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8") + "\n" + added, encoding="utf-8")


def refusal(folder: Path) -> str:
    with pytest.raises(BadRule) as caught:
        lexicon.load(folder)
    return str(caught.value)


def test_the_rules_of_this_program_are_read() -> None:
    kinds = [party.kind for party in LEXICON.parties.values()]
    assert kinds.count("state") >= 193
    assert kinds.count("body") + kinds.count("grouping") >= 120
    assert len(LEXICON.fora) >= 60
    assert LEXICON.verbs
    assert LEXICON.calendar.chair("ASEAN", 2022) == "KH"


def test_a_copy_of_the_rules_reads_the_same(folder: Path) -> None:
    assert lexicon.load(folder).parties == LEXICON.parties


def test_a_person_on_record_is_known_by_the_whole_name_and_by_a_last_word_that_is_nobody_elses() -> None:
    assert LEXICON.persons["narendra modi"] == LEXICON.persons["modi"] == "IN"
    assert LEXICON.persons_in("Mr. NARENDRA MODI met Melanie Joly.") == {
        "narendra modi": "IN",
        "mélanie joly": "CA",
    }


def test_a_widespread_family_name_tells_nobody_by_itself(folder: Path) -> None:
    rules = 'common = ["arroyo"]\n[TV]\nleaders = ["Lan Arroyo", "King Ostos"]\n'
    (folder / "persons.toml").write_text(rules, encoding="utf-8")
    assert dict(lexicon.load(folder).persons) == {"lan arroyo": "TV", "king ostos": "TV", "ostos": "TV"}


def test_the_persons_come_from_the_folder_that_is_read(folder: Path) -> None:
    (folder / "persons.toml").write_text('[TV]\nleaders = ["Lan Arroyo"]\n', encoding="utf-8")
    assert dict(lexicon.load(folder).persons) == {"lan arroyo": "TV", "arroyo": "TV"}


def test_names_are_given_and_unknown_codes_stay() -> None:
    assert [LEXICON.party_name(code) for code in ("US", "ASEAN", "XX")] == ["United States", "ASEAN", "XX"]


def test_verbs_keep_what_only_the_parser_reads() -> None:
    assert all(verb.lemma and verb.forms and verb.kind for verb in LEXICON.verbs)
    assert all("forms" not in verb.extra for verb in LEXICON.verbs)


@pytest.mark.parametrize("name", FILES[:4])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert name in refusal(folder)
    assert "missing" in refusal(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_toml_is_named_with_the_line(folder: Path, name: str) -> None:
    spoil(folder, name, "[[[")
    assert name in refusal(folder)


@pytest.mark.parametrize(
    ("name", "added", "told"),
    [
        ("parties.toml", '[state.QQ]\nname = "Qumar"\nflag = "green"', ["state.QQ", '"flag"', "Known keys"]),
        ("parties.toml", '[state.qq]\nname = "Qumar"', ["state.qq", "capitals"]),
        ("parties.toml", "[state.QQ]\n", ["state.QQ", '"name"']),
        ("parties.toml", '[state.QQ]\nname = "Cambodia"', ["state.", '"Cambodia"', "KH"]),
        ("parties.toml", '[state.QQ]\nname = "Khmer Rouge"', ["state.QQ", "never"]),
        ("parties.toml", '[body.KH]\nname = "Something"', ["body.KH", "twice"]),
        ("parties.toml", '[body.QQQ]\nname = "Qs"\nmembers = ["ZZ"]', ["body.QQQ", '"ZZ"']),
        ("parties.toml", '[body.QQQ]\nname = "Qs"\nnames = "Q"', ["body.QQQ", '"names"', "list"]),
        (
            "parties.toml",
            '[body.QQQ]\nname = "Qs"\nexamples = ["The Qx met."]',
            ["The Qx met.", "does not mention"],
        ),
        (
            "parties.toml",
            '[body.QQQ]\nname = "Qs"\ncounter_examples = ["The Qs met."]',
            ["The Qs met.", "must not", "never"],
        ),
        (
            "topics.toml",
            '[[topic]]\nslug = "Tea Time"\nname = "Tea"\nwords = ["tea"]',
            ["topics.toml", "Tea Time"],
        ),
        ("topics.toml", '[[topic]]\nslug = "tea"\nname = "Tea"\nwords = []', ["tea", "words"]),
        ("topics.toml", '[[topic]]\nslug = "cyber"\nname = "Tea"\nwords = ["tea"]', ["cyber", "twice"]),
        (
            "topics.toml",
            '[[topic]]\nslug = "tea"\nname = "Tea"\nwords = ["tea"]\nwort = 1',
            ["tea", '"wort"'],
        ),
        (
            "topics.toml",
            '[[topic]]\nslug = "tea"\nname = "Tea"\nwords = ["tea"]\nexamples = ["Coffee came."]',
            ["tea", "Coffee came.", "does not show"],
        ),
        (
            "fora.toml",
            '[[forum]]\nslug = "tea"\nname = "Tea"\nlevel = "kings"',
            ["tea", '"kings"', "leaders"],
        ),
        (
            "fora.toml",
            '[[forum]]\nslug = "tea"\nname = "ASEM Summit"\nlevel = "leaders"',
            ["tea", "asem-summit"],
        ),
        ("fora.toml", '[[forum]]\nslug = "tea"\nname = "T"\nlevel = "other"\nevent = "tea"', ["tea", "{n}"]),
        (
            "fora.toml",
            '[[forum]]\nslug = "tea"\nname = "T"\nlevel = "other"\nparties = ["ZZ"]',
            ["tea", "ZZ"],
        ),
        (
            "fora.toml",
            '[[forum]]\nslug = "tea"\nname = "Tea Talk"\nlevel = "other"\nexamples = [["The Tea Talk", "tea9"]]',
            ["tea9", "Tea Talk"],
        ),
        ("persons.toml", '[QQ]\nleaders = ["Lan Arroyo"]', ["persons.toml, QQ", "no party"]),
        ("persons.toml", '[AQ]\nbosses = ["Lan Arroyo"]', ["AQ", '"bosses"', "Known keys"]),
        ("persons.toml", '[AQ]\nleaders = ["Hun Sen"]', ["Hun Sen", "KH"]),
        ("persons.toml", f'[AQ]\nleaders = ["{"A" * 90}"]', ["AQ", "too long"]),
        ("agencies.toml", '[QQ]\nnames = ["QQNA"]', ["agencies.toml, QQ", "no party"]),
        ("agencies.toml", '[TV]\nwires = ["TVNA"]', ["TV", '"wires"', "Known keys"]),
        ("agencies.toml", '[TV]\nnames = ["Yonhap"]', ["Yonhap", "KR"]),
        ("agencies.toml", "[TV]\nnames = []", ["agencies.toml, TV", "empty"]),
        ("persons.toml", '[AQ]\nleaders = "Lan Arroyo"', ["AQ", '"leaders"', "list"]),
        (
            "verbs.toml",
            '[[verb]]\nlemma = "sip"\nforms = []\nkind = "position"',
            ["verbs.toml", "sip", "forms"],
        ),
    ],
)
def test_a_rule_that_cannot_be_used_is_refused_by_name(
    folder: Path, name: str, added: str, told: list[str]
) -> None:
    spoil(folder, name, added)
    message = refusal(folder)
    for words in (name, *told):
        assert words in message


def test_a_file_that_is_no_text_is_named(folder: Path) -> None:
    (folder / "topics.toml").write_bytes(b"\xff\xfe\x00")
    assert "topics.toml" in refusal(folder)
