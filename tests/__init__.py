"""What must hold of Unbend, path for path beside the source."""
