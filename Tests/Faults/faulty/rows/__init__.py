"""The cases, a module for each row of the fault matrix."""
