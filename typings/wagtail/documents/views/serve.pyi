from django.http import HttpRequest
from django.http.response import HttpResponseBase

def serve(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase: ...
