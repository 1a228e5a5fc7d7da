"""A saved web page: its document in, the site around it out."""
