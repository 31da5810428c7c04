from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail.images import get_image_model

from cms.foundation.policies import Policy, surface
from cms.web import pictures
from cms.web.delivery import deliver


@surface(Policy.GRANT)
@require_safe
def picture(request: HttpRequest, signature: str, image_id: int, width: int) -> HttpResponseBase:
    """The picture, for whoever has the address from a page."""
    if not pictures.is_signed(signature, image_id, width):
        raise Http404
    image = get_object_or_404(get_image_model(), pk=image_id)
    try:
        rendition = pictures.rendition_of(image, width)
    except OSError as error:  # the source is gone or broken
        raise Http404 from error
    return deliver(
        request,
        rendition.file.storage.open(rendition.file.name),
        size=rendition.file.size,
        etag=f"{rendition.pk}-{image.file_hash or image.pk}",
        content_type="image/jpeg",
        cache="private, max-age=86400",
    )
