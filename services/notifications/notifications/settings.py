"""What only notifications must be told."""

from pydantic import Field

from causeway_kit.settings import ServiceSettings
from notifications.domain.help import HELPLINES, REPLY


class Settings(ServiceSettings):
    batch_pause_seconds: float = 0.25  # a notice may be a moment late
    matching_address: str
    smtp_host: str
    smtp_port: int
    sender: str  # `no-reply@example.org`, or `Causeway <no-reply@example.org>`
    unread_after_seconds: int = Field(default=86400, gt=0)
    messages_url: str = ""  # the page a letter asks its reader to open
    settings_url: str = ""  # the page where e-mail is switched off
    alerts_url: str = ""  # the page where safeguarding leads acknowledge alerts
    help_reply: str = Field(default=REPLY, min_length=1)  # what somebody reads at once who may be telling of harm,
    helplines: str = Field(default=HELPLINES, min_length=1)  # and then, unless their programme's policy names others
    moderation_address: str = ""  # where policies are asked for; empty: the same helplines in every programme
