"""A local stand-in for a Slack workspace, for any Bolt app: it imports no app, no Bolt and no Slack SDK."""
