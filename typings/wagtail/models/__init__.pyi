from typing import Any

from django.contrib.contenttypes.models import ContentType as ContentType
from modelcluster.fields import ParentalKey as ParentalKey
from modelcluster.models import ClusterableModel as ClusterableModel
from treebeard.mp_tree import MP_Node as MP_Node
from wagtail.models.audit_log import BaseLogEntry as BaseLogEntry
from wagtail.models.audit_log import ModelLogEntry as ModelLogEntry
from wagtail.models.draft_state import DraftStateMixin as DraftStateMixin
from wagtail.models.i18n import Locale as Locale
from wagtail.models.i18n import LocaleManager as LocaleManager
from wagtail.models.i18n import TranslatableMixin as TranslatableMixin
from wagtail.models.locking import LockableMixin as LockableMixin
from wagtail.models.media import Collection as Collection
from wagtail.models.media import CollectionManager as CollectionManager
from wagtail.models.media import CollectionMember as CollectionMember
from wagtail.models.media import CollectionViewRestriction as CollectionViewRestriction
from wagtail.models.media import GroupCollectionPermission as GroupCollectionPermission
from wagtail.models.media import GroupCollectionPermissionManager as GroupCollectionPermissionManager
from wagtail.models.media import get_root_collection_id as get_root_collection_id
from wagtail.models.orderable import Orderable as Orderable
from wagtail.models.pages import AbstractPage as AbstractPage
from wagtail.models.pages import BasePageManager as BasePageManager
from wagtail.models.pages import GroupPagePermission as GroupPagePermission
from wagtail.models.pages import GroupPagePermissionManager as GroupPagePermissionManager
from wagtail.models.pages import Page as Page
from wagtail.models.pages import PageLogEntry as PageLogEntry
from wagtail.models.pages import PageManager as PageManager
from wagtail.models.pages import PagePermissionTester as PagePermissionTester
from wagtail.models.pages import PageViewRestriction as PageViewRestriction
from wagtail.models.pages import get_page_content_types as get_page_content_types
from wagtail.models.pages import get_page_models as get_page_models
from wagtail.models.preview import PreviewableMixin as PreviewableMixin
from wagtail.models.revisions import PageRevisionsManager as PageRevisionsManager
from wagtail.models.revisions import Revision as Revision
from wagtail.models.revisions import RevisionMixin as RevisionMixin
from wagtail.models.revisions import RevisionQuerySet as RevisionQuerySet
from wagtail.models.revisions import RevisionsManager as RevisionsManager
from wagtail.models.sites import Site as Site
from wagtail.models.sites import SiteManager as SiteManager
from wagtail.models.view_restrictions import BaseViewRestriction as BaseViewRestriction
from wagtail.models.workflows import WorkflowMixin as WorkflowMixin
from wagtail.query import PageQuerySet as PageQuerySet

# Comments, workflows and the reference index: nothing of ours inherits from them.
def __getattr__(name: str) -> Any: ...
