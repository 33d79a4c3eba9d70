"""The company whose AWS the demo shows: an online shop with three accounts and two busy regions."""
