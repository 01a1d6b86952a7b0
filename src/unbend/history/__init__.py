"""What was done, and what hurt: the record of sessions on the user's own disk."""
