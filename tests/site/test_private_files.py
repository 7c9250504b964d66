"""What the product writes on its machine is for its own account alone: other people there read no case and no mail."""

import os
import stat
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITES = """
from wsgi import app
from app.images.storage import keep
from app.notifications.channels.transports import put
from email.message import EmailMessage

with app.app_context():
    mail = EmailMessage()
    mail["To"] = "ann@example.org"
    put(mail, app.config["MAIL_URL"])
    keep("0123456789abcdef0123456789-1x1.png", b"pixels")
"""


def test_nobody_else_on_the_machine_reads_it(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    own = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "MAIL_URL")}
    env = {**own, "INSTANCE_PATH": str(instance), "SECRET_KEY": "only-for-tests"}
    for command in (["-m", "flask", "--app", "wsgi", "db", "upgrade"], ["-c", WRITES]):
        subprocess.run([sys.executable, *command], cwd=ROOT, env=env, check=True, capture_output=True, umask=0o022)
    found = [instance, *instance.rglob("*")]
    assert {"spintaneo.db", "outbox", "images"} <= {path.name for path in found}
    open_to_others = [path for path in found if stat.S_IMODE(path.stat().st_mode) & 0o077]
    assert open_to_others == []
