"""One module a page: it asks the desk, and fills a template, a JSON object or a CSV sheet."""
