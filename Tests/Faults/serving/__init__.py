"""The fault matrix of the server's own side: what clients, proxies and values in the inventory do to it."""
