from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "targets"
    verbose_name = "Kế hoạch, chỉ tiêu"

    def ready(self) -> None:
        from targets import working_days
        from targets.computing import sources
        from targets.computing.plan_tasks import PlanTasks
        from targets.computing.submissions import Submissions as SentMonths
        from targets.models import submission_triggers
        from targets.reorganising.assignments import Assignments
        from targets.reorganising.explanations import Explanations
        from targets.reorganising.plans import Plans
        from targets.reorganising.submissions import Submissions
        from units import acknowledging
        from units.reorganising import protocol

        for follower in (Assignments(), Explanations(), Plans(), Submissions()):
            protocol.register(follower)
        sources.register(PlanTasks())
        sources.register(SentMonths())
        submission_triggers.register()
        acknowledging.use(lambda first, last: working_days.days_off(first, last).is_working)
