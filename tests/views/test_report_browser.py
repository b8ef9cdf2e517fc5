"""The dossier in a real browser: quiet, offline, inert, filterable, led through by clicks and keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dalil.language.fold import fold
from dalil.model import Unread
from dalil.views.report import render_page

from .samples import make_conflict, make_data

CHROMIUM = Path("/usr/bin/chromium")
sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no chromium here")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a dossier; at the end nothing may have been logged, thrown or asked of a network."""
    troubles: list[str] = []
    contexts = []

    def _open(data: Any, **options: Any) -> Any:
        path = tmp_path / "dossier.html"
        path.write_text(render_page(data), encoding="utf-8")
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda request: troubles.extend({request.url} - {path.as_uri()}))
        page.on("dialog", lambda dialog: troubles.append(dialog.message))
        page.goto(path.as_uri())
        return page

    yield _open
    for context in contexts:
        context.close()
    assert troubles == []


def shown(page: Any) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('article.claim')].filter(c => !c.hidden).map(c => c.id)")  # type: ignore[no-any-return]


def test_a_hostile_title_and_text_run_nothing(opened: Any) -> None:
    page = opened(make_data(title='</title></script><script>window.hacked=1</script>"><img src=x onerror=hacked=1>'))
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked === undefined")
    assert page.locator("img").count() == 0
    assert page.locator("h1").inner_text().startswith("</title>")


@pytest.mark.parametrize(
    ("field", "value", "ids"),
    [
        ("predicate", "aid", ["c1"]),
        ("certainty", "positive attempted", ["c2"]),
        ("publisher", "", ["c3"]),
        ("from", "2021-03-04", ["c3"]),
        ("to", "2021-03-02", ["c3"]),
        ("actor", "0", ["c0"]),
    ],
)
def test_filters_show_what_fits_and_only_that(opened: Any, field: str, value: str, ids: list[str]) -> None:
    page = opened(make_data(conflicts=[make_conflict()]))
    assert shown(page) == ["c0", "c1", "c2", "c3"]
    page.click("#open-filter")
    control = page.locator(f"#filter [name={field}]")
    if field in ("from", "to"):
        control.fill(value)
    else:
        control.select_option(value)
    assert shown(page) == ids
    assert page.locator("#shown").inner_text().startswith(f"{len(ids)} of 4")
    page.click("#filter [type=reset]")
    page.wait_for_function("document.querySelectorAll('article.claim[hidden]').length === 0")


def test_what_is_typed_is_folded_as_the_texts_are(opened: Any) -> None:
    data = make_data()
    page = opened(data)
    page.click("#open-filter")
    typed = data.claims[0].told.parties[0].text
    page.fill("#filter [name=text]", "\u0640".join(typed).replace("\u064a", "\u0649") + "\u064b")
    assert shown(page) == ["c0"]
    assert fold(typed)


def test_a_click_leads_to_the_words_and_back(opened: Any) -> None:
    page = opened(make_data(many=30), viewport={"width": 1200, "height": 700})
    page.click("#c90 .head .pred")
    assert page.evaluate("location.hash") == "#t90"
    page.click("#t90")
    assert page.evaluate("location.hash") == "#c90"


def test_hovering_a_trigger_shows_who_and_how_certainly(opened: Any) -> None:
    page = opened(make_data())
    page.hover("#t1")
    words = page.locator("#hover").inner_text()
    assert "negative, actual" in words
    assert "according to" in words
    assert "trigger.verb" in words


def test_the_network_is_drawn_the_same_each_time_and_answers_keys(opened: Any) -> None:
    first, second = opened(make_data()), opened(make_data())
    drawing = "document.getElementById('graph').innerHTML"
    assert first.evaluate(drawing) == second.evaluate(drawing)
    assert first.locator("#graph .tie.plain, #graph .tie.apart, #graph .tie.negative").count() == 4
    first.locator("#graph .node").first.press("Enter")
    assert "according to" in first.locator("#ties").inner_text()


def test_an_actors_button_shows_its_claims(opened: Any) -> None:
    page = opened(make_data())
    page.click("button.only[data-actor='0']")
    assert shown(page) == ["c0"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_a_phone(opened: Any, scheme: str) -> None:
    long = "w" * 300
    data = make_data(title=long, conflicts=[make_conflict()], unread=[Unread(long, long)])
    page = opened(data, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page.click("#open-filter")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("interface", ["en", "ar"])
def test_it_opens_empty(opened: Any, interface: str) -> None:
    from dalil.views.report.data import build_report_data

    page = opened(build_report_data([], [], title="Empty", interface="ar" if interface == "ar" else "en"))
    assert page.locator("p.empty").count() == 6


def test_hundreds_of_claims_stay_quick(opened: Any) -> None:
    page = opened(make_data(many=200))
    page.click("#open-filter")
    started = page.evaluate("performance.now()")
    page.fill("#filter [name=text]", "nothing like it")
    assert shown(page) == []
    assert page.evaluate("performance.now()") - started < 1500


def test_paper_shows_everything_and_no_tools(opened: Any) -> None:
    page = opened(make_data())
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not page.locator("nav.bar").is_visible()
    assert page.evaluate("document.querySelectorAll('details:not([open])').length") == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.querySelectorAll('details[open]').length") == 0
