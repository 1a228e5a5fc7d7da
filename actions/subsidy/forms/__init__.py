"""The shape of the files that a policy officer writes, as pydantic models.

The JSON Schema for editors is made from these models, and what they read becomes the data classes
that the calculator works with. Importing this package imports pydantic: do so inside functions.
"""
