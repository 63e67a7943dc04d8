"""Consultations: somebody worries, is not sure that it is enough, and asks without naming the child.

The question goes to the county's named consultant alone, stores no name, and is answered with advice and the text of the
duty. It is no report and starts no clock of the law. Terms: *consultation without naming the child* as child-protection
agencies offer it to professionals (research note 01, section 7.1).
"""
