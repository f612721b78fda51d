"""Guided vehicles that tell their states over MQTT in the form of VDA 5050, and fleets of a model that play them."""
