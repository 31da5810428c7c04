"""Tokens of the app: opaque, short, rotated; a replay ends the family."""

import pytest

from cms.accounts import services
from cms.accounts.models import ApiToken
from cms.foundation.errors import Problem
from tests.factories import people, schools

pytestmark = pytest.mark.django_db


@pytest.fixture
def pupil(clock):
    return people.enrolled(schools.school())


def issue(pupil, device="tablet"):
    return services.issue_tokens(pupil.user, device_id=device)


def code_of(call, *args):
    with pytest.raises(Problem) as caught:
        call(*args)
    return caught.value.code


def test_an_access_token_names_its_user_in_one_query(pupil, django_assert_num_queries):
    pair = issue(pupil)
    with django_assert_num_queries(1):
        assert services.holder_of(pair.access).user == pupil.user


def test_an_access_token_lives_fifteen_minutes(pupil, clock):
    pair = issue(pupil)
    assert pair.expires_in == 900
    clock.pass_by(seconds=899)
    assert services.holder_of(pair.access)
    clock.pass_by(seconds=1)
    assert services.holder_of(pair.access) is None


@pytest.mark.parametrize("text", ["", "kva_", "x" * 201, "kva_" + "A" * 43])
def test_what_was_never_issued_names_nobody(pupil, text):
    issue(pupil)
    assert services.holder_of(text) is None


def test_neither_token_does_the_work_of_the_other(pupil):
    pair = issue(pupil)
    assert services.holder_of(pair.refresh) is None
    assert code_of(services.rotate, pair.access) == "token-not-valid"


def test_only_digests_are_kept(pupil):
    pair = issue(pupil)
    kept = " ".join(str(value) for row in ApiToken.objects.values_list() for value in row)
    assert pair.access not in kept
    assert pair.refresh not in kept


def test_a_rotation_gives_a_new_pair_for_the_same_device(pupil):
    user, pair = services.rotate(issue(pupil, "tablet 7").refresh)
    assert user == pupil.user
    assert services.holder_of(pair.access).device_id == "tablet 7"


def test_a_lost_answer_may_be_asked_for_again_within_half_a_minute(pupil, clock):
    old = issue(pupil)
    services.rotate(old.refresh)
    clock.pass_by(seconds=30)
    _user, again = services.rotate(old.refresh)
    assert services.holder_of(again.access)


def test_a_token_that_is_sent_ten_times_within_the_grace_gives_one_living_branch(pupil, clock):
    old = issue(pupil)
    pairs = set()
    for _ in range(10):
        pairs.add(services.rotate(old.refresh)[1].refresh)
        clock.pass_by(seconds=3)
    assert len(pairs) == 1
    assert ApiToken.objects.filter(kind="refresh", used_at=None, revoked_at=None).count() == 1
    assert ApiToken.objects.filter(kind="access", expires_at__gt=clock()).count() == 2


def test_an_answer_that_is_given_again_tells_what_is_left_of_its_life(pupil, clock):
    old = issue(pupil)
    services.rotate(old.refresh)
    clock.pass_by(seconds=20)
    _user, again = services.rotate(old.refresh)
    assert again.expires_in == 880
    clock.pass_by(seconds=880)
    assert services.holder_of(again.access) is None


def test_a_second_use_after_the_answer_was_used_is_a_replay_within_the_grace_too(pupil, clock):
    old = issue(pupil)
    _user, fresh = services.rotate(old.refresh)
    _user, next_one = services.rotate(fresh.refresh)
    assert code_of(services.rotate, old.refresh) == "refresh-token-reused"
    assert code_of(services.rotate, next_one.refresh) == "token-not-valid"


def test_what_follows_a_token_can_not_be_made_without_the_secret_key(pupil, settings):
    old = issue(pupil)
    _user, fresh = services.rotate(old.refresh)
    settings.SECRET_KEY = people.OTHER_KEY
    assert code_of(services.rotate, old.refresh) == "refresh-token-reused"  # another pair would have been made
    assert services.holder_of(fresh.access) is None


def test_a_replay_ends_the_whole_family_and_no_other(pupil, clock):
    stolen, other = issue(pupil), issue(pupil, "another device")
    _user, fresh = services.rotate(stolen.refresh)
    clock.pass_by(seconds=31)
    assert code_of(services.rotate, stolen.refresh) == "refresh-token-reused"
    assert services.holder_of(fresh.access) is None
    assert code_of(services.rotate, fresh.refresh) == "token-not-valid"
    assert services.holder_of(other.access)


def test_a_second_use_within_the_grace_does_not_stretch_the_grace(pupil, clock):
    old = issue(pupil)
    services.rotate(old.refresh)
    clock.pass_by(seconds=20)
    services.rotate(old.refresh)
    clock.pass_by(seconds=20)
    assert code_of(services.rotate, old.refresh) == "refresh-token-reused"


def test_a_sign_in_ends_after_sixty_days_without_use(pupil, clock):
    pair = issue(pupil)
    clock.pass_by(days=60)
    assert code_of(services.rotate, pair.refresh) == "token-not-valid"


def test_a_sign_in_ends_after_a_year_however_much_it_is_used(pupil, clock):
    pair = issue(pupil)
    for _ in range(12):
        clock.pass_by(days=30)
        _user, pair = services.rotate(pair.refresh)
    clock.pass_by(days=5)
    assert code_of(services.rotate, pair.refresh) == "token-not-valid"


def test_signing_out_ends_this_device_only(pupil):
    here, there = issue(pupil), issue(pupil, "another device")
    services.revoke_family(services.holder_of(here.access).family)
    assert services.holder_of(here.access) is None
    assert code_of(services.rotate, here.refresh) == "token-not-valid"
    assert services.holder_of(there.access)


def test_a_deactivated_user_loses_her_tokens_at_once(pupil):
    pair = issue(pupil)
    pupil.user.is_active = False
    pupil.user.save()
    assert services.holder_of(pair.access) is None
    assert code_of(services.rotate, pair.refresh) == "token-not-valid"


@pytest.mark.parametrize(
    "change",
    [
        lambda pupil: services.set_pin(pupil.user, "536974"),
        lambda pupil: services.change_pin(pupil.user, people.PIN, "536974"),
        lambda pupil: services.new_pin(pupil.user),
        lambda pupil: services.set_password(pupil.user, "một mật khẩu dài khác"),
        lambda pupil: services.end_membership(pupil.membership),
        lambda pupil: services.revoke_all(pupil.user),
    ],
)
def test_a_new_secret_and_the_end_of_a_membership_end_every_sign_in(pupil, change):
    pair = issue(pupil)
    change(pupil)
    assert services.holder_of(pair.access) is None
    assert code_of(services.rotate, pair.refresh) == "token-not-valid"


def test_dead_families_are_dropped_and_living_ones_kept_whole(pupil, clock):
    issue(pupil)
    clock.pass_by(days=59)
    living = issue(pupil)
    clock.pass_by(days=1, seconds=1)
    assert services.prune_tokens() == 2
    assert services.rotate(living.refresh)


def test_the_nightly_clean_up_says_what_it_dropped(pupil, clock):
    issue(pupil)
    clock.pass_by(days=90)
    assert services.keep_house() == {"attempts": 0, "networks": 0, "tokens": 2, "tries": 0}
