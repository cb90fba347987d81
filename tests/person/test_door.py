"""A process with this door alone can import neither the desk nor the engines."""
from __future__ import annotations

import json
import os
import subprocess
import sys

from exhibit.settings import ROOT
from tests.person.conftest import hand_out

ASK = """
import json, sys
from exhibit.app import create_app
app = create_app(doors=("person",))
client = app.test_client()
answers = [client.get("/card").status_code, client.post("/card", data={"number": sys.argv[1]}).status_code, client.post("/card", data={"number": "1"}).status_code,
           client.get("/desk/").status_code, client.get("/account/login").status_code, client.get(app.jinja_env.globals["asset"]("person.css")).status_code]
json.dump({"modules": sorted(sys.modules), "answers": answers}, sys.stdout)
"""
FORBIDDEN = ("exhibit.web.desk", "exhibit.web.account", "exhibit.web.visit", "exhibit.cutout", "exhibit.paper", "exhibit.jobs", "flask_security", "flask_login",
             "flask_wtf", "reportlab", "shapely", "uharfbuzz", "cv2", "PIL", "huey", "argon2", "pikepdf")


def test_the_process_has_only_this_door(demo_app):
    number, settings = hand_out(), demo_app.config["EXHIBIT"]
    environ = {**os.environ, "EXHIBIT_INSTANCE": str(settings.instance), "DATABASE_URL": settings.database_url}
    done = subprocess.run([sys.executable, "-c", ASK, number], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["answers"] == [200, 200, 422, 404, 404, 200]
    assert [name for name in found["modules"] if name.startswith(FORBIDDEN)] == []
