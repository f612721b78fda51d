"""The compiled reader of payloads: arrays in, arrays out; what they hold stands in `layout`."""
