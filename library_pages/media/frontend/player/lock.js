// The lock screen, the keys of a headset and of a keyboard: what the system shows and sends (Media Session).
export function lockScreen({ item, cover_url: cover }, { play, pause, jump, seek }) {
  const session = navigator.mediaSession;
  if (!session) return { at() {} };
  session.metadata = new MediaMetadata({
    title: item.title, artist: item.creator, artwork: cover ? [{ src: new URL(cover, location.href).href }] : [],
  });
  const acts = { play, pause, seekbackward: () => jump(-1), seekforward: () => jump(1), seekto: ({ seekTime }) => seek(seekTime) };
  for (const [name, act] of Object.entries(acts)) {
    try {
      session.setActionHandler(name, act);
    } catch {
      // An action that this browser does not know.
    }
  }
  return {
    at(position, duration, playbackRate) {
      if (duration > 0) session.setPositionState?.({ duration, playbackRate, position: Math.min(position, duration) });
    },
  };
}
