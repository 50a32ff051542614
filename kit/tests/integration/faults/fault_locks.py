"""A broker that asks who comes: two guarded doors beside the open one, and rights that a test grants and takes away."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from aiokafka.protocol.admin import CreateAclsRequest, DeleteAclsRequest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from fault_servers import admin_of
from fault_service import Plan

from causeway_cli.embedded.kafka import Kafka
from causeway_cli.embedded.ports import LOOPBACK
from causeway_kit.kafka_security import Kind, Mechanism
from causeway_kit.settings import ServiceSettings

USER, PASSWORD = "counting", "correct-horse"
TOPIC, GROUP = 2, 3
READ, WRITE = 3, 4
LITERAL, ALLOW = 3, 3

PROPERTIES = """\
listeners=PLAINTEXT://{host}:{port},CONTROLLER://{host}:{controller_port},GUARDED://{host}:{guarded},SEALED://{host}:{sealed}
advertised.listeners=PLAINTEXT://{host}:{port},GUARDED://{host}:{guarded},SEALED://{host}:{sealed}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,GUARDED:SASL_PLAINTEXT,SEALED:SASL_SSL
sasl.enabled.mechanisms=SCRAM-SHA-512,PLAIN
listener.name.guarded.sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.guarded.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.sealed.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.sealed.plain.sasl.jaas.config=\
org.apache.kafka.common.security.plain.PlainLoginModule required user_{user}="{password}";
ssl.keystore.type=PEM
ssl.keystore.location={keystore}
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:ANONYMOUS
allow.everyone.if.no.acl.found=false
"""


@dataclass(frozen=True)
class LockedKafka(Kafka):
    """Whoever comes through the open door may do everything: the tests themselves, and the controller."""

    guarded_port: int = 0
    sealed_port: int = 0
    formatting: tuple[str, ...] = ("--add-scram", f"SCRAM-SHA-512=[name={USER},password={PASSWORD}]")

    @property
    def guarded(self) -> str:
        """Asks for a user, and hides nothing on the way."""
        return f"{LOOPBACK}:{self.guarded_port}"

    @property
    def sealed(self) -> str:
        return f"{LOOPBACK}:{self.sealed_port}"

    @property
    def authority(self) -> Path:
        """The certificate that clients trust."""
        return self.folder / "authority.pem"

    def prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self.authority.exists():
            write_certificates(self.authority, self.folder / "broker.pem")
        super().prepare()

    def _properties(self, log: Path) -> str:
        return super()._properties(log) + PROPERTIES.format(
            host=LOOPBACK, port=self.port, controller_port=self.controller_port, guarded=self.guarded_port,
            sealed=self.sealed_port, user=USER, password=PASSWORD, keystore=self.folder / "broker.pem",
        )  # fmt: skip


def write_certificates(authority: Path, broker: Path) -> None:
    """An authority's certificate, and beside a key the one that it signed for the loopback address."""
    signer, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a test's authority")])
    own = _certificate(name, name, signer.public_key())
    own = own.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    usage = dict.fromkeys(
        (
            *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
            *("encipher_only", "decipher_only"),
        ),
        False,
    )
    own = own.add_extension(x509.KeyUsage(key_cert_sign=True, crl_sign=True, **usage), critical=True)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a test's broker")])
    served = _certificate(subject, name, key.public_key())
    served = served.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(LOOPBACK))]), critical=False)
    authority.write_bytes(own.sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    signed = served.sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    broker.write_bytes(key.private_bytes(*form) + signed)


def _certificate(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    made = made.serial_number(x509.random_serial_number())
    return made.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=2))


def signing_in(
    settings: ServiceSettings, address: str, kind: Kind, folder: Path, *, password: str = PASSWORD,
    mechanism: Mechanism = "SCRAM-SHA-512", authority: Path | None = None,
) -> ServiceSettings:  # fmt: skip
    """The same service, coming through another door."""
    kept = folder / "kafka-password"
    kept.write_text(f"{password}\n")
    changed = {"kafka": address, "kafka_security": kind, "kafka_mechanism": mechanism, "kafka_ca_file": authority}
    return settings.model_copy(update={**changed, "kafka_user": USER, "kafka_password_file": kept})


class Rights:
    """What the service's user may do; nothing at first."""

    def __init__(self, bootstrap: str, plan: Plan) -> None:
        self._bootstrap = bootstrap
        self.reading = [(TOPIC, plan.topic, READ), (TOPIC, f"{plan.group}.replays", READ)]
        self.joining = [(GROUP, plan.group, READ)]
        self.writing = [(TOPIC, plan.echoes, WRITE)]
        self.setting_aside = [(TOPIC, f"{plan.group}.dead-letters", WRITE)]

    @property
    def all(self) -> list[tuple[int, str, int]]:
        return [*self.reading, *self.joining, *self.writing, *self.setting_aside]

    async def grant(self, rights: list[tuple[int, str, int]]) -> None:
        async with admin_of(self._bootstrap) as admin:
            for kind, name, operation in rights:
                asked = CreateAclsRequest(kind, name, LITERAL, f"User:{USER}", "*", operation, ALLOW)
                told = await admin._send_request(asked)
                assert [code for code, _ in told.creation_responses] == [0]

    async def take(self, rights: list[tuple[int, str, int]]) -> None:
        async with admin_of(self._bootstrap) as admin:
            for kind, name, operation in rights:
                asked = DeleteAclsRequest(kind, name, LITERAL, f"User:{USER}", "*", operation, ALLOW)
                told = await admin._send_request(asked)
                assert [len(found[2]) for found in told.filter_responses] == [1], told
