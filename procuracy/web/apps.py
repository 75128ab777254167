from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "procuracy.web"
    label = "web"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from procuracy.web import lookups  # noqa: F401  # registers them
        from procuracy.web.history import triggers
        from procuracy.web.history.context import tell_on_connection
        from procuracy.web.wording import use_office_wording

        use_office_wording()
        triggers.register()
        # The only door that every connection of every thread passes.
        connection_created.connect(tell_on_connection)
