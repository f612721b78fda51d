"""What stops the cluster: few sources, little stock, suppliers that fall out, and what insures against it."""
