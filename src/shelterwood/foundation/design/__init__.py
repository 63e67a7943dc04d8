"""How pages look and behave: U.S. Web Design System components, the frame of every page, forms, dates, headers.

Component names are the design system's own (designsystem.digital.gov).
"""
