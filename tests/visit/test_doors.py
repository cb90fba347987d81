"""A process that serves the public cannot even import what staff can do."""
from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from exhibit.settings import ROOT

ASK = """
import json, sys
from exhibit.app import create_app
from exhibit.store import db, queries
app = create_app(doors=tuple(sys.argv[1].split(",")))
with app.app_context():
    code = queries.cutouts(queries.exhibition("demo"))[0].copies[0].code
client, answers = app.test_client(), {}
for path in ("/" + code, "/" + code.lower() + "/en", "/ZZZZZZ", "/", "/desk/", "/desk", "/desk/testimonies", "/account/login", "/account/", "/static/vendor/htmx.min.js"):
    answer = client.get(path)
    answers[path.replace(code, "CODE").replace(code.lower(), "CODE")] = [answer.status_code, answer.get_data(as_text=True), list(answer.headers)]
posted = client.post("/account/login", data={"email": "a@b.example", "password": "x"})
answers["POST"] = [posted.status_code, posted.get_data(as_text=True), list(posted.headers)]
json.dump({"modules": sorted(sys.modules), "answers": answers}, sys.stdout)
"""
FORBIDDEN = ("exhibit.web.desk", "exhibit.web.account", "exhibit.cutout", "exhibit.jobs", "flask_security", "flask_login", "flask_wtf", "flask_limiter",
             "reportlab", "shapely", "uharfbuzz", "cv2", "PIL", "huey", "argon2")


BESIDE = ("flask_limiter", "PIL")  # what the doors of the person and of the crew load beside it: slowed tries, photographs of boards taken down
PUBLIC = {"visit": FORBIDDEN, "visit,person,hall": tuple(name for name in FORBIDDEN if name not in BESIDE)}  # doors of a process -> what it may not have loaded


@pytest.fixture(params=PUBLIC)
def public_process(demo_app, request) -> dict:
    """What a process with the public doors alone has imported and what it answers."""
    settings = demo_app.config["EXHIBIT"]
    environ = {**os.environ, "EXHIBIT_INSTANCE": str(settings.instance), "DATABASE_URL": settings.database_url}
    done = subprocess.run([sys.executable, "-c", ASK, request.param], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return {**json.loads(done.stdout), "forbidden": PUBLIC[request.param]}


def test_the_public_process_has_only_the_public_doors(public_process):
    loaded = public_process["modules"]
    assert "exhibit.web.visit.stories" in loaded
    assert [name for name in loaded if name.startswith(public_process["forbidden"])] == []

    answers = public_process["answers"]
    assert answers["/CODE"][0] == answers["/CODE/en"][0] == answers["/"][0] == 200
    neutral = answers["/ZZZZZZ"]
    assert neutral[0] == 404 and "This story is not being shown now." in neutral[1]
    for path in ("/desk/", "/desk", "/desk/testimonies", "/account/login", "/account/", "POST"):
        assert answers[path] == neutral, path
