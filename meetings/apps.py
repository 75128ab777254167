from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Hội nghị, kết luận"

    def ready(self) -> None:
        from meetings.reorganising.meetings import Meetings
        from meetings.reorganising.reports import Reports
        from meetings.reorganising.tasks import Tasks
        from units.reorganising import protocol

        for follower in (Meetings(), Reports(), Tasks()):
            protocol.register(follower)
