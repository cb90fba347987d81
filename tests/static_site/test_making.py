"""A copy holds what the gate allows and nothing else, is whole or not there, and stands in the ledger before anybody has it."""
from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from exhibit.actions.consent import withdraw
from exhibit.actions.holds import set_hold
from exhibit.actions.receipts import printed_key
from exhibit.actions.static_site import folder as folders
from exhibit.actions.static_site import making
from exhibit.actions.static_site.manifest import check_folder
from exhibit.actions.static_site.selection import Selection, not_after
from exhibit.errors import Conflict, ExhibitError, Refused, WrongUse
from exhibit.store import db, sites, transaction
from exhibit.store import uses as ledger
from tests.support.scenes import CASEWORKER, CURATOR, NOW, TEXTS, permitted, said_yes

WORDS = TEXTS["STORY"].split("\n\n")[0]


def rows(hall):
    db.session.expire_all()
    return [use for use in ledger.ledger_in(hall.exhibition) if use.kind == "STATIC_BUILD"]


def page(hall, name: str) -> BeautifulSoup:
    return BeautifulSoup(hall.file(name), "html.parser")


def test_stories_that_may_be_shown_are_in_it_and_the_others_are_told_to_the_maker_alone(hall):
    made = hall.make()
    first, second, third = hall.codes()
    assert made.stories == 2 and [(one.testimony, one.kind, one.reasons) for one in made.left_out] == [
        (hall.exhibition.cutouts[1].testimony.code, "WEB_LIST", ("NOT_ASKED",)), (hall.exhibition.cutouts[2].testimony.code, "STATIC_BUILD", ("NOT_ASKED",))]
    for code in (first, second):
        for name in (f"{code}/index.html", f"{code}/en/index.html", f"{code}/en/text.txt", f"{code}/en/large.pdf"):
            assert (hall.folder / name).is_file(), name
    assert not (hall.folder / third).exists() and third.encode() not in hall.everything()
    assert made.left_out[1].testimony.encode() not in hall.everything(), "the copy itself does not tell of what is not in it"


def test_only_listed_figures_stand_in_a_list(hall):
    hall.make(kiosk=True)
    first, second, _ = hall.codes()
    for name in ("e/autumn/figures/index.html", "e/autumn/kiosk/index.html"):
        assert first in hall.file(name) and second not in hall.file(name), name
    assert (hall.folder / f"{first}/en/kiosk/index.html").is_file() and not (hall.folder / f"{second}/en/kiosk").exists()


def test_without_a_kiosk_there_are_no_pages_for_one(hall):
    hall.make()
    assert not list(hall.folder.rglob("kiosk*"))


def test_every_link_within_it_leads_to_a_file(hall):
    hall.make(kiosk=True)
    for path in hall.folder.rglob("*.html"):
        if path.name == "404.html":
            continue
        for tag in BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select("a[href], link[href], script[src], img[src], form"):
            assert tag.name != "form", path
            target = (tag.get("href") or tag.get("src")).partition("#")[0]
            if target and not target.startswith(("https:", "http:", "tel:", "data:", "mailto:")):
                assert (path.parent / target).resolve().is_file(), (path, target)
                assert not target.startswith("/")


def test_what_a_story_tells_is_hidden_in_the_markup_until_the_clock_was_looked_at(hall):
    made = hall.make()
    first = hall.codes()[0]
    shown = page(hall, f"{first}/en/index.html")
    assert shown.select_one("li.quiet a")["href"] == f"http://127.0.0.1:8000/{first}/en/stop", "a folder can stop nothing"
    assert shown.html["data-built"] == made.span.built_at.isoformat() and shown.html["data-ends"] == made.span.not_after.isoformat()
    story = shown.select_one("main[hidden]")
    assert WORDS in story.get_text() and len(shown.select("main:not([hidden])")) == 1
    assert shown.select_one(".copy [data-copy=wait]").get_text().startswith("This copy of the exhibition must look at the date") and "112" in shown.select_one(".copy .help").get_text()
    story.decompose()
    assert WORDS not in shown.get_text() and TEXTS["QUOTE"] not in shown.get_text()
    policy = shown.select_one("meta[http-equiv]")["content"]
    assert "unsafe" not in policy and "default-src 'none'" in policy and not shown.select("script:not([src]), style, [style]")


def test_pages_without_stories_stay_readable(hall):
    hall.make()
    about = page(hall, "e/autumn/campaign/index.html")
    assert not about.select("main[hidden]") and not about.html.has_attr("data-ends")
    assert page(hall, "e/autumn/figures/index.html").select("main[hidden]")


def test_it_ends_with_the_first_permission_in_it(hall):
    from exhibit.store.tables import Grant

    ends = NOW + timedelta(days=9)
    with transaction() as session:
        for grant in session.query(Grant).filter_by(permission="WEB_STORY", testimony_id=hall.exhibition.cutouts[1].testimony_id):
            grant.valid_until = ends
    made = hall.make()
    assert made.span.not_after == ends
    assert json.loads(hall.file("manifest.json"))["not_after"] == ends.isoformat()
    assert check_folder(hall.folder, ends - timedelta(seconds=1), printed_key()).whole
    over = check_folder(hall.folder, ends)
    assert not over.whole and over.reasons[0].startswith("It may not be shown any more")


@pytest.mark.parametrize("beside", ["WEB_INDEX", "WEB_ARCHIVE", "WEB_PREVIEW"])
def test_it_ends_with_what_its_pages_allow_machines(hall, beside):
    """What a page in a folder tells search engines, archives and messengers cannot be taken back there."""
    from exhibit.store.tables import Grant

    ends, first = NOW + timedelta(days=9), hall.exhibition.cutouts[0].testimony
    permitted(first, (("WEB_INDEX", None), ("WEB_ARCHIVE", None), ("WEB_PREVIEW", None)))
    with transaction() as session:
        for grant in session.query(Grant).filter_by(permission=beside, testimony_id=first.id):
            grant.valid_until = ends
    assert hall.make().span.not_after == ends
    assert page(hall, f"{hall.codes()[0]}/en/index.html").select_one('meta[name="robots"]')["content"] == "all"
    assert beside in {grant.permission for grant in first.grants if grant.uid in rows(hall)[0].grant_ids}


def test_where_nothing_has_an_end_it_is_thirty_days(hall):
    assert not_after(Selection((), ()), hall.exhibition, NOW) == NOW + timedelta(days=30)


def test_it_ends_with_the_help_numbers_that_were_verified_longest_ago(hall):
    from exhibit.store.tables import Helpline

    with transaction() as session:
        session.add(Helpline(country="BE", name="PAG-ASA", number="02 511 64 64", verified_on=NOW.date() - timedelta(days=80), verified_by="verifier@demo.example"))
    ends = not_after(Selection((), ()), hall.exhibition, NOW)
    assert ends.date() == NOW.date() + timedelta(days=11) and (ends.hour, ends.minute) == (0, 0)


def test_the_ledger_says_what_it_shows_and_where_it_is(hall):
    made = hall.make(place="a stick for the kiosk")
    build = sites.build(made.uid)
    assert (build.folder, build.place, build.built_by, build.not_after, build.ended_at) == (str(hall.folder), "a stick for the kiosk", CURATOR, made.span.not_after, None)
    first, second = rows(hall)
    assert {first.status, second.status} == {"live"} and first.place == "a stick for the kiosk" and first.file_sha256 == build.manifest_sha256
    permissions = {grant.uid: grant.permission for grant in first.testimony.grants}
    assert {permissions[uid] for uid in first.grant_ids} >= {"WEB_STORY", "WEB_LIST"} and first.texts == [first.testimony.approved("STORY", "en").sha256]


def test_a_copy_made_again_into_the_same_folder_goes_on_with_the_same_rows(hall):
    before = hall.make()
    uids = [use.uid for use in rows(hall)]
    after = hall.make(NOW + timedelta(hours=1), kiosk=True)
    assert [use.uid for use in rows(hall)] == uids and {use.file_sha256 for use in rows(hall)} == {sites.build(after.uid).manifest_sha256}
    assert sites.build(before.uid).ended_at == NOW + timedelta(hours=1) and sites.builds_out() == [sites.build(after.uid)]


def test_what_was_changed_after_it_was_signed_is_found(hall):
    hall.make()
    first = hall.codes()[0]
    assert check_folder(hall.folder, NOW, printed_key()).reasons == ()
    (hall.folder / f"{first}/en/index.html").write_text("something else")
    (hall.folder / f"{first}/en/text.txt").unlink()
    (hall.folder / "more.html").write_text("added")
    reasons = check_folder(hall.folder, NOW).reasons
    assert f"{first}/en/index.html was changed." in reasons and f"{first}/en/text.txt is missing." in reasons and "more.html does not belong to this copy." in reasons


def test_an_end_that_was_moved_and_a_signature_of_others_are_found(hall):
    hall.make()
    told = json.loads(hall.file("manifest.json"))
    (hall.folder / "manifest.json").write_text(json.dumps({**told, "not_after": "2999-01-01T00:00:00+00:00"}))
    assert check_folder(hall.folder, NOW).reasons == ("The signature does not fit the content: it was changed after it was signed, or is incomplete.",)
    (hall.folder / "manifest.json").write_text(json.dumps(told))
    assert "another key" in check_folder(hall.folder, NOW, "A" * 43 + "=").reasons[0]
    assert "clock" in check_folder(hall.folder, NOW - timedelta(days=1)).reasons[0]


@pytest.mark.parametrize("kept", ["holiday.jpg", "deep/notes.txt"])
def test_a_folder_that_holds_anything_else_is_refused(hall, kept):
    hall.make()
    stranger = hall.folder / kept
    stranger.parent.mkdir(exist_ok=True)
    stranger.write_text("mine")
    with pytest.raises(Refused, match="holds something that is no copy of a site"):
        hall.make()
    assert stranger.read_text() == "mine" and (hall.folder / "manifest.json").is_file()


def test_places_that_cannot_be(hall, tmp_path):
    hall.folder = tmp_path / "file"
    hall.folder.write_text("x")
    with pytest.raises(WrongUse, match="is a file"):
        hall.make()
    hall.folder = tmp_path / "no" / "where"
    with pytest.raises(WrongUse, match="There is no folder"):
        hall.make()
    hall.folder = Path("/proc")
    with pytest.raises(WrongUse, match="disk of its own"):
        hall.make()


def test_when_nothing_may_be_shown_nothing_is_made(hall):
    for cutout in hall.exhibition.cutouts[:2]:
        set_hold(cutout.testimony, "SAFETY", "", CURATOR, NOW)
    with pytest.raises(Refused) as refused:
        hall.make()
    assert refused.value.sentence.startswith("Not one story may go into a copy") and "HOLD" in refused.value.reasons
    assert not hall.folder.exists() and rows(hall) == [] and sites.builds() == []


def test_a_stop_while_it_is_made_leaves_the_story_out(hall, monkeypatch):
    real, stopped = making.read_site, []

    def slow(*args):
        found = real(*args)
        if not stopped:
            stopped.append(withdraw(hall.exhibition.cutouts[0].testimony, CASEWORKER, NOW))
        return found

    monkeypatch.setattr(making, "read_site", slow)
    made = hall.make()
    assert made.stories == 1 and hall.codes()[0].encode() not in hall.everything() and len(rows(hall)) == 1


def test_when_everything_keeps_moving_it_gives_up_and_says_so(hall, monkeypatch):
    from exhibit.store import raise_epoch

    real = making.read_site

    def moving(*args):
        with transaction():
            raise_epoch()
        return real(*args)

    monkeypatch.setattr(making, "read_site", moving)
    with pytest.raises(Conflict, match="three times over"):
        hall.make()
    assert not hall.folder.exists() and rows(hall) == []


def test_a_full_disk_leaves_what_was_there(hall, monkeypatch):
    before = hall.make()
    kept = hall.everything()
    monkeypatch.setattr(folders.os, "rename", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(ExhibitError, match="No space left"):
        hall.make(NOW + timedelta(hours=1))
    assert hall.everything() == kept and sites.builds_out() == [sites.build(before.uid)] and not list(hall.folder.parent.glob(".*.part"))


def test_a_page_that_cannot_be_read_is_not_left_out_in_silence(hall):
    class Broken:
        def read(self, path, look="", language=""):
            from exhibit.actions.static_site.reader import Answer

            return Answer(500, "text/html", b"")

    with pytest.raises(ExhibitError, match="could not be read"):
        making.make_site(hall.exhibition, making.Order(hall.folder, CURATOR, NOW, Path("static")), Broken())


def test_a_name_is_no_place(hall):
    with pytest.raises(Refused, match="Place"):
        hall.make(place="ask Maria Popescu, +32 470 12 34 56")


def test_a_later_yes_goes_into_the_next_copy(hall):
    hall.make()
    said_yes(hall.exhibition.cutouts[2].testimony)
    assert hall.make(NOW + timedelta(hours=1)).stories == 2, "it still has to be confirmed"
