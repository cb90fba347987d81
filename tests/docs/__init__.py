"""Docs are part of the product: what is in the code is in docs/, what docs/ says exists, and no page points nowhere."""
