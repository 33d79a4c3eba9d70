"""Reads the service models of an installed or unpacked botocore."""

import gzip
import json
from pathlib import Path


class Source:
    """The data folder of one botocore release."""

    def __init__(self, data: Path, version: str):
        self.data = data
        self.version = version
        self._endpoints: dict | None = None

    @classmethod
    def installed(cls) -> "Source":
        import botocore

        return cls(Path(botocore.__file__).parent / "data", botocore.__version__)

    @classmethod
    def unpacked(cls, data: Path) -> "Source":
        text = (data.parent / "__init__.py").read_text()
        version = next(line.split("'")[1] for line in text.splitlines() if line.startswith("__version__"))
        return cls(data, version)

    def services(self) -> list[str]:
        return sorted(path.name for path in self.data.iterdir() if path.is_dir())

    def model(self, service: str) -> dict:
        document = self._read(self._folder(service), "service-2")
        if document is None:
            raise SystemExit(f"{service}: no service-2.json")
        return document

    def paginators(self, service: str) -> dict:
        folder = self._folder(service)
        found = (self._read(folder, "paginators-1") or {"pagination": {}})["pagination"]
        extras = (self._read(folder, "paginators-1.sdk-extras") or {}).get("merge", {}).get("pagination", {})
        return {name: body | extras.get(name, {}) for name, body in found.items()}

    def endpoint_rules(self, service: str) -> dict:
        document = self._read(self._folder(service), "endpoint-rule-set-1")
        if document is None:
            raise SystemExit(f"{service}: no endpoint-rule-set-1.json")
        return document

    def partitions(self) -> list[dict]:
        document = self._read(self.data, "partitions")
        if document is None:
            raise SystemExit(f"{self.data}: no partitions.json")
        return document["partitions"]

    def endpoints(self) -> dict:
        if self._endpoints is None:
            self._endpoints = self._read(self.data, "endpoints")
        if self._endpoints is None:
            raise SystemExit(f"{self.data}: no endpoints.json")
        return self._endpoints

    def _folder(self, service: str) -> Path:
        versions = sorted(path for path in (self.data / service).glob("*") if path.is_dir())
        if not versions:
            raise SystemExit(f"{service}: botocore {self.version} has no such service")
        return versions[-1]

    @staticmethod
    def _read(folder: Path, name: str) -> dict | None:
        plain, packed = folder / f"{name}.json", folder / f"{name}.json.gz"
        if plain.exists():
            return json.loads(plain.read_bytes())
        if packed.exists():
            return json.loads(gzip.decompress(packed.read_bytes()))
        return None
