"""The main job, end to end, as the first person on a fresh clone does it: make run, sign in, print the pack, scan every code, read."""
from __future__ import annotations

import json
import zipfile

import pytest
from playwright.sync_api import expect

from exhibit.cutout import preflight, verify_codes
from exhibit.serving import wait_until_up
from tests.journey.fresh_clone import Running, clone_to

pytestmark = pytest.mark.timeout(1500)


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    return clone_to(tmp_path_factory.mktemp("clone"))


@pytest.fixture(scope="module")
def first_start(clone):
    running = Running.start(clone)
    assert running.up.wait(900) and running.process.poll() is None, running.said
    wait_until_up(running.address)
    yield running
    if running.process.poll() is None:
        running.stop()


@pytest.fixture(scope="module")
def pack(first_start, chromium, tmp_path_factory):
    """The pack a curator takes from the desk: (folder, manifest)."""
    context = chromium.new_context(accept_downloads=True, locale="en-GB")
    page = context.new_page()
    email, password = first_start.password_of("curator")
    page.goto(f"{first_start.address}/desk/")
    page.locator("#email").fill(email)
    page.locator("#password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="Hear their voices. Act to protect.").click()
    page.get_by_role("button", name="Make the pack").click()
    expect(page.get_by_role("link", name="Take the pack (.zip)")).to_be_visible(timeout=300_000)
    with page.expect_download() as download:
        page.get_by_role("link", name="Take the pack (.zip)").click()
    folder = tmp_path_factory.mktemp("pack")
    download.value.save_as(folder / "pack.zip")
    said = page.locator("main").inner_text()
    context.close()
    zipfile.ZipFile(folder / "pack.zip").extractall(folder)
    return folder, json.loads((folder / "manifest.json").read_text()), said


def test_the_first_start_prints_the_address_and_a_password_for_each_role(first_start):
    passwords = {first_start.password_of(role)[1] for role in ("administrator", "curator", "caseworker", "verifier")}
    assert len(passwords) == 4 and all(len(password) >= 12 for password in passwords)
    assert "All people and stories in it are fictional" in first_start.said


def test_the_pack_holds_twelve_boards_and_says_why_three_are_left_out(pack):
    _folder, manifest, said = pack
    assert len(manifest["boards"]) == 12 and sum(1 for board in manifest["boards"] if board["url"]) == 11
    assert sorted(item["reasons"][0] for item in manifest["left_out"]) == ["COOLING_OFF", "EXPIRED", "WITHDRAWN"]
    assert all(item["testimony"] in said for item in manifest["left_out"])


def test_every_board_is_fit_to_print_and_its_code_reads(pack):
    folder, manifest, _said = pack
    for board in manifest["boards"]:
        pdf = (folder / board["file"]).read_bytes()
        verify_codes(pdf, [board["url"]])
        assert [check.sentence for check in preflight(pdf) if not check.ok] == []
        assert (folder / board["tiles"]).stat().st_size > 10_000


def test_every_code_opens_its_story_in_the_language_of_the_phone(pack, first_start, chromium):
    _folder, manifest, _said = pack
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="fr-BE")
    phone = context.new_page()
    read = set()
    for board in filter(lambda board: board["url"], manifest["boards"]):
        assert phone.goto(board["url"]).status == 200
        read.add(phone.locator("html").get_attribute("lang"))
        assert len(phone.locator("article").inner_text()) > 300
        assert context.cookies() == []
    assert "fr" in read
    context.close()


def test_what_may_not_be_shown_is_one_neutral_page(pack, first_start, chromium):
    _folder, manifest, _said = pack
    phone = chromium.new_page(locale="en-GB")
    pages = set()
    for code in [item["code"] for item in manifest["left_out"]] + ["ZZZZZZ"]:
        answer = phone.goto(f"{first_start.address}/{code}")
        pages.add((answer.status, answer.text()))
    assert len(pages) == 1 and next(iter(pages))[0] == 404
    phone.close()


def test_a_second_start_serves_what_is_there(first_start, pack, clone):
    """Last: it stops the first start."""
    first_start.stop()
    again = Running.start(clone)
    try:
        assert again.up.wait(60) and again.process.poll() is None, again.said
        wait_until_up(again.address)
        assert "Loaded" not in again.said and "password" not in again.said
    finally:
        again.stop()
