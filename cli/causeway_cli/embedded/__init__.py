"""The servers that run inside the working copy: Kafka, MongoDB, the development issuer and the mail catcher."""
