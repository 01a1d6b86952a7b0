"""One screen per file: each wires its widgets to the session, and knows no other screen's inside."""
