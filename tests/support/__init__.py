"""What tests share: a database cluster, a client that uses forms, accessibility checks."""
