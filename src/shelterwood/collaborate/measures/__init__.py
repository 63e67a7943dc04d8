"""What the coordinating body may see of how ready its region is: counts by county and sector, small ones withheld.

Terms: an organization is ready in so far as a protocol is adopted and in force, its people are trained and in date, and its notices
hang. Counts are withheld as statistical offices do it: a primary threshold, then complementary suppression within each published
total (Cox 1980; Hundepool and others, Statistical Disclosure Control, 2012, chapter 4).
"""
