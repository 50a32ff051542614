"""The sample programme that `up` plays."""
