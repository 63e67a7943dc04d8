"""The demonstration: two invented counties, one in Minnesota and one in Texas, with everybody in them. The law is real.

Built from a seed. Names, places and numbers cannot be mistaken for real ones: no such counties exist, telephone
numbers are 555-01xx, addresses of mail end in .example.
"""
