from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Sample news and the command that makes an issue of it."""

    name = "demo"
