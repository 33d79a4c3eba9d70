"""The command line of tools/import-models."""

import argparse
from pathlib import Path

from .endpoint_rules import endpoint_rules
from .extraction import Extraction
from .partitions import global_in, partitions
from .rules import Rules, read_names
from .source import Source
from .text import by_lines

MODELS = Path(__file__).resolve().parents[2] / "models"


def main(arguments: list[str] | None = None) -> int:
    options = parse(arguments)
    source = Source.unpacked(options.data) if options.data else Source.installed()
    services = options.services or (source.services() if options.full else read_names(MODELS / "services.txt"))
    rules = Rules.read(MODELS)
    (options.out / "endpoints").mkdir(parents=True, exist_ok=True)
    for service in services:
        (options.out / f"{service}.json").write_text(imported(source, service, rules, options.full))
        (options.out / "endpoints" / f"{service}.json").write_text(endpoint_rules(source, service))
    if not options.services or options.full:
        (options.out / "partitions.json").write_text(by_lines({"partitions": partitions(source)}))
    if not options.services and not options.full:
        (options.out / "signing-names.txt").write_text(signing_names(source, rules))
    print(f"{len(services)} services of botocore {source.version} in {options.out}")
    return 0


def imported(source: Source, service: str, rules: Rules, full: bool) -> str:
    """The text of models/<service>.json."""
    model = source.model(service)
    extraction = Extraction(service, model, source.paginators(service), source.version, rules, full)
    sections = extraction.sections()
    if found := global_in(source, model["metadata"]["endpointPrefix"]):
        sections["metadata"]["globalIn"] = found
    return by_lines(sections)


def signing_names(source: Source, rules: Rules) -> str:
    """The text of models/signing-names.txt."""
    lines = [
        "# How services of which operations are refused are called on the wire, where that is not their own name:",
        "# service, signing name, endpoint prefix. Written by tools/import-models; never edited.",
    ]
    for service in source.services():
        if not rules.may_refuse(service):
            continue
        metadata = source.model(service)["metadata"]
        prefix = metadata["endpointPrefix"]
        signing = metadata.get("signingName", prefix)
        if {signing, prefix} != {service}:
            lines.append(f"{service} {signing} {prefix}")
    return "\n".join(lines) + "\n"


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tools/import-models", description="Import AWS service models.")
    parser.add_argument("services", nargs="*", metavar="SERVICE", help="as botocore names it: rds, elbv2, efs")
    parser.add_argument("--out", type=Path, help="the folder to write; models/ without services")
    parser.add_argument("--full", action="store_true", help="every operation, for tests")
    parser.add_argument("--data", type=Path, help="botocore/data of another release")
    options = parser.parse_args(arguments)
    if options.out is None:
        if options.services or options.full:
            parser.error("--out is needed: models/ itself is only written as a whole")
        options.out = MODELS
    return options
