"""The public HTTP server: the chat page, the conversation, the policies to read."""
