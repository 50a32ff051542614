"""What only matching must be told."""

from causeway_kit.settings import ServiceSettings


class Settings(ServiceSettings):
    moderation_address: str
    administrators: str = ""  # subjects, with commas between them; each may do everything

    @property
    def administrator_subjects(self) -> list[str]:
        return sorted({subject.strip() for subject in self.administrators.split(",")} - {""})
