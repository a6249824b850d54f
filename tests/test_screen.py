"""Messages as a terminal shows them: marks at the right places, quotations apart, addresses within reach."""

from __future__ import annotations

import io

import pyte
import pytest

from bot.pieces import pieces, plain
from bot.screen import Screen, spans
from bot.telegram_html import parse
from bot.telegram_nouns import Sent


def shown(html: str, width: int = 80, markup: dict | None = None) -> pyte.Screen:
    """What a terminal of this width shows of a message."""
    text, entities = parse(html)
    message = {"message_id": 1, "text": text, "entities": entities} | (
        {"reply_markup": markup} if markup else {}
    )
    out = io.StringIO()
    screen = Screen(out, colours=True)
    from rich.console import Console

    screen._console = Console(
        file=out, width=width, force_terminal=True, color_system="standard", highlight=False
    )
    screen.show(Sent("sendMessage", {}, {}, message))
    terminal = pyte.Screen(width, 30)
    pyte.Stream(terminal).feed(out.getvalue().replace("\n", "\r\n"))
    return terminal


def lines(terminal: pyte.Screen) -> list[str]:
    return [line.rstrip() for line in terminal.display if line.strip()]


def test_bold_is_bold_at_its_place_also_after_a_flag():
    terminal = shown("🇦🇺 <b>Australia</b> plain")
    row = terminal.buffer[0]
    bold = "".join(row[x].data for x in range(80) if row[x].bold)
    assert bold == "Australia"


def test_a_quotation_stands_behind_a_line_also_where_it_is_broken():
    terminal = shown("Said:\n<blockquote>" + "word " * 30 + "</blockquote>\nAfter", width=40)
    seen = lines(terminal)
    assert seen[0] == "Said:"
    assert seen[-1] == "After"
    assert len(seen) > 4
    assert all(line.startswith("│ word") for line in seen[1:-1])


def test_buttons_show_their_numbers():
    markup = {
        "inline_keyboard": [
            [{"text": "Pledges", "callback_data": "a"}, {"text": "Requests", "callback_data": "b"}]
        ]
    }
    assert lines(shown("x", markup=markup))[1].split() == ["1", "Pledges", "2", "Requests"]


def test_a_link_shows_where_it_leads():
    terminal = shown('<a href="https://www.mfa.example.org/a/very/long/path">Statement</a>, page 2')
    assert lines(terminal) == ["Statement (mfa.example.org), page 2"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<b>a</b> b", "a b"),
        (
            '<a href="https://x.org">x</a> and <a href="https://y.org">y</a>',
            "x <https://x.org> and y <https://y.org>",
        ),
        ('🇰🇭 <a href="https://x.org">🇰🇭</a>!', "🇰🇭 🇰🇭 <https://x.org>!"),
        ("<blockquote>one\ntwo</blockquote>", "    one\n    two"),
        ('<blockquote>see <a href="https://x.org">x</a></blockquote>', "    see x <https://x.org>"),
        ("a\n<blockquote>b</blockquote>\nc", "a\n    b\nc"),
        ("<pre>code</pre>", "    code"),
    ],
)
def test_plain_text_keeps_everything_in_order(html, text):
    assert "\n".join(plain(piece) for piece in pieces(*parse(html))) == text


def test_every_character_of_a_message_is_shown_once():
    text, entities = parse(
        "x<b>1</b><blockquote>2<i>3</i></blockquote>4<blockquote expandable>5</blockquote>"
    )
    assert "".join(piece.text for piece in pieces(text, entities)) == text


def test_numbers_that_stand_in_the_text_take_one_line_for_all_buttons():
    rows = [
        [{"text": str(n), "callback_data": "a"} for n in (1, 2, 3)],
        [{"text": "Back", "callback_data": "b"}],
    ]
    message = {"message_id": 1, "text": "x", "reply_markup": {"inline_keyboard": rows}}
    screen = Screen(io.StringIO())
    screen.show(Sent("sendMessage", {}, {}, message))
    assert screen.out.getvalue() == "x\n[1–3] as numbered above\n[4] Back\n\n"
    assert sorted(screen.buttons) == [1, 2, 3, 4]
    assert lines(shown("x", markup=message["reply_markup"]))[1].split() == ["1–3", "as", "numbered", "above"]


def test_numbers_in_few_signs():
    assert spans([1, 2, 3, 7]) == "1–3, 7"
    assert spans([5]) == "5"
    assert spans([9, 10, 12, 13]) == "9–10, 12–13"
