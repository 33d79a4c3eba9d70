"""The command line of tools/wire-cases."""

import argparse
import json
from pathlib import Path
from random import Random

import botocore.session

from .answers import Answers
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
    print(f"{counts[0]} answers and {counts[1]} requests in {folder}")
    return 0
