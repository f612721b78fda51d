"""Odd inputs by the thousand: each ends in success or in one of our own errors, soon and in little memory."""
