"""The command line of tools/wire-cases."""

import argparse
import json
from pathlib import Path
from random import Random

import botocore.session

from .answers import Answers
from .endpoints import Endpoints
from .requests import Requests

MODELS = Path(__file__).resolve().parents[2] / "models"
ROUNDS = 4


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="tools/wire-cases", description="Write cases of every operation.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    folder = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    session = botocore.session.get_session()
    counts = [0, 0]
    with (folder / "answers.jsonl").open("w") as answers, (folder / "requests.jsonl").open("w") as requests:
        for path in sorted(MODELS.glob("*.json")):
            kept = json.loads(path.read_text())
            if "operations" not in kept:
                continue
            model = session.get_service_model(path.stem)
            protocol = kept["metadata"]["protocol"]
            for operation in kept["operations"]:
                for makers, file, index in ((Answers, answers, 0), (Requests, requests, 1)):
                    random = Random(f"{path.stem}:{operation}")
                    maker = makers(model, protocol, random)
                    for _ in range(ROUNDS):
                        if case := maker.case(operation):
                            file.write(json.dumps({"service": path.stem, "operation": operation, **case}) + "\n")
                            counts[index] += 1
    located = write_endpoints(session.get_component("data_loader"), folder / "endpoints.jsonl")
    print(f"{counts[0]} answers, {counts[1]} requests and {located} endpoints in {folder}")
    return 0


def write_endpoints(loader, path: Path) -> int:
    """Writes cases of every service's endpoints; gives their number."""
    count = 0
    with path.open("w") as file:
        for kept in sorted((MODELS / "endpoints").glob("*.json")):
            operations = json.loads((MODELS / kept.name).read_text())["operations"].values()
            constants = {json.dumps(body.get("staticContextParams", {}), sort_keys=True) for body in operations}
            rules = loader.load_service_model(kept.stem, "endpoint-rule-set-1")
            endpoints = Endpoints(kept.stem, rules, loader.load_data("partitions"))
            for case in endpoints.cases([json.loads(constant) for constant in sorted(constants)]):
                file.write(json.dumps(case) + "\n")
                count += 1
    return count
