"""The simulated AWS: moto's server, fixtures for what moto lacks, and faults on demand."""
