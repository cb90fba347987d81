"""A person's file goes out as others read it, and comes back as it was."""
import json

import pytest

from exhibit.consent.record27560 import (
    Event,
    FileRefused,
    Party,
    Permission,
    PersonFile,
    Proof,
    Reading,
    Record,
    Text,
    Use,
    read,
    write,
)

EVENTS = (Event("2026-10-01T10:00:00+00:00", "given", "SUBJECT", "SIGNED_PAPER", "c@x"), Event("2026-10-05T10:00:00+00:00", "confirmed", "SUBJECT", "", "v@x"))
ROW = Permission("GAAAA", "EVENT_COUNTRY", "BE", "confirmed", given_at=EVENTS[0].at, valid_until="2028-10-01T00:00:00+00:00", max_copies=3, elements=("GENDER",), events=EVENTS)
RECORD = Record("0b7e", "es", EVENTS[0].at, "BE", "eu-gdpr:A6-1-a-explicit-consent eu-gdpr:A9-2-a", "IN_PERSON", "BE", "house", 2, "es", "ORAL", "a" * 64,
                checklist=("1", "7"), extra={"storage_location": "Ghent", "pii_types": ["the story"]}, permissions=(ROW,), evidence=(Proof("e1", "THUMBPRINT", "b" * 64, "ngo", "2026-10-01"),))
FILE = PersonFile("PABC", "TABC", "2026-11-01T00:00:00+00:00", {"age_class": "ADULT"}, {"pseudonym": "Rosa", "origin_country": "CO"}, (Party("house", "House", "CONTROLLER", authority="APD"),),
                  (Text("STORY", "es", "Hoy abro la puerta.", EVENTS[0].at),), (RECORD,), (), (Use("QR_TARGET", "es", EVENTS[1].at, "live"),), (Reading(EVENTS[1].at, "o@x", "LOCATOR"),))


def test_out_and_back():
    assert read(json.loads(json.dumps(write(FILE)))) == FILE


def test_others_find_what_27560_asks_for():
    [record] = write(FILE)["consent_records"]
    mandatory = {"schema_version", "record_id", "pii_principal_id", "privacy_notice", "language", "pii_information", "pii_controllers", "storage_locations", "retention_period",
                 "jurisdiction", "recipient_third_parties", "withdrawal_method", "lawful_basis"}
    assert mandatory <= set(record) and record["privacy_notice"]["@type"] == "dpv:OralNotice"
    [processing] = record["processing"]
    assert processing["dpv:hasProcessing"] == "dpv:CrossBorderTransfer" and processing["dpv:hasConsentStatus"] == "dpv:ConsentGiven"
    given, confirmed = processing["events"]
    assert (given["event_type"], given["event_state"], given["entity_id"]) == ("dpv:ExplicitlyExpressedConsent", "dpv:ConsentGiven", "dpv:DataSubject")
    assert "dpv:hasOrganisationalMeasure" in confirmed and "dpv:hasOrganisationalMeasure" not in given


@pytest.mark.parametrize("change", [
    {"format": "something else"}, {"exhibit": {}}, {"exhibit": {**write(FILE)["exhibit"], "name": "somebody"}}, {"exhibit": {**write(FILE)["exhibit"], "records": "none"}},
    {"exhibit": {**write(FILE)["exhibit"], "person_code": 7}}])
def test_another_document_is_refused(change):
    with pytest.raises(FileRefused, match="no person's file|not whole"):
        read({**write(FILE), **change})
