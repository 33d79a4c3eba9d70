"""One module for each row, or for rows that belong together."""
