"""The Web API: one module per family of methods.

https://docs.slack.dev/apis/web-api
"""
