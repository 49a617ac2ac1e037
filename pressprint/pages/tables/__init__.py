"""Tables: their cells measured, their columns fitted to the measure, their rows set."""
