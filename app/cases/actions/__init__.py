"""Every change to a case: actor first, everything else by name. None of them commits; no private text enters an event."""
