"""A room: one question on a screen, and the guesses of a class.

A teacher opens a room, and whoever knows its code commits a guess from a page of a
few kilobytes. Nothing here knows a lesson, and nobody here knows a learner: what is
kept of one is a guess, under a hash that means nothing outside of the room.
"""
