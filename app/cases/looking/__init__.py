"""An administrator looks into a case: with a written reason, for a limited time, and the customer reads who and why."""
