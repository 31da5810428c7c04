"""Our playlists (RFC 8216)."""

from library_pages.media.pipeline.hls.playlists import (
    SoundTrack,
    Subtitles,
    Variant,
    captions_playlist,
    master_playlist,
    media_playlist,
    rates_of,
)

LOW = Variant("360p", "avc1.4d401e", 640, 360, 29.97, 400_000, 300_000)
HIGH = Variant("720p", "avc1.64001f", 1280, 720, 29.97, 1_800_000, 900_000)
SOUND = SoundTrack("mp4a.40.2", 2, "vi", "sound", 70_000, 64_000)


def test_lengths_are_those_of_the_frames_and_not_nominal():
    text = media_playlist([[60_060, 9], [60_060, 9], [1001, 1]], 30_000, ended=True, growing=False)
    assert text.count("#EXTINF:2.002000,") == 2
    assert "#EXTINF:0.033367," in text
    assert "#EXT-X-PLAYLIST-TYPE:VOD" in text
    assert text.endswith("000002.m4s\n#EXT-X-ENDLIST\n")


def test_a_list_that_grows_begins_at_the_beginning_and_keeps_its_target():
    first = media_playlist([[2, 9]], 1, ended=False, growing=True)
    later = media_playlist([[2, 9], [2, 9]], 1, ended=True, growing=True)
    assert "#EXT-X-START:TIME-OFFSET=0,PRECISE=YES" in first
    assert "#EXT-X-TARGETDURATION:6" in first
    assert later.startswith(first)  # RFC 8216, 6.2.1: it only gains lines


def test_no_segment_is_longer_than_its_target_by_half_a_second():
    assert "#EXT-X-TARGETDURATION:10" in media_playlist([[10_007, 9]], 1000, ended=True, growing=False)


def test_the_master_counts_the_sound_into_every_rate_and_begins_with_the_lowest():
    text = master_playlist([HIGH, LOW], SOUND, [], growing=False)
    assert "BANDWIDTH=470000,AVERAGE-BANDWIDTH=364000" in text
    assert 'CODECS="avc1.4d401e,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=29.970,AUDIO="sound"' in text
    assert text.index("360p/index.m3u8") < text.index("720p/index.m3u8")
    assert 'CHANNELS="2",URI="audio/index.m3u8"' in text


def test_sound_alone_is_a_variant_of_its_own():
    text = master_playlist([], SOUND, [], growing=True)
    assert "TYPE=AUDIO" not in text
    assert text.endswith('CODECS="mp4a.40.2"\naudio/growing.m3u8\n')


def test_a_label_can_not_break_out_of_its_quotes():
    hostile = Subtitles("vi", 'Tiếng Việt",URI="http://x\n#EXT', "captions/a.m3u8")
    lines = master_playlist([LOW], None, [hostile], growing=False).splitlines()
    (line,) = [line for line in lines if "SUBTITLES" in line and line.startswith("#EXT-X-MEDIA")]
    assert line.count('"') == 8
    assert [line for line in lines if line.startswith("#EXT") is False] == ["360p/index.m3u8"]


def test_captions_are_one_segment_as_long_as_the_recording():
    text = captions_playlist("a.vtt", 90.4)
    assert "#EXT-X-TARGETDURATION:91" in text
    assert "#EXTINF:90.400000,\na.vtt" in text


def test_a_short_last_segment_is_no_peak():
    peak, average = rates_of([[2000, 100_000], [2000, 50_000], [10, 5000]], 1000)
    assert peak == 400_000
    assert average == 155_000 * 8 * 1000 // 4010
