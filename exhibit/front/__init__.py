"""Before the framework: answers that are ready, the files every page shares, and the ways in from a server."""
