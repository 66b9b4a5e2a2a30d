"""A print shop in three regions on this machine, with the real programs: the demo and the scenarios share it."""
