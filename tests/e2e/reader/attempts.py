"""What the script of a package may try, one function of JavaScript each, and what comes of it in its engine's frame.

`AWAY` is a port that must hear nothing, `SITE` the library, `CONTENT` the origin that the package lies on. An attempt
that throws or rejects says the error's name.
"""

from __future__ import annotations

import json
from typing import Final

from library_pages.text.extraction import PackageFile

_NONE, _DENIED, _FETCH = "", "SecurityError", "TypeError"

ATTEMPTS: Final[dict[str, tuple[str, str]]] = {
    # The site: its cookies, its page, its window.
    "cookies of the site": ("return /sessionid|csrftoken/.test(document.cookie) ? 'read' : ''", _NONE),
    "document of the site": ("return top.document.title", _DENIED),
    "name of the site's window": ("return top.name", _DENIED),
    "address of the site's window": ("return top.location.href", _DENIED),
    "storage of the site": ("return top.localStorage.length", _DENIED),
    "opener": ("return String(opener)", "null"),
    "document.domain": ("document.domain = 'localhost'; return 'set'", _DENIED),
    # Leading away.
    "top.location": ("top.location = AWAY + '/top/location'; return 'set'", _DENIED),
    "top.location.replace": ("top.location.replace(AWAY + '/top/replace'); return 'set'", _DENIED),
    "link to the top": ("click({href: AWAY + '/top/link', target: '_top'}); return later('')", _NONE),
    "link to a new window": ("click({href: AWAY + '/blank', target: '_blank'}); return later('')", _NONE),
    "download": ("click({href: 'data.json', download: 'x.json'}); return later('')", _NONE),
    "window.open": ("return String(window.open(AWAY + '/open'))", "null"),
    "form to the top": ("send(AWAY + '/form/top', '_top'); return later('')", _NONE),
    "form to another port": ("send(AWAY + '/form/away', 'own'); return later('')", _NONE),
    "form to the site's API": ("send(SITE + '/api/v1/auth/sign-out', 'own'); return later('')", _NONE),
    "history": ("history.back(); history.go(-1); return later('')", _NONE),
    "navigating the engine's page": ("parent.location = AWAY + '/parent'; return 'set'", _DENIED),
    # Fetching.
    "fetch of the site's API": ("return got(fetch(SITE + '/api/v1/me', {credentials: 'include'}))", _FETCH),
    "blind POST to the site's API": (
        "return got(fetch(SITE + '/api/v1/events', {method: 'POST', mode: 'no-cors', body: '{}'}))",
        _FETCH,
    ),
    "fetch of another port": ("return got(fetch(AWAY + '/fetch', {mode: 'no-cors'}))", _FETCH),
    "fetch of another path": ("return got(fetch(CONTENT + '/livez'))", _FETCH),
    "fetch in the engine's realm": ("return got(parent.fetch(AWAY + '/realm', {mode: 'no-cors'}))", _FETCH),
    "fetch in an empty frame": (
        "return got(framed({}).contentWindow.fetch(AWAY + '/blank', {mode: 'no-cors'}))",
        _FETCH,
    ),
    "fetch in a frame of words": (
        "return loaded({srcdoc: 'x'}).then((one) => got(one.contentWindow.fetch(AWAY + '/srcdoc', {mode: 'no-cors'})))",
        _FETCH,
    ),
    "fetch in what is not there": (
        "return loaded({src: 'none.html'}).then((one) => got(one.contentWindow.fetch(AWAY + '/404')))",
        _DENIED,
    ),
    "XMLHttpRequest": (
        """const asked = new XMLHttpRequest();
        asked.open('GET', AWAY + '/xhr');
        asked.send();
        return event(asked, 'load');""",
        "error",
    ),
    "WebSocket": ("return event(new WebSocket(AWAY.replace('http', 'ws') + '/socket'), 'open')", "error"),
    "EventSource": ("return event(new EventSource(AWAY + '/events'), 'open')", "error"),
    "beacon": ("navigator.sendBeacon(AWAY + '/beacon', 'x'); return later('')", _NONE),
    "ping": ("click({href: '#x', ping: AWAY + '/ping'}); return later('')", _NONE),
    # Loading.
    "picture": ("const one = new Image(); one.src = AWAY + '/image'; return event(one, 'load')", "error"),
    "picture of the site": (
        "const one = new Image(); one.src = SITE + '/static/web/icon.svg'; return event(one, 'load')",
        "error",
    ),
    "script": ("return element('script', {src: AWAY + '/script'})", "error"),
    "module": ("return import(AWAY + '/module').then(() => 'loaded')", _FETCH),
    "style sheet": ("return element('link', {rel: 'stylesheet', href: AWAY + '/sheet'})", "error"),
    "import in a style": ("styled(`@import url('${AWAY}/import')`); return later('')", _NONE),
    "background": ("styled(`body { background: url('${AWAY}/background') }`); return later('')", _NONE),
    "font": ("return new FontFace('x', `url('${AWAY}/font')`).load().then(() => 'loaded')", "NetworkError"),
    "object": ("element('object', {data: AWAY + '/object'}); return later('')", _NONE),
    "sound": ("const one = new Audio(AWAY + '/sound'); return event(one, 'canplay')", "error"),
    "prefetch": ("element('link', {rel: 'prefetch', href: AWAY + '/prefetch'}); return later('')", _NONE),
    "preconnect": ("element('link', {rel: 'preconnect', href: AWAY + '/preconnect'}); return later('')", _NONE),
    "manifest": ("element('link', {rel: 'manifest', href: AWAY + '/manifest'}); return later('')", _NONE),
    "another base": (
        """document.head.append(made('base', {href: AWAY + '/base/'}));
        return String(document.baseURI.startsWith(AWAY));""",
        "false",
    ),
    "another policy": (
        """document.head.append(made('meta', {httpEquiv: 'Content-Security-Policy', content: 'connect-src *'}));
        return got(fetch(AWAY + '/policy', {mode: 'no-cors'}));""",
        _FETCH,
    ),
    # Staying.
    "service worker": ("return navigator.serviceWorker.register('worker.js').then(() => 'registered')", _DENIED),
    "worker": ("return event(new Worker('worker.js'), 'message')", "error"),
    "worker of a blob": (
        "return event(new Worker(URL.createObjectURL(new Blob(['postMessage(1)']))), 'message')",
        "error",
    ),
    "shared worker": ("return event(new SharedWorker('worker.js'), 'load')", "error"),
    "shared memory": ("return typeof SharedArrayBuffer", "undefined"),
    # What a device has.
    "microphone": ("return String(document.featurePolicy.allowsFeature('microphone'))", "false"),
    "camera": ("return String(document.featurePolicy.allowsFeature('camera'))", "false"),
    "screen": ("return navigator.mediaDevices.getDisplayMedia().then(() => 'seen')", "NotAllowedError"),
    "place on earth": (
        """return new Promise((done) => navigator.geolocation.getCurrentPosition(
          () => done('found'), ({code}) => done(String(code))));""",
        "1",
    ),
    "notices": ("return Notification.requestPermission()", "denied"),
    "clipboard": ("return navigator.clipboard.readText().then(() => 'read')", "NotAllowedError"),
    "MIDI": ("return navigator.requestMIDIAccess().then(() => 'had')", _DENIED),
    "wake lock": ("return navigator.wakeLock.request('screen').then(() => 'held')", "NotAllowedError"),
    "whole screen": ("return document.documentElement.requestFullscreen().then(() => 'filled')", "TypeError"),
    # The shell.
    "a hello of its own": (
        """let ports = 0;
        addEventListener('message', (one) => { ports += one.ports.length; });
        for (const one of [top, parent]) one.postMessage({v: 1, type: 'hello', nonce: '0'.repeat(32)}, '*');
        return later('').then(() => String(ports));""",
        "0",
    ),
    # What is its own.
    "its own script": ("return 'ran'", "ran"),
    "eval": ("return eval(\"'eval' + 'uated'\")", "evaluated"),
    "its own file": ("return fetch('data.json').then((answer) => answer.json()).then(({own}) => own)", "yes"),
    "its own frame": (
        "return loaded({src: 'inner.html'}).then((one) => one.contentWindow.found)",
        "object",
    ),
    "its engine": ("return typeof parent.drill.keep", "function"),
}

_HELPERS: Final = """
const made = (name, fields) => Object.assign(document.createElement(name), fields);
const later = (value) => new Promise((done) => setTimeout(done, 150, value));
const got = (answer) => answer.then(() => "arrived");
const event = (target, good) => new Promise((done) => {
  target.addEventListener(good, () => done(good));
  target.addEventListener("error", () => done("error"));
});
const added = (one) => { document.body.append(one); return one; };
const element = (name, fields) => event(added(made(name, fields)), "load");
const styled = (textContent) => added(made("style", { textContent }));
const framed = (fields) => added(made("iframe", fields));
const loaded = (fields) => new Promise((done) => {
  const one = framed(fields);
  one.onload = () => done(one);
});
const click = (fields) => {
  const link = added(made("a", fields));
  if (fields.ping) link.setAttribute("ping", fields.ping);
  link.click();
};
const send = (action, target) => {
  if (target === "own") framed({ name: "own" });
  const form = made("form", { action, target, method: "post" });
  added(form).submit();
};
"""


def package(away: str, site: str, content: str) -> list[PackageFile]:
    """A package whose page makes all attempts when it is told `begin()`; `results` has what came of each, by name."""
    places = f"const AWAY = {json.dumps(away)}, SITE = {json.dumps(site)}, CONTENT = {json.dumps(content)};"
    tries = ",".join(f"{json.dumps(name)}: async () => {{ {body} }}" for name, (body, _) in ATTEMPTS.items())
    script = f"""{places}{_HELPERS}
const attempts = {{{tries}}};
window.results = {{}};
window.begin = async () => {{
  for (const [name, attempt] of Object.entries(attempts)) {{
    const patience = new Promise((done) => setTimeout(done, 4000, "no answer"));
    window.results[name] = String(await Promise.race([attempt().catch((error) => error.name), patience]));
  }}
  return window.results;
}};
"""
    page = '<!doctype html><title>x</title><body><p>Bài học</p><script src="probe.js"></script>'
    inner = "<!doctype html><script>window.found = typeof parent.parent.drill</script>"
    files = {
        "index.html": ("text/html", page),
        "probe.js": ("text/javascript", script),
        "inner.html": ("text/html", inner),
        "worker.js": ("text/javascript", "postMessage(1)"),
        "data.json": ("application/json", '{"own": "yes"}'),
    }
    return [PackageFile(path, kind, iter([text.encode()])) for path, (kind, text) in files.items()]
