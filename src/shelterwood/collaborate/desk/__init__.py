"""Each role's first page: what needs them now, in order of harm. It shows references, sectors and clocks, never a person."""
