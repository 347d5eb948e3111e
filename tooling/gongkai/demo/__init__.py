"""A complete county from given texts, with fresh officers and valid sign-offs: for trying out, tests and benchmarks."""
