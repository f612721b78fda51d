"""Classes of driving scenarios: data only, learnt from labelled cycles."""
