"""The coordinating body itself: its name, its counties, its time zones, and the lines one can call there."""
