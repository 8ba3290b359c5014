"""Names, passwords and tokens: what is accepted, and how a secret is stored."""

from __future__ import annotations

import hashlib
import unicodedata
from base64 import urlsafe_b64encode

from errata.core.errors import InputError
from errata.core.ports import Entropy

SHORTEST, LONGEST = 10, 1_000  # characters of a password
NAME_LENGTH = 80
RESERVED = ("errata",)  # what the loop itself does is stored under it
KEY_START = "errata_"
PREFIX = len(KEY_START) + 5  # of 43 random characters, five are shown


def read_name(given: str) -> str:
    """The name as it is stored: composed, in small letters.

    So nobody can pass for somebody else with another spelling of the same letters.

    Raises InputError for one that could not stand in an address or be read aloud.

    >>> read_name(" Ann Lee ")
    'ann lee'
    """
    name = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", given).strip().casefold())
    if not any(character.isalnum() for character in name):
        raise InputError(f"the name {given[:NAME_LENGTH]!r}", wanted="letters or digits")
    if len(name) > NAME_LENGTH:
        raise InputError(f"a name of {len(name)} characters", wanted=f"{NAME_LENGTH} at most")
    odd = sorted({sign for sign in name if sign in '/\\:"?#%' or not sign.isprintable()})
    if odd:
        raise InputError(f"a name with {' '.join(map(ascii, odd))}", do="leave that out")
    if name in RESERVED:
        raise InputError(f"the name {name!r}, which is Errata's own", do="choose another")
    return name


def read_label(given: str, what: str) -> str:
    """The name of a thing, such as a key, on one line; raises InputError."""
    name = unicodedata.normalize("NFC", given).strip()
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        raise InputError(
            f"the {what} {given[:NAME_LENGTH]!r}", wanted=f"1 to {NAME_LENGTH} characters on a line"
        )
    return name


def read_password(given: str, *, name: str) -> str:
    """The password as it is hashed; raises InputError for one that is too easy to guess."""
    password = composed(given)
    if len(password) < SHORTEST:
        raise InputError(
            f"a password of {len(password)} characters",
            wanted=f"at least {SHORTEST}",
            do="a few random words are easy to remember",
        )
    if len(password) > LONGEST:
        raise InputError("a password of more characters than anybody types", wanted=f"{LONGEST}")
    if password.strip().casefold() == name:
        raise InputError("the name as the password", do="choose another")
    return password


def composed(password: str) -> str:
    """The same characters however a keyboard composes them (NFC)."""
    return unicodedata.normalize("NFC", password)


def fresh_token(entropy: Entropy) -> str:
    """A secret of 256 bits that fits an address, a cookie and a header."""
    return urlsafe_b64encode(entropy(32)).rstrip(b"=").decode()


def token_hash(token: str) -> str:
    """What is stored in the token's place. It is random, so nothing slower is needed.

    >>> token_hash("a")[:8]
    'ca978112'
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
