"""What the graph looks like: terms, article graphs, incidents, shapes, saved queries."""
