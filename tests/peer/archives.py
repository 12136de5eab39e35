"""Packages of PyPI and npm in exact versions: downloaded once into a folder, and read from there."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

FOLDER = Path(os.environ.get("SAMC_PEER_PACKAGES", Path(__file__).resolve().parents[2] / "build" / "peer-packages"))

PYPI_DOWNLOAD = "-m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all:".split()


class Unavailable(Exception):
    """A package cannot be had."""


def download(registry, name, version, folder):
    if registry == "pypi":
        command = [sys.executable, *PYPI_DOWNLOAD, "--dest", str(folder), f"{name}=={version}"]
    else:
        command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    except FileNotFoundError:
        raise Unavailable(f"{command[0]} is not installed") from None
    if run.returncode:
        reason = (run.stderr.strip() or run.stdout.strip() or "no reason given").splitlines()[-1]
        raise Unavailable(f"{name} {version} cannot be downloaded: {reason}")


def archive_of(registry, name, version, folder):
    """The archive of a package, downloaded unless it is there."""
    place = folder / f"{registry}-{name.strip('@').replace('/', '-')}-{version}"
    place.mkdir(parents=True, exist_ok=True)
    if not any(place.iterdir()):
        print(f"downloading {name} {version}", file=sys.stderr)
        download(registry, name, version, place)
    return next(place.iterdir())


def files_of(archive):
    """(path, bytes) of all files."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            yield from ((name, opened.read(name)) for name in sorted(opened.namelist()))
        return
    with tarfile.open(archive) as opened:
        for member in sorted(opened.getmembers(), key=lambda each: each.name):
            if member.isfile():
                yield member.name, opened.extractfile(member).read()
