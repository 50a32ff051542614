"""What only notifications must be told."""

from pydantic import Field

from causeway_kit.settings import ServiceSettings


class Settings(ServiceSettings):
    batch_pause_seconds: float = 0.25  # a notice may be a moment late
    matching_address: str
    smtp_host: str
    smtp_port: int
    sender: str  # `no-reply@example.org`, or `Causeway <no-reply@example.org>`
    unread_after_seconds: int = Field(default=86400, gt=0)
    messages_url: str = ""  # the page a letter asks its reader to open
    settings_url: str = ""  # the page where e-mail is switched off
