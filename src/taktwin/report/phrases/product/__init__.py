"""Chinese of what is refused of products: acoustics, driving, battery swapping."""
