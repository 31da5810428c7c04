"""The playlists of a recording as its rows stand now."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

from library_pages.media.enums import PartState, RecordingKind, RecordingState, RungSet
from library_pages.media.models import Captions, MediaPart, Recording, Rendition
from library_pages.media.pipeline import planning
from library_pages.media.pipeline.hls import playlists as write
from library_pages.media.pipeline.hls.playlists import SoundTrack, Subtitles, Variant, rates_of
from library_pages.media.pipeline.ladder import AUDIO
from library_pages.media.pipeline.segments import RungOutput

_PLAYABLE = {RecordingState.PLAYABLE, RecordingState.COMPLETE}


def master(recording_id: UUID, profile: str) -> str | None:
    """The master playlist: what grows while something does, else all rungs; None while nothing can be played.

    All lists of one master are of one kind (RFC 8216, 6.2.4).
    """
    recording = Recording.objects.filter(pk=recording_id, profile=profile, state__in=_PLAYABLE).first()
    if recording is None:
        return None
    growing = recording.state == RecordingState.PLAYABLE
    renditions = list(recording.renditions.filter(profile=profile))
    sound = next((each for each in renditions if each.kind == RecordingKind.AUDIO), None)
    variants = [_variant(each) for each in renditions if each.kind == RecordingKind.VIDEO]
    if growing and not variants:
        variants = _begun(recording)
    subtitles = [Subtitles(each.language, each.label, f"captions/{each.pk}.m3u8") for each in recording.captions.all()]
    return write.master_playlist(variants, _track(sound, recording) if sound else None, subtitles, growing=growing)


def rung(recording_id: UUID, profile: str, name: str, *, growing: bool) -> str | None:
    """The list of a rung; one that grows names what is done from the beginning without a gap."""
    rendition = Rendition.objects.filter(recording_id=recording_id, profile=profile, rung=name).first()
    if rendition is not None:
        return write.media_playlist(rendition.segments, rendition.timescale, ended=True, growing=growing)
    made = _made_so_far(recording_id, profile, name) if growing else []
    if not made:
        return None
    segments = [segment for output in made for segment in output.segments]
    return write.media_playlist(segments, made[0].timescale, ended=False, growing=True)


def captions(recording_id: UUID, captions_id: str) -> str | None:
    """The list of a language of captions."""
    found = Captions.objects.filter(pk=captions_id, recording_id=recording_id).select_related("recording").first()
    return write.captions_playlist(f"{found.pk}.vtt", found.recording.duration) if found else None


def captions_file(recording_id: UUID, captions_id: str) -> str | None:
    """Name of a WebVTT file in the publications store."""
    found = Captions.objects.filter(pk=captions_id, recording_id=recording_id).values_list("file", flat=True).first()
    return found or None


def poster_of(recording_id: UUID) -> str | None:
    """Name of the poster in the publications store."""
    return Recording.objects.filter(pk=recording_id).values_list("poster", flat=True).first() or None


def etag_of(data: bytes) -> str:
    """A validator for a playlist."""
    return hashlib.sha256(data).hexdigest()[:32]


def _made_so_far(recording_id: UUID, profile: str, name: str) -> list[RungOutput]:
    parts = MediaPart.objects.filter(recording_id=recording_id, profile=profile, rung_set=RungSet.START)
    made = []
    for part in parts.order_by("chunk"):
        if part.state != PartState.DONE or name not in part.output:
            break
        made.append(RungOutput(**part.output[name]))
    return made


def _begun(recording: Recording) -> list[Variant]:
    plan = planning.Plan.from_json(recording.plan)
    found = []
    for each in plan.start:
        made = _made_so_far(recording.pk, recording.profile, each.name)
        if made and made[0].segments:
            segments: Sequence[Sequence[int]] = [segment for output in made for segment in output.segments]
            peak, average = rates_of(segments, made[0].timescale)
            codecs, fps = made[0].codecs, float(plan.fps)
            found.append(Variant(each.name, codecs, each.width, each.height, fps, peak, average))
    return found


def _variant(each: Rendition) -> Variant:
    return Variant(each.rung, each.codecs, each.width, each.height, each.fps, each.bandwidth, each.average_bandwidth)


def _track(sound: Rendition, recording: Recording) -> SoundTrack:
    language = str(recording.metadata.get("language") or "vi")
    return SoundTrack(sound.codecs, sound.channels, language, AUDIO, sound.bandwidth, sound.average_bandwidth)
