"""How the coordinating body keeps its own house: which agency takes a county's reports, which numbers pages show, whether mail goes out."""
