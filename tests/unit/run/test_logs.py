from cms.run import logs


def test_a_long_log_is_moved_aside_and_its_writer_goes_on(tmp_path):
    log = tmp_path / "web.log"
    with log.open("ab", buffering=0) as writer:
        writer.write(b"x" * 11)
        logs.bound([log], limit=10)
        writer.write(b"next")

    assert log.read_bytes() == b"next"
    assert (tmp_path / "web.log.1").read_bytes() == b"x" * 11


def test_a_short_log_stays(tmp_path):
    log = tmp_path / "web.log"
    log.write_text("short")

    logs.bound([log, tmp_path / "not-yet-written.log"], limit=10)

    assert [path.name for path in tmp_path.iterdir()] == ["web.log"]
