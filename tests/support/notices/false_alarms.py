def table() -> list[str]:
    return []
