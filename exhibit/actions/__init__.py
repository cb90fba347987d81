"""What people do: one function, one transaction. Nothing here renders or reads a request."""
