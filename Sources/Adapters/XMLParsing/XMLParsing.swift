// Placeholder until the adapter stands.
