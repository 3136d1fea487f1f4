"""What the dialogue does beside talking: one file per task.

No wording here: actions name responses of data/responses/ by key.
"""
