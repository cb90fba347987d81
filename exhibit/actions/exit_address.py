"""Where the quick exit may lead: a site that says nothing of this one, to whoever looks over a shoulder or into the history."""
from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from exhibit.errors import WrongUse

SHORTEST = 4  # characters: shorter names occur in any address by chance


def check_exit(address: str, our_host: str, names: Iterable[str]) -> None:
    """`names`: what this exhibition is called. Raises WrongUse for an address that leads nowhere, back to us, or tells where the visitor came from."""
    if not address.startswith("https://"):
        raise WrongUse("The exit address must start with https://.")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as unreadable:
        raise WrongUse(f"“{address}” cannot be read as an address: type it as the browser shows it.") from unreadable
    if "." not in host.strip(".") or parts.username or port not in (None, 443) or any(letter.isspace() for letter in address):
        raise WrongUse("The exit address needs the name of a public site, for example https://www.weather.com/, and nothing before it.")
    own = our_host.rsplit(":", 1)[0].lower()
    if host == own or host.endswith(f".{own}"):
        raise WrongUse("The exit must lead away from this site: choose another one, for example a weather service.")
    rest = unquote(address.split(host, 1)[1]).lower()
    telling = next((name for name in (own, *names) if len(name) >= SHORTEST and name.lower() in rest), "")
    if telling or parts.fragment:
        raise WrongUse(f"The exit address holds “{telling or '#' + parts.fragment}”, which would say where the visitor came from: use the plain address of the site.")
