"""What a message says about a case: place, form, minors, number, time and role."""
