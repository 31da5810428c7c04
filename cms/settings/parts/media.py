"""Sound and video: wagtailmedia with our own model, and the program that prepares recordings."""

from cms.settings import env

WAGTAILMEDIA = {"MEDIA_MODEL": "media.Media"}

FFMPEG_BINARY = env.text("FFMPEG_BINARY", "")
MEDIA_MAX_BYTES = 8 * 1024**3  # a file
MEDIA_MAX_FILES = 500  # of one recording
