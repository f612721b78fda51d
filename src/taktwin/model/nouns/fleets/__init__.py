"""What carries jobs: fleets of vehicles, their guide paths and transports, and pools of carriers."""
