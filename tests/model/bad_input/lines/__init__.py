"""Bad input: moving and indexed lines, and the operators in their zones."""
