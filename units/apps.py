from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "units"
    verbose_name = "Tổ chức"

    def ready(self) -> None:
        from units import verifying
        from units.reorganising import protocol
        from units.reorganising.bodies import Bodies
        from units.reorganising.people import People
        from units.reorganising.portfolios import Portfolios
        from units.reorganising.registers import Registers
        from units.signed_verifying import SIGNED_COPIES

        verifying.also(SIGNED_COPIES)
        for follower in (Bodies(), People(), Portfolios(), Registers()):
            protocol.register(follower)
