"""The gates on the way: the law in force, and who may be told what under it."""
