"""The map of the code: every package in the order of registration, which is the order of dependency.

A feature's domain imports only from features above it. Reactive features do not import each other. Interfaces may
read everything, and nobody imports them.
"""

FOUNDATION = ("kit", "activity", "jobs", "accounts", "search")
CORE = (
    "images",
    "catalogue",
    "posts",
    "labels",
    "questions",
    "decisions",
    "identities",
    "cases",
    "escalation",
    "claims",
    "known_issues",
    "one_voice",
    "satisfaction",
    "macros",
    "knowledge",
    "equity",
)
REACTIVE = ("notifications",)
INTERFACES = ("moderation", "admin", "imports", "exports", "demo", "site")

FEATURES = FOUNDATION + CORE + REACTIVE + INTERFACES
