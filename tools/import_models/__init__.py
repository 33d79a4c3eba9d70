"""Extracts from the service models of botocore what elastatus needs to speak to AWS."""
