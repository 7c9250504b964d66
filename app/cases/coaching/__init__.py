"""Agents in training: what they write to customers is looked over by a colleague before it is sent."""
