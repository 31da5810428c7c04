import os

from django.core.wsgi import get_wsgi_application

from cms.plugins import registry

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = get_wsgi_application()
registry.require_all()  # a web server runs no system checks
