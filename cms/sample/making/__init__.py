"""Programs that draw the sample's pictures and its PDF; run by hand when a text or a drawing changes."""
