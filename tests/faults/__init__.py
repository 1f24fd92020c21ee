"""Real faults of systems like this one, F1 to F30, each with a test of its name.

Each test runs the part of this house in which that fault would show. All of
them can apply here; some only in part, because the part they need does not
stand yet:

F16: `announce_calendar` has a field for the second person, which the re-plan campaign
fills from two sign-ins; whoever offers the act without the campaign has this fault.
F18: a correction needs reasons and is served on the party; that a second person
signs it is not asked by the table of who may act.
F19: subjects and the public have no counter yet; every route of the officers'
counter is tried.
F20: nothing is imported in bulk yet; what is opened from outside is a backup.
F24: a removal waits for every receipt; that a channel is looked at again
afterwards comes with the channels.
F27: two people are told apart by their accounts; that one person has one account
is the office's to see to.
F29: each rule of the watch is tried; an alert that fires every day by itself, so
that silence is noticed, does not stand yet.
"""
