"""What a workflow may ask of the world: name, request, receipt, time limit."""
