"""Taking in the folder that another site of ours left in: what is missing is made, what differs is written, and nothing
that an editor changed here.
"""
