"""Asking the site whether it serves."""

import http.client


def serves(port: int) -> bool:
    """Whether the internal address says that the site can be used: the process answers and the database fits.

    A connection is taken by the kernel before anybody serves it, so a time-out is an ordinary no.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
