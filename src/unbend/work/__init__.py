"""The work clock as a program: what runs the schedule of `breaks`, and how it is reached from outside."""
