"""A page's article keeps its lists and tables, loses the signs of its footnotes, and is dated by nothing but itself."""

from __future__ import annotations

from datetime import date

import pytest

from briefs import intake

WORDS = (
    "<p>The Minister of Foreign Affairs received the Ambassador of Japan on Tuesday and thanked Japan for its support of the "
    "port. The two sides discussed trade and investment, and agreed to keep in close touch about these matters.</p>"
    "<p>They also spoke about the region, and about the coming visit of the Prime Minister.</p>"
)
SECOND_OF_MARCH = date(2026, 3, 2)


def page(*, head: str = "", before: str = "", own: str = "", after: str = "", words: str = WORDS) -> bytes:
    article = (
        f"<main><article><h1>Minister receives the Ambassador of Japan</h1>{own}{words}</article></main>"
    )
    return (
        f"<html><head><title>Talks</title>{head}</head><body>{before}{article}{after}</body></html>".encode()
    )


def text_of(words: str) -> str:
    return intake.from_bytes(page(words=WORDS + words), "page").text


@pytest.mark.parametrize(
    "given",
    [
        {
            "head": '<meta property="article:modified_time" content="2026-11-01">'
            '<meta property="article:published_time" content="2026-03-02T20:00:00Z">'
        },
        {
            "head": '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2026-11-01", '
            '"datePublished": "2026-03-02"}</script>'
        },
        {
            "own": '<time class="entry-date published updated" datetime="2026-03-02T09:00:00">2 March</time>',
            "after": '<aside><time datetime="2026-11-20">20 November</time></aside>',
        },
        {
            "before": '<header><time datetime="2026-11-22">Sunday 22 November 2026</time></header>',
            "own": '<span class="date">02 March 2026</span>',
        },
        {
            "after": '<div><script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-02"}'
            '</script><time datetime="2026-11-20">20 November</time></div>',
        },
        {
            "own": '<p class="post-date">2 March 2026</p><p>Last updated: 1 November 2026</p>',
            "after": '<div class="related"><span class="date">20 November 2026</span></div>',
        },
    ],
)
def test_of_several_dates_that_of_publication_counts(given: dict[str, str]) -> None:
    assert intake.from_bytes(page(**given), "page").published_on == SECOND_OF_MARCH


@pytest.mark.parametrize(
    "given",
    [
        {"before": '<div class="today">Sunday, 22 November 2026</div>'},
        {"after": "<footer>© 2026 Ministry of Foreign Affairs. Last updated 22 November 2026</footer>"},
        {
            "after": '<ul class="related"><li><span class="date">20 November 2026</span> <a href="/x">Talks</a></li></ul>'
        },
        {"after": '<div class="comments"><time datetime="2026-09-09">last week</time></div>'},
        {"after": '<div class="col-right"><time datetime="2026-01-05">5 January 2026</time> Steel</div>'},
        {
            "after": '<div id="thread"><div class="reply"><time datetime="2026-09-09">last week</time></div></div>'
        },
        {"after": '<section><h2>Next</h2><span class="event-date">2027-01-15</span></section>'},
        {"after": "<div class='site-info'>© 2026 Ministry. Updated 22 November 2026</div>"},
        {"words": WORDS + '<div class="see-also"><span class="date">5 January 2026</span> Steel</div>'},
        {
            "head": '<script type="application/ld+json">[{"@type": "ItemList", "itemListElement": '
            '[{"@type": "NewsArticle", "datePublished": "2026-01-05"}]}]</script>'
        },
        {"head": '<meta property="og:updated_time" content="2026-11-02T00:00:00Z">'},
        {"head": '<meta http-equiv="last-modified" content="Mon, 02 Nov 2026 00:00:00 GMT">'},
    ],
)
def test_a_date_that_is_not_of_the_article_does_not_date_it(given: dict[str, str]) -> None:
    assert intake.from_bytes(page(**given), "page").published_on is None


@pytest.mark.parametrize("name", ["has-sidebar", "latest-news", "related-items"])
def test_a_page_that_is_named_after_what_stands_beside_it_is_dated_all_the_same(name: str) -> None:
    inner = f"<h1>Minister receives</h1><span class='date'>2 March 2026</span>{WORDS}"
    whole = f"<html><head><title>Talks</title></head><body><form id='aspnetForm'><div class='{name}'>{inner}</div></form></body></html>"
    assert intake.from_bytes(whole.encode(), "page").published_on == SECOND_OF_MARCH


def test_signs_of_footnotes_do_not_land_in_sentences_and_units_stay() -> None:
    text = text_of(
        '<p>Thailand will provide 12 million dollars.<sup>2</sup> It covers 30 km<sup>2</sup> of the harbour<sup><a href="#n1">[1]</a></sup> '
        "and was named on the 1<sup>st</sup> of May<sup>*</sup>.</p>"
    )
    assert "12 million dollars. It covers 30 km" in text
    assert "of the harbour and was" in text
    assert "of May." in text
    assert "sup>" not in text.replace("km<sup>2</sup>", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("They will plant 4 × 10<sup>6</sup> trees.", "4 × 10^6 trees"),
        ("They will plant 10<sup>6</sup> trees.", "plant 10^6 trees"),
        ("They will plant 3 x 10<sup>5</sup> trees.", "3 x 10^5 trees"),
        ("It follows from Article 10<sup>6</sup> of the treaty.", "Article 10 of the treaty"),
        ("It was signed in 2010<sup>6</sup> by all.", "in 2010 by all"),
        ("It binds all 10<sup>2</sup> states.", "all 10 states"),
        ('It binds all 10<sup><a href="#n6">6</a></sup> states.', "all 10 states"),
        ("They met on the 10<sup>3</sup> and went home.", "on the 10 and went"),
    ],
)
def test_a_power_of_ten_is_no_sign_of_a_footnote(words: str, said: str) -> None:
    assert said in text_of(f"<p>{words}</p>")


HEADED = "<html><head><title>{title}</title></head><body><header>{header}</header><main>{main}</main></body></html>"


@pytest.mark.parametrize(
    ("header", "main", "day"),
    [
        ('<h1>Talks on salt</h1><time datetime="2026-03-02">2 March 2026</time>', WORDS, SECOND_OF_MARCH),
        ('<h1>Talks on salt</h1><span class="date">2 March 2026</span>', WORDS, SECOND_OF_MARCH),
        ('<h1><a href="/">Talks on salt</a></h1><time datetime="2026-11-22">today</time>', WORDS, None),
        ('<h1>Talks on salt</h1><time datetime="2026-11-22">today</time>', f"<h2>A visit</h2>{WORDS}", None),
        ('<h1>The Ministry</h1><time datetime="2026-11-22">today</time>', WORDS, None),
    ],
)
def test_a_date_beside_the_title_in_the_header_of_a_page_is_that_of_its_article(
    header: str, main: str, day: date | None
) -> None:
    whole = HEADED.format(title="Talks on salt | The Ministry", header=header, main=main)
    assert intake.from_bytes(whole.encode(), "page").published_on == day


def test_what_is_lowered_stands_beside_what_it_belongs_to() -> None:
    assert "tonnes of CO2 a year" in text_of("<p>They will save 30 tonnes of CO<sub>2</sub> a year.</p>")


def test_a_page_of_several_articles_is_dated_by_the_one_with_the_heading() -> None:
    card = '<article><time datetime="2026-11-20">20 November</time><a href="/x">Talks on steel</a></article>'
    given = page(own='<time datetime="2026-03-02">2 March</time>', after=card * 3)
    assert intake.from_bytes(given, "page").published_on == SECOND_OF_MARCH
    assert intake.from_bytes(page(after=card * 3), "page").published_on is None
    beside = f"<main><article><h1>Talks</h1>{WORDS}</article><section>{card}</section></main>"
    assert intake.from_bytes(f"<html><body>{beside}</body></html>".encode(), "page").published_on is None


def test_lists_and_tables_of_an_annex_keep_their_rows() -> None:
    text = text_of(
        "<h2>Annex</h2><ol><li>A centre for water quality in Vientiane.</li><li>Places:<ul><li>20 for nurses.</li></ul></li></ol>"
        "<table><tr><th>Country</th><th>Contribution</th></tr><tr><td>Thailand</td><td>USD 12 million</td></tr></table>"
    )
    assert "1. A centre for water quality in Vientiane.\n2. Places:\n  - 20 for nurses." in text
    assert "| Thailand | USD 12 million |" in text
