from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "procuracy.web"
    label = "web"

    def ready(self) -> None:
        from procuracy.web.wording import use_office_wording

        use_office_wording()
