"""Fetches and reads the pinned packages that the table of resource types is made from.

Each package is kept under its file name in a folder of downloads. Its SHA-256 is compared with the
one written here, so that the same table comes out wherever and whenever it is made.
"""
import gzip
import hashlib
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile

# name, version, file, SHA-256, what fetches it into a folder
WHEEL = ("cfn-lint", "1.58.0", "cfn_lint-1.58.0-py3-none-any.whl",
         "9d9f06043160756a6158f5c3f92a44ce38254b1c578127461608305bc8262987", "pip")
DATABASE = ("@aws-cdk/aws-service-spec", "0.1.216", "aws-cdk-aws-service-spec-0.1.216.tgz",
            "2305b840c961bf7ab982a3e67a44cd2fe1f8fad78d8f2598c0fd36fbf17c9af8", "npm")
SAM = ("aws-sam-translator", "1.110.0", "aws_sam_translator-1.110.0-py3-none-any.whl",
       "69b09aacf2d305ac747037b7b913224cb8a9d653f47a0306509c1d20e420b670", "pip")
PINNED = (WHEEL, DATABASE, SAM)

SCHEMAS = "cfnlint/data/schemas/"
MAIN_REGION = "us-east-1"


def fetch(package, folder):
    """The path of a pinned package, downloaded when the folder lacks it."""
    name, version, file, digest, client = package
    path = folder / file
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        if client == "pip":
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps",
                       "-d", str(folder), f"{name}=={version}"]
        else:
            command = ["npm", "pack", "--silent", "--pack-destination", str(folder),
                       f"{name}@{version}"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != digest:
        sys.exit(f"{path}: its SHA-256 is {found}, not the pinned one")
    return path


def read_registry(path):
    """The registry's schemas by type, and for each type the names of the regions that have it.

    The schema of a type is that of the main region, else of the first region that has it.
    """
    archive = zipfile.ZipFile(path)
    providers = SCHEMAS + "providers/"
    files = {pathlib.PurePath(name).stem: name for name in archive.namelist()
             if name.startswith(providers) and name.endswith(".json") and "-" in name[len(providers):]}
    regions = {region: json.loads(archive.read(files[region])) for region in sorted(files)}
    schemas, available = {}, {}
    for region in [MAIN_REGION, *regions]:
        for name, digest in regions[region].items():
            if name not in schemas:
                schemas[name] = json.loads(archive.read(f"{SCHEMAS}resources/{digest}.json"))
            available.setdefault(name, set()).add(region)
    return schemas, available, list(regions)


def read_stateful(path):
    """The types that hold data which is lost with the resource."""
    text = zipfile.ZipFile(path).read("cfnlint/data/AdditionalSpecs/StatefulResources.json")
    return set(json.loads(text)["ResourceTypes"])


def count_extensions(path):
    """How many rules across properties the package has that the table leaves out, and how many
    tables of prices among them."""
    names = [name for name in zipfile.ZipFile(path).namelist()
             if name.startswith(SCHEMAS + "extensions/") and name.endswith(".json")]
    return len(names), sum("instance" in name and "class" in name or "instancetype" in name
                           or "nodetype" in name for name in names)


def read_database(path):
    """The entities of the service database, by kind and id."""
    with tarfile.open(path) as archive:
        data = json.loads(gzip.decompress(archive.extractfile("package/db.json.gz").read()))
    schema = data["schema"]
    return ({each["cloudFormationType"]: each for each in schema["resource"]["entities"]},
            {each["$id"]: each for each in schema["typeDefinition"]["entities"]})


def read_sam(path):
    """The JSON schema of SAM templates, as the package's own models say it (they need pydantic)."""
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(path).extractall(folder)
        sys.path.insert(0, folder)
        from samtranslator.internal.schema_source.schema import SamModel
        sys.path.pop(0)
        return json.loads(SamModel.schema_json())
