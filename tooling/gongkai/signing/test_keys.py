"""The sample county's keys are public (``tests/keys``); no other site may trust one of them."""

SAMPLE_SITE_ID = "shili-county-sample"

TEST_KEYS: frozenset[str] = frozenset(
    {
        "SHA256:+gmzu8WKzkp9QDhxcJ2yRAmlpIBPtJ4Fru5jaDsUvxs",
        "SHA256:/9Af9/ZzvQXbBn7rb2jQfAYaCEuOYqvUPIq2PEwaFaM",
        "SHA256:/SickENNY0QdKJCs2WoIXyqM8whSMrkOSyQ49lyMqOA",
        "SHA256:0WhxvljAbYY4IyiOMMG/z5rudjU4hFYoWShHnR21cl8",
        "SHA256:1ezXoHLxK2ujWTWMqOYSQ26IXqQUDPi9SP6mA6SiGLw",
        "SHA256:7LhDBL0nI4Hexz+2vUXdKTTAc5tYhaGjcuiqYlrIdm4",
        "SHA256:8IftkYUSyvXZdd0iXtDeEi28V0AFdUPvjpCPlaTdGwU",
        "SHA256:GiJM1wwZEdJ6P9F6WX0p7h7F+EqXQE2CJHknlL9c1Ns",
        "SHA256:ICzqcPunhZHq4mxgGSztFjGqSVgqbyVexEtZA3TdSHA",
        "SHA256:JelUbI448+X5u2wFFh2IebffiXyWmJbRum+pUZnbb6Q",
        "SHA256:KrQOMBNGykQAUTpekK6yXgcYQsO4rS29NWT+sxF77sE",
        "SHA256:LW3DZz4NcpIyIuYQmoq8u46emPtZLzBz7kjatInM3go",
        "SHA256:QxXu5HrhGnZCq7l0eCTMiVkN55a9nZ9mLVQUtnvzHAE",
        "SHA256:RZxwIqOJVOgueiOH2ABVEUB5KyHtteNbXsLCiMcqKtE",
        "SHA256:TnWtAdzMu6LUAZxDNOida8FY1TgHyNDxdt3TS9pLF6c",
        "SHA256:arxbD3oAZ483fbvpcR3BoI3yHBhPVekiP4GkFg59AH4",
        "SHA256:dRNe4VrdPX8dzAQAVvHIaX7jbVd5jjq9IcFYsGoz/80",
        "SHA256:fqDVdOnVABcco1l+DRaxx5bPGL+XeCMna+yvmxCITTw",
        "SHA256:gp5+3dALeUgOOvB5wPR4lyl8Tr6N27EMXaA9kSFG9xM",
        "SHA256:hlgD5sDE8om4PalBAA3wvAOjQJtEi6kXsB9wQZ45cmE",
        "SHA256:i1Ui/K4FIIgVUDgR8b2bCZybuJyviha5aO3n01RXpO0",
        "SHA256:ignokrWkMz/ZwK9iV8Gt0HwHf1OLR6OX0p9hIS5FStc",
        "SHA256:lwZbF3lbeGJmNO6s9XYNxT2N1wwlJ+UvXb7oileIjmU",
        "SHA256:qjFh0GYjME6meLMIAf0AuIvb9c+DW8A5Z1EkC8jW4iA",
        "SHA256:sLGNDAbTJDlT7dZJj0ihWpCUFf6FSij4CkToKR509rE",
        "SHA256:saROY2PIThB/nQnOXw1UnGVZ1lkyx52cAt+BSsK8Ih4",
        "SHA256:t3E6MUajxsSwxvI68cSA9BTuir3rVABm+StAeJV9V9I",
        "SHA256:tkIEAF5prcH4nW3waaimr4QqYYhNAFdJRX3elQUjZfI",
        "SHA256:uTkDazlkVNhNslrO5uN4V4/xVQ+IslKwWoDPYtwl0ok",
        "SHA256:wTH3RDDKE5z6Z9JNIX5hErVCSy4l5wg/Akb/qwh8bqI",
    }
)
