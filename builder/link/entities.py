"""Who is who across articles, in this version by name alone: the same kind and the same full name, else nothing.

A name that many bear says nothing: a person needs two name parts, and an organisation or unit a word of its own beside
ordinals and words like 'battalion' or 'ministry', which every country has.
"""

from __future__ import annotations

from builder.identity import fold

GENERAL_WORDS = """
    a an the of and for in to special operations task joint combined national federal local regional central united
    army armies navy marines marine corps air force forces ground guard police military militia troops soldiers
    security ministry minister department government parliament court council committee command headquarters agency
    intelligence interior defense defence foreign affairs health coalition alliance state states authorities
    officials spokesman division brigade regiment battalion company platoon squadron squad wing group unit team
    infantry armored armoured cavalry artillery engineer airborne counterterrorism counter terrorism operation
    mission
"""
GENERAL = frozenset(GENERAL_WORDS.split())
GENERAL_EXCEPT = frozenset({"united states", "united nations", "united states of america"})


def entity_key(kind: str, name: str) -> tuple[str, str] | None:
    """What two entities share that are the same by rule: kind and folded full name; None if the name is too general.

    `kind` is that of the entity's IRI (`person`, `organisation`, `unit`, `operation`, …), `name` as the article has it.
    """
    folded = fold(name).removeprefix("the ")
    parts = folded.split()
    if not parts or folded in GENERAL_EXCEPT:
        return (kind, folded) if parts else None
    if kind == "person":
        return (kind, folded) if len(parts) > 1 and max(map(len, parts)) > 1 else None
    own = [part for part in parts if part not in GENERAL and not part.rstrip("stndrh").isdigit()]
    return (kind, folded) if own else None
