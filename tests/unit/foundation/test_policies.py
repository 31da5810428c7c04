import functools

from cms.foundation.checks import surfaces
from cms.foundation.policies import Policy, policy_of, surface


@surface(Policy.OPEN)
def plain(request):
    return None


def wrapped(view):
    @functools.wraps(view)
    def inner(request):
        return view(request)

    return inner


class Page:
    @classmethod
    def as_view(cls):
        def view(request):
            return None

        view.view_class = cls
        return view


@surface(Policy.MEMBER)
class Mine(Page):
    pass


def test_the_policy_is_found_through_decorators_and_classes():
    assert policy_of(plain) is Policy.OPEN
    assert policy_of(wrapped(plain)) is Policy.OPEN
    assert policy_of(Mine.as_view()) is Policy.MEMBER


def test_a_view_that_says_nothing_has_no_policy():
    assert policy_of(lambda: None) is None


def test_every_route_of_the_three_urlconfs_declares_its_policy(settings):
    for urlconf in (settings.ROOT_URLCONF, settings.CONTENT_URLCONF, settings.INTERNAL_URLCONF):
        assert [route for route, _view, policy in surfaces(urlconf) if policy is None] == []
