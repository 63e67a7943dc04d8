"""How long records are kept, what is sealed, what is held, and their end. Counsel of the coordinating body decides, nobody else.

A period is set for a category of record, with the law it rests on; where none is set, records are kept. What is over is destroyed
each night: the key of the record, then its rows. Terms: legal hold and sealing as courts use them; shredding of keys, NIST SP 800-88.
"""
