"""The client side of OPC UA: what values mean, the connections that bring them, and a server that plays a plant."""
