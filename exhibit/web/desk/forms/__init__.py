"""Forms of the desk, one subject a module: what is asked, in which words, and the plain values an action takes."""
