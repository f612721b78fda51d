"""What all kinds of resources and places share: work clocks and failures, jobs, the flow between places, stocks."""
