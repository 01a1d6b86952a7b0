"""What `unbend doctor` finds on this machine: looks at everything, changes and creates nothing."""
