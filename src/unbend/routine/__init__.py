"""What the user wrote, down to a plan."""
