"""The fair queue played with made-up days: how long whom one would wait, with so many agents and so much to do."""
