"""What happens when: a pure machine that plays a plan against a clock it is told."""
