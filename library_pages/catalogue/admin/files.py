"""Files of the admin: pictures and documents that the user's permission policy gives her, and no others.

Readers get pictures under signed addresses (cms.web.pictures) and covers by the access rule. No page holds a document.
"""

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from wagtail.documents.views.serve import serve
from wagtail.images import get_image_model
from wagtail.images.models import Rendition
from wagtail.permissions import policy_registry

from cms.foundation.policies import Policy, surface
from cms.web.delivery import deliver

_ACTIONS = ("add", "change", "delete", "choose")
_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}


@surface(Policy.STAFF)
@login_required
def staff_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """An image or a rendition of one, by its name in the store; anything else is no page."""
    image_model = get_image_model()
    rendition = Rendition.objects.filter(file=name).first()
    image_id = (
        rendition.image_id if rendition else image_model.objects.filter(file=name).values_list("pk", flat=True).first()
    )
    allowed = policy_registry.get_by_type(image_model).instances_user_has_any_permission_for(request.user, _ACTIONS)
    content_type = _TYPES.get(name.rpartition(".")[2].lower())
    if image_id is None or content_type is None or not allowed.filter(pk=image_id).exists():
        raise Http404
    if not default_storage.exists(name):
        raise Http404
    return deliver(
        request, default_storage.open(name), size=default_storage.size(name), etag=name, content_type=content_type
    )


@surface(Policy.STAFF)
@login_required
def staff_document(request: HttpRequest, document_id: int, name: str) -> HttpResponseBase:
    """A document by its key and its name; the school guard has seen to it that it is one of her school's."""
    answer: HttpResponseBase = serve(request, document_id, name)
    answer["Cache-Control"] = "private, no-cache"
    return answer
