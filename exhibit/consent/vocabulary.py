"""Words of a consent record as tables: how it was taken, what proves it, who speaks for whom. A code, and what it means in plain words.

Sources: ISO/IEC TS 27560 party and record fields through the W3C DPVCG mapping; HTCDS 2.0 `org_Type`, `vic_RelationshipToTrafficker`
and the seven questions of `con_Consent` (IOM, CC BY 4.0); GDPR art. 7 and 9.
"""
from __future__ import annotations

COLLECTION_METHODS: dict[str, str] = {
    "IN_PERSON": "in person", "BY_TELEPHONE": "by telephone", "BY_VIDEO": "by video", "ON_PAPER": "on a paper form, entered later",
}
INDICATION_METHODS: dict[str, str] = {  # how the answer was expressed; the person, never the caseworker, expresses it
    "SIGNED_PAPER": "ticked and signed on paper", "THUMBPRINT": "thumbprint on paper", "SPOKEN": "said aloud", "AUDIO_STATEMENT": "said on a recording",
    "WITNESSED_ORAL": "said aloud before a witness", "E_SIGNATURE": "signed on a screen",
}
EVIDENCE_KINDS: dict[str, str] = {
    "SIGNED_PAPER": "signed paper", "THUMBPRINT": "paper with a thumbprint", "AUDIO_STATEMENT": "recorded statement",
    "WITNESSED_ORAL": "statement before a witness", "E_SIGNATURE": "signature on a screen", "COURT_ORDER": "court order",
}
IDENTITY_MODES: dict[str, str] = {
    "ANONYMOUS": "without any name", "PSEUDONYM_ASSIGNED": "under a pseudonym given to the person", "PSEUDONYM_CHOSEN": "under a pseudonym the person chose",
    "COMPOSITE": "composed of several accounts, and labelled so", "OWN_NAME": "under the person's own name",
}
SPEAKERS: dict[str, str] = {"SUBJECT": "the person", "GUARDIAN": "a guardian", "LEGAL_REP": "a legal representative"}
PARTY_ROLES: dict[str, str] = {
    "CUSTODIAN": "custodian: knows who the person is, keeps the paper", "CONTROLLER": "controller: decides what is done with the story",
    "VENUE": "venue", "PARTNER": "partner", "PRINTER": "print shop", "TRANSLATOR": "translator or voice",
}
ORG_TYPES: dict[str, str] = {  # HTCDS org_Type
    "NGO": "non-governmental organisation", "CentralGovernmentOrganisation": "central government", "LocalGovernmentOrganisation": "local government",
    "HealthServiceOrganisation": "health service", "LegalService": "legal service", "ImmigrationService": "immigration service",
    "LawEnforcement": "law enforcement", "SchoolOrCollege": "school or college", "CorporateBusiness": "business",
}
NOTICE_MODES: dict[str, str] = {"PRINTED": "printed", "ORAL": "read aloud", "GRAPHICAL": "in pictograms", "VIDEO": "as a film"}
LITERACY_MODES: dict[str, str] = {"READS": "reads", "ORAL": "prefers to be told", "PICTOGRAM": "prefers pictograms"}
SAFE_CONTACTS: dict[str, str] = {
    "NONE": "nobody may contact the person", "VIA_CASEWORKER": "only through the caseworker", "PERSON_CONTACTS_US": "the person contacts us, never the other way round",
}
GUARDIAN_KINDS: dict[str, str] = {
    "PARENT": "parent", "LEGAL_GUARDIAN": "guardian by law", "COURT_APPOINTED": "guardian appointed by a court", "INSTITUTION": "institution that has custody",
}
CONFLICTS: dict[str, str] = {"NONE": "none found after a review", "SUSPECTED": "suspected", "CONFIRMED": "confirmed"}
RELATIONSHIPS: dict[str, str] = {"Familial": "family", "Acquainted": "known to the person", "Unacquainted": "a stranger"}
MAY_BE_TOLD: dict[str, str] = {"GUARDIAN": "the guardian", "CASEWORKER": "the caseworker", "SCHOOL": "the school or home"}
COMPENSATION_KINDS: dict[str, str] = {"MONEY": "money", "EXPENSES": "expenses", "IN_KIND": "in kind"}
COMPENSATION_BANDS: dict[str, str] = {
    "UNDER_50": "under 50 euros", "50_TO_150": "50 to 150 euros", "150_TO_500": "150 to 500 euros", "OVER_500": "over 500 euros",
}
COMPENSATION_ANSWERS: dict[str, str] = {"ACCEPTED": "accepted", "DECLINED": "declined", "NOT_ALLOWED": "not allowed to be paid"}
CHECKLIST: dict[str, str] = {  # HTCDS con_Consent, the seven questions of its guidance
    "1": "agrees to the conversation", "2": "was told what it is for", "3": "was told how the words may be used", "4": "was told what research may do with them",
    "5": "knows that they may be asked for at any time", "6": "was told how long they are kept", "7": "was told how to take it back",
}
UNDERSTANDING: dict[str, str] = {  # the teach-back, answered by the person in own words (consent model 3.7)
    "knows_what": "Which words and which picture will be shown",
    "knows_where": "Where: anyone in the world may see it, and visitors take pictures",
    "knows_risk": "Who might recognise the person, and the worst that could happen",
    "knows_free": "That help, papers and case do not depend on the answer, and that no is an answer",
    "knows_stop": "How to stop it, and what cannot be taken back",
}
PRESENT: dict[str, str] = {"nobody_with_power_present": "Nobody who has power over the person was present"}
