"""What is found on a machine, part by part."""
