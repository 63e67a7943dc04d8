"""The worker: it runs queued tasks and, by the clock, the tasks of the schedule.

Terms: Django's task framework (`django.tasks`) with its database backend.
"""
