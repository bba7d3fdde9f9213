"""What an article says: mentions, entities, incidents, roles, casualties and claims, by rules over a parsed text."""
