from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Hội nghị, kết luận"

    def ready(self) -> None:
        from meetings.computing import Conclusions, MeetingReports
        from meetings.models.conclusion import kept_documents
        from meetings.papers import notice_steps
        from meetings.reorganising.inspections import Inspections
        from meetings.reorganising.matters import Matters
        from meetings.reorganising.meetings import Meetings
        from meetings.reorganising.papers import MeetingPapers
        from meetings.reorganising.reports import Reports
        from meetings.reorganising.tasks import Tasks
        from meetings.volumes.verifying import VOLUMES
        from meetings.wording import plan
        from procuracy.web.history import purging
        from targets import plan_wording
        from targets.computing import sources
        from units import verifying
        from units.models import registry
        from units.reorganising import protocol

        followers = (Meetings(), Reports(), Tasks(), Matters(), MeetingPapers(), Inspections())
        for follower in followers:
            protocol.register(follower)
        registry.keep(kept_documents)
        verifying.also(VOLUMES)
        purging.also(notice_steps.forget)
        plan_wording.register(plan.parts)
        sources.register(Conclusions())
        sources.register(MeetingReports())
