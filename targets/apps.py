from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "targets"
    verbose_name = "Kế hoạch, chỉ tiêu"

    def ready(self) -> None:
        from targets.computing import sources
        from targets.computing.plan_tasks import PlanTasks
        from targets.reorganising.assignments import Assignments
        from targets.reorganising.explanations import Explanations
        from targets.reorganising.plans import Plans
        from units.reorganising import protocol

        for follower in (Assignments(), Explanations(), Plans()):
            protocol.register(follower)
        sources.register(PlanTasks())
